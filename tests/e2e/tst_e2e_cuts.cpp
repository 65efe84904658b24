// SPDX-License-Identifier: MIT
#include "tests/support/faultproxy.h"
#include "tests/support/opencodeserver.h"
#include "tests/support/watcher.h"

#include <QRandomGenerator>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/** One turn, seen by one who is never cut and by one who is cut again and again. */
class TestE2eCuts : public QObject
{
    Q_OBJECT

private slots:
    void fiftyCutsLoseAndDoubleNothing() // DG-02, DG-04, DG-06
    {
        QVERIFY2(m_server.start(), qPrintable(m_server.error()));
        FaultProxy proxy(m_server.port());
        Watcher uncut;
        Watcher cut;
        QVERIFY(uncut.follow(m_server.url()));
        QVERIFY(cut.follow(QUrl(u"http://127.0.0.1:%1"_s.arg(proxy.port()))));
        QVERIFY(uncut.waitUntilLive() && cut.waitUntilLive());
        const QString session = m_server.createSession(u"Cut"_s);
        QVERIFY(uncut.open(session) && cut.open(session));

        // Nothing but a click makes it wait less than the backoff does: each cut is answered by
        // one.
        cut.onChange = [&](const Change& change) {
            const auto* told = std::get_if<SourceChanged>(&change);
            if (told && told->status.state == SyncState::Waiting)
                cut.submit(RetrySource{cut.source()});
        };
        cutAgainAndAgain(proxy);
        int turns = 0;
        while (proxy.cuts() < wanted && turns < mostTurns) {
            ++turns;
            QVERIFY2(m_server.prompt(session, script(turns)), qPrintable(m_server.error()));
            QVERIFY(m_server.waitUntilIdle(session));
        }
        QVERIFY2(proxy.cuts() >= wanted, qPrintable(QString::number(proxy.cuts())));
        QVERIFY(cut.waitUntilLive());
        QVERIFY(cut.waitForStatus(session, SessionStatus::Idle));
        qInfo("%d cuts in %d turns, %d reconnects, %d repaired", proxy.cuts(), turns,
            int(cut.status().reconnects), int(cut.status().repaired));

        const QStringList told =
            outline(m_server.get(u"/session/"_s + session + "/message"_L1).array());
        const auto same = [&](Watcher& watcher) {
            return watcher.waitFor(
                [&] { return outline(watcher.transcript(session)) == told; }, 10s);
        };
        if (!same(uncut))
            QCOMPARE(outline(uncut.transcript(session)), told);
        if (!same(cut))
            QCOMPARE(outline(cut.transcript(session)), told);
        for (const auto& [message, parts] : cut.transcript(session).messages) {
            QVERIFY(!message.placeholder);
            for (const Part& part : parts)
                QVERIFY2(part.final && part.gaps.empty(), qPrintable(part.id.value()));
        }
        QCOMPARE(cut.status().openGaps, 0);
        QCOMPARE(cut.doubled(), 0);
        QCOMPARE(uncut.doubled(), 0);
        QVERIFY(cut.status().reconnects > 0);
        // What was cut shows where; what was not, does not.
        QVERIFY(cut.marks(session, Mark::Kind::Repaired) > 0);
        QCOMPARE(uncut.marks(session, Mark::Kind::Repaired), 0);
        QCOMPARE(cut.issues().size(), size_t(0));
    }

private:
    static constexpr int wanted = 50;
    static constexpr int mostTurns = 40;
    static constexpr int farthest = 40'000; ///< bytes, about a hundred deltas
    static constexpr quint32 seed = 20261122;

    static QString script(int turn)
    {
        QString lines = u"@think Turn %1 begins.\n"_s.arg(turn);
        lines += u"@long 250 4\n@read README.md\n@say Between the tools.\n"_s;
        lines += u"@todo One=completed; Two=pending\n@long 250 4"_s;
        return lines;
    }

    void cutAgainAndAgain(FaultProxy& proxy)
    {
        const auto next = [this, &proxy] {
            if (proxy.cuts() >= wanted)
                return;
            const bool fin = m_random.bounded(2) == 0;
            proxy.cutAfter(1 + m_random.bounded(farthest),
                fin ? FaultProxy::Cut::Fin : FaultProxy::Cut::Reset, "/global/event");
        };
        connect(&proxy, &FaultProxy::cutDone, this, next);
        next();
    }

    OpenCodeServer m_server;
    QRandomGenerator m_random{seed};
};

QTEST_GUILESS_MAIN(TestE2eCuts)
#include "tst_e2e_cuts.moc"
