// SPDX-License-Identifier: MIT
#include "core/domain/logids.h"

#include <QRegularExpression>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

class TestLogIds : public QObject
{
    Q_OBJECT

private slots:
    // DS-04
    void theSchemeIsThatOfTheOtherWriters()
    {
        logids::Last last;
        const EventId id =
            logids::next(last, timestampFromMs(1767206965906), 0x1f2e3d4c5b6a7988ULL);
        QCOMPARE(id.value(), u"0mjudedua_1f2e3d4c5b6a7988"_s);
        QCOMPARE(logids::correlation(0x1fULL), u"000000000000001f"_s);
        QCOMPARE(
            logids::checkpoint(timestampFromMs(1767206965906), 35), u"cp_1767206965906_00000z"_s);
        const QRegularExpression shape(u"^intent_1767206965906_[0-9a-z]{6}$"_s);
        QVERIFY(shape.match(logids::intent(timestampFromMs(1767206965906), ~0ULL)).hasMatch());
    }

    // DS-04
    void idsGrowWhateverTheClockDoes()
    {
        logids::Last last;
        QString before;
        const std::array<qint64, 6> clock{1000, 1000, 1001, 999, 999, 1002};
        for (const qint64 ms : clock) {
            for (const quint64 random : {~0ULL, 0ULL, 7ULL}) {
                const QString id = logids::next(last, timestampFromMs(ms), random).value();
                QVERIFY2(id > before, qPrintable(before + u' ' + id));
                QCOMPARE(id.size(), 26);
                before = id;
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestLogIds)
#include "tst_logids.moc"
