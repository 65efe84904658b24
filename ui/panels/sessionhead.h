// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/session.h"
#include "core/project/company.h"
#include "ui/views/textlabel.h"
#include "ui/words/sourcewords.h"

class QPushButton;

namespace headgate {

class AvatarRow;
class ProofBadge;

/** Above the transcript: where it runs, what it is called, how it stands, what it cost. */
class SessionHead : public Ground
{
    Q_OBJECT

public:
    explicit SessionHead(QWidget* parent = nullptr);

    /** How the session stands beside what it says itself. */
    struct Facts
    {
        QString source; ///< its name
        bool live = true; ///< false: what is known of it is from before
        bool waiting = false; ///< for a person
        bool subagents = false;
        double cost = 0; ///< with subagents
        qint64 tokens = 0; ///< with subagents
        bool changeable = false; ///< its server can be told to rename or delete it
        bool stoppable = false; ///< its turn runs, and its server can be told to end it
        Avatars company{}; ///< who looks at it, where that is told
        words::Toned proof{}; ///< of what is held, in two words; empty: nothing to say yet
    };
    void show(const Session& session, const Facts& facts, Timestamp now);

signals:
    void stopWanted();
    /** What the proof rests on. */
    void proofWanted();
    /** What else can be done with it. */
    void menuWanted(const QPoint& at);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showFigures(const Session& session, const Facts& facts);
    int roomForTitle() const;

    TextLabel* m_path;
    TextLabel* m_title;
    Chip* m_state;
    Chip* m_tokens;
    Chip* m_cost;
    Chip* m_context;
    ProofBadge* m_proof;
    AvatarRow* m_company;
    Chip* m_note; ///< shared, undone, archived
    QPushButton* m_stop;
    QPushButton* m_more;
};

} // namespace headgate
