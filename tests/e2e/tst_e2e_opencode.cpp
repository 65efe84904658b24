// SPDX-License-Identifier: MIT
#include "tests/support/opencodeserver.h"
#include "tests/support/watcher.h"

#include <QFileInfo>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

/** What a person sees of a real server's turns, and what their answers do there. */
class TestE2eOpenCode : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), qPrintable(m_server.error()));
        QVERIFY(m_watcher.follow(m_server.url()));
        QVERIFY(m_watcher.waitUntilLive());
        QVERIFY(!m_watcher.status().version.isEmpty());
    }

    void cleanup()
    {
        QCOMPARE(m_watcher.doubled(), 0);
        QCOMPARE(m_watcher.status().openGaps, 0);
        QCOMPARE(m_watcher.status().badFrames, 0);
    }

    void showsATurnAsTheServerTellsIt() // DG-01
    {
        const QString session = begin(u"A greeting"_s, u"@think Hm.\n@say Good morning."_s);
        QVERIFY(m_watcher.waitForStatus(session, SessionStatus::Idle));
        QCOMPARE(m_watcher.transcript(session).lastText(), u"Good morning."_s);
        QVERIFY(!m_watcher.session(session)->title.isEmpty());
        QCOMPARE(m_watcher.session(session)->directory, m_server.projectPath());
        QCOMPARE(shown(session), told(session));
    }

    void keepsUpWithFiveThousandDeltas() // DG-54
    {
        const QString session = begin(u"Many words"_s, u"@long 5000 0"_s);
        QVERIFY(m_watcher.waitForStatus(session, SessionStatus::Idle));
        const QString text = m_watcher.transcript(session).lastText();
        QVERIFY(text.startsWith(u"1 2 3 ") && text.contains(u" 4999 5000"));
        QCOMPARE(shown(session), told(session));
        QVERIFY(m_watcher.rowsOf(session, u"message.part.delta"_s) >= 5000);
    }

    void runsACommandThatWasAllowedOnce() // DG-43
    {
        const QString session = begin(u"Once"_s, u"@run touch made-once\n@say It is there."_s);
        const Checkpoint* request = m_watcher.waitForRequest(session);
        QVERIFY(request);
        const CheckpointKey key = request->key;
        QCOMPARE(request->permission, u"bash"_s);
        QCOMPARE(request->text, u"touch made-once"_s);
        QCOMPARE(request->patterns, QStringList{u"touch made-once"_s});
        QCOMPARE(request->directory, m_server.projectPath());
        QVERIFY(m_watcher.waitFor([&] { return m_watcher.session(session)->waiting == 1; }));
        QVERIFY(!QFileInfo::exists(m_server.projectPath() + "/made-once"_L1));

        m_watcher.decide(key, Reply::Once);
        QVERIFY(m_watcher.waitForState(key, CheckpointState::Confirmed));
        QVERIFY(m_watcher.waitForStatus(session, SessionStatus::Idle));
        QVERIFY(QFileInfo::exists(m_server.projectPath() + "/made-once"_L1));
        QCOMPARE(m_watcher.session(session)->waiting, 0);
        QCOMPARE(m_watcher.checkpoint(key)->state, CheckpointState::Confirmed);
        QCOMPARE(m_watcher.marks(session, Mark::Kind::Decision), 1);
        QVERIFY(m_watcher.transcript(session).marks.back().own);
        QCOMPARE(shown(session), told(session));
    }

    void asksOnceOnlyForWhatIsAlwaysAllowed() // DG-43
    {
        const QString session =
            begin(u"Always"_s, u"@run echo first\n@run echo second\n@say Both ran."_s);
        const Checkpoint* request = m_watcher.waitForRequest(session);
        QVERIFY(request);
        const CheckpointKey key = request->key;
        QCOMPARE(request->always, QStringList{u"echo *"_s});
        m_watcher.decide(key, Reply::Always);
        QVERIFY(m_watcher.waitForState(key, CheckpointState::Confirmed));
        QVERIFY(m_watcher.waitForStatus(session, SessionStatus::Idle));
        QCOMPARE(m_watcher.transcript(session).lastText(), u"Both ran."_s);
        QCOMPARE(requestsOf(session), 1);
    }

    void endsTheTurnWithARejection() // DG-43
    {
        const QString session = begin(u"Rejected"_s, u"@run touch never\n@say Not reached."_s);
        const Checkpoint* request = m_watcher.waitForRequest(session);
        QVERIFY(request);
        const CheckpointKey key = request->key;
        m_watcher.decide(key, Reply::Reject);
        QVERIFY(m_watcher.waitForState(key, CheckpointState::Confirmed));
        QVERIFY(m_watcher.waitForStatus(session, SessionStatus::Idle));
        QCOMPARE(m_watcher.checkpoint(key)->reply, Reply::Reject);
        QVERIFY(!QFileInfo::exists(m_server.projectPath() + "/never"_L1));
        QVERIFY(!m_watcher.transcript(session).lastText().contains(u"Not reached."));
        QCOMPARE(shown(session), told(session));
    }

    void goesOnWithTheWordsOfARejection() // DG-43
    {
        const QString session = begin(u"Words"_s, u"@run touch never\n@say I do something else."_s);
        const Checkpoint* request = m_watcher.waitForRequest(session);
        QVERIFY(request);
        const CheckpointKey key = request->key;
        m_watcher.decide(key, Reply::Reject, u"Look at the README first."_s);
        QVERIFY(m_watcher.waitForState(key, CheckpointState::Confirmed));
        QVERIFY(m_watcher.waitForStatus(session, SessionStatus::Idle));
        const Transcript& transcript = m_watcher.transcript(session);
        QCOMPARE(transcript.lastText(), u"I do something else."_s);
        QVERIFY(outline(transcript).join(u'\n').contains(u"Look at the README first."));
        QVERIFY(!QFileInfo::exists(m_server.projectPath() + "/never"_L1));
        QCOMPARE(shown(session), told(session));
    }

    void offersWhatASubagentAsks() // DG-61
    {
        const QString session =
            begin(u"Delegation"_s, u"@task Look around | @run pwd\\n@say Seen.\n@say Reported."_s);
        QVERIFY(m_watcher.waitFor([&] { return waitingChild(session) != nullptr; }));
        const CheckpointKey key = waitingChild(session)->key;
        const QString child = key.session.value();
        QVERIFY(child != session);
        QVERIFY(m_watcher.session(child));
        QCOMPARE(m_watcher.session(child)->parent.value(), session);
        // Its session was never opened: age and reason are fetched for themselves.
        QVERIFY(m_watcher.waitFor([&] {
            return m_watcher.checkpoint(key)->asked && !m_watcher.checkpoint(key)->reason.isEmpty();
        }));
        QCOMPARE(m_watcher.checkpoint(key)->reason, u"Runs pwd"_s);
        QVERIFY(!m_watcher.transcript(child).loaded);

        m_watcher.decide(key, Reply::Once);
        QVERIFY(m_watcher.waitForState(key, CheckpointState::Confirmed));
        QVERIFY(m_watcher.waitForStatus(session, SessionStatus::Idle));
        QCOMPARE(m_watcher.transcript(session).lastText(), u"Reported."_s);
        QVERIFY(m_watcher.waitForStatus(child, SessionStatus::Idle));
        QCOMPARE(shown(session), told(session));
    }

    void resolvesAQuestionThatIsAnsweredElsewhere()
    {
        const QString session =
            begin(u"A question"_s, u"@ask Which colour? | Red | Blue\n@say Chosen."_s);
        const Checkpoint* request = m_watcher.waitForRequest(session);
        QVERIFY(request);
        const CheckpointKey key = request->key;
        QCOMPARE(request->kind, CheckpointKind::Question);
        QCOMPARE(request->questions.size(), size_t(1));
        QCOMPARE(request->questions[0].text, u"Which colour?"_s);
        QCOMPARE(request->questions[0].options.size(), size_t(2));
        const QJsonObject answers{{u"answers"_s, QJsonArray{QJsonValue(QJsonArray{u"Red"_s})}}};
        QVERIFY(m_server.post(u"/question/%1/reply"_s.arg(key.request.value()), answers).ok());
        QVERIFY(m_watcher.waitForState(key, CheckpointState::AnsweredElsewhere));
        QVERIFY(m_watcher.waitForStatus(session, SessionStatus::Idle));
        QCOMPARE(m_watcher.transcript(session).lastText(), u"Chosen."_s);
        QCOMPARE(m_watcher.offered(session), 0);
    }

    void answersQuestions_data() // DG-70
    {
        QTest::addColumn<QString>("ask");
        QTest::addColumn<QStringList>("answer");
        QTest::newRow("one") << u"@ask Which colour? | Red | Blue"_s << QStringList{u"Blue"_s};
        QTest::newRow("several") << u"@ask-many Which sizes? | S | M | L"_s
                                 << QStringList{u"S"_s, u"L"_s};
        QTest::newRow("own words")
            << u"@ask Which colour? | Red | Blue"_s << QStringList{u"Something in between"_s};
    }

    void answersQuestions()
    {
        QFETCH(QString, ask);
        QFETCH(QStringList, answer);
        const QString session = begin(u"Answered"_s, ask + u"\n@say Thanks."_s);
        const Checkpoint* request = m_watcher.waitForRequest(session);
        QVERIFY(request);
        const CheckpointKey key = request->key;
        m_watcher.answer(key, {answer});
        QVERIFY(m_watcher.waitForState(key, CheckpointState::Confirmed));
        QCOMPARE(m_watcher.checkpoint(key)->answers, Answers{answer});
        QVERIFY(m_watcher.waitForStatus(session, SessionStatus::Idle));
        QCOMPARE(m_watcher.transcript(session).lastText(), u"Thanks."_s);
        QCOMPARE(shown(session), told(session));
    }

    void dismissesAQuestion()
    {
        const QString session =
            begin(u"Dismissed"_s, u"@ask Shall I? | Yes | No\n@say So be it."_s);
        const Checkpoint* request = m_watcher.waitForRequest(session);
        QVERIFY(request);
        const CheckpointKey key = request->key;
        m_watcher.decide(key, Reply::Reject);
        QVERIFY(m_watcher.waitForState(key, CheckpointState::Confirmed));
        QVERIFY(m_watcher.waitForStatus(session, SessionStatus::Idle));
    }

    void stopsATurnWithItsSubagents() // DS-64, DS-65
    {
        const QString session =
            begin(u"Stopped"_s, u"@task Look around | @run pwd\\n@say Seen.\n@say Reported."_s);
        QVERIFY(m_watcher.waitFor([&] { return waitingChild(session) != nullptr; }));
        const CheckpointKey key = waitingChild(session)->key;
        m_watcher.submit(StopSession{{m_watcher.source(), SessionId(session)}});
        QVERIFY(m_watcher.waitForState(key, CheckpointState::Cancelled));
        QVERIFY(m_watcher.waitForStatus(session, SessionStatus::Idle));
        QVERIFY(m_watcher.waitForStatus(key.session.value(), SessionStatus::Idle));
        QCOMPARE(m_watcher.marks(session, Mark::Kind::Stopped), 1);
    }

    void asksInTheDirectoryTheRequestCameFrom() // DG-50
    {
        const QString other = m_server.addProject(u"garden"_s);
        QVERIFY(!other.isEmpty());
        const QString session = m_server.createSession(u"Elsewhere"_s, other);
        QVERIFY(m_server.prompt(session, u"@run touch planted\n@say Planted."_s));
        const Checkpoint* request = m_watcher.waitForRequest(session);
        QVERIFY(request);
        const CheckpointKey key = request->key;
        QCOMPARE(request->directory, other);
        m_watcher.decide(key, Reply::Once);
        QVERIFY(m_watcher.waitForState(key, CheckpointState::Confirmed));
        QVERIFY(m_watcher.waitForStatus(session, SessionStatus::Idle));
        QVERIFY(QFileInfo::exists(other + "/planted"_L1));
    }

private:
    /** A new session that is watched, with its first turn under way. */
    QString begin(const QString& title, const QString& script)
    {
        const QString session = m_server.createSession(title);
        if (!m_watcher.open(session) || !m_server.prompt(session, script))
            qWarning() << m_server.error() << "not begun:" << title;
        return session;
    }

    QStringList told(const QString& session)
    {
        m_server.waitUntilIdle(session);
        return outline(m_server.get(u"/session/"_s + session + "/message"_L1).array());
    }

    QStringList shown(const QString& session)
    {
        const QStringList wanted = told(session);
        m_watcher.waitFor([&] { return outline(m_watcher.transcript(session)) == wanted; },
            std::chrono::seconds(10));
        return outline(m_watcher.transcript(session));
    }

    int requestsOf(const QString& session) const
    {
        const auto& all = m_watcher.checkpoints();
        return int(std::count_if(all.begin(), all.end(),
            [&](const Checkpoint& c) { return c.key.session.value() == session; }));
    }

    const Checkpoint* waitingChild(const QString& parent) const
    {
        for (const Checkpoint& c : m_watcher.checkpoints()) {
            const Session* asker = m_watcher.session(c.key.session.value());
            if (c.waits() && asker && asker->parent.value() == parent)
                return &c;
        }
        return nullptr;
    }

    OpenCodeServer m_server;
    Watcher m_watcher;
};

QTEST_GUILESS_MAIN(TestE2eOpenCode)
#include "tst_e2e_opencode.moc"
