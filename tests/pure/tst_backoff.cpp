// SPDX-License-Identifier: MIT
#include "core/sync/backoff.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <vector>

using namespace headgate::sync;
using namespace std::chrono_literals;

class TestBackoff : public QObject
{
    Q_OBJECT

private slots:
    // DG-09
    void theWaitDoublesUpToThirtySeconds()
    {
        std::vector<milliseconds> waits;
        for (int attempt = 1; attempt <= 7; ++attempt)
            waits.push_back(backoffDelay(attempt, 0));
        QCOMPARE(waits, (std::vector<milliseconds>{1s, 2s, 4s, 8s, 16s, 30s, 30s}));
    }

    void anAbsurdAttemptIsStillAWait()
    {
        QCOMPARE(backoffDelay(0, 0), milliseconds(1s));
        QCOMPARE(backoffDelay(-3, 0), milliseconds(1s));
        QCOMPARE(backoffDelay(2'000'000'000, 0), milliseconds(30s));
    }

    // DG-10
    void theRandomPartAddsUpToAFifth()
    {
        QCOMPARE(backoffDelay(1, 0.5), milliseconds(1100));
        QCOMPARE(backoffDelay(7, 1.0), milliseconds(36s));
    }

    // DG-10
    void theWaitsSpreadEvenlyOverTheFifth()
    {
        std::mt19937 generator(7);
        std::uniform_real_distribution<double> random(0, 1);
        constexpr int rounds = 10'000;
        std::vector<int> tenths(10);
        for (int i = 0; i < rounds; ++i) {
            const milliseconds wait = backoffDelay(3, random(generator));
            QVERIFY(wait >= 4000ms && wait < 4800ms);
            ++tenths[size_t((wait - 4000ms) / 80ms)];
        }
        const auto [fewest, most] = std::minmax_element(tenths.begin(), tenths.end());
        QVERIFY(*fewest > rounds / 10 * 8 / 10);
        QVERIFY(*most < rounds / 10 * 12 / 10);
    }

    void whatTheServerAsksForWins()
    {
        QCOMPARE(backoffDelay(1, 0.9, 45s), milliseconds(45s));
        QCOMPARE(backoffDelay(7, 0.9, 5s), milliseconds(5s));
    }

    void whatTheServerAsksForStaysSensible()
    {
        QCOMPARE(backoffDelay(1, 0, 0s), milliseconds(1s));
        QCOMPARE(backoffDelay(1, 0, 24h), milliseconds(10min));
    }
};

QTEST_GUILESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
