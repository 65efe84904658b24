// SPDX-License-Identifier: MIT
#include "ui/motion.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace headgate;

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
};

QTEST_GUILESS_MAIN(TestMotion)
#include "tst_motion.moc"
