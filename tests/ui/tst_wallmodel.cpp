// SPDX-License-Identifier: MIT
#include "tests/ui/wallfeed.h"
#include "ui/models/checkpointlistmodel.h"
#include "ui/models/sourcelist.h"
#include "ui/models/wallmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Wall
{
    Wall()
    {
        tell(FakeFeed::all());
        tell(WallFeed::sessions());
    }

    void tell(const ChangeBatch& batch)
    {
        sessions.tick(now);
        requests.tick(now);
        model.tick(now);
        for (const Change& change : batch) {
            sources.apply(change);
            sessions.apply(change);
            requests.apply(change);
            model.apply(change);
        }
    }

    void show()
    {
        model.setShown(true);
        model.update(now);
    }

    QStringList titles() const
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all << model.tile(row).title;
        return all;
    }

    int rowOf(const QString& title) const { return int(titles().indexOf(title)); }

    Timestamp now = FakeFeed::now();
    SourceList sources;
    SessionTreeModel sessions;
    CheckpointListModel requests;
    std::vector<SessionKey> open;
    std::vector<SessionKey> closed;
    WallModel model{{&sessions, &requests, &sources,
        [this](const SessionKey& key, WallTail&, WallTrack&) { open.push_back(key); },
        [this](const SessionKey& key) {
            std::erase(open, key);
            closed.push_back(key);
        }}};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

PartAppended piece(const SessionKey& key, const QString& part, const QString& text)
{
    return {key, MessageId(u"msg_new"_s), PartId(part), text};
}

Part growing(const SessionKey& key, const QString& id, const QString& text)
{
    Part part;
    part.id = PartId(id);
    part.message = MessageId(u"msg_new"_s);
    part.session = key.session;
    part.kind = PartKind::Text;
    part.text = text;
    part.final = false;
    return part;
}

} // namespace

class TestWallModel : public QObject
{
    Q_OBJECT

private slots:
    void whoIsAliveStandsThereAndTheOthersDoNot()
    {
        Wall wall;
        wall.show();
        const QStringList titles = wall.titles();
        QVERIFY(titles.contains(u"Split the invoice module"_s));
        QVERIFY(titles.contains(u"Review of #4127"_s)); // ended 17 minutes ago
        QVERIFY(!titles.contains(u"Nightly dependency sweep"_s)); // seen 8 hours ago
        QVERIFY(!titles.contains(u"explore: call sites"_s)); // in the tile of its root
        wall.now += 61min;
        wall.model.update(wall.now);
        QVERIFY(!wall.titles().contains(u"Review of #4127"_s));
        QVERIFY(wall.titles().contains(u"Migrate the queue to leases"_s)); // it still runs
    }

    void aSubagentThatWaitsIsToldByItsRoot()
    {
        Wall wall;
        wall.show();
        const WallTile& tile = wall.model.tile(wall.rowOf(u"Split the invoice module"_s));
        QCOMPARE(tile.state, WallState::Waiting);
        QCOMPARE(*tile.request, FakeFeed::push().key);
        QVERIFY(tile.wish.startsWith(u"explore: call sites "_s));
        QVERIFY(tile.wish.contains(u"git push"_s));
        Checkpoint answered = FakeFeed::push();
        answered.state = CheckpointState::Confirmed;
        answered.reply = Reply::Once;
        answered.resolvedAt = wall.now;
        wall.tell({CheckpointChanged{answered}});
        wall.model.update(wall.now);
        QCOMPARE(
            wall.model.tile(wall.rowOf(u"Split the invoice module"_s)).state, WallState::Running);
    }

    void whoWaitsStandsFirstThenWhoRuns()
    {
        Wall wall;
        wall.show();
        int last = 0;
        for (int row = 0; row < wall.model.rowCount(); ++row) {
            QVERIFY(int(wall.model.tile(row).state) >= last);
            last = int(wall.model.tile(row).state);
        }
        wall.model.setOrder(WallOrder::Newest);
        QCOMPARE(wall.titles().first(), u"Split the invoice module"_s);
        wall.model.setOrder(WallOrder::Steady);
        const QStringList before = wall.titles();
        Session ended = WallFeed::session(0);
        ended.status = SessionStatus::Idle;
        ended.updated = wall.now;
        wall.tell({SessionChanged{ended}});
        wall.model.update(wall.now);
        QCOMPARE(wall.titles(), before);
    }

    void aPinnedOneStandsBeforeAllAndStays()
    {
        Wall wall;
        wall.show();
        wall.model.setPinned(WallFeed::running(5), true);
        QCOMPARE(wall.titles().first(), u"Draft the release notes"_s);
        wall.now += 3h;
        wall.model.update(wall.now);
        QCOMPARE(wall.titles().first(), u"Draft the release notes"_s);
        wall.model.setPinned(WallFeed::running(5), false);
        QVERIFY(!wall.titles().contains(u"Draft the release notes"_s));
    }

    void oneFilterForAll()
    {
        Wall wall;
        wall.show();
        const int all = wall.model.rowCount();
        wall.model.setWords(u"QUEUE test"_s); // directory, and what it runs
        QCOMPARE(wall.titles(), QStringList{u"Migrate the queue to leases"_s});
        QCOMPARE(wall.model.alive(), all);
        wall.model.setWords(u"demo"_s); // its source
        QCOMPARE(wall.titles(), QStringList{u"Prepare release 4.2"_s});
        wall.model.setWords({});
        wall.model.setStateShown(WallState::Running, false);
        for (int row = 0; row < wall.model.rowCount(); ++row)
            QVERIFY(wall.model.tile(row).state != WallState::Running);
        QVERIFY(wall.model.count(WallState::Running) > 0);
        wall.model.setStateShown(WallState::Running, true);
        wall.model.setSource(SourceId(u"demo:"_s));
        QCOMPARE(wall.model.rowCount(), 1);
        wall.model.clearFilter();
        QCOMPARE(wall.model.rowCount(), all);
    }

    void atMostTwelveAreFollowedAndNoneWhenItIsHidden()
    {
        Wall wall;
        for (int i = 0; i < 30; ++i) {
            Session s = WallFeed::session(0);
            s.id = SessionId(u"ses_more%1"_s.arg(i));
            wall.tell({SessionChanged{s}});
        }
        QVERIFY(wall.open.empty()); // nobody looks
        wall.show();
        QCOMPARE(wall.open.size(), WallModel::mostExpanded);
        for (int row = 0; row < wall.model.rowCount(); ++row)
            QCOMPARE(wall.model.tile(row).expanded, row < int(WallModel::mostExpanded));
        // Who comes to the front is followed in place of the last.
        wall.model.setPinned(SessionKey{FakeFeed::workstation(), SessionId(u"ses_more29"_s)}, true);
        QCOMPARE(wall.open.size(), WallModel::mostExpanded);
        QCOMPARE(wall.closed.size(), size_t(1));
        wall.model.setShown(false);
        QVERIFY(wall.open.empty());
        QCOMPARE(wall.model.rowCount(), 0);
    }

    void theLastLinesStreamIn()
    {
        Wall wall;
        wall.show();
        const SessionKey key = WallFeed::running(0);
        const auto lines = [&] {
            return wall.model.index(wall.model.rowOf(key))
                .data(WallModel::LinesRole)
                .toStringList();
        };
        wall.tell({WallFeed::transcript(key, 2)});
        QVERIFY(lines().contains(u"• cache.ts hashes the lock file twice"_s)); // without marks
        Message message;
        message.id = MessageId(u"msg_new"_s);
        message.role = Role::Assistant;
        wall.tell(
            {MessageChanged{key, message}, PartChanged{key, growing(key, u"prt_new"_s, u"One"_s)}});
        while (wall.model.isStale())
            wall.model.update(wall.now);
        QSignalSpy changed(&wall.model, &QAbstractItemModel::dataChanged);
        wall.tell({piece(key, u"prt_new"_s, u" **two**"_s), piece(key, u"prt_new"_s, u" three"_s)});
        QVERIFY(wall.model.isStale());
        wall.model.update(wall.now);
        QCOMPARE(lines().last(), u"One two three"_s);
        QCOMPARE(changed.size(), 1); // and no other tile
    }

    void manyAtOnceAreToldOneAfterTheOther()
    {
        Wall wall;
        wall.show();
        while (wall.model.isStale())
            wall.model.update(wall.now);
        QSignalSpy changed(&wall.model, &QAbstractItemModel::dataChanged);
        for (int i = 0; i < 8; ++i)
            wall.tell({PartChanged{
                WallFeed::running(i), growing(WallFeed::running(i), u"prt_new"_s, u"One"_s)}});
        wall.model.update(wall.now);
        QCOMPARE(changed.size(), WallModel::mostAtOnce);
        QVERIFY(wall.model.isStale()); // it goes on by itself
        wall.model.update(wall.now);
        QCOMPARE(changed.size(), 8);
        QVERIFY(!wall.model.isStale());
        QSet<int> rows;
        for (const auto& one : changed)
            rows.insert(one.first().toModelIndex().row());
        QCOMPARE(rows.size(), 8);
        // Who begins to wait is told at once, whatever else is due.
        changed.clear();
        for (int i = 0; i < 8; ++i)
            wall.tell({PartAppended{
                WallFeed::running(i), MessageId(u"msg_new"_s), PartId(u"prt_new"_s), u" two"_s}});
        Checkpoint asked = FakeFeed::push();
        asked.key.session = WallFeed::running(5).session;
        asked.key.request = RequestId(u"per_other"_s);
        wall.tell({CheckpointChanged{asked}});
        wall.model.update(wall.now);
        const int row = wall.model.rowOf(WallFeed::running(5));
        QCOMPARE(wall.model.tile(row).state, WallState::Waiting);
        QVERIFY(std::ranges::any_of(
            changed, [row](const auto& one) { return one.first().toModelIndex().row() == row; }));
    }

    void aLongTextTakesNoMoreRoomThanItsEnd()
    {
        WallTail tail;
        WallTrack track;
        const SessionKey key = WallFeed::running(0);
        tail.apply(PartChanged{key, growing(key, u"p"_s, {})}, track);
        for (int i = 0; i < 20'000; ++i)
            tail.apply(piece(key, u"p"_s, u"word%1 "_s.arg(i)), track);
        QCOMPARE(tail.lines().size(), size_t(1));
        QVERIFY(tail.lines()[0].text.size() <= 2 * WallTail::mostText + 10);
        QVERIFY(tail.lines()[0].text.endsWith(u"word19999"_s));
    }

    void hostileTextStaysText()
    {
        WallTail tail;
        WallTrack track;
        const SessionKey key = WallFeed::running(0);
        tail.apply(PartChanged{key, growing(key, u"p"_s, u"a\u202Eb\x1b[31m\n```\n```"_s)}, track);
        QCOMPARE(tail.lines().size(), size_t(1));
        QVERIFY(!tail.lines()[0].text.contains(QChar(0x202E)));
        QVERIFY(!tail.lines()[0].text.contains(QChar(0x1b)));
    }

    void lookingBackTellsWhatWasLast()
    {
        Wall wall;
        wall.show();
        const SessionKey key = WallFeed::running(0);
        wall.tell({WallFeed::transcript(key, 0)});
        wall.model.update(wall.now);
        const int row = wall.model.rowOf(key);
        const auto told = [&] {
            return wall.model.index(row).data(WallModel::MomentRole).toString();
        };
        QCOMPARE(told(), QString()); // it is now
        wall.model.setMoment(FakeFeed::ago(49min) + 10s);
        QVERIFY(told().contains(u"Two tests were waiting for a clock"_s));
        wall.model.setMoment(FakeFeed::ago(49min) - 20s);
        QVERIFY(told().contains(u"Go on, and tell me"_s));
        wall.model.setMoment(FakeFeed::ago(59min));
        QCOMPARE(told(), QString()); // nothing is known of it so early
        QVERIFY(!wall.model.momentOf(row));
    }

    void requestsAndTheirAnswersStandOnTheClock()
    {
        Wall wall;
        wall.show();
        const WallTrack* track = wall.model.track(wall.rowOf(u"Landing page copy"_s));
        QVERIFY(track);
        const auto asked =
            std::ranges::find(track->moments(), WallMoment::Kind::Asked, &WallMoment::kind);
        QVERIFY(asked != track->moments().end());
        QCOMPARE(asked->at, FakeFeed::ago(12min));
    }

    void whatIsOldIsForgottenButForTheLast()
    {
        WallTrack track;
        for (int i = 0; i < 1000; ++i)
            track.put({FakeFeed::ago(std::chrono::minutes(1000 - i)), WallMoment::Kind::Said,
                QString::number(i), u"x"_s});
        QCOMPARE(track.moments().size(), WallTrack::most);
        track.cut(FakeFeed::now());
        QCOMPARE(track.moments().size(), size_t(59 + 1));
        QVERIFY(track.lastAt(FakeFeed::ago(60min)));
    }

    void aSourceThatGoesTakesItsTilesAlong()
    {
        Wall wall;
        wall.show();
        wall.tell({SourceRemoved{FakeFeed::workstation()}});
        wall.model.update(wall.now);
        QCOMPARE(wall.titles(), QStringList{u"Prepare release 4.2"_s});
    }

    void aTileSaysAllOfItInWords()
    {
        Wall wall;
        wall.tell(FakeFeed::todos());
        wall.show();
        const QString words = wall.model.index(wall.rowOf(u"Split the invoice module"_s))
                                  .data(Qt::AccessibleTextRole)
                                  .toString();
        for (const char* part : {"Split the invoice module", "workstation", "waits for you",
                 "2 of 6 todos done", "$0.41"})
            QVERIFY2(words.contains(QString::fromLatin1(part)), qPrintable(words));
    }
};

QTEST_MAIN(TestWallModel)
#include "tst_wallmodel.moc"
