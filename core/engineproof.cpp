// SPDX-License-Identifier: MIT
// What a person wants to know of a source at this moment: the proof of what is held, and what its
// server can tell.
#include "core/engineworker.h"
#include "core/replaydesk.h"
#include "core/store/offsetledger.h"

namespace headgate {

using namespace Qt::StringLiterals;

/** What is held of a source, and what it said itself; handed from thread to thread. */
struct HeldHistory
{
    proof::Holding held;
    Witness witness;
    Issue issue; ///< of reading the history
};

namespace {

/** Reader thread. `asked`: files are counted anew. */
Proof compared(const HeldHistory& history, bool asked)
{
    Proof told;
    const proof::Told* log = history.witness.log ? &*history.witness.log : nullptr;
    for (const proof::Held& session : history.held.sessions)
        told.sessions.push_back(proof::compare(session, log));
    if (history.held.cursor)
        told.stream = proof::compare(history.held.cursor, history.witness.tail);
    for (const proof::HeldFile& file : history.held.files) {
        std::optional<qint64> lines;
        if (asked)
            lines = offsetledger::linesInFile(file.file);
        told.files.push_back(proof::compare(file, lines));
    }
    return told;
}

} // namespace

void EngineWorker::execute(const LookUp& command)
{
    if (const auto* wish = std::get_if<Lookup::Search>(&command.lookup->what)) {
        search(*wish);
        return;
    }
    if (std::holds_alternative<Lookup::ReadHealth>(command.lookup->what)) {
        tellHealth();
        return;
    }
    if (std::holds_alternative<Lookup::ReadStorage>(command.lookup->what)) {
        readStorage();
        return;
    }
    if (std::holds_alternative<Lookup::ReadFacts>(command.lookup->what)) {
        readFacts();
        return;
    }
    Followed* of = followed(command.source);
    if (!of)
        return;
    if (const auto* wish = std::get_if<Lookup::Prove>(&command.lookup->what)) {
        prove(command.source, *wish);
        return;
    }
    if (const auto* past = std::get_if<Lookup::Past>(&command.lookup->what)) {
        lookBack(command.source, *past);
        return;
    }
    of->source->lookUp(*command.lookup, [this, source = command.source](Finding finding) {
        const auto* rules = std::get_if<Finding::Rules>(&finding.what);
        if (rules && rules->revoked)
            noteRevoked(source, *rules->revoked);
        postFinding(source, std::move(finding));
    });
}

void EngineWorker::postFinding(const SourceId& source, Finding finding)
{
    post({LookedUp{source, std::make_shared<const Finding>(std::move(finding))}}, 0);
}

/** Written down once the server did it, and only then. */
void EngineWorker::noteRevoked(const SourceId& source, const SavedRule& rule)
{
    flush();
    if (m_stopped || !m_history)
        return;
    m_history->begin();
    m_journal->note({source, {}}, {}, u"revoke"_s, Decision::Actor::Window, now(),
        QString(rule.action + u' ' + rule.pattern).trimmed());
    if (commit(nullptr))
        m_journal->flush();
}

/** A history in memory has one connection, and little in it. */
void EngineWorker::onReader(std::function<void(Database*)> what)
{
    if (m_reader)
        m_reader->run(std::move(what));
    else
        what(&m_history->database());
}

/** What is held now is played back and written out; nobody is asked. */
void EngineWorker::lookBack(const SourceId& source, const Lookup::Past& wish)
{
    flush();
    if (m_stopped) {
        if (auto refused = ReplayDesk::refusal(source, *wish))
            postFinding(source, std::move(*refused));
        return;
    }
    const auto tell = [this, source](Finding finding) {
        m_mailbox.post([this, source, finding = std::move(finding)]() mutable {
            if (!m_stopped && followed(source))
                postFinding(source, std::move(finding));
        });
    };
    if (m_reader) {
        m_reader->run([source, wish, tell, at = now()](ReplayDesk& desk, Database* database) {
            desk.take(database, source, *wish, at, tell);
        });
        return;
    }
    if (!m_desk)
        m_desk = std::make_unique<ReplayDesk>();
    m_desk->take(&m_history->database(), source, *wish, now(), tell);
}

/** The fence is what is held now: what comes while the server is asked is not missing. */
void EngineWorker::prove(const SourceId& source, const Lookup::Prove& wish)
{
    flush();
    if (m_stopped)
        return;
    auto held = std::make_shared<HeldHistory>();
    onReader([this, source, wish, held](Database* database) {
        Expected<proof::Holding> read = Issue{Issue::Code::DatabaseError, source, {}};
        if (database)
            read = offsetledger::holding(*database, source, wish.session);
        if (read)
            held->held = std::move(*read);
        else
            held->issue = read.error();
        Finding first{Finding::Held{wish, !wish.ask, compared(*held, false)}, held->issue};
        m_mailbox.post([this, source, wish, held, first = std::move(first)]() mutable {
            if (m_stopped || !followed(source))
                return;
            postFinding(source, std::move(first));
            if (wish.ask)
                askForProof(source, wish, held);
        });
    });
}

void EngineWorker::askForProof(
    const SourceId& source, const Lookup::Prove& wish, std::shared_ptr<HeldHistory> held)
{
    Followed* of = followed(source);
    of->source->askForProof(
        proof::cursorsToAsk(held->held.sessions), [this, source, wish, held](Witness witness) {
            // A log is asked by reading its files.
            const bool itself = isLog(source) && witness.issue.code == Issue::Code::NotOffered;
            if (held->issue.code == Issue::Code::None && !itself)
                held->issue = witness.issue;
            held->witness = std::move(witness);
            onReader([this, source, wish, held](Database*) {
                Finding last{Finding::Held{wish, true, compared(*held, true)}, held->issue};
                m_mailbox.post([this, source, last = std::move(last)]() mutable {
                    if (!m_stopped && followed(source))
                        postFinding(source, std::move(last));
                });
            });
        });
}

} // namespace headgate
