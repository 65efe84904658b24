// SPDX-License-Identifier: MIT
// Who is in an AgentPane session, its terminal and its agents: pure rules, by a clock of their own.
#include "core/project/company.h"
#include "core/project/paneagents.h"
#include "core/project/paneasks.h"
#include "core/project/panelines.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Timestamp noon = timestampFromMs(1'790'000'000'000);

PaneEvent told(const char* type, const QByteArray& data, Timestamp at = noon)
{
    return {QString::fromLatin1(type), QJsonDocument::fromJson(data).object(), at};
}

QStringList names(const Avatars& avatars)
{
    QStringList all;
    for (const Avatars::One& one : avatars.shown)
        all += one.faded ? QString(u'~' + one.name) : one.name;
    return all;
}

QString word(Happening::Kind kind)
{
    static const QStringList words{u"joined"_s, u"left"_s, u"started"_s, u"paused"_s, u"resumed"_s,
        u"completed"_s, u"failed"_s};
    return words[int(kind)];
}

QStringList feed(const Company& company)
{
    QStringList all;
    for (const Happening& one : company.feed)
        all += QString(one.who + u' ' + word(one.kind));
    return all;
}

QStringList texts(const std::vector<PaneLine>& lines)
{
    QStringList all;
    for (const PaneLine& line : lines)
        all += line.text;
    return all;
}

} // namespace

class TestCompany : public QObject
{
    Q_OBJECT

private slots:
    // AP-14, AP-31: eight people
    void selfFirstThenFiveThenTheRest()
    {
        Company company;
        for (int i = 0; i < 8; ++i)
            QVERIFY(reduce(company,
                told("presence:joined", R"({"userId":"u)" + QByteArray::number(i) + R"("})",
                    noon + milliseconds(i))));
        const Avatars all = avatars(company, u"u6"_s, noon + 1s);
        QCOMPARE(names(all), (QStringList{u"u6"_s, u"u0"_s, u"u1"_s, u"u2"_s, u"u3"_s}));
        QVERIFY(all.shown.front().self);
        QCOMPARE(all.more, size_t(3));
        QCOMPARE(all.watching, size_t(8));
    }

    // AP-29: 15 s, 29 s and 31 s after the last sign of life
    void whoIsSilentFadesAndLeaves()
    {
        Company company;
        reduce(company, told("presence:joined", R"({"userId":"a","displayName":"Ada"})"));
        QCOMPARE(names(avatars(company, {}, noon + 15s)), QStringList{u"Ada"_s});
        QCOMPARE(names(avatars(company, {}, noon + 16s)), QStringList{u"~Ada"_s});
        QVERIFY(!expire(company, noon + 29s));
        QCOMPARE(avatars(company, {}, noon + 29s).watching, size_t(1));
        QCOMPARE(avatars(company, {}, noon + 31s).watching, size_t(0));
        QVERIFY(expire(company, noon + 31s));
        QCOMPARE(feed(company), (QStringList{u"Ada left"_s, u"Ada joined"_s}));
        // A sign of life brings them back.
        reduce(company,
            told("presence:cursor", R"({"userId":"a","cursor":{"x":1,"y":2}})", noon + 40s));
        QCOMPARE(company.people.front().cursor, QPointF(1, 2));
        QCOMPARE(avatars(company, {}, noon + 41s).watching, size_t(1));
    }

    // AP-29: another clock; who gave no sign since the last list fades
    void listsAreReadByTheirOwnClock()
    {
        Company company;
        const QByteArray list = R"({"users":[{"userId":"a","lastSeen":5000},)"
                                R"({"userId":"b","lastSeen":25000}]})";
        reduce(company, told("presence:roster", list));
        QCOMPARE(names(avatars(company, {}, noon)), (QStringList{u"~a"_s, u"b"_s}));
        reduce(company, told("presence:roster", list, noon + 20s));
        QCOMPARE(names(avatars(company, {}, noon + 20s)), QStringList{u"~b"_s});
    }

    // AP-30, AP-59: newest first
    void theFeedTellsTheNewestFirst()
    {
        Company company;
        reduce(company, told("presence:joined", R"({"userId":"a"})"));
        reduce(company, told("presence:joined", R"({"userId":"a"})")); // joined already
        reduce(company, told("state:update", R"({"agentId":"w","status":"starting"})"));
        reduce(company, told("state:update", R"({"agentId":"w","status":"paused"})"));
        reduce(company, told("state:update", R"({"agentId":"w","status":"running"})"));
        reduce(company, told("state:update", R"({"agentId":"w","status":"completed"})"));
        reduce(company, told("state:update", R"({"agentId":"v","status":"error","error":"no"})"));
        reduce(company, told("presence:left", R"({"userId":"a"})"));
        QCOMPARE(feed(company),
            (QStringList{u"a left"_s, u"v failed"_s, u"w completed"_s, u"w resumed"_s,
                u"w paused"_s, u"w started"_s, u"a joined"_s}));
        QCOMPARE(company.feed[1].what, u"no"_s);
    }

    // AP-28
    void theTimesAreThoseOfTheRule()
    {
        QCOMPARE(presence::heartbeatEvery, 10s);
        QCOMPARE(presence::leavesAfter, 30s);
        QCOMPARE(presence::cursorEvery, 50ms);
    }

    // AP-32: 1,000 moves in a second
    void aCursorMovesAtMostEach50Milliseconds()
    {
        CursorThrottle throttle;
        std::vector<QPointF> sent;
        for (int i = 0; i < 1000; ++i) {
            const milliseconds now(i);
            if (throttle.due() && *throttle.due() <= now) {
                if (const auto held = throttle.take(now))
                    sent.push_back(*held);
            }
            if (const auto moved = throttle.offer({double(i), 0}, now))
                sent.push_back(*moved);
        }
        QVERIFY(throttle.due());
        sent.push_back(*throttle.take(*throttle.due()));
        QVERIFY(!throttle.due());
        QVERIFY2(sent.size() <= 21, qPrintable(QString::number(sent.size())));
        QCOMPARE(sent.front(), QPointF(0, 0)); // at once
        QCOMPARE(sent.back(), QPointF(999, 0)); // and the last
    }

    // AP-56
    void linesHaveAKindByTheirBegin_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("kind");
        const auto row = [](const QString& text, PaneLine::Kind kind) {
            QTest::newRow(qPrintable(text)) << text << int(kind);
        };
        using enum PaneLine::Kind;
        row(u"> do it"_s, Prompt);
        row(u"$ ls"_s, Shell);
        row(u"a.txt"_s, Output);
        row(u"[thinking] hm"_s, Thinking);
        row(u"Action: edit"_s, Action);
        row(u"[tool] bash"_s, Tool);
        row(u"✓ built"_s, Success);
        row(u"Error: no"_s, Error);
        row(u""_s, Output);
    }
    void linesHaveAKindByTheirBegin()
    {
        QFETCH(QString, text);
        QFETCH(int, kind);
        QCOMPARE(int(lineKind(text)), kind);
    }

    // AP-15, AP-56
    void terminalEventsAreLines()
    {
        const auto lines = linesOf(told("terminal:output",
            "{\"id\":\"x\",\"data\":\"\\u001b[31mred\\u001b[0m\\r\\n$ "
            "ls\\n\",\"source\":\"agent\"}"));
        QCOMPARE(texts(lines), (QStringList{u"red"_s, u"$ ls"_s}));
        QCOMPARE(lines[1].kind, PaneLine::Kind::Shell);
        QCOMPARE(lines[0].source, u"agent"_s);
        QCOMPARE(linesOf(told("terminal:output", R"({"type":"error","data":"no"})"))[0].kind,
            PaneLine::Kind::Error);
        QCOMPARE(linesOf(told("terminal:input", R"({"data":"hi","source":"user"})"))[0].kind,
            PaneLine::Kind::Prompt);
        QVERIFY(linesOf(told("chunk", R"({"text":"a"})")).empty());
        QCOMPARE(withoutEscapes(u"\x1b]0;title\x07now\x1b[2K\x1b"_s), u"now"_s);
    }

    // AP-35
    void fiftyInputsComeBackNewestFirst()
    {
        InputHistory history;
        for (int i = 0; i < 60; ++i)
            history.add(QString::number(i));
        QCOMPARE(history.all().size(), 50);
        QCOMPARE(history.up(u"draft"_s), u"59"_s);
        QCOMPARE(history.up({}), u"58"_s);
        QCOMPARE(history.down(), u"59"_s);
        QCOMPARE(history.down(), u"draft"_s);
        QVERIFY(!history.down());
        history.add(u"20"_s); // again: to the front
        QCOMPARE(history.all().size(), 50);
        QCOMPARE(history.all().first(), u"20"_s);
        history.add(u"  "_s);
        QCOMPARE(history.all().size(), 50);
        for (int i = 0; i < 50; ++i)
            QVERIFY(history.up({}));
        QVERIFY(!history.up({}));
        history.leave();
        QCOMPARE(history.up({}), u"20"_s);
    }

    // AP-37, AP-38
    void anAgentIsOneWhateverItsSession()
    {
        std::vector<PaneAgent> agents;
        const SessionId one{u"s1"_s};
        const SessionId two{u"s2"_s};
        reduce(agents, one,
            told("state:update",
                R"({"agentId":"a","status":"running","turn":2,"progress":40,"currentTool":"bash"})"));
        reduce(agents, one, told("chunk", R"({"agentId":"a","text":"Good "})"));
        reduce(agents, two, told("chunk", R"({"agentId":"a","text":"day","turn":3})"));
        reduce(agents, two, told("chunk", R"({"agentId":"b","text":"x"})"));
        QCOMPARE(agents.size(), size_t(2));
        QCOMPARE(agents[0].text, u"Good day"_s);
        QCOMPARE(agents[0].session, two);
        QCOMPARE(agents[0].turn, qint64(3));
        QCOMPARE(agents[0].progress, 0.4);
        QCOMPARE(agents[0].tool, u"bash"_s);
        QCOMPARE(reduce(agents, one,
                     told("state:update", R"({"agentId":"a","status":"error","error":"no"})")),
            std::optional<size_t>(0));
        QCOMPARE(agents[0].text, QString());
        QCOMPARE(agents[0].error, u"no"_s);
        QVERIFY(!reduce(agents, one, told("presence:joined", R"({"userId":"u"})")));
        reduce(agents, two, told("agent:completed", R"({"agentId":"b"})"));
        QCOMPARE(agents[1].text, QString());
    }

    // AP-50, AP-52, AP-53
    void whatIsAskedTakesItsOwnAnswers()
    {
        Checkpoint c;
        c.key.source = SourceId(u"agentpane:http://h"_s);
        c.permission = u"approval"_s;
        Decision d;
        QCOMPARE(paneAsk(c), PaneAsk::Approval);
        QVERIFY(fitsPane(d, c));
        d.reply = Reply::Always;
        QVERIFY(!fitsPane(d, c));
        d.reply = Reply::Reject;
        QVERIFY(!fitsPane(d, c)); // without a reason
        d.message = QString(1000, u'x');
        QVERIFY(fitsPane(d, c));
        d.message += u'x';
        QVERIFY(!fitsPane(d, c));
        c.permission = u"plan"_s;
        d.message.clear();
        QVERIFY(fitsPane(d, c));
        c.kind = CheckpointKind::Question;
        QVERIFY(!fitsPane(d, c));
        c.key.source = SourceId(u"http://h"_s);
        QCOMPARE(paneAsk(c), PaneAsk::None);
        QVERIFY(fitsPane(d, c));
    }

    // AP-50
    void aDiffTellsItsFiles()
    {
        const QString diff =
            u"diff --git a/x.cpp b/x.cpp\n--- a/x.cpp\n+++ b/x.cpp\n"
            "@@ -1,2 +1,3 @@\n-old\n--- not a file\n+new\n+++ neither\n+more\n"
            "diff --git a/gone b/gone\n--- a/gone\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"_s;
        const QList<DiffFile> files = filesOfDiff(diff);
        QCOMPARE(files.size(), 2);
        QCOMPARE(files[0], (DiffFile{u"x.cpp"_s, 1, 3, 2}));
        QCOMPARE(files[1].path, u"gone"_s);
        QCOMPARE(files[1].removed, 1);
        QVERIFY(filesOfDiff(u"+a"_s).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCompany)
#include "tst_company.moc"
