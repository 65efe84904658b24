// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "ui/decisionports.h"

#include <QDialog>

#include <functional>
#include <optional>

class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace headgate {

class AnswerButton;
class HintRow;
class PayloadView;
class QuestionForm;
class TextLabel;

/**
 * One request, whole, and its answers. UI thread. Shows only what a person chose to see, sends only
 * what a person pressed, and says what became of it; closing it answers nothing.
 */
class ApprovalDialog : public QDialog
{
    Q_OBJECT

public:
    using Ports = DecisionPorts;

    explicit ApprovalDialog(Ports ports, QWidget* parent = nullptr);

    /** Shows this request instead of another. Only ever called for a person. */
    void present(const CheckpointKey& key);
    const std::optional<CheckpointKey>& key() const { return m_key; }
    /** Words and buttons as things stand now; never changes which request is shown. */
    void refresh();

    DecisionGuard* guard() { return &m_guard; }
    AnswerButton* button(Reply reply) const;
    QLineEdit* message() const { return m_message; }
    PayloadView* payload() const { return m_payload; }
    QTabBar* files() const { return m_files; }
    QuestionForm* form() const { return m_form; }
    /** What became of the request, as shown; empty while it simply waits. */
    QString outcomeText() const;
    bool confirming() const;
    QPushButton* confirmButton() const { return m_confirm; }

signals:
    void nextWanted();
    void previousWanted();
    void sessionWanted(const headgate::SessionKey& key);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    /** Of m_pages. */
    enum Page { AnswersPage, AgainPage, OverPage, QuestionPage };

    void build();
    QWidget* buildHead();
    QWidget* buildBody();
    QWidget* buildAnswers();
    QWidget* buildFoot();
    void connectAll();
    void fill();
    void fillForm();
    void fillWords();
    void refreshHead(const Checkpoint& checkpoint);
    void refreshAnswers(const Checkpoint& checkpoint);
    bool isSaved(const Checkpoint& c) const;
    QString whyNot(const Checkpoint& checkpoint) const;
    void answer(Reply reply, bool allowed);
    void refreshForm(const Checkpoint& checkpoint, bool ready);
    void refreshPermission(const Checkpoint& checkpoint, bool ready);
    void refreshPane(bool ready);
    void fillFiles();
    bool isPane() const;
    void send(Reply reply);
    bool isForm() const { return m_shown.kind != CheckpointKind::Permission; }
    Reply formReply() const
    {
        return m_shown.kind == CheckpointKind::Hitl ? Reply::Once : Reply::Answer;
    }
    bool asksAgain(Reply reply) const;
    bool takesChord(const QKeyEvent& event);
    void fitHeight();

    Ports m_ports;
    DecisionGuard m_guard;
    std::optional<CheckpointKey> m_key;
    Checkpoint m_shown; ///< what is laid out; compared with what the model says
    std::optional<Checkpoint> m_sent; ///< as it was when our answer left, until it changes
    Reply m_sentReply = Reply::Once;
    Reply m_again = Reply::Always; ///< what the page that asks again is about
    Timestamp m_shownAt;

    TextLabel* m_title = nullptr;
    TextLabel* m_place = nullptr;
    TextLabel* m_who = nullptr;
    TextLabel* m_where = nullptr;
    TextLabel* m_whyName = nullptr;
    TextLabel* m_why = nullptr;
    TextLabel* m_count = nullptr;
    QPushButton* m_copy = nullptr;
    QTabBar* m_files = nullptr; ///< of a change of several; each leads to where it begins
    PayloadView* m_payload = nullptr;
    QWidget* m_code = nullptr;
    QWidget* m_questions = nullptr;
    QuestionForm* m_form = nullptr;
    HintRow* m_hints = nullptr;
    TextLabel* m_patterns = nullptr;
    QLineEdit* m_message = nullptr;
    TextLabel* m_outcome = nullptr;
    QStackedWidget* m_pages = nullptr;
    AnswerButton* m_once = nullptr;
    AnswerButton* m_always = nullptr;
    AnswerButton* m_reject = nullptr;
    AnswerButton* m_answer = nullptr;
    AnswerButton* m_dismiss = nullptr;
    TextLabel* m_confirmWords = nullptr;
    QPushButton* m_confirm = nullptr;
    TextLabel* m_ended = nullptr;
    QPushButton* m_next = nullptr;
    TextLabel* m_fresh = nullptr;
    TextLabel* m_freshMore = nullptr;
    TextLabel* m_keeps = nullptr;
};

/** A checkpoint that says of itself that it is dangerous (systems.md 1.5): it is asked twice. */
bool isDangerous(const Checkpoint& checkpoint);

/** True for a pattern that covers far more than the request at hand: "*", "git *", "rm*". */
bool isBroadPattern(const QString& pattern);

} // namespace headgate
