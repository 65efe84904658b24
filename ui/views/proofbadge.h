// SPDX-License-Identifier: MIT
#pragma once

#include "ui/words/sourcewords.h"

#include <QAbstractButton>

namespace headgate {

/** The proof in a few words, in the colour of what it says; a press shows where it comes from. UI
 * thread. */
class ProofBadge : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ProofBadge(QWidget* parent = nullptr);

    /** Empty words: there is nothing to say yet, and nothing to see. */
    void put(const words::Toned& proof, const QString& tip);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showTip();

    words::Tone m_tone = words::Tone::Quiet;
    QString m_tip;
};

} // namespace headgate
