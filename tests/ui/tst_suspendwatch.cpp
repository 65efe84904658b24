// SPDX-License-Identifier: MIT
#include "app/suspendwatch.h"

#include <QMetaObject>
#include <QSignalSpy>
#include <QTest>

using namespace headgate;
using namespace std::chrono_literals;

/** What tells that the machine slept. */
class TestSuspendWatch : public QObject
{
    Q_OBJECT

private slots:
    // DG-48, where no login service says it.
    void theTimeSpentAsleepTellsOfAWake()
    {
        std::chrono::milliseconds slept = 40min;
        int looked = 0;
        SuspendWatch watch(
            nullptr,
            [&] {
                ++looked;
                return slept;
            },
            5ms);
        const QSignalSpy resumed(&watch, &SuspendWatch::resumed);
        QTRY_VERIFY_WITH_TIMEOUT(looked > 3, 15'000);
        QCOMPARE(resumed.size(), 0);
        slept += 3s;
        QTRY_COMPARE_WITH_TIMEOUT(resumed.size(), 1, 15'000);
        const int then = looked;
        QTRY_VERIFY_WITH_TIMEOUT(looked > then + 3, 15'000);
        QCOMPARE(resumed.size(), 1);
    }

    void aWakeThatBothTellIsOne()
    {
        std::chrono::milliseconds slept = 0ms;
        int looked = 0;
        SuspendWatch watch(
            nullptr,
            [&] {
                ++looked;
                return slept;
            },
            5ms);
        const QSignalSpy resumed(&watch, &SuspendWatch::resumed);
        const auto login = [&](bool sleeping) {
            QVERIFY(QMetaObject::invokeMethod(&watch, "prepareForSleep", Q_ARG(bool, sleeping)));
        };
        login(true);
        QCOMPARE(resumed.size(), 0);
        slept += 8h;
        login(false);
        QCOMPARE(resumed.size(), 1);
        const int then = looked;
        QTRY_VERIFY_WITH_TIMEOUT(looked > then + 3, 15'000);
        QCOMPARE(resumed.size(), 1);
    }

    void theSystemsOwnCountGrowsNotWhileAwake()
    {
        const auto before = SuspendWatch::timeAsleep();
        QVERIFY(before >= 0ms);
        QVERIFY(SuspendWatch::timeAsleep() - before < 1s);
    }
};

QTEST_GUILESS_MAIN(TestSuspendWatch)
#include "tst_suspendwatch.moc"
