// SPDX-License-Identifier: MIT
#include "core/project/notices.h"
#include "ui/words/noticewords.h"

#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const SourceId server{u"opencode:http://127.0.0.1:4096"_s};
const SessionKey shop{server, SessionId(u"ses_1"_s)};
const Timestamp begin{1'778'000'000'000ms};

Checkpoint command(const QString& id, const QString& text = u"npm test"_s)
{
    Checkpoint c;
    c.key = {shop.source, shop.session, RequestId(id)};
    c.permission = u"bash"_s;
    c.text = text;
    c.directory = u"/home/dev/shop"_s;
    c.firstSeen = begin;
    return c;
}

NoticeTag tagOf(const Checkpoint& c)
{
    return {NoticeKind::Blocked, c.key.source, c.key.session, c.key.request};
}

Session session(SessionStatus status, const QString& parent = {})
{
    Session s;
    s.source = shop.source;
    s.id = shop.session;
    s.parent = SessionId(parent);
    s.title = u"Fix rounding"_s;
    s.directory = u"/home/dev/shop"_s;
    s.status = status;
    return s;
}

SourceStatus source(SyncState state)
{
    SourceStatus s;
    s.id = server;
    s.name = u"workstation"_s;
    s.url = QUrl(u"http://127.0.0.1:4096"_s);
    s.state = state;
    return s;
}

/** A book, a person and a clock that stands still unless it is moved. */
struct Desk
{
    explicit Desk(SyncState state = SyncState::Live) { tell(SourceChanged{source(state)}); }

    void tell(const Change& change) { book.apply(change, now); }
    NoticeBook::Step step() { return book.step({now, ofDay, quietUntil}, wishes, attention); }
    NoticeBook::Step after(milliseconds span)
    {
        now += span;
        return step();
    }

    NoticeBook book;
    NoticeWishes wishes;
    Attention attention;
    Timestamp now = begin;
    std::chrono::minutes ofDay = 12h;
    Timestamp quietUntil;
};

} // namespace

Q_DECLARE_METATYPE(headgate::Attention)
Q_DECLARE_METATYPE(headgate::Checkpoint)

class TestNotices : public QObject
{
    Q_OBJECT

private slots:
    // H31
    void aRequestIsToldOnceAfterASecond()
    {
        Desk desk;
        desk.tell(CheckpointChanged{command(u"a"_s)});
        const auto early = desk.step();
        QVERIFY(early.show.empty());
        QCOMPARE(*early.next, begin + 1s);
        QCOMPARE(desk.after(1s).show, std::vector{tagOf(command(u"a"_s))});
        Checkpoint again = command(u"a"_s);
        again.confirmedPending = desk.now;
        desk.tell(CheckpointChanged{again});
        QVERIFY(desk.after(1h).show.empty());
    }

    // H33
    void whatIsAnsweredByItselfIsNotTold()
    {
        Desk desk;
        Checkpoint c = command(u"a"_s);
        desk.tell(CheckpointChanged{c});
        c.state = CheckpointState::AnsweredElsewhere;
        desk.tell(CheckpointChanged{c});
        const auto step = desk.after(1h);
        QVERIFY(step.show.empty());
        QVERIFY(step.withdraw.empty());
        QVERIFY(!step.next);
    }

    // H31
    void itIsWithdrawnWhenItWaitsNoMore_data()
    {
        QTest::addColumn<int>("state");
        QTest::newRow("answered here") << int(CheckpointState::Sending);
        QTest::newRow("answered elsewhere") << int(CheckpointState::AnsweredElsewhere);
        QTest::newRow("cancelled") << int(CheckpointState::Cancelled);
        QTest::newRow("vanished") << int(CheckpointState::Unknown);
        QTest::newRow("its session is gone") << -1;
        QTest::newRow("its source is gone") << -2;
    }

    void itIsWithdrawnWhenItWaitsNoMore()
    {
        QFETCH(const int, state);
        Desk desk;
        Checkpoint c = command(u"a"_s);
        desk.tell(CheckpointChanged{c});
        QCOMPARE(desk.after(1s).show.size(), size_t(1));
        if (state >= 0) {
            c.state = CheckpointState(state);
            desk.tell(CheckpointChanged{c});
        } else if (state == -1) {
            desk.tell(SessionRemoved{shop});
        } else {
            desk.tell(SourceRemoved{server});
        }
        QCOMPARE(desk.step().withdraw, std::vector{tagOf(c)});
        QVERIFY(desk.after(1h).withdraw.empty());
        QVERIFY(!desk.book.request(c.key));
    }

    void otherWordsUnderTheSameIdAreTold()
    {
        Desk desk;
        desk.tell(CheckpointChanged{command(u"a"_s)});
        QCOMPARE(desk.after(1s).show.size(), size_t(1));
        desk.tell(CheckpointChanged{command(u"a"_s, u"rm -rf build"_s)});
        QCOMPARE(desk.after(1s).show.size(), size_t(1));
    }

    void anAnswerThatDidNotGetThroughIsTold()
    {
        Desk desk;
        Checkpoint c = command(u"a"_s);
        desk.tell(CheckpointChanged{c});
        QCOMPARE(desk.after(1s).show.size(), size_t(1));
        c.state = CheckpointState::Sending;
        desk.tell(CheckpointChanged{c});
        QCOMPARE(desk.step().withdraw.size(), size_t(1));
        c.state = CheckpointState::Failed;
        desk.tell(CheckpointChanged{c});
        QCOMPARE(desk.after(1s).show.size(), size_t(1));
        const auto text = words::noticeText(tagOf(c), desk.book, desk.now);
        QCOMPARE(text.body.count(u'\n'), 2);
        QVERIFY2(text.body.contains(u"npm test"_s), qPrintable(text.body));
    }

    // H26, H31
    void equalRequestsStayTwo()
    {
        Desk desk;
        desk.tell(CheckpointChanged{command(u"a"_s)});
        desk.tell(CheckpointChanged{command(u"b"_s)});
        QCOMPARE(desk.after(1s).show.size(), size_t(2));
    }

    // H24
    void aReconnectTellsNothingTwiceAndNothingBeforeItKnows()
    {
        Desk desk(SyncState::CatchUp);
        Checkpoint c = command(u"a"_s);
        desk.tell(CheckpointChanged{c}); // out of the history: it may be long gone
        QVERIFY(desk.after(1h).show.empty());
        desk.tell(SourceChanged{source(SyncState::Live)});
        QCOMPARE(desk.step().show.size(), size_t(1));
        desk.tell(SourceChanged{source(SyncState::Waiting)});
        desk.tell(SourceChanged{source(SyncState::CatchUp)});
        c.state = CheckpointState::Checking;
        desk.tell(CheckpointChanged{c});
        c.state = CheckpointState::Pending;
        desk.tell(CheckpointChanged{c});
        desk.tell(SourceChanged{source(SyncState::Live)});
        const auto step = desk.after(1h);
        QVERIFY(step.show.empty());
        QVERIFY(step.withdraw.empty());
    }

    void whatIsInViewIsNotToldThenOrLater_data()
    {
        QTest::addColumn<Attention>("attention");
        QTest::addColumn<bool>("told");
        const CheckpointKey key = command(u"a"_s).key;
        const SessionKey other{server, SessionId(u"ses_2"_s)};
        QTest::newRow("the window is behind") << Attention{false, true, shop, key} << true;
        QTest::newRow("another session") << Attention{true, false, other, {}} << true;
        QTest::newRow("its session") << Attention{true, false, shop, {}} << false;
        QTest::newRow("the list of who waits") << Attention{true, true, other, {}} << false;
        QTest::newRow("its dialog") << Attention{true, false, other, key} << false;
    }

    void whatIsInViewIsNotToldThenOrLater()
    {
        QFETCH(const Attention, attention);
        QFETCH(const bool, told);
        Desk desk;
        desk.attention = attention;
        desk.tell(CheckpointChanged{command(u"a"_s)});
        QCOMPARE(!desk.after(1s).show.empty(), told);
        desk.attention = {};
        QVERIFY(desk.after(1h).show.empty());
    }

    void lookingAtItWithdrawsIt()
    {
        Desk desk;
        desk.tell(CheckpointChanged{command(u"a"_s)});
        QCOMPARE(desk.after(1s).show.size(), size_t(1));
        desk.attention = {true, false, shop, {}};
        QCOMPARE(desk.step().withdraw.size(), size_t(1));
    }

    // H33
    void quietHours_data()
    {
        QTest::addColumn<int>("ofDay");
        QTest::addColumn<int>("left");
        QTest::newRow("21:59") << 21 * 60 + 59 << 0;
        QTest::newRow("22:00") << 22 * 60 << 9 * 60;
        QTest::newRow("23:59") << 23 * 60 + 59 << 7 * 60 + 1;
        QTest::newRow("00:00") << 0 << 7 * 60;
        QTest::newRow("06:59") << 6 * 60 + 59 << 1;
        QTest::newRow("07:00") << 7 * 60 << 0;
    }

    void quietHours()
    {
        QFETCH(const int, ofDay);
        QFETCH(const int, left);
        NoticeWishes wishes;
        QCOMPARE(quietLeft(wishes, std::chrono::minutes(ofDay)), 0min);
        wishes.quietHours = true;
        QCOMPARE(quietLeft(wishes, std::chrono::minutes(ofDay)), std::chrono::minutes(left));
        wishes.quietTo = wishes.quietFrom;
        QCOMPARE(quietLeft(wishes, std::chrono::minutes(ofDay)), 0min);
    }

    void whoWaitsIsToldWhenQuietEnds()
    {
        Desk desk;
        desk.wishes.quietHours = true;
        desk.ofDay = 23h;
        desk.tell(CheckpointChanged{command(u"a"_s)});
        const auto quiet = desk.after(1s);
        QVERIFY(quiet.show.empty());
        QCOMPARE(*quiet.next, desk.now + 8h);
        desk.ofDay = 7h;
        QCOMPARE(desk.after(8h).show.size(), size_t(1));
    }

    void quietForAnHour()
    {
        Desk desk;
        desk.quietUntil = begin + 1h;
        desk.tell(CheckpointChanged{command(u"a"_s)});
        const auto quiet = desk.after(1s);
        QVERIFY(quiet.show.empty());
        QCOMPARE(*quiet.next, begin + 1h);
        QCOMPARE(desk.after(1h).show.size(), size_t(1));
    }

    void aMutedServerAndAnUnwantedKindAreNotTold()
    {
        Desk desk;
        desk.wishes.muted = {server};
        desk.tell(CheckpointChanged{command(u"a"_s)});
        QVERIFY(desk.after(1s).show.empty());
        desk.wishes.muted = {};
        desk.wishes.of(NoticeKind::Blocked).on = false;
        QVERIFY(desk.step().show.empty());
        desk.wishes.of(NoticeKind::Blocked).on = true;
        QCOMPARE(desk.step().show.size(), size_t(1));
        desk.wishes.muted = {server};
        QCOMPARE(desk.step().withdraw.size(), size_t(1));
    }

    void onlyWhoWaitsIsToldUnlessOneWishesMore()
    {
        const NoticeWishes wishes;
        for (const NoticeKind kind : noticeKinds)
            QCOMPARE(wishes.of(kind).on, kind == NoticeKind::Blocked);
    }

    void theEndOfATurn_data()
    {
        QTest::addColumn<QList<SessionStatus>>("told");
        QTest::addColumn<QString>("parent");
        QTest::addColumn<int>("kind");
        using enum SessionStatus;
        QTest::newRow("ended") << QList{Running, Idle} << QString() << int(NoticeKind::TurnEnded);
        QTest::newRow("failed") << QList{Running, Failed} << QString() << int(NoticeKind::Failed);
        QTest::newRow("cut off") << QList{Retrying, Interrupted} << QString()
                                 << int(NoticeKind::Failed);
        QTest::newRow("its reason comes after it")
            << QList{Running, Interrupted, Idle} << QString() << int(NoticeKind::TurnEnded);
        QTest::newRow("the next turn begins") << QList{Running, Idle, Running} << QString() << -1;
        QTest::newRow("a subagent") << QList{Running, Idle} << u"ses_0"_s << -1;
        QTest::newRow("a subagent's failure") << QList{Running, Failed} << u"ses_0"_s << -1;
        QTest::newRow("it had ended before") << QList{Unknown, Idle} << QString() << -1;
    }

    void theEndOfATurn()
    {
        QFETCH(const QList<SessionStatus>, told);
        QFETCH(const QString, parent);
        QFETCH(const int, kind);
        Desk desk;
        for (const NoticeKind each : noticeKinds)
            desk.wishes.of(each).on = true;
        for (const SessionStatus status : told) {
            desk.tell(SessionChanged{session(status, parent)});
            QVERIFY(desk.step().show.empty());
        }
        const auto step = desk.after(NoticeBook::turnGrace);
        QCOMPARE(step.show.size(), size_t(kind >= 0 ? 1 : 0));
        if (kind < 0)
            return;
        QCOMPARE(int(step.show.front().kind), kind);
        QVERIFY(!words::noticeText(step.show.front(), desk.book, desk.now).body.isEmpty());
        // It works again: what was said is old.
        desk.tell(SessionChanged{session(SessionStatus::Running)});
        QCOMPARE(desk.step().withdraw.size(), size_t(1));
    }

    void aServerIsMissedAfterAWhileAndNotBeforeItWasThere()
    {
        Desk desk(SyncState::CatchUp);
        desk.wishes.of(NoticeKind::Disconnected).on = true;
        desk.tell(SourceChanged{source(SyncState::Waiting)});
        QVERIFY(desk.after(1h).show.empty());
        desk.tell(SourceChanged{source(SyncState::Live)});
        desk.tell(SourceChanged{source(SyncState::Waiting)});
        QVERIFY(desk.after(20s).show.empty());
        desk.tell(SourceChanged{source(SyncState::CatchUp)});
        desk.tell(SourceChanged{source(SyncState::Waiting)});
        const auto step = desk.after(10s);
        QCOMPARE(step.show, (std::vector{NoticeTag{NoticeKind::Disconnected, server}}));
        const auto text = words::noticeText(step.show.front(), desk.book, desk.now);
        QCOMPARE(text.title, u"workstation"_s);
        desk.tell(SourceChanged{source(SyncState::Live)});
        QCOMPARE(desk.step().withdraw.size(), size_t(1));
    }

    // H32
    void whatMayBeDecidedInANotification_data()
    {
        QTest::addColumn<Checkpoint>("request");
        QTest::addColumn<bool>("may");
        const auto row = [](const char* name, bool may, auto edit) {
            Checkpoint c = command(u"a"_s);
            edit(c);
            QTest::newRow(name) << c << may;
        };
        row("a short command", true, [](Checkpoint&) {});
        row("several lines", false, [](Checkpoint& c) { c.text = u"npm test\nnpm publish"_s; });
        row("a long one", false, [](Checkpoint& c) { c.text = u"echo "_s + QString(200, u'x'); });
        row("a risky one", false, [](Checkpoint& c) { c.text = u"rm -rf /home"_s; });
        row("one of the network", false, [](Checkpoint& c) { c.text = u"curl example.org"_s; });
        row("with a hidden character", false, [](Checkpoint& c) { c.text = u"npm \u202etset"_s; });
        row("with a wide gap", false, [](Checkpoint& c) { c.text = u"npm test    x"_s; });
        row("without words", false, [](Checkpoint& c) { c.text.clear(); });
        row("patterns say more", false, [](Checkpoint& c) { c.patterns = {u"/etc/*"_s}; });
        row("an edit", false, [](Checkpoint& c) { c.file = u"/home/dev/shop/tax.ts"_s; });
        row("a tool with a long name", false,
            [](Checkpoint& c) { c.permission = QString(60, u'x'); });
        row("a question", false, [](Checkpoint& c) { c.kind = CheckpointKind::Question; });
        row("a checkpoint", false, [](Checkpoint& c) { c.kind = CheckpointKind::Hitl; });
        row("seen in a stream", false, [](Checkpoint& c) { c.answerable = false; });
        row("on its way", false, [](Checkpoint& c) { c.state = CheckpointState::Sending; });
    }

    void whatMayBeDecidedInANotification()
    {
        QFETCH(const Checkpoint, request);
        QTEST(mayDecideByNotice(request), "may");
        if (!mayDecideByNotice(request))
            return;
        // All of it stands there.
        Desk desk;
        desk.tell(CheckpointChanged{request});
        const auto text = words::noticeText(tagOf(request), desk.book, desk.now);
        QVERIFY(text.body.contains(request.text));
    }

    // H31
    void aNotificationNamesSessionWishServerAndProject()
    {
        Desk desk;
        desk.tell(SessionChanged{session(SessionStatus::Running)});
        desk.tell(CheckpointChanged{command(u"a"_s)});
        const words::NoticeText expected{
            u"Fix rounding"_s, u"Run a command: npm test\nworkstation · shop"_s};
        QCOMPARE(words::noticeText(tagOf(command(u"a"_s)), desk.book, desk.now), expected);
    }

    void nothingIsHiddenInItsWordsAndNothingIsTooLong()
    {
        Desk desk;
        Session s = session(SessionStatus::Running);
        s.title = u"Fine\n\u202egnidnuor\u0007 "_s + QString(9000, u'x');
        desk.tell(SessionChanged{s});
        desk.tell(CheckpointChanged{command(u"a"_s, u"a\u200bb\n"_s + QString(9000, u'y'))});
        const auto text = words::noticeText(tagOf(command(u"a"_s)), desk.book, desk.now);
        QVERIFY(text.title.size() <= 80);
        QVERIFY(text.title.startsWith(u"Fine U+202Egnidnuor"_s));
        QVERIFY(!text.title.contains(QChar(0x202e)) && !text.title.contains(QChar(7)));
        QVERIFY(text.body.contains(u"U+200B"_s));
        QCOMPARE(text.body.count(u'\n'), 1);
        QVERIFY(text.body.size() < 400);
    }

    void aNewServiceIsToldWhatTheOldOneShowed()
    {
        Desk desk;
        desk.tell(CheckpointChanged{command(u"a"_s)});
        desk.tell(CheckpointChanged{command(u"b"_s)});
        QCOMPARE(desk.after(1s).show.size(), size_t(2));
        desk.book.closed(tagOf(command(u"a"_s))); // by the person: it stays so
        desk.book.forgetShown(desk.now);
        QCOMPARE(desk.step().show, std::vector{tagOf(command(u"b"_s))});
    }
};

QTEST_GUILESS_MAIN(TestNotices)
#include "tst_notices.moc"
