// SPDX-License-Identifier: MIT
#include "ui/words/checkpointwords.h"
#include "ui/words/eventwords.h"
#include "ui/words/issuetext.h"
#include "ui/words/quantity.h"
#include "ui/words/say.h"
#include "ui/words/sessionwords.h"
#include "ui/words/sourcewords.h"

#include <QRegularExpression>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestWords : public QObject
{
    Q_OBJECT

private slots:
    void everyIssueSaysWhatHappenedInASentence()
    {
        for (int code = 1; code <= int(Issue::Code::SessionNotFound); ++code) {
            const Issue issue{Issue::Code(code), {}, {u"one"_s, u"two"_s}};
            const QString text = words::issueText(issue);
            QVERIFY2(text.endsWith(u'.') || text.contains("http://"_L1),
                qPrintable(issueCodeName(issue.code)));
            QVERIFY(!text.contains(u'!'));
            QVERIFY(!text.contains(QRegularExpression(u"%\\d"_s)));
            QVERIFY(!words::issueShort(issue).isEmpty());
            QVERIFY(!words::issueText({Issue::Code(code), {}, {}}).contains(u"()"_s));
        }
        QCOMPARE(words::issueText({}), QString());
    }

    void anEventSaysItsSubjectWhereItsWordsTakeOne()
    {
        QTest::failOnWarning(QRegularExpression(u"Argument missing"_s));
        QCOMPARE(words::eventTitle(u"agent.spawned"_s, {u"reviewer"_s, {}, {}}),
            u"reviewer is given work"_s);
        QCOMPARE(words::eventTitle(u"agent.spawned"_s, {}), u"An agent is given work"_s);
        QCOMPARE(words::eventTitle(u"execution.message.updated"_s, {u"assistant"_s, {}, {}}),
            u"Message is complete"_s);
        QCOMPARE(words::eventTitle(u"nobody.knows"_s, {u"it"_s, {}, {}}), u"nobody.knows: it"_s);
    }

    void agesHaveOneUnit_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QString>("age");
        QTest::addColumn<QString>("span");
        QTest::newRow("future") << -5 << u"now"_s << u"0 s"_s;
        QTest::newRow("now") << 4 << u"now"_s << u"4 s"_s;
        QTest::newRow("seconds") << 59 << u"59 s"_s << u"59 s"_s;
        QTest::newRow("minutes") << 192 << u"3 m"_s << u"3 m 12 s"_s;
        QTest::newRow("hours") << 30'600 << u"8 h"_s << u"8 h 30 m"_s;
        QTest::newRow("days") << 3 * 86'400 << u"3 d"_s << u"3 d 0 h"_s;
    }

    void agesHaveOneUnit()
    {
        QFETCH(int, seconds);
        QTEST(words::age(std::chrono::seconds(seconds)), "age");
        QTEST(words::span(std::chrono::seconds(seconds)), "span");
    }

    void numbersHaveSeparators()
    {
        QCOMPARE(words::number(1204567), u"1,204,567"_s);
        QCOMPARE(words::roundNumber(999), u"999"_s);
        QCOMPARE(words::roundNumber(18'400), u"18.4k"_s);
        QCOMPARE(words::roundNumber(184'000), u"184k"_s);
        QCOMPARE(words::roundNumber(1'240'000), u"1.2M"_s);
        QCOMPARE(words::money(0.41), u"$0.41"_s);
    }

    void onlyOneIsSingular()
    {
        QCOMPARE(words::say("%1 gap(s) repaired", 1).arg(1), u"1 gap repaired"_s);
        QCOMPARE(words::say("%1 gap(s) repaired", 2).arg(2), u"2 gaps repaired"_s);
    }

    void theProofSaysOnlyWhatIsTrue()
    {
        const Timestamp now = timestampFromMs(1778755500000);
        SourceStatus source;
        QCOMPARE(words::proof(source, now).text, QString());
        source.since = now - 1h;
        QCOMPARE(words::proof(source, now).text, u"no gap, no duplicate since 09:45:00"_s);
        source.gaps = 2;
        source.duplicates = 1;
        QCOMPARE(words::proof(source, now).text,
            u"2 gaps repaired, 1 duplicate dropped since 09:45:00"_s);
        source.openGaps = 1;
        QCOMPARE(words::proof(source, now).text, u"1 gap not repaired yet"_s);
        QCOMPARE(words::proof(source, now).tone, words::Tone::Bad);
    }

    void anAgeThatIsNotKnownIsSaidSo() // H6
    {
        const Timestamp now = timestampFromMs(1778755500000);
        Checkpoint c;
        c.firstSeen = now - 192s;
        QCOMPARE(words::askedAgo(c, now), u"asked at least 3 min 12 s ago"_s);
        c.asked = now - 200s;
        QCOMPARE(words::askedAgo(c, now), u"asked 3 min 20 s ago"_s);
    }

    void sessionsSayWhatTheyDo_data() // DG-55
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("expected");
        using Kind = Activity::Kind;
        const auto row = [](const char* tag, SessionStatus status, Kind kind, const QString& tool,
                             const QString& subject, const QString& expected) {
            QTest::newRow(tag) << int(status) << int(kind) << tool << subject << expected;
        };
        const auto running = SessionStatus::Running;
        row("edits", running, Kind::Tool, u"edit"_s, u"a.ts"_s, u"editing a.ts"_s);
        row("runs", running, Kind::Tool, u"bash"_s, u"make\ntest"_s, u"running make"_s);
        row("own tool", running, Kind::Tool, u"jira_get"_s, {}, u"using jira_get"_s);
        row("thinks", running, Kind::Thinking, {}, {}, u"thinking"_s);
        row("nothing known", running, Kind::None, {}, {}, u"working"_s);
        row("done", SessionStatus::Idle, Kind::Done, {}, {}, u"done"_s);
        row("failed", SessionStatus::Failed, Kind::Failed, {}, u"no credit"_s,
            u"failed: no credit"_s);
        row("interrupted", SessionStatus::Interrupted, Kind::None, {}, {},
            u"interrupted, nothing runs"_s);
        row("tricky subject", running, Kind::Tool, u"read"_s, u"%1 %2"_s, u"reading %1 %2"_s);
    }

    void sessionsSayWhatTheyDo()
    {
        QFETCH(int, status);
        QFETCH(int, kind);
        QFETCH(QString, tool);
        QFETCH(QString, subject);
        Session s;
        s.status = SessionStatus(status);
        s.activity = {Activity::Kind(kind), tool, subject};
        QTEST(words::activityLine(s, nullptr, timestampFromMs(1)), "expected");
    }

    void contextIsSpokenOfInThousands_data() // DG-59
    {
        QTest::addColumn<qint64>("used");
        QTest::addColumn<qint64>("limit");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<bool>("near");
        QTest::newRow("hardly any")
            << qint64(1500) << qint64(128'000) << u"1.5K / 128K (1%)"_s << false;
        QTest::newRow("below the mark")
            << qint64(159'999) << qint64(200'000) << u"160K / 200K (80%)"_s << false;
        QTest::newRow("at the mark")
            << qint64(160'000) << qint64(200'000) << u"160K / 200K (80%)"_s << true;
        QTest::newRow("beyond") << qint64(1'200'000) << qint64(1'000'000) << u"1.2M / 1M (120%)"_s
                                << true;
        QTest::newRow("small") << qint64(999) << qint64(1000) << u"999 / 1K (100%)"_s << true;
        QTest::newRow("no limit known")
            << qint64(1500) << qint64(0) << u"1.5K of its context"_s << false;
    }

    void contextIsSpokenOfInThousands()
    {
        QFETCH(qint64, used);
        QFETCH(qint64, limit);
        QTEST(words::contextUse(used, limit), "expected");
        QTEST(words::isNearLimit(used, limit), "near");
    }

    void anyHomeIsATilde()
    {
        QCOMPARE(words::shortPath(u"/home/dev/code/billing"_s), u"~/code/billing"_s);
        QCOMPARE(words::shortPath(u"/Users/dev"_s), u"~"_s);
        QCOMPARE(words::shortPath(u"/srv/x"_s), u"/srv/x"_s);
    }
};

QTEST_GUILESS_MAIN(TestWords)
#include "tst_words.moc"
