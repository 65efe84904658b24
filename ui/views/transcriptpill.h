// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

namespace headgate {

/** "12 new": leads back to the end of the transcript. UI thread. */
class TranscriptPill : public QAbstractButton
{
    Q_OBJECT

public:
    explicit TranscriptPill(QWidget* parent);

    /** What came since the end went out of sight. */
    void setNews(int items);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QFont m_font;
};

} // namespace headgate
