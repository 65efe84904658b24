// SPDX-License-Identifier: MIT
#include "tests/support/fakeserver.h"
#include "tests/support/faultproxy.h"
#include "tests/support/opencodeserver.h"
#include "tests/support/watcher.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/** What a person sees when the server, the network or another client gets in between. */
class TestE2eFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), qPrintable(m_server.error())); }

    void init()
    {
        m_proxy = std::make_unique<FaultProxy>(m_server.port());
        m_watcher = std::make_unique<Watcher>();
        QVERIFY(m_watcher->follow(proxyUrl()));
        QVERIFY(m_watcher->waitUntilLive());
    }

    void cleanup()
    {
        QCOMPARE(m_watcher->doubled(), 0);
        m_watcher.reset();
        m_proxy.reset();
    }

    void offersNoGhostOfAnAbortedTurn()
    {
        const QString session = begin(u"Aborted"_s, u"@run touch ghost"_s);
        const Checkpoint* request = m_watcher->waitForRequest(session);
        QVERIFY(request);
        const CheckpointKey ghost = request->key;
        QVERIFY(m_server.post(u"/session/%1/abort"_s.arg(session)).ok());
        QVERIFY(m_watcher->waitForState(ghost, CheckpointState::Cancelled));
        QVERIFY(m_watcher->waitForStatus(session, SessionStatus::Idle));
        QVERIFY(isListed(ghost)); // which is what makes it a ghost

        reconnect();
        QCOMPARE(m_watcher->offered(session), 0);
        QCOMPARE(m_watcher->checkpoint(ghost)->state, CheckpointState::Cancelled);

        // The session works again and asks again; its old request stays a ghost.
        QVERIFY(m_server.prompt(session, u"@run touch real\n@say Done."_s));
        QVERIFY(m_watcher->waitForRequest(session));
        reconnect();
        QCOMPARE(m_watcher->offered(session), 1);
        QCOMPARE(m_watcher->checkpoint(ghost)->state, CheckpointState::Cancelled);
        const CheckpointKey real = m_watcher->waitForRequest(session)->key;
        QVERIFY(real.request != ghost.request);

        // Who comes later must not be fooled either.
        Watcher late;
        QVERIFY(late.follow(m_server.url()));
        QVERIFY(late.waitUntilLive());
        const CheckpointKey seen{late.source(), real.session, real.request};
        QVERIFY(late.waitFor([&] {
            const Checkpoint* known = late.checkpoint(seen);
            return late.offered(session) == 1 && known && known->waits();
        }));
        m_watcher->decide(real, Reply::Once);
        QVERIFY(m_watcher->waitForState(real, CheckpointState::Confirmed));
        QVERIFY(m_watcher->waitForStatus(session, SessionStatus::Idle));
    }

    void offersWhatWasAskedWhileItWasAway() // DG-06
    {
        const QString session = m_server.createSession(u"Away"_s);
        goAway();
        QVERIFY(m_server.prompt(session, u"@run touch away\n@say Back."_s));
        const QString id = waitInList(session);
        QVERIFY(!id.isEmpty());
        QCOMPARE(m_watcher->offered(session), 0);
        comeBack();
        const Checkpoint* request = m_watcher->waitForRequest(session);
        QVERIFY(request);
        QCOMPARE(request->key.request.value(), id);
        QVERIFY(m_watcher->waitFor([&] {
            const Checkpoint* known = m_watcher->waitForRequest(session);
            return known->asked && known->reason == "Runs touch"_L1;
        }));

        // And when somebody else answers while it is away again, it says so.
        const CheckpointKey key = request->key;
        goAway();
        QVERIFY(m_server.reply(id, u"once"_s));
        QVERIFY(m_server.waitUntilIdle(session));
        QCOMPARE(m_watcher->checkpoint(key)->state, CheckpointState::Pending);
        comeBack();
        QVERIFY(m_watcher->waitForState(key, CheckpointState::AnsweredElsewhere));
        QCOMPARE(m_watcher->offered(session), 0);
        QCOMPARE(m_watcher->session(session)->waiting, 0);
    }

    void tellsTheRefusalItMissed()
    {
        const QString session = begin(u"Refused"_s, u"@run touch refused"_s);
        const Checkpoint* request = m_watcher->waitForRequest(session);
        QVERIFY(request);
        const CheckpointKey key = request->key;
        goAway();
        QVERIFY(m_server.reply(key.request.value(), u"reject"_s));
        QVERIFY(m_server.waitUntilIdle(session));
        comeBack();
        QVERIFY(m_watcher->waitForState(key, CheckpointState::AnsweredElsewhere));
        QCOMPARE(m_watcher->checkpoint(key)->reply, Reply::Reject);
    }

    void tellsOneOfTwoThatTheOtherWasFirst_data()
    {
        QTest::addColumn<Reply>("mine");
        QTest::addColumn<Reply>("theirs");
        QTest::newRow("the same answer") << Reply::Once << Reply::Once;
        QTest::newRow("another answer") << Reply::Once << Reply::Reject;
    }

    void tellsOneOfTwoThatTheOtherWasFirst()
    {
        QFETCH(Reply, mine);
        QFETCH(Reply, theirs);
        Watcher other;
        QVERIFY(other.follow(m_server.url()));
        QVERIFY(other.waitUntilLive());
        const QString session = begin(u"Two of us"_s, u"@run true\n@say Once."_s);
        QVERIFY(m_watcher->waitForRequest(session));
        QVERIFY(other.waitForRequest(session));
        // Each knows it by its own source, for they came by different addresses.
        const CheckpointKey here = m_watcher->waitForRequest(session)->key;
        const CheckpointKey there = other.waitForRequest(session)->key;
        m_watcher->decide(here, mine);
        other.decide(there, theirs);
        const auto settled = [](const Watcher& watcher, const CheckpointKey& key) {
            const CheckpointState state = watcher.checkpoint(key)->state;
            return state == CheckpointState::Confirmed
                || state == CheckpointState::AnsweredElsewhere;
        };
        QVERIFY(m_watcher->waitFor([&] { return settled(*m_watcher, here); }));
        QVERIFY(other.waitFor([&] { return settled(other, there); }));
        const bool first = m_watcher->checkpoint(here)->state == CheckpointState::Confirmed;
        const bool second = other.checkpoint(there)->state == CheckpointState::Confirmed;
        QVERIFY2(first != second, first ? "both confirmed" : "none confirmed");
        // Both end up with the answer that counted.
        const Reply counted = first ? mine : theirs;
        QVERIFY(m_watcher->waitFor([&] { return m_watcher->checkpoint(here)->reply == counted; }));
        QVERIFY(other.waitFor([&] { return other.checkpoint(there)->reply == counted; }));
        QVERIFY(m_watcher->waitFor([&] {
            const std::vector<Mark>& marks = m_watcher->transcript(session).marks;
            return marks.size() == 1 && marks[0].own == first
                && marks[0].detail == replyName(counted);
        }));
        QVERIFY(m_watcher->waitForStatus(session, SessionStatus::Idle));
    }

    void readsAllAnewAfterADispose_data() // DG-41
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("of everything") << u"/global/dispose"_s;
        QTest::newRow("of one directory") << u"/instance/dispose"_s;
    }

    void readsAllAnewAfterADispose() // DG-41
    {
        QFETCH(QString, path);
        const QString session = begin(u"Disposed"_s, u"@run touch disposed"_s);
        const Checkpoint* request = m_watcher->waitForRequest(session);
        QVERIFY(request);
        const CheckpointKey key = request->key;
        const qint64 before = m_watcher->status().reconnects;
        QVERIFY(m_server.post(path).ok());
        QVERIFY(m_watcher->waitFor([&] {
            return m_watcher->status().reconnects > before
                && m_watcher->status().state == SyncState::Live;
        }));
        // Nobody can answer it any more: the turn ended with the directory's life.
        QVERIFY(m_watcher->waitFor([&] { return !m_watcher->checkpoint(key)->waits(); }));
        QVERIFY(m_server.prompt(session, u"@say Here again."_s));
        QVERIFY(m_watcher->waitFor(
            [&] { return m_watcher->transcript(session).lastText() == "Here again."_L1; }));
    }

    void survivesTheDeathOfTheServerInMidTurn() // DG-02, DG-41
    {
        const QString streaming = begin(u"Streaming"_s, u"@long 20000 5"_s);
        const QString waiting = begin(u"Waiting"_s, u"@run touch after-life"_s);
        const Checkpoint* request = m_watcher->waitForRequest(waiting);
        QVERIFY(request);
        const CheckpointKey key = request->key;
        QVERIFY(m_watcher->waitFor(
            [&] { return m_watcher->transcript(streaming).lastText().size() > 200; }));
        const qint64 reconnects = m_watcher->status().reconnects;
        m_server.kill9();
        QVERIFY(m_watcher->waitFor([&] { return m_watcher->status().state != SyncState::Live; }));
        const QString soFar = m_watcher->transcript(streaming).lastText();
        QVERIFY(soFar.startsWith(u"1 2 3 "));

        QVERIFY2(m_server.restart(), qPrintable(m_server.error()));
        m_watcher->submit(RetrySource{m_watcher->source()});
        QVERIFY(m_watcher->waitUntilLive());
        QCOMPARE(m_watcher->status().reconnects, reconnects + 1);
        QVERIFY(m_watcher->waitForStatus(streaming, SessionStatus::Interrupted));
        QVERIFY(m_watcher->waitForStatus(waiting, SessionStatus::Interrupted));
        QCOMPARE(m_watcher->offered(waiting), 0);
        QVERIFY(!m_watcher->checkpoint(key)->waits());
        // The server has forgotten the text; who saw it has not.
        QVERIFY(m_watcher->waitFor([&] { return !m_watcher->transcript(streaming).loading; }));
        QCOMPARE(m_watcher->transcript(streaming).lastText(), soFar);
        QCOMPARE(m_watcher->marks(streaming, Mark::Kind::Repaired), 1);
        QCOMPARE(m_watcher->status().openGaps, 0);

        QVERIFY(m_server.prompt(streaming, u"@say Alive."_s));
        QVERIFY(m_watcher->waitForStatus(streaming, SessionStatus::Idle));
        QVERIFY(m_watcher->waitFor(
            [&] { return m_watcher->transcript(streaming).lastText() == "Alive."_L1; }));
    }

    void waitsForAServerThatIsStillBooting()
    {
        OpenCodeServer slow;
        Watcher early;
        // Nobody is at this port yet; then somebody who is not ready.
        QVERIFY2(slow.start(), qPrintable(slow.error()));
        slow.kill9();
        QVERIFY(early.follow(slow.url()));
        QVERIFY(early.waitFor([&] { return early.status().state == SyncState::Waiting; }));
        QCOMPARE(early.status().issue.code, Issue::Code::Unreachable);
        early.onChange = [&](const Change& change) {
            const auto* told = std::get_if<SourceChanged>(&change);
            if (told && told->status.state == SyncState::Waiting)
                early.submit(RetrySource{early.source()}); // all through its boot
        };
        QVERIFY2(slow.restart(), qPrintable(slow.error()));
        QVERIFY(early.waitUntilLive());
        QCOMPARE(early.status().issue.code, Issue::Code::None);
    }

    void stopsAtAWrongPassword()
    {
        OpenCodeServer closed;
        closed.setPassword(u"open sesame"_s);
        QVERIFY2(closed.start(), qPrintable(closed.error()));
        FaultProxy door(closed.port());
        const QUrl url(u"http://127.0.0.1:%1"_s.arg(door.port()));
        {
            Watcher wrong;
            QVERIFY(wrong.follow(url, u"sesame"_s));
            QVERIFY(wrong.waitFor([&] { return wrong.status().state == SyncState::Denied; }));
            QCOMPARE(wrong.status().issue.code, Issue::Code::NotAuthorised);
            // Nothing leaves any more, until somebody wishes it.
            QVERIFY(!isKnown(wrong.status().retryAt));
            const int asked = door.accepted();
            wrong.submit(OpenSession{{wrong.source(), SessionId(u"ses_none"_s)}});
            QVERIFY(wrong.waitFor([&] { return wrong.transcript(u"ses_none"_s).loaded; }));
            QCOMPARE(door.accepted(), asked);
            wrong.submit(RetrySource{wrong.source()});
            QVERIFY(wrong.waitFor([&] { return door.accepted() > asked; }));
            QVERIFY(wrong.waitFor([&] { return wrong.status().state == SyncState::Denied; }));
        }
        Watcher right;
        QVERIFY(right.follow(url, u"open sesame"_s));
        QVERIFY(right.waitUntilLive());
    }

    void namesWhatAnswersInsteadOfOpenCode_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::newRow("a web page")
            << QByteArray("text/html") << QByteArray("<html></html>") << 200;
        QTest::newRow("another API") << QByteArray("application/json") << QByteArray("{}") << 200;
        QTest::newRow("nothing at this path")
            << QByteArray("text/plain") << QByteArray("no") << 404;
    }

    void namesWhatAnswersInsteadOfOpenCode()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        FakeServer other;
        other.on("/*", [&](const FakeRequest&, const FakeReply& reply) {
            reply.send(status, body, {{"Content-Type", type}});
        });
        Watcher watcher;
        QVERIFY(watcher.follow(other.url()));
        QVERIFY(watcher.waitFor([&] { return watcher.status().state == SyncState::Waiting; }));
        QCOMPARE(watcher.status().issue.code, Issue::Code::NotOpenCode);
        QCOMPARE(watcher.status().issue.args.contains(u"a web page"_s), type == "text/html");
    }

private:
    QUrl proxyUrl() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_proxy->port())); }

    QString begin(const QString& title, const QString& script)
    {
        const QString session = m_server.createSession(title);
        if (!m_watcher->open(session) || !m_server.prompt(session, script))
            qWarning() << m_server.error() << "not begun:" << title;
        return session;
    }

    bool isListed(const CheckpointKey& key)
    {
        for (const QJsonValue request : m_server.get(u"/permission"_s).array()) {
            if (request["id"_L1] == key.request.value())
                return true;
        }
        return false;
    }

    /** The server's own word that this session waits; the list holds ghosts of other tests. */
    QString waitInList(const QString& session)
    {
        QString found;
        (void)QTest::qWaitFor(
            [&] {
                for (const QJsonValue request : m_server.get(u"/permission"_s).array()) {
                    if (request["sessionID"_L1] == session)
                        found = request["id"_L1].toString();
                }
                return !found.isEmpty();
            },
            60000);
        return found;
    }

    void goAway()
    {
        m_proxy->setRefusing(true);
        m_proxy->cutNow(FaultProxy::Cut::Reset);
        QVERIFY(m_watcher->waitFor([&] { return m_watcher->status().state != SyncState::Live; }));
    }

    void comeBack()
    {
        m_proxy->setRefusing(false);
        m_watcher->submit(RetrySource{m_watcher->source()});
        QVERIFY(m_watcher->waitUntilLive());
    }

    void reconnect()
    {
        const qint64 before = m_watcher->status().reconnects;
        m_proxy->cutNow(FaultProxy::Cut::Reset, "/global/event");
        QVERIFY(m_watcher->waitFor([&] {
            return m_watcher->status().reconnects > before
                && m_watcher->status().state == SyncState::Live;
        }));
    }

    OpenCodeServer m_server;
    std::unique_ptr<FaultProxy> m_proxy;
    std::unique_ptr<Watcher> m_watcher;
};

QTEST_GUILESS_MAIN(TestE2eFaults)
#include "tst_e2e_faults.moc"
