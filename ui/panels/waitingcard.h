// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "ui/views/textlabel.h"
#include "ui/words/sourcewords.h"

class QCheckBox;
class QPushButton;

namespace headgate {

/** One open request: what, who, the telling line, hints, and the way to the whole of it. */
class WaitingCard : public QWidget
{
    Q_OBJECT

public:
    explicit WaitingCard(QWidget* parent = nullptr);

    /** `alike`: how many that wait ask for the same, this one included. */
    void show(
        const Checkpoint& checkpoint, const QString& who, bool first, int alike, Timestamp now);
    /** With a box to check: several are being chosen. */
    void setChoosing(bool choosing);
    bool isChosen() const;
    void setChosen(bool chosen);

signals:
    void reviewWanted();
    void chosenChanged();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TextLabel* m_title;
    TextLabel* m_age;
    TextLabel* m_who;
    TextLabel* m_code;
    TextLabel* m_question;
    TextLabel* m_hint;
    QCheckBox* m_choose;
    QPushButton* m_review;
    Checkpoint m_shown;
    words::Toned m_outcome;
    bool m_first = false;
    int m_alike = 1;
};

} // namespace headgate
