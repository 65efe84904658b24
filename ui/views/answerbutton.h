// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

namespace headgate {

/** One of the equal answers: its name, its chord, and what it covers in words. UI thread. */
class AnswerButton : public QAbstractButton
{
    Q_OBJECT

public:
    AnswerButton(
        const QString& title, const QString& chord, bool destructive, QWidget* parent = nullptr);

    /** `code` stands in `detail` as %1 and is set in the fixed font. */
    void setDetail(const QString& detail, const QString& code = {});
    QString detail() const;
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double chordLine(double width) const;
    double layOut(QPainter* painter, double width) const;

    QString m_chord;
    QString m_detail;
    QString m_code;
    bool m_destructive;
};

} // namespace headgate
