// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "ui/decisionports.h"

#include <QDialog>

#include <deque>
#include <optional>
#include <vector>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace headgate {

class AnswerButton;
class BatchRow;
class TextLabel;

/**
 * Several requests, each whole, and one decision for all of them (approvals.md H14). It holds the
 * exact requests that were chosen: one that changes or is answered by somebody else is left out and
 * says so. Answers go out one after the other, and each row tells what became of its own. UI
 * thread; closing it answers nothing that was not sent.
 */
class BatchDialog : public QDialog
{
    Q_OBJECT

public:
    BatchDialog(DecisionPorts ports, const std::vector<CheckpointKey>& keys,
        std::function<QString(const CheckpointKey&)> who, QWidget* parent = nullptr);

    DecisionGuard* guard() { return &m_guard; }
    AnswerButton* allowButton() const { return m_allow; }
    AnswerButton* rejectButton() const { return m_reject; }
    QPushButton* closeButton() const { return m_close; }
    QScrollArea* list() const { return m_scroll; }
    /** What became of each, in the order shown; empty while it simply waits. */
    QStringList outcomes() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    struct Item
    {
        Checkpoint reviewed; ///< as the person reads it
        BatchRow* row = nullptr;
        bool sent = false;
        bool out = false; ///< it is not what was reviewed any more, or does not wait
    };

    QWidget* buildHead();
    QWidget* buildFoot();
    void follow(const CheckpointKey& key);
    void refresh();
    void checkEnd();
    void decide(Reply reply, bool allowed);
    void sendNext();
    int open() const; ///< how many a decision would go to
    bool over() const { return m_decided && m_queue.empty() && !m_inFlight; }

    DecisionPorts m_ports;
    DecisionGuard m_guard;
    std::vector<Item> m_items;
    std::deque<size_t> m_queue; ///< still to be sent
    std::optional<CheckpointKey> m_inFlight;
    std::optional<Reply> m_decided;
    QString m_batch; ///< what the record calls those that were decided together
    Timestamp m_shownAt;
    bool m_read = false; ///< the end of the list was in view

    TextLabel* m_title = nullptr;
    TextLabel* m_note = nullptr;
    QScrollArea* m_scroll;
    QVBoxLayout* m_column;
    AnswerButton* m_allow = nullptr;
    AnswerButton* m_reject = nullptr;
    QPushButton* m_close = nullptr;
};

} // namespace headgate
