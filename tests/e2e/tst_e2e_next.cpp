// SPDX-License-Identifier: MIT
#include "core/domain/lookup.h"
#include "tests/support/opencodeserver.h"
#include "tests/support/watcher.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/** Sessions of a real server that are run over its newer API. */
class TestE2eNext : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), qPrintable(m_server.error()));
        QVERIFY(warmUp());
    }

    void showsATurnThatNoOlderListKnows() // DG-39
    {
        QTemporaryDir profile;
        const QString session = create();
        QVERIFY(!session.isEmpty());
        QStringList live;
        {
            Watcher watcher(profile.path());
            QVERIFY(watcher.follow(m_server.url()));
            QVERIFY(watcher.waitUntilLive());
            QVERIFY(watcher.open(session));
            QVERIFY(prompt(session,
                u"@think Hm.\n@say I look.\n@tool read {\"path\":\"README.md\"}\n@say Seen."_s));
            QVERIFY(watcher.waitFor([&] {
                return watcher.transcript(session).lastText() == u"Seen."_s
                    && watcher.session(session)->status == SessionStatus::Idle;
            }));
            live = outline(watcher.transcript(session));
            const QString text = live.join(u'\n');
            for (const auto& shown : {u"Hm."_s, u"I look."_s, u"read"_s, u"Seen."_s})
                QVERIFY2(text.contains(shown), qPrintable(text));
            QVERIFY(m_server.get(u"/session/"_s + session + "/message"_L1).array().isEmpty());
            QVERIFY(!m_server.get(u"/api/session/"_s + session + "/message"_L1)
                         .object()["data"_L1]
                         .toArray()
                         .isEmpty());
            QCOMPARE(watcher.status().badFrames, 0);
            QCOMPARE(watcher.status().openGaps, 0);
        }
        // The same history, and one that was not there.
        for (const QString& path : {profile.path(), QString()}) {
            Watcher again(path);
            QVERIFY(again.follow(m_server.url()));
            QVERIFY(again.waitUntilLive());
            QVERIFY(again.open(session));
            QVERIFY(again.waitFor([&] { return outline(again.transcript(session)) == live; }));
            QVERIFY(again.waitFor([&] { return again.session(session)->readOnly; }));
        }
    }

    void aPermissionIsAnsweredWhereItWasAsked() // DG-43
    {
        Watcher watcher;
        QVERIFY(watcher.follow(m_server.url()));
        QVERIFY(watcher.waitUntilLive());
        const QString session = create();
        QVERIFY(prompt(session, u"@run touch newer; ls\n@say Touched."_s));
        const Checkpoint* request = watcher.waitForRequest(session);
        QVERIFY(request);
        QCOMPARE(request->text, u"touch newer; ls"_s);
        QVERIFY(watcher.session(session)->readOnly); // what "always" covers is saved
        const CheckpointKey key = request->key;
        // Who comes now reads it from the list.
        Watcher later;
        QVERIFY(later.follow(m_server.url()));
        QVERIFY(later.waitUntilLive());
        QVERIFY(later.waitForRequest(session));
        watcher.decide(key, Reply::Once);
        QVERIFY(watcher.waitForState(key, CheckpointState::Confirmed));
        QVERIFY(later.waitForState(key, CheckpointState::AnsweredElsewhere));
        QVERIFY(watcher.waitForStatus(session, SessionStatus::Idle));
        QVERIFY(QFileInfo::exists(m_server.projectPath() + "/newer"_L1));
    }

    // H2, and a turn that says nothing of its end.
    void anEditShowsItsLinesAndItsRejectionEndsTheTurn()
    {
        Watcher watcher;
        QVERIFY(watcher.follow(m_server.url()));
        QVERIFY(watcher.waitUntilLive());
        const QString session = create();
        QVERIFY(prompt(
            session, u"@tool write {\"path\":\"made.txt\",\"content\":\"hello\"}\n@say Made."_s));
        const Checkpoint* request = watcher.waitForRequest(session);
        QVERIFY(request);
        QVERIFY(request->isDiff);
        QVERIFY2(request->text.contains("\n+hello\n"_L1), qPrintable(request->text));
        QVERIFY(request->asked);
        const CheckpointKey key = request->key;
        watcher.decide(key, Reply::Reject);
        QVERIFY(watcher.waitForState(key, CheckpointState::Confirmed));
        QVERIFY(waitUntilOver(watcher, session));
        QVERIFY(!QFileInfo::exists(m_server.projectPath() + "/made.txt"_L1));
    }

    // H10: the turn goes on after a rejection with words; that the words are lost is said before.
    void aRejectionWithWordsLetsTheTurnGoOn()
    {
        Watcher watcher;
        QVERIFY(watcher.follow(m_server.url()));
        QVERIFY(watcher.waitUntilLive());
        const QString session = create();
        QVERIFY(prompt(session, u"@run touch refused\n@say Then not."_s));
        QVERIFY(watcher.open(session));
        const Checkpoint* request = watcher.waitForRequest(session);
        QVERIFY(request);
        const CheckpointKey key = request->key;
        watcher.decide(key, Reply::Reject, u"Not that file."_s);
        QVERIFY(watcher.waitForState(key, CheckpointState::Confirmed));
        QVERIFY(watcher.waitFor(
            [&] { return watcher.transcript(session).lastText() == u"Then not."_s; }));
        QVERIFY(watcher.waitForStatus(session, SessionStatus::Idle));
    }

    void aQuestionIsAnsweredAndAnotherRefused() // DG-70
    {
        Watcher watcher;
        QVERIFY(watcher.follow(m_server.url()));
        QVERIFY(watcher.waitUntilLive());
        const QString session = create();
        QVERIFY(prompt(session, u"@ask Which? | Red | Blue\n@ask And? | A | B\n@say Thanks."_s));
        const Checkpoint* first = watcher.waitForRequest(session);
        QVERIFY(first);
        const CheckpointKey key = first->key;
        watcher.answer(key, {{u"Blue"_s}});
        QVERIFY(watcher.waitForState(key, CheckpointState::Confirmed));
        const Checkpoint* second = watcher.waitForRequest(session);
        QVERIFY(second);
        const CheckpointKey other = second->key;
        QVERIFY(!(other == key));
        watcher.decide(other, Reply::Reject);
        QVERIFY(watcher.waitForState(other, CheckpointState::Confirmed));
        QVERIFY(waitUntilOver(watcher, session));
    }

    // H37: "always" is kept by the server, and can be taken back.
    void aSavedApprovalIsListedAndRevoked()
    {
        Watcher watcher;
        std::optional<Finding::Rules> rules;
        watcher.onChange = [&](const Change& change) {
            const auto* told = std::get_if<LookedUp>(&change);
            if (const auto* found =
                    told ? std::get_if<Finding::Rules>(&told->finding->what) : nullptr)
                rules = *found;
        };
        QVERIFY(watcher.follow(m_server.url()));
        QVERIFY(watcher.waitUntilLive());
        const auto ask = [&](Lookup lookup) {
            rules.reset();
            watcher.submit(LookUp{watcher.source(), std::make_shared<const Lookup>(lookup)});
            return watcher.waitFor([&] { return rules.has_value(); });
        };
        const auto run = [&](Reply reply) {
            const QString session = create();
            if (!prompt(session, u"@run touch saved\n@say Saved."_s))
                return false;
            const Checkpoint* request = watcher.waitForRequest(session);
            if (!request)
                return false;
            const CheckpointKey key = request->key;
            watcher.decide(key, reply);
            return watcher.waitForState(key, CheckpointState::Confirmed)
                && watcher.waitForStatus(session, SessionStatus::Idle);
        };
        QVERIFY(run(Reply::Always));
        QVERIFY(ask({Lookup::ReadRules{}}));
        QCOMPARE(rules->rules.size(), size_t(1));
        const SavedRule rule = rules->rules.front();
        QCOMPARE(rule.action, u"bash"_s);
        QCOMPARE(rule.pattern, u"touch saved"_s);
        // Not asked again.
        const QString session = create();
        QVERIFY(prompt(session, u"@run touch saved\n@say Twice."_s));
        QVERIFY(watcher.open(session));
        QVERIFY(
            watcher.waitFor([&] { return watcher.transcript(session).lastText() == u"Twice."_s; }));
        QVERIFY(ask({Lookup::RevokeRule{rule}}));
        QCOMPARE(rules->revoked, std::optional(rule));
        QVERIFY(rules->rules.empty());
        QVERIFY(run(Reply::Once));
    }

    void aSessionThatWaitsIsDeletedWithoutAGhost()
    {
        Watcher watcher;
        QVERIFY(watcher.follow(m_server.url()));
        QVERIFY(watcher.waitUntilLive());
        const QString session = create();
        QVERIFY(prompt(session, u"@run touch never\n@say Never."_s));
        QVERIFY(watcher.waitForRequest(session));
        QVERIFY(m_server.remove(u"/session/"_s + session).ok());
        QVERIFY(watcher.waitFor([&] { return !watcher.session(session); }));
        QCOMPARE(watcher.offered(session), 0);
        Watcher later;
        QVERIFY(later.follow(m_server.url()));
        QVERIFY(later.waitUntilLive());
        QCOMPARE(later.offered(session), 0);
    }

private:
    /** The server leaves the message of such a turn without an end: it counts as interrupted. */
    static bool waitUntilOver(Watcher& watcher, const QString& session)
    {
        return watcher.waitFor([&] {
            const SessionStatus status = watcher.session(session)->status;
            return status == SessionStatus::Interrupted || status == SessionStatus::Idle;
        });
    }

    QString create()
    {
        const QJsonObject location{{u"directory"_s, m_server.projectPath()}};
        return m_server.post(u"/api/session"_s, {{u"location"_s, location}})
            .object()["data"_L1]["id"_L1]
            .toString();
    }

    bool prompt(const QString& session, const QString& text)
    {
        const QJsonObject words{{u"text"_s, text}};
        return m_server.post(u"/api/session/"_s + session + "/prompt"_L1, {{u"prompt"_s, words}})
            .ok();
    }

    /** While the server reads its catalogue a turn takes whatever model is there, or none, and then
     * says nothing of it. */
    bool warmUp()
    {
        Watcher watcher;
        if (!watcher.follow(m_server.url()) || !watcher.waitUntilLive())
            return false;
        for (int tries = 0; tries < 16; ++tries) {
            const QString session = create();
            if (session.isEmpty() || !watcher.open(session) || !prompt(session, u"@say Ready."_s))
                return false;
            const auto ended = [&] {
                const auto& messages = watcher.transcript(session).messages;
                return !messages.empty() && messages.back().message.completed.has_value();
            };
            if (watcher.waitFor(ended, 15s)
                && watcher.transcript(session).lastText() == u"Ready."_s)
                return true;
        }
        return false;
    }

    OpenCodeServer m_server;
};

QTEST_GUILESS_MAIN(TestE2eNext)
#include "tst_e2e_next.moc"
