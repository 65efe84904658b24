// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "ui/panels/panelkinds.h"
#include "ui/views/textlabel.h"
#include "ui/words/sourcewords.h"

#include <QHash>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace headgate {

class EmptyNote;

/** One open request: what, who, the telling line, hints, and the way to the whole of it. */
class WaitingCard : public QWidget
{
    Q_OBJECT

public:
    explicit WaitingCard(QWidget* parent = nullptr);

    void show(const Checkpoint& checkpoint, const QString& who, bool first, Timestamp now);

signals:
    void reviewWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TextLabel* m_title;
    TextLabel* m_age;
    TextLabel* m_who;
    TextLabel* m_code;
    TextLabel* m_question;
    TextLabel* m_hint;
    QPushButton* m_review;
    Checkpoint m_shown;
    words::Toned m_outcome;
    bool m_first = false;
};

/** All open requests, who waits longest on top. Cards are kept as long as their request. */
class WaitingPanel : public Panel
{
    Q_OBJECT

public:
    WaitingPanel(const PanelPorts& ports, QWidget* parent);

    void refresh(Timestamp now) override;

private:
    PanelPorts m_ports;
    QScrollArea* m_scroll;
    QVBoxLayout* m_column;
    EmptyNote* m_empty;
    QHash<CheckpointKey, WaitingCard*> m_cards;
};

} // namespace headgate
