// SPDX-License-Identifier: MIT
#include "core/store/database.h"
#include "tests/support/cli.h"
#include "tests/support/faultproxy.h"
#include "tests/support/opencodeserver.h"
#include "tests/support/watcher.h"

#include <QRandomGenerator>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** A session as `show --format json` printed it: part id -> text before its first gap. */
QHash<QString, QString> textsOf(const QJsonObject& shown)
{
    QHash<QString, QString> texts;
    for (const QJsonValue message : shown["messages"_L1].toArray()) {
        for (const QJsonValue part : message["parts"_L1].toArray()) {
            const QJsonArray gaps = part["gaps"_L1].toArray();
            QString text = part["text"_L1].toString();
            if (!gaps.isEmpty())
                text = text.left(gaps.first().toInt());
            texts.insert(part["id"_L1].toString(), text);
        }
    }
    return texts;
}

} // namespace

/** Headgate itself is killed while a turn comes in; its history must not notice. */
class TestE2eKill9 : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), qPrintable(m_server.error()));
        m_door = std::make_unique<FaultProxy>(m_server.port());
        m_source = u"opencode:http://127.0.0.1:%1"_s.arg(m_door->port());
        // Followed from its first number on: the session begins before the eyes of a tail.
        Cli tail({u"tail"_s, m_source, u"--profile"_s, m_profile.path(), u"--json"_s});
        QVERIFY(!m_server.createSession(u"Shows that it is live"_s).isEmpty());
        QVERIFY(tail.waitForOutput(u"Shows that it is live"_s));
        m_session = m_server.createSession(u"Killed"_s);
        QVERIFY(tail.waitForOutput(m_session));
    }

    // DG-02, DG-03, DG-32
    void fiftyKillsLeaveNoGapAndNoDouble()
    {
        QList<QHash<QString, QString>> sights;
        QSet<QString> known;
        int turns = 0;
        for (int kill = 0; kill < kills; ++kill) {
            // A turn is under way at each of them.
            if (!m_server.get(u"/session/status"_s).object().contains(m_session))
                QVERIFY2(m_server.prompt(m_session, script(++turns)), qPrintable(m_server.error()));
            {
                Cli tail({u"tail"_s, m_source, u"--profile"_s, m_profile.path(), u"--json"_s});
                QTest::qWait(m_random.bounded(400)); // the moment of its death
                QVERIFY(tail.isRunning());
                tail.kill9();
            }
            // What it had shown is there before anybody is asked.
            const CliRun shown = showOffline();
            const QJsonObject session = shown.lines().value(0);
            if (known.isEmpty() && session.isEmpty())
                continue; // killed before it had seen anything of it
            QCOMPARE(shown.code, 3);
            const QHash<QString, QString> texts = textsOf(session);
            for (const QString& part : std::as_const(known))
                QVERIFY2(texts.contains(part), qPrintable(part + u" is gone"_s));
            const QList<QString> parts = texts.keys();
            known = QSet<QString>(parts.begin(), parts.end());
            sights.append(texts);
        }
        QVERIFY(m_server.waitUntilIdle(m_session));
        const CliRun last = Cli::run({u"tail"_s, m_source, u"--profile"_s, m_profile.path(),
            u"--until-idle"_s, u"--session"_s, m_session});
        QVERIFY2(last.code == 0, qPrintable(last.err));
        qInfo("%d kills in %d turns, %d sights of the history", kills, turns, int(sights.size()));

        const QJsonArray told = m_server.get(u"/session/%1/message"_s.arg(m_session)).array();
        expectTheServersState(told);
        QHash<QString, QString> final;
        for (const QJsonValue message : told) {
            for (const QJsonValue part : message["parts"_L1].toArray())
                final.insert(part["id"_L1].toString(), part["text"_L1].toString());
        }
        for (const auto& texts : std::as_const(sights)) {
            for (auto it = texts.cbegin(); it != texts.cend(); ++it)
                QVERIFY2(final.value(it.key()).startsWith(it.value()), qPrintable(it.value()));
        }
        expectAnUnbrokenSequence();
    }

    void asksBeforeASecondProcessWritesAProfile()
    {
        Cli first({u"tail"_s, m_source, u"--profile"_s, m_profile.path(), u"--json"_s});
        // The list of sessions is read anew by each start, and printed where it differs.
        QVERIFY(m_server.patch(u"/session/"_s + m_session, {{u"title"_s, u"Renamed"_s}}).ok());
        QVERIFY(first.waitForOutput(u"Renamed"_s));
        const CliRun second =
            Cli::run({u"tail"_s, m_source, u"--profile"_s, m_profile.path(), u"--for"_s, u"1"_s});
        QCOMPARE(second.code, 1);
        QVERIFY2(second.err.contains(u"headgate-cli"), qPrintable(second.err));
    }

private:
    static constexpr int kills = 50;

    static QString script(int turn)
    {
        return u"@think Turn %1.\n@long 200 8\n@read README.md\n@long 300 8\n@read README.md\n"
               "@say Between.\n@todo One=completed; Two=pending\n@long 300 8"_s.arg(turn);
    }

    CliRun showOffline()
    {
        m_door->setRefusing(true);
        const CliRun shown = Cli::run({u"show"_s, m_source, u"--profile"_s, m_profile.path(),
            u"--session"_s, m_session, u"--format"_s, u"json"_s});
        m_door->setRefusing(false);
        return shown;
    }

    void expectTheServersState(const QJsonArray& told)
    {
        const QJsonArray shown = showOffline().lines().value(0)["messages"_L1].toArray();
        QCOMPARE(shown.size(), told.size());
        for (qsizetype i = 0; i < told.size(); ++i) {
            QCOMPARE(shown[i]["id"_L1], told[i]["info"_L1]["id"_L1]);
            const QJsonArray mine = shown[i]["parts"_L1].toArray();
            const QJsonArray theirs = told[i]["parts"_L1].toArray();
            QCOMPARE(mine.size(), theirs.size());
            for (qsizetype k = 0; k < mine.size(); ++k) {
                QCOMPARE(mine[k]["id"_L1], theirs[k]["id"_L1]);
                QCOMPARE(mine[k]["text"_L1].toString(), theirs[k]["text"_L1].toString());
                QVERIFY(mine[k]["gaps"_L1].isUndefined() && mine[k]["streaming"_L1].isUndefined());
                if (theirs[k]["type"_L1] == "tool"_L1)
                    QCOMPARE(mine[k]["output"_L1], theirs[k]["state"_L1]["output"_L1]);
            }
        }
    }

    /** The durable numbers of the session on disk: each once, none left out. */
    void expectAnUnbrokenSequence()
    {
        const auto db =
            Database::open(m_profile.filePath(u"history.db"_s), Database::Mode::ReadOnly);
        QVERIFY(db);
        Query query = (*db)->prepare(
            u"SELECT event.seq FROM event JOIN session ON session.id=event.session "
            "WHERE session.name='%1' AND event.seq IS NOT NULL ORDER BY event.seq"_s.arg(
                m_session));
        QVERIFY((*db)->run(query));
        QList<qint64> numbers;
        while (query.next())
            numbers.append(query.value(0).toLongLong());
        QVERIFY(numbers.size() > 50);
        QCOMPARE(numbers.last() - numbers.first() + 1, qint64(numbers.size()));
        QVERIFY(std::adjacent_find(numbers.begin(), numbers.end()) == numbers.end());
    }

    OpenCodeServer m_server;
    QTemporaryDir m_profile;
    std::unique_ptr<FaultProxy> m_door;
    QRandomGenerator m_random{20261122};
    QString m_source;
    QString m_session;
};

QTEST_GUILESS_MAIN(TestE2eKill9)
#include "tst_e2e_kill9.moc"
