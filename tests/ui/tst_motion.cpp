// SPDX-License-Identifier: MIT
#include "ui/motion.h"
#include "ui/ringends.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace headgate;
using namespace Qt::StringLiterals;

class TestMotion : public QObject
{
    Q_OBJECT

private slots:
    void itRunsOnlyForSomethingInSight()
    {
        Motion motion;
        QObject view;
        QVERIFY(!motion.isRunning());
        motion.want(&view, true);
        QVERIFY(!motion.isRunning()); // the window is not shown
        motion.setSeen(true);
        QVERIFY(motion.isRunning());
        motion.want(&view, false);
        QVERIFY(!motion.isRunning());
    }

    void oneThatDiesWantsNothing()
    {
        Motion motion;
        motion.setSeen(true);
        auto view = std::make_unique<QObject>();
        QObject other;
        motion.want(view.get(), true);
        motion.want(&other, true);
        motion.want(&other, false);
        QVERIFY(motion.isRunning());
        view.reset();
        QVERIFY(!motion.isRunning());
    }

    void nothingMovesByItselfWhenThatIsUnwanted()
    {
        Motion motion;
        QObject view;
        motion.setSeen(true);
        motion.want(&view, true);
        QSignalSpy turned(&motion, &Motion::turned);
        QVERIFY(turned.wait());
        QVERIFY(motion.angle() > 0);
        motion.setAllowed(false);
        QVERIFY(!motion.isRunning());
        QCOMPARE(motion.angle(), 0.0);
        motion.setAllowed(true);
        QVERIFY(motion.isRunning());
    }

    // DG-56
    void aRingThatEndsFadesInTwoSteps()
    {
        const SessionKey one{SourceId(u"a"_s), SessionId(u"1"_s)};
        const SessionKey other{SourceId(u"b"_s), SessionId(u"1"_s)};
        RingEnds ends;
        QCOMPARE(ends.left(one, false), 0.0); // it never ran in sight
        QCOMPARE(ends.left(one, true), 1.0);
        ends.step();
        QCOMPARE(ends.left(one, true), 1.0);
        const double first = ends.left(one, false);
        QVERIFY(first > 0 && first < 1);
        QCOMPARE(ends.left(one, false), first); // time is steps, however often it is painted
        ends.step();
        const double second = ends.left(one, false);
        QVERIFY(second > 0 && second < first);
        QVERIFY(ends.isEnding(one));
        QCOMPARE(ends.left(other, false), 0.0);
        ends.step();
        QCOMPARE(ends.left(one, false), 0.0);
        ends.step();
        QVERIFY(!ends.isEnding(one));
    }

    void aPauseBetweenTwoTurnsIsNoFlicker()
    {
        const SessionKey one{SourceId(u"a"_s), SessionId(u"1"_s)};
        RingEnds ends;
        (void)ends.left(one, true);
        ends.step();
        QVERIFY(ends.left(one, false) > 0);
        QCOMPARE(ends.left(one, true), 1.0);
    }

    void aRingNobodySawEndIsOver()
    {
        const SessionKey one{SourceId(u"a"_s), SessionId(u"1"_s)};
        RingEnds ends;
        (void)ends.left(one, true);
        for (int i = 0; i < 3; ++i)
            ends.step();
        QCOMPARE(ends.left(one, false), 0.0);
    }
};

QTEST_GUILESS_MAIN(TestMotion)
#include "tst_motion.moc"
