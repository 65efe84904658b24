// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/prompt.h"
#include "core/project/panelines.h"
#include "ui/views/textlabel.h"

#include <QHash>

#include <optional>

class QPlainTextEdit;
class QPushButton;

namespace headgate {

/**
 * The line below the transcript where a person writes to the agent. UI thread. Grows with its text.
 * Keeps a draft for each session; what could not be sent is put back into it.
 */
class Composer : public Ground
{
    Q_OBJECT

public:
    explicit Composer(QWidget* parent = nullptr);

    /** What stands between the words and the session. */
    struct Facts
    {
        bool running = false; ///< a turn runs: words are queued
        bool live = true; ///< the server can be reached
        bool ready = true; ///< what the session holds is known: a copy can be told from it
        QString agent; ///< who takes them; empty: not known
        enum class Reader : quint8 {
            Agent,
            Session, ///< all who look at it, and its agents
            Nobody, ///< no agent is at work there
            Closed, ///< the session has ended
        };
        Reader reader = Reader::Agent;
    };
    /** Shows the draft of this session. */
    void setSession(const SessionKey& key);
    void show(const Facts& facts);
    /** The words are the person's again: they stand before what was written meanwhile. */
    void putBack(const Prompt& failed);

    /** What was typed there before, where the session is its reader: Up and Down bring it back,
     * Escape clears. */
    void setHistory(const InputHistory& history);
    QString draft(const SessionKey& key) const;
    /** By session; empty ones are left out. */
    QHash<SessionKey, QString> drafts() const;
    void setDrafts(const QHash<SessionKey, QString>& drafts);
    void write(); ///< puts the caret there
    void themeChanged();

signals:
    /** Not empty, without white space at its ends. */
    void sendWanted(const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void grow();
    void refresh();
    void send();
    bool browse(int key);
    void leaveHistory();
    void replace(const QString& text);
    QString placeholder() const;
    void showPlaceholder();
    bool isOpen() const;
    void colour();

    QPlainTextEdit* m_text;
    QPushButton* m_send;
    TextLabel* m_notice; ///< why words came back
    QWidget* m_box;
    SessionKey m_key;
    QHash<SessionKey, QString> m_drafts; ///< but of the session shown
    QHash<SessionKey, QString> m_notices;
    InputHistory m_history;
    std::optional<InputHistory> m_newer; ///< came while m_history was looked through
    Facts m_facts;
};

} // namespace headgate
