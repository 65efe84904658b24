// SPDX-License-Identifier: MIT
#include "core/project/searchquery.h"

#include <QDateTime>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using searchquery::Trouble;

namespace {

Timestamp at(const QString& iso)
{
    return timestampFromMs(QDateTime::fromString(iso, Qt::ISODate).toMSecsSinceEpoch());
}

const QTimeZone zone("Asia/Tokyo"); // nine hours ahead, the whole year
const Timestamp noon = at(u"2026-05-17T12:00:00+09:00"_s);

} // namespace

class TestSearchQuery : public QObject
{
    Q_OBJECT

private slots:
    void whatNarrowsIsTakenOutOfTheWords()
    {
        SearchWish wish;
        const auto troubles = searchquery::read(
            u"cash source:127.0.0.1 \"two words\" Session:\"Repair the till\" -refund tool:Bash"_s,
            noon, zone, wish);
        QVERIFY(troubles.empty());
        QCOMPARE(wish.words.simplified(), u"cash \"two words\" -refund"_s);
        QCOMPARE(wish.sourceLike, u"127.0.0.1"_s);
        QCOMPARE(wish.sessionLike, u"Repair the till"_s);
        QCOMPARE(wish.tool, u"Bash"_s);
        QVERIFY(!wish.kind);
    }

    void rolesAreKindsAndSpeakers_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("role");
        QTest::newRow("user") << u"role:user"_s << int(SearchKind::Words) << u"user"_s;
        QTest::newRow("assistant")
            << u"role:Assistant x"_s << int(SearchKind::Words) << u"assistant"_s;
        QTest::newRow("reasoning")
            << u"x role:reasoning"_s << int(SearchKind::Words) << u"reasoning"_s;
        QTest::newRow("tool") << u"role:tool"_s << int(SearchKind::Tools) << QString();
        QTest::newRow("error") << u"role:error"_s << int(SearchKind::Errors) << QString();
        QTest::newRow("title") << u"role:title"_s << int(SearchKind::Titles) << QString();
    }
    void rolesAreKindsAndSpeakers()
    {
        QFETCH(const QString, typed);
        QFETCH(const int, kind);
        QFETCH(const QString, role);
        SearchWish wish;
        QVERIFY(searchquery::read(typed, noon, zone, wish).empty());
        QVERIFY(wish.kind.has_value());
        QCOMPARE(int(*wish.kind), kind);
        QCOMPARE(wish.role, role);
    }

    void timesAreDatesMomentsOrSpans_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("expected");
        QTest::newRow("a date begins where the person is")
            << u"2026-05-01"_s << u"2026-05-01T00:00:00+09:00"_s;
        QTest::newRow("a moment") << u"2026-05-01T14:30"_s << u"2026-05-01T14:30:00+09:00"_s;
        QTest::newRow("a moment of its own zone")
            << u"2026-05-01T14:30:00Z"_s << u"2026-05-01T14:30:00Z"_s;
        QTest::newRow("today") << u"Today"_s << u"2026-05-17T00:00:00+09:00"_s;
        QTest::newRow("yesterday") << u"yesterday"_s << u"2026-05-16T00:00:00+09:00"_s;
        QTest::newRow("days") << u"3d"_s << u"2026-05-14T12:00:00+09:00"_s;
        QTest::newRow("weeks") << u"2W"_s << u"2026-05-03T12:00:00+09:00"_s;
        QTest::newRow("hours") << u"5h"_s << u"2026-05-17T07:00:00+09:00"_s;
        QTest::newRow("minutes") << u"90m"_s << u"2026-05-17T10:30:00+09:00"_s;
    }
    void timesAreDatesMomentsOrSpans()
    {
        QFETCH(const QString, value);
        QFETCH(const QString, expected);
        SearchWish wish;
        QVERIFY(searchquery::read(u"after:%1 before:%1"_s.arg(value), noon, zone, wish).empty());
        QCOMPARE(wish.from, at(expected));
        QCOMPARE(wish.until, at(expected));
    }

    void theCloserOfTwoBoundsCounts()
    {
        SearchWish wish;
        wish.from = noon - std::chrono::hours(24);
        QVERIFY(searchquery::read(u"after:7d before:3h before:1h"_s, noon, zone, wish).empty());
        QCOMPARE(wish.from, noon - std::chrono::hours(24));
        QCOMPARE(wish.until, noon - std::chrono::hours(3));
    }

    void whatCannotBeReadIsTold_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("value");
        QTest::newRow("being typed")
            << u"cash source:"_s << int(Trouble::Kind::NoValue) << QString();
        QTest::newRow("empty quotes")
            << u"cash session:\"\""_s << int(Trouble::Kind::NoValue) << QString();
        QTest::newRow("no time") << u"before:soon cash"_s << int(Trouble::Kind::NoTime)
                                 << u"soon"_s;
        QTest::newRow("no such day")
            << u"cash after:2026-02-30"_s << int(Trouble::Kind::NoTime) << u"2026-02-30"_s;
        QTest::newRow("half a date")
            << u"cash after:2026-0"_s << int(Trouble::Kind::NoTime) << u"2026-0"_s;
        QTest::newRow("too many days")
            << u"cash after:99999999d"_s << int(Trouble::Kind::NoTime) << u"99999999d"_s;
        QTest::newRow("no role") << u"role:boss cash"_s << int(Trouble::Kind::NoRole) << u"boss"_s;
    }
    void whatCannotBeReadIsTold()
    {
        QFETCH(const QString, typed);
        QFETCH(const int, kind);
        QFETCH(const QString, value);
        SearchWish wish;
        const auto troubles = searchquery::read(typed, noon, zone, wish);
        QCOMPARE(troubles.size(), size_t(1));
        QCOMPARE(int(troubles[0].kind), kind);
        QCOMPARE(troubles[0].value, value);
        QCOMPARE(wish.words, u"cash"_s); // the rest is looked for
        SearchWish nothing;
        nothing.words = wish.words;
        QCOMPARE(wish, nothing);
    }

    void otherColonsAreWords_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("an address") << u"http://127.0.0.1:4096"_s;
        QTest::newRow("a place in a file") << u"engine.cpp:12"_s;
        QTest::newRow("inside a word") << u"resource:x"_s;
        QTest::newRow("in quotes") << u"\"the source:x of it\""_s;
        QTest::newRow("without a colon") << u"source session role before after tool"_s;
        QTest::newRow("a colon apart") << u"source : x"_s;
    }
    void otherColonsAreWords()
    {
        QFETCH(const QString, typed);
        SearchWish wish;
        QVERIFY(searchquery::read(typed, noon, zone, wish).empty());
        SearchWish expected;
        expected.words = typed;
        QCOMPARE(wish, expected);
    }

    void everyCutOfWhatIsTypedIsHarmless()
    {
        const QString typed =
            u"a source:\"x y\" role:user -\"b c\" before:2026-05-17T10:00 after:3d 世界 tool:é"_s;
        for (qsizetype n = 0; n <= typed.size(); ++n) {
            for (qsizetype from = 0; from <= n; ++from) {
                SearchWish wish;
                (void)searchquery::read(typed.sliced(from, n - from), noon, zone, wish);
                (void)searchquery::asksFor(wish);
            }
        }
    }

    void thereIsSomethingToLookFor_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("expected");
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("a word") << u"cash"_s << true;
        QTest::newRow("signs") << u"... --"_s << false;
        QTest::newRow("all errors of today") << u"role:error after:today"_s << true;
        QTest::newRow("being typed") << u"role:"_s << false;
    }
    void thereIsSomethingToLookFor()
    {
        QFETCH(const QString, typed);
        QFETCH(const bool, expected);
        SearchWish wish;
        (void)searchquery::read(typed, noon, zone, wish);
        QCOMPARE(searchquery::asksFor(wish), expected);
    }
};

QTEST_GUILESS_MAIN(TestSearchQuery)
#include "tst_searchquery.moc"
