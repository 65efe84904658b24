// SPDX-License-Identifier: MIT
#include "tests/support/cli.h"
#include "tests/support/opencodeserver.h"
#include "tests/support/watcher.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

/** A real server, a bridge, and a second Headgate that knows only the bridge's stream. */
class TestE2eBridge : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(m_server.start(), qPrintable(m_server.error())); }

    void whoTailsTheBridgeSeesWhatTheServerHas() // DG-26
    {
        const QTemporaryDir profile;
        auto bridge = startBridge(profile.path(), u"0"_s);
        QVERIFY(bridge->waitForOutput(u"/v1/stream/events"_s));
        const QUrl events(bridge->printed().section(u" at "_s, 1).trimmed());
        QVERIFY2(events.port() > 0, qPrintable(bridge->printed()));

        Watcher reader;
        SourceConfig stream;
        stream.kind = SourceKind::Stream;
        stream.url = events;
        QVERIFY(reader.follow(stream));
        QVERIFY(reader.waitUntilLive());
        reader.onChange = [&](const Change& change) {
            const auto* told = std::get_if<SourceChanged>(&change);
            if (told && told->status.state == SyncState::Waiting)
                reader.submit(RetrySource{reader.source()});
        };

        const QString session = m_server.createSession(u"Bridged"_s);
        turn(session, u"@think Hm.\n@long 300 0\n@run touch made-bridged"_s);
        QVERIFY(reader.open(session));
        const Checkpoint* asked = nullptr;
        QVERIFY(reader.waitFor([&] {
            for (const Checkpoint& c : reader.checkpoints()) {
                if (c.key.session.value() == session)
                    asked = &c;
            }
            return asked != nullptr;
        }));
        QCOMPARE(asked->text, u"touch made-bridged"_s);
        QVERIFY(!asked->answerable); // a stream takes no answers
        QVERIFY(m_server.reply(asked->key.request.value(), u"once"_s));
        QVERIFY(m_server.waitUntilIdle(session));
        QCOMPARE(shown(reader, session), told(session));

        // It dies, the server goes on, and it comes back at the same place.
        bridge->kill9();
        turn(session, u"@say While nobody looked."_s);
        QVERIFY(m_server.waitUntilIdle(session));
        bridge = startBridge(profile.path(), QString::number(events.port()));
        QVERIFY(bridge->waitForOutput(u"/v1/stream/events"_s));
        turn(session, u"@say And on."_s);
        QVERIFY(m_server.waitUntilIdle(session));
        QCOMPARE(shown(reader, session), told(session));
        QCOMPARE(reader.transcript(session).lastText(), u"And on."_s);

        // Whoever comes late sees the same, and so does whoever tails the session alone.
        Watcher late;
        QVERIFY(late.follow(stream));
        QVERIFY(late.waitUntilLive());
        QVERIFY(late.open(session));
        QCOMPARE(shown(late, session), told(session));
        QVERIFY(late.waitForStatus(session, SessionStatus::Idle));
        Watcher single;
        stream.url = events.resolved(QUrl("session-"_L1 + session));
        QVERIFY(single.follow(stream));
        QVERIFY(single.waitUntilLive());
        QVERIFY(single.open(session));
        QCOMPARE(shown(single, session), told(session));
        QCOMPARE(reader.doubled() + late.doubled() + single.doubled(), 0);
    }

private:
    std::unique_ptr<Cli> startBridge(const QString& profile, const QString& port)
    {
        return std::make_unique<Cli>(QStringList{
            u"bridge"_s, m_server.url().toString(), u"--port"_s, port, u"--profile"_s, profile});
    }

    void turn(const QString& session, const QString& script)
    {
        QVERIFY2(m_server.prompt(session, script), qPrintable(m_server.error()));
    }

    QStringList told(const QString& session)
    {
        return outline(m_server.get(u"/session/"_s + session + "/message"_L1).array());
    }

    QStringList shown(Watcher& watcher, const QString& session)
    {
        const QStringList wanted = told(session);
        watcher.waitFor([&] { return outline(watcher.transcript(session)) == wanted; },
            std::chrono::seconds(20));
        return outline(watcher.transcript(session));
    }

    OpenCodeServer m_server;
};

QTEST_GUILESS_MAIN(TestE2eBridge)
#include "tst_e2e_bridge.moc"
