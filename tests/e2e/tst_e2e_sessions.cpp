// SPDX-License-Identifier: MIT
#include "tests/support/cli.h"
#include "tests/support/opencodeserver.h"
#include "tests/support/watcher.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

/** What a person does to the sessions of a real server, and over several servers. */
class TestE2eSessions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), qPrintable(m_server.error()));
        m_watcher.onChange = [this](const Change& change) {
            if (const auto* words = std::get_if<PromptChanged>(&change))
                m_prompts[words->prompt.id] = words->prompt;
            else if (const auto* done = std::get_if<ActSettled>(&change))
                m_acts.push_back(*done);
        };
        QVERIFY(m_watcher.follow(m_server.url()));
        QVERIFY(m_watcher.waitUntilLive());
    }

    void init() { m_acts.clear(); }

    void wordsThatWereSentBecomeTheServersOwn() // DG-62
    {
        const QString session = m_server.createSession(u"Spoken to"_s);
        QVERIFY(m_watcher.open(session));
        send(u"p1"_s, session, u"@say Good evening."_s);
        QVERIFY(waitForPrompt(u"p1"_s, Prompt::State::Kept));
        QVERIFY(m_watcher.waitFor(
            [&] { return m_watcher.transcript(session).lastText() == u"Good evening."_s; }));
        QVERIFY(m_watcher.waitForStatus(session, SessionStatus::Idle));
        const auto& messages = m_watcher.transcript(session).messages;
        QCOMPARE(messages.size(), size_t(2));
        QCOMPARE(messages.front().message.id, m_prompts[u"p1"_s].message);
        QCOMPARE(messages.front().parts.front().text, u"@say Good evening."_s);
        QVERIFY(m_watcher.waitFor(
            [&] { return m_watcher.session(session)->contextLimit > 0; })); // DG-59
        QVERIFY(m_watcher.session(session)->contextUsed > 0);
    }

    void wordsToABusySessionAreQueuedByTheServer()
    {
        const QString session = m_server.createSession(u"Busy"_s);
        QVERIFY(m_watcher.open(session));
        send(u"q1"_s, session, u"@long 200 10"_s);
        QVERIFY(m_watcher.waitForStatus(session, SessionStatus::Running));
        send(u"q2"_s, session, u"@say And then this."_s);
        send(u"q3"_s, session, u"@say And then this."_s); // the same words twice
        QVERIFY(waitForPrompt(u"q2"_s, Prompt::State::Kept));
        QVERIFY(waitForPrompt(u"q3"_s, Prompt::State::Kept));
        QVERIFY(m_prompts[u"q2"_s].message != m_prompts[u"q3"_s].message);
        QVERIFY(m_watcher.waitForStatus(session, SessionStatus::Idle));
    }

    void aSessionIsMadeRenamedAndDeletedWithItsChildren() // DS-64
    {
        const QString other = m_server.addProject(u"orchard"_s);
        act({SessionAct::Kind::Create, {m_watcher.source(), {}}, u"Made here"_s, other});
        QVERIFY(waitForAct());
        const QString session = m_acts.back().key.session.value();
        QVERIFY(m_watcher.waitFor([&] { return m_watcher.session(session) != nullptr; }));
        QCOMPARE(m_watcher.session(session)->title, u"Made here"_s);
        QCOMPARE(m_watcher.session(session)->directory, other);

        m_acts.clear();
        act({SessionAct::Kind::Rename, key(session), u"Called otherwise"_s});
        QVERIFY(waitForAct());
        QVERIFY(m_watcher.waitFor(
            [&] { return m_watcher.session(session)->title == u"Called otherwise"_s; }));

        const QString child = childOf(session, other);
        QVERIFY(m_watcher.waitFor([&] { return m_watcher.session(child) != nullptr; }));
        m_acts.clear();
        act({SessionAct::Kind::Delete, key(session)});
        QVERIFY(waitForAct());
        QVERIFY(m_watcher.waitFor(
            [&] { return !m_watcher.session(session) && !m_watcher.session(child); }));
        QCOMPARE(m_server.get(u"/session/"_s + session).status, 404);
    }

    void aRequestThreeLevelsDownIsShownAndAnswered()
    {
        const QString root = m_server.createSession(u"Root"_s);
        const QString child = childOf(root, {});
        const QString leaf = childOf(child, {});
        QVERIFY(m_server.prompt(leaf, u"@run touch deep\n@say Deep."_s));
        const Checkpoint* request = m_watcher.waitForRequest(leaf);
        QVERIFY(request);
        QCOMPARE(m_watcher.session(leaf)->parent.value(), child);
        QCOMPARE(m_watcher.session(child)->parent.value(), root);
        const CheckpointKey key = request->key;
        m_watcher.decide(key, Reply::Once);
        QVERIFY(m_watcher.waitForState(key, CheckpointState::Confirmed));
        QVERIFY(m_watcher.waitForStatus(leaf, SessionStatus::Idle));
        QVERIFY(QFileInfo::exists(m_server.projectPath() + "/deep"_L1));
    }

    void aSessionThatWaitsCanBeDeletedAndLeavesNoGhost()
    {
        const QString session = m_server.createSession(u"Short-lived"_s);
        QVERIFY(m_server.prompt(session, u"@run touch never\n@say Never."_s));
        const Checkpoint* request = m_watcher.waitForRequest(session);
        QVERIFY(request);
        const CheckpointKey ghost = request->key;
        act({SessionAct::Kind::Delete, key(session)});
        QVERIFY(waitForAct());
        QVERIFY(m_watcher.waitFor([&] { return !m_watcher.session(session); }));
        QCOMPARE(m_watcher.offered(session), 0);
        Watcher later; // who comes now reads the server's list, ghosts included
        QVERIFY(later.follow(m_server.url()));
        QVERIFY(later.waitUntilLive());
        QCOMPARE(later.offered(session), 0);
        QVERIFY(!QFileInfo::exists(m_server.projectPath() + "/never"_L1));
        Q_UNUSED(ghost)
    }

    void ofTwoServersOneMayDie() // DG-45, DG-46, DG-64
    {
        OpenCodeServer second;
        QVERIFY2(second.start(), qPrintable(second.error()));
        Watcher other;
        QVERIFY(other.follow(second.url()));
        QVERIFY(other.waitUntilLive());
        // The same engine follows both.
        SourceConfig first;
        first.url = m_server.url();
        const SourceId firstId = first.id();
        QHash<SourceId, SyncState> states;
        QSet<SessionKey> seen;
        QHash<CheckpointKey, CheckpointState> requests;
        other.onChange = [&](const Change& change) {
            if (const auto* source = std::get_if<SourceChanged>(&change))
                states[source->status.id] = source->status.state;
            else if (const auto* session = std::get_if<SessionChanged>(&change))
                seen.insert(session->session.key());
            else if (const auto* asked = std::get_if<CheckpointChanged>(&change))
                requests[asked->checkpoint.key] = asked->checkpoint.state;
        };
        other.submit(AddSource{first});
        QVERIFY(other.waitFor([&] { return states.value(firstId) == SyncState::Live; }));
        second.kill9();
        QVERIFY(other.waitFor([&] { return states.value(other.source()) == SyncState::Waiting; }));

        const QString session = m_server.createSession(u"Alive"_s);
        QVERIFY(m_server.prompt(session, u"@run touch alive\n@say Alive."_s));
        CheckpointKey wanted;
        QVERIFY(other.waitFor([&] {
            for (auto it = requests.cbegin(); it != requests.cend(); ++it) {
                if (it.key().session.value() == session && it.value() == CheckpointState::Pending)
                    wanted = it.key();
            }
            return !wanted.request.isEmpty();
        }));
        QCOMPARE(wanted.source, firstId);
        Decision once;
        once.key = wanted;
        other.submit(Decide{once});
        QVERIFY(
            other.waitFor([&] { return requests.value(wanted) == CheckpointState::Confirmed; }));
        QVERIFY(seen.contains({firstId, SessionId(session)}));
    }

    // H15: the server answers both where one is rejected without words.
    void aRejectionTakesItsSiblingsWithIt()
    {
        const QString session = m_server.createSession(u"Two at once"_s);
        QVERIFY(m_server.prompt(session, u"@run touch one\n@also touch two\n@say Done."_s));
        QVERIFY(m_watcher.waitFor([&] { return m_watcher.offered(session) == 2; }));
        const CheckpointKey first = m_watcher.waitForRequest(session)->key;
        std::optional<CheckpointKey> second;
        for (const Checkpoint& one : m_watcher.checkpoints()) {
            if (one.key.session == first.session && !(one.key == first))
                second = one.key;
        }
        QVERIFY(second);
        m_watcher.decide(first, Reply::Reject);
        QVERIFY(m_watcher.waitForState(first, CheckpointState::Confirmed));
        // Nobody pressed anything at it, and it says so.
        const bool fell = m_watcher.waitForState(*second, CheckpointState::Cancelled);
        QVERIFY2(fell, qPrintable(checkpointStateName(m_watcher.checkpoint(*second)->state)));
        QCOMPARE(m_watcher.checkpoint(*second)->reply, std::optional(Reply::Reject));
        QVERIFY(m_watcher.waitForStatus(session, SessionStatus::Idle));
        QCOMPARE(m_watcher.offered(session), 0);
        QVERIFY(!QFileInfo::exists(m_server.projectPath() + "/two"_L1));
    }

    void wordsFromTheCommandLineArrive() // DG-62
    {
        const QString session = m_server.createSession(u"From a shell"_s);
        const QString source = m_server.url().toString();
        const auto say = [&](const QStringList& words, const QByteArray& input = {}) {
            return Cli::run(QStringList{u"prompt"_s, source, u"--session"_s} + words, {}, input);
        };
        // The server says "idle" also of a session whose words it has not yet begun with.
        const auto answered = [&](size_t messages) {
            return m_watcher.waitFor([&] {
                const auto& all = m_watcher.transcript(session).messages;
                return all.size() == messages && all.back().message.role == Role::Assistant
                    && !m_watcher.transcript(session).lastText().isEmpty();
            });
        };
        QVERIFY(m_watcher.open(session));
        const CliRun said = say({session, u"@say Heard."_s});
        QVERIFY2(said.code == 0, qPrintable(said.err));
        QVERIFY(answered(2));
        QVERIFY(m_server.waitUntilIdle(session));
        const CliRun piped = say({session, u"-"_s}, "@say Heard\n@say again.\n");
        QVERIFY2(piped.code == 0, qPrintable(piped.err));
        QVERIFY(answered(4));
        QVERIFY(m_watcher.transcript(session).messages[1].parts.size() > 0);
        QCOMPARE(say({u"ses_nobody"_s, u"@say Hello?"_s}).code, 4);
        QCOMPARE(say({session}).code, 2);
    }

    void aTailGoesOnWhereItsCursorFileSays() // DG-66
    {
        const QString session = m_server.createSession(u"In two sittings"_s);
        QTemporaryDir dir;
        const QStringList tail{u"tail"_s, m_server.url().toString(), u"--session"_s, session,
            u"--profile"_s, dir.filePath(u"profile"_s), u"--cursor-file"_s,
            dir.filePath(u"cursor"_s), u"--until-idle"_s, u"--json"_s};
        // What a list told has no id: the whole line says whether it was printed before.
        const auto linesOf = [](const CliRun& run) {
            const QStringList lines = run.out.split(u'\n', Qt::SkipEmptyParts);
            return QSet<QString>(lines.begin(), lines.end());
        };
        QVERIFY(m_server.prompt(session, u"@say One."_s));
        QVERIFY(m_server.waitUntilIdle(session));
        const CliRun first = Cli::run(tail);
        QVERIFY2(first.code == 0, qPrintable(first.err));
        QVERIFY(m_server.prompt(session, u"@say Two."_s));
        QVERIFY(m_server.waitUntilIdle(session));
        const CliRun second = Cli::run(tail);
        QVERIFY2(second.code == 0, qPrintable(second.err));
        QVERIFY2(first.out.contains("One."_L1), qPrintable(first.out));
        const QSet<QString> before = linesOf(first);
        const QSet<QString> after = linesOf(second);
        QVERIFY2(!before.intersects(after), qPrintable(second.out));
        QVERIFY2(second.out.contains("Two."_L1), qPrintable(second.out));
        QVERIFY2(!second.out.contains("One."_L1), qPrintable(second.out));
        // Without a profile there is nothing that a cursor could point into.
        QCOMPARE(Cli::run({u"tail"_s, m_server.url().toString(), u"--cursor-file"_s,
                              dir.filePath(u"cursor"_s)})
                     .code,
            2);
    }

    void alwaysHoldsUntilTheServerRestarts()
    {
        const QString session = m_server.createSession(u"Always, for a while"_s);
        QVERIFY(m_server.prompt(session, u"@run date +%Y\n@say One."_s));
        const Checkpoint* request = m_watcher.waitForRequest(session);
        QVERIFY(request);
        const CheckpointKey key = request->key;
        m_watcher.decide(key, Reply::Always);
        QVERIFY(m_watcher.waitForState(key, CheckpointState::Confirmed));
        QVERIFY(m_watcher.waitForStatus(session, SessionStatus::Idle));
        QVERIFY(m_server.prompt(session, u"@run date +%m\n@say Two."_s, false));
        QCOMPARE(m_watcher.offered(session), 0);

        m_server.kill9();
        QVERIFY(m_server.restart());
        QVERIFY(m_watcher.waitUntilLive());
        QVERIFY(m_server.prompt(session, u"@run date +%d\n@say Three."_s));
        const Checkpoint* again = m_watcher.waitForRequest(session);
        QVERIFY(again);
        const CheckpointKey second = again->key;
        m_watcher.decide(second, Reply::Once);
        QVERIFY(m_watcher.waitForState(second, CheckpointState::Confirmed));
        QVERIFY(m_watcher.waitForStatus(session, SessionStatus::Idle));
    }

    void wordsToAServerThatIsGoneComeBack() // DG-62; last: it ends the server
    {
        const QString session = m_server.createSession(u"Unheard"_s);
        QVERIFY(m_watcher.open(session));
        m_server.stop();
        QVERIFY(m_watcher.waitFor([&] { return m_watcher.status().state == SyncState::Waiting; }));
        send(u"lost"_s, session, u"@say Hello?"_s);
        QVERIFY(waitForPrompt(u"lost"_s, Prompt::State::Failed));
        QCOMPARE(m_prompts[u"lost"_s].text, u"@say Hello?"_s);
        QCOMPARE(m_prompts[u"lost"_s].issue.code, Issue::Code::Unreachable);
    }

private:
    SessionKey key(const QString& session) const
    {
        return {m_watcher.source(), SessionId(session)};
    }
    void send(const QString& id, const QString& session, const QString& text)
    {
        m_watcher.submit(SendPrompt{key(session), id, text});
    }
    void act(const SessionAct& act) { m_watcher.submit(act); }
    bool waitForPrompt(const QString& id, Prompt::State state)
    {
        return m_watcher.waitFor(
            [&] { return m_prompts.contains(id) && m_prompts[id].state == state; });
    }
    /** True: the server did it. */
    bool waitForAct()
    {
        return m_watcher.waitFor([&] { return !m_acts.empty(); })
            && m_acts.back().issue.code == Issue::Code::None;
    }
    QString childOf(const QString& parent, const QString& directory)
    {
        return m_server.post(u"/session"_s, {{u"parentID"_s, parent}}, directory)
            .object()["id"_L1]
            .toString();
    }

    OpenCodeServer m_server;
    Watcher m_watcher;
    QHash<QString, Prompt> m_prompts;
    std::vector<ActSettled> m_acts;
};

QTEST_GUILESS_MAIN(TestE2eSessions)
#include "tst_e2e_sessions.moc"
