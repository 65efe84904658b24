// SPDX-License-Identifier: MIT
#include "core/domain/lookup.h"
#include "tests/ui/fakefeed.h"
#include "tests/ui/modelgolden.h"
#include "tests/ui/panefeed.h"
#include "ui/models/roommodel.h"
#include "ui/models/workmodel.h"
#include "ui/views/avatarrow.h"
#include "ui/words/panewords.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

LookedUp news(const char* type, const QJsonObject& data, Timestamp at, bool anew = false,
    const SessionId& session = PaneFeed::session().session)
{
    PaneNews told{session, anew, {{QString::fromLatin1(type), data, at}}};
    return {PaneFeed::source(), std::make_shared<const Finding>(Finding{std::move(told), {}})};
}

QJsonObject input(const QString& text, const QString& source)
{
    return {{u"data"_s, text}, {u"source"_s, source}};
}

/** As the window has it: the room's rows in the panel's list. */
struct Tested
{
    RoomModel room;
    WorkModel list;
    QAbstractItemModelTester tester{&list, QAbstractItemModelTester::FailureReportingMode::Fatal};
    QSignalSpy changed{&list, &QAbstractItemModel::dataChanged};
    QSignalSpy inserted{&list, &QAbstractItemModel::rowsInserted};
    QSignalSpy removed{&list, &QAbstractItemModel::rowsRemoved};

    Tested()
    {
        QObject::connect(
            &room, &RoomModel::rowsChanged, &list, [this] { list.setRoom(room.rows()); });
        list.setSource(PaneFeed::source());
        room.setSession(PaneFeed::session(), words::ownId());
        room.tick(FakeFeed::now());
        for (const Change& change : PaneFeed::room())
            room.apply(change);
        forget();
    }
    void forget()
    {
        changed.clear();
        inserted.clear();
        removed.clear();
    }
    /** Rows that came, went or changed. */
    int touched() const
    {
        int rows = 0;
        for (const QSignalSpy* spy : {&changed, &inserted, &removed}) {
            for (const QList<QVariant>& one : *spy) {
                rows += spy == &changed
                    ? one[1].toModelIndex().row() - one[0].toModelIndex().row() + 1
                    : one[2].toInt() - one[1].toInt() + 1;
            }
        }
        return rows;
    }
};

} // namespace

class TestRoomModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("USER", "ada"); }

    // AP-31, AP-37, AP-59
    void peopleAgentsAndWhatHappenedAreReadUnderTheirHeadings()
    {
        Tested t;
        QVERIFY(matchesGolden(
            rolesAsText(t.list,
                {{Qt::DisplayRole, u"words"_s}, {WorkModel::SideRole, u"side"_s},
                    {WorkModel::DetailRole, u"detail"_s}, {WorkModel::ShareRole, u"share"_s},
                    {Qt::AccessibleTextRole, u"heard"_s}}),
            u"ui/room.txt"_s));
    }

    // AP-11: whatever is told, nothing else is touched
    void whatAnAgentSaysChangesItsRowAlone()
    {
        Tested t;
        t.room.apply(
            news("chunk", {{u"agentId"_s, u"planner"_s}, {u"text"_s, u"more"_s}}, FakeFeed::now()));
        QCOMPARE(t.touched(), 1);
        QCOMPARE(t.changed.count(), 1);
        const auto row = t.changed.front().front().toModelIndex();
        QCOMPARE(row.data().toString(), u"planner"_s);
    }

    void whoComesIsOneRowAndOneLine()
    {
        Tested t;
        const int before = t.list.rowCount();
        t.room.apply(news("presence:joined", {{u"userId"_s, u"u9"_s}}, FakeFeed::now()));
        QCOMPARE(t.list.rowCount(), before + 2);
        QCOMPARE(t.touched(), 2);
        t.forget();
        t.room.apply(news("presence:left", {{u"userId"_s, u"u9"_s}}, FakeFeed::now()));
        QCOMPARE(t.inserted.count(), 1); // the line that tells of it
        QCOMPARE(t.removed.count(), 1);
        QCOMPARE(t.touched(), 2);
    }

    void aLongFeedLosesItsOldestRowAlone()
    {
        Tested t;
        for (int i = 0; i < 60; ++i)
            t.room.apply(news("presence:joined", {{u"userId"_s, u"p%1"_s.arg(i)}},
                FakeFeed::now() - std::chrono::milliseconds(60 - i)));
        t.forget();
        t.room.apply(news("presence:joined", {{u"userId"_s, u"last"_s}}, FakeFeed::now()));
        QCOMPARE(t.inserted.count(), 2);
        QCOMPARE(t.removed.count(), 1);
        QCOMPARE(t.touched(), 3);
    }

    void anotherSessionOfItsServerChangesItsAgentsAlone()
    {
        Tested t;
        const QString people = QString::number(t.room.company().people.size());
        t.room.apply(news("presence:joined", {{u"userId"_s, u"elsewhere"_s}}, FakeFeed::now(),
            false, SessionId(u"other"_s)));
        QCOMPARE(t.touched(), 0);
        t.room.apply(
            news("state:update", {{u"agentId"_s, u"planner"_s}, {u"status"_s, u"completed"_s}},
                FakeFeed::now(), false, SessionId(u"other"_s)));
        QCOMPARE(t.touched(), 1);
        QCOMPARE(QString::number(t.room.company().people.size()), people);
    }

    // AP-37: a session that is opened tells what was there, and takes nothing back
    void whatIsReadAgainIsNotNewer()
    {
        Tested t;
        t.room.apply(
            news("state:update", {{u"agentId"_s, u"planner"_s}, {u"status"_s, u"starting"_s}},
                FakeFeed::ago(300s), true));
        QCOMPARE(t.room.agents().back().status, u"running"_s);
        QVERIFY(t.room.company().people.empty()); // that list is new
        t.room.apply(news("state:update",
            {{u"agentId"_s, u"planner"_s}, {u"status"_s, u"completed"_s}}, FakeFeed::now(), true));
        QCOMPARE(t.room.agents().back().status, u"completed"_s);
    }

    // AP-29
    void whoIsSilentFadesAndLeaves()
    {
        RoomModel room;
        room.setSession(PaneFeed::session(), u"me"_s);
        room.tick(FakeFeed::now());
        room.apply(news("presence:joined", {{u"userId"_s, u"u"_s}}, FakeFeed::now()));
        room.tick(FakeFeed::now() + 15s);
        QVERIFY(!room.avatars().shown.front().faded);
        room.tick(FakeFeed::now() + 16s);
        QVERIFY(room.avatars().shown.front().faded);
        QVERIFY(room.rows()[1].side.contains("silent"_L1));
        room.tick(FakeFeed::now() + 30s);
        QCOMPARE(room.avatars().watching, size_t(1));
        room.tick(FakeFeed::now() + 31s);
        QCOMPARE(room.avatars().watching, size_t(0));
        QVERIFY(room.rows()[1].title.contains("left"_L1));
    }

    // AP-35: 60 inputs, those of agents are none
    void whatPeopleTypedIsKept()
    {
        Tested t;
        QSignalSpy typed(&t.room, &RoomModel::inputsChanged);
        t.room.apply(news("terminal:input", input(u"ls"_s, u"agent"_s), FakeFeed::now()));
        t.room.apply(news("terminal:output", input(u"a file"_s, u"user"_s), FakeFeed::now()));
        QCOMPARE(typed.count(), 0);
        QCOMPARE(t.room.inputs().all(), QStringList{u"Round by region, please."_s});
        for (int i = 0; i < 60; ++i)
            t.room.apply(
                news("terminal:input", input(u"line %1"_s.arg(i), u"user"_s), FakeFeed::now()));
        QCOMPARE(t.room.inputs().all().size(), InputHistory::most);
        QCOMPARE(t.room.inputs().all().front(), u"line 59"_s);
        t.room.setSession({PaneFeed::source(), SessionId(u"other"_s)}, u"me"_s);
        QVERIFY(t.room.inputs().all().isEmpty());
    }

    void aSourceThatIsRemovedTakesItsRoomAlong()
    {
        Tested t;
        t.room.apply(SourceRemoved{PaneFeed::source()});
        QVERIFY(t.room.rows().empty());
        QVERIFY(t.room.avatars().shown.empty());
    }

    // AP-31, AP-58
    void avatarsAreNamed()
    {
        Tested t;
        AvatarRow row;
        QVERIFY(row.isHidden());
        row.put(t.room.avatars());
        QVERIFY(!row.isHidden());
        QVERIFY(row.sizeHint().width() > 0);
        QCOMPARE(row.accessibleName(),
            u"7 watching: you, Tomas Novak (silent), Anna Berger, Zoe, Lu, 2 more"_s);
        QCOMPARE(row.toolTip(), row.accessibleName());
        row.put({});
        QVERIFY(row.isHidden());
    }

    void initialsAreLettersOfTheName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("letters");
        QTest::newRow("two words") << u"Anna Berger"_s << u"AB"_s;
        QTest::newRow("one word") << u"mei"_s << u"M"_s;
        QTest::newRow("three words") << u"Ana de Sousa"_s << u"AD"_s;
        QTest::newRow("signs before letters") << u"(bot) 7"_s << u"B7"_s;
        QTest::newRow("no letters") << u"--"_s << u"?"_s;
        QTest::newRow("nothing") << QString() << u"?"_s;
    }
    void initialsAreLettersOfTheName()
    {
        QFETCH(QString, name);
        QFETCH(QString, letters);
        QCOMPARE(initials(name), letters);
    }
};

QTEST_MAIN(TestRoomModel)
#include "tst_roommodel.moc"
