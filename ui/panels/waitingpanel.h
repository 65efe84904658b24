// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "ui/views/textlabel.h"

#include <QHash>

#include <functional>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace headgate {

class CheckpointListModel;

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
    bool m_first = false;
};

/** All open requests, who waits longest on top. Cards are kept as long as their request. */
class WaitingPanel : public QWidget
{
    Q_OBJECT

public:
    /** `who` names the session of a request with its lineage, leaf first. */
    using Who = std::function<QString(const CheckpointKey&)>;

    WaitingPanel(CheckpointListModel* model, Who who, QWidget* parent = nullptr);

    void refresh(Timestamp now);

signals:
    void reviewWanted(const headgate::CheckpointKey& key);

private:
    CheckpointListModel* m_model;
    Who m_who;
    QScrollArea* m_scroll;
    QVBoxLayout* m_column;
    QWidget* m_empty;
    QHash<CheckpointKey, WaitingCard*> m_cards;
};

} // namespace headgate
