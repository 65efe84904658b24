// SPDX-License-Identifier: MIT
// Who waits for whom, below the requests.
#include "tests/ui/fakefeed.h"
#include "tests/ui/windowstage.h"
#include "ui/panels/lineagestrip.h"
#include "ui/panels/lineagestriprow.h"
#include "ui/style.h"

#include <QApplication>
#include <QTest>

#include <algorithm>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

const SourceId server(u"opencode:test"_s);

SessionKey keyOf(const QString& id)
{
    return {server, SessionId(id)};
}

Session session(const QString& id, const QString& parent = {})
{
    Session made;
    made.source = server;
    made.id = SessionId(id);
    made.parent = SessionId(parent);
    made.title = "Session "_L1 + id;
    made.cost = 0.25;
    return made;
}

Checkpoint request(const QString& id)
{
    Checkpoint made;
    made.key = {server, SessionId(id), RequestId("per_"_L1 + id)};
    made.kind = CheckpointKind::Permission;
    made.permission = u"bash"_s;
    made.text = u"git push"_s;
    made.firstSeen = FakeFeed::now();
    return made;
}

/** a has the subagents b and d; c stands below b, and waits. */
ChangeBatch family()
{
    return {SessionChanged{session(u"a"_s)}, SessionChanged{session(u"b"_s, u"a"_s)},
        SessionChanged{session(u"c"_s, u"b"_s)}, SessionChanged{session(u"d"_s, u"a"_s)},
        CheckpointChanged{request(u"c"_s)}};
}

const QSet<SessionKey> waiting{keyOf(u"c"_s), keyOf(u"elsewhere"_s)};

QStringList outline(const LineageStrip::Family& family)
{
    QStringList lines;
    for (const LineageStrip::Row& row : family.rows)
        lines << QString(row.depth, u' ') + row.key.session.value() + (row.waits ? u"!" : u"");
    return lines;
}

} // namespace

class TestLineageStrip : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    void theFamilyIsTheSameFromEachOfThem()
    {
        SessionTreeModel sessions;
        for (const Change& change : family())
            sessions.apply(change);
        const QStringList whole{u"a"_s, u" b"_s, u"  c!"_s, u" d"_s};
        QStringList found = outline(LineageStrip::familyOf(sessions, keyOf(u"d"_s), waiting));
        found.sort();
        QStringList sorted = whole;
        sorted.sort();
        QCOMPARE(found, sorted);
        QCOMPARE(LineageStrip::familyOf(sessions, keyOf(u"a"_s), waiting),
            LineageStrip::familyOf(sessions, keyOf(u"c"_s), waiting));
        QVERIFY(LineageStrip::familyOf(sessions, keyOf(u"unknown"_s), waiting).rows.empty());
    }

    void whereNobodyWaitsThereIsNone()
    {
        SessionTreeModel sessions;
        for (const Change& change : family())
            sessions.apply(change);
        sessions.apply(SessionChanged{session(u"alone"_s)});
        const QSet<SessionKey> alone{keyOf(u"alone"_s)};
        QVERIFY(LineageStrip::familyOf(sessions, keyOf(u"a"_s), alone).rows.empty());
        QVERIFY(LineageStrip::familyOf(sessions, keyOf(u"alone"_s), alone).rows.empty());
    }

    void whoWaitsHasRoomBeforeTheOthers()
    {
        SessionTreeModel sessions;
        for (const Change& change : family())
            sessions.apply(change);
        for (int i = 0; i < 20; ++i)
            sessions.apply(SessionChanged{session(u"x%1"_s.arg(i), u"a"_s)});
        const LineageStrip::Family found = LineageStrip::familyOf(sessions, keyOf(u"a"_s), waiting);
        QCOMPARE(int(found.rows.size()), LineageStrip::mostRows);
        QCOMPARE(found.left, 24 - LineageStrip::mostRows);
        QVERIFY(outline(found).contains(u"  c!"_s));
        QVERIFY(outline(found).contains(u" b"_s));
    }

    void aRowBringsItsSessionToTheMiddle()
    {
        test::Stage stage;
        stage.window->apply(FakeFeed::sources());
        stage.window->apply(family());
        stage.show({1440, 900});
        stage.window->select(keyOf(u"a"_s));
        stage.window->tick();
        auto* strip = stage.child<LineageStrip>();
        QTRY_VERIFY(strip && strip->isVisible());
        const auto rows = strip->findChildren<LineageStripRow*>();
        const auto waiting = std::ranges::find_if(rows, [](const LineageStripRow* row) {
            return row->accessibleName() == u"Session c, waits for you"_s;
        });
        QVERIFY(waiting != rows.end());
        strip->grab();
        (*waiting)->setFocus();
        QTest::keyClick(*waiting, Qt::Key_Space);
        QCOMPARE(stage.window->selected(), keyOf(u"c"_s));
    }
};

QTEST_MAIN(TestLineageStrip)
#include "tst_lineagestrip.moc"
