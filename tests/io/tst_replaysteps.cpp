// SPDX-License-Identifier: MIT
#include "core/project/replayframes.h"
#include "core/replaysteps.h"
#include "tests/support/recorded.h"
#include "tests/support/replaydump.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;

namespace {

ReplayScene sceneAt(Database& database, const ReplaySteps& steps, qsizetype index)
{
    ReplayFrames frames(steps.timeline()->key, qsizetype(steps.timeline()->moments.size()));
    return frames
        .at(index, [&](qsizetype from, qsizetype to) { return steps.read(database, from, to); })
        .scene(1000, 100);
}

/** Lines of `all` that are not in `others`. */
QStringList without(QStringList all, const QStringList& others, QChar sign)
{
    for (const QString& other : others)
        all.removeOne(other);
    for (QString& line : all)
        line.replace(2, 1, sign);
    return all;
}

/** Every moment, and what is to be seen then that was not before, or not any more. */
QByteArray replayOf(Database& database, const SessionKey& key)
{
    const ReplaySteps steps(database, key);
    const auto& moments = steps.timeline()->moments;
    QStringList lines;
    QStringList before;
    for (size_t i = 0; i < moments.size(); ++i) {
        const ReplayMoment& m = moments[i];
        lines += u"%1 +%2 ms %3 %4%5"_s.arg(i)
                     .arg(toMs(m.at) - toMs(moments.front().at))
                     .arg(kindName(m.kind), m.type, m.kept ? QString() : u" (not kept)"_s);
        const QStringList scene = sceneLines(sceneAt(database, steps, qsizetype(i)));
        lines += without(before, scene, u'-');
        lines += without(scene, before, u'+');
        before = scene;
    }
    return lines.join(u'\n').toUtf8() + '\n';
}

SessionId sessionOf(const Recorded& recorded)
{
    for (const auto& entry : recorded.follower->sessions().entries) {
        if (entry.session.parent.isEmpty())
            return entry.session.id;
    }
    return {};
}

} // namespace

class TestReplaySteps : public QObject
{
    Q_OBJECT

private slots:
    // AP-43, AP-45: a recorded session of OpenCode, moment by moment
    void aRecordedSessionIsPlayedBack_data()
    {
        QTest::addColumn<QString>("recording");
        QTest::newRow("words") << u"text"_s;
        QTest::newRow("a command that was allowed") << u"permission-once"_s;
        QTest::newRow("a changed file") << u"edit"_s;
        QTest::newRow("a question") << u"question"_s;
        QTest::newRow("todos") << u"todo"_s;
        QTest::newRow("a message that was removed") << u"message-removed"_s;
        QTest::newRow("the second dialect") << u"next"_s;
    }
    void aRecordedSessionIsPlayedBack()
    {
        QFETCH(QString, recording);
        const auto recorded = hearOpenCode(recording + ".sse"_L1);
        const SessionKey key = recorded->key(sessionOf(*recorded));
        QVERIFY(matchesFile(replayOf(recorded->history->database(), key),
            "replay/opencode-"_L1 + recording + ".txt"_L1));
    }

    /** At its last moment a session is what it is now. */
    void theEndIsThePresent_data()
    {
        QTest::addColumn<QString>("recording");
        for (const auto& name : {u"text"_s, u"permission-once"_s, u"edit"_s, u"reasoning"_s,
                 u"todo"_s, u"message-removed"_s, u"long"_s, u"subagent"_s})
            QTest::newRow(qPrintable(name)) << name;
    }
    void theEndIsThePresent()
    {
        QFETCH(QString, recording);
        const auto recorded = hearOpenCode(recording + ".sse"_L1);
        Database& database = recorded->history->database();
        const SessionKey key = recorded->key(sessionOf(*recorded));
        const ReplaySteps steps(database, key);
        const ReplayScene last =
            sceneAt(database, steps, qsizetype(steps.timeline()->moments.size()) - 1);
        const SessionPage page = historyreader::loadPage(database, key, {}, 10'000);
        ReplayScene now;
        now.messages = page.messages;
        now.marks = page.marks;
        now.todos = page.todos;
        ReplayScene shown = last;
        shown.waiting.clear();
        QCOMPARE(sceneLines(shown), sceneLines(now));
        QVERIFY(!page.messages.empty());
        QVERIFY(last.unkept.isEmpty() && last.unkeptMessages.isEmpty());
    }

    void aNumberedSessionIsPlayedBackWordForWord()
    {
        const auto recorded = hearPane(paneStory());
        QVERIFY(matchesFile(replayOf(recorded->history->database(), recorded->key(ses)),
            u"replay/agentpane.txt"_s));
    }

    void aLogIsPlayedBackWordForWord()
    {
        const QTemporaryDir dir;
        const QString profile = dir.filePath(u"profile"_s);
        const QString path = dir.filePath(u"log/events.jsonl"_s);
        QVERIFY(followLog(path, profile, logStory()));
        auto database =
            Database::open(dir.filePath(u"profile/history.db"_s), Database::Mode::ReadOnly);
        QVERIFY(database);
        SourceConfig config;
        config.kind = SourceKind::Log;
        config.url = QUrl::fromLocalFile(path);
        QVERIFY(matchesFile(replayOf(**database, {config.id(), ses}), u"replay/log.txt"_s));
    }

    /** What lists told is at its own time, not at that of the answer. */
    void whatListsToldIsAtItsOwnTime()
    {
        Recorded recorded(SourceKind::OpenCode);
        MessagesListed listed{recorded.key(ses), {}, true, true, 0};
        for (int i = 0; i < 3; ++i) {
            const QString id = u"msg_%1"_s.arg(i);
            listed.updates.push_back(opencode::makeEvent(source, {}, u"message.updated"_s,
                messageBody(messageInfo(id, t0 + i * 1000)), timestampFromMs(t0 + 999'999)));
            listed.updates.push_back(opencode::makeEvent(source, {}, u"message.part.updated"_s,
                partBody(textPart("prt_"_L1 + id, id, u"x"_s, true)),
                timestampFromMs(t0 + 999'999)));
        }
        recorded.take({listed}, t0 + 999'999);
        const ReplaySteps steps(recorded.history->database(), recorded.key(ses));
        const auto& moments = steps.timeline()->moments;
        QCOMPARE(moments.size(), size_t(6));
        QCOMPARE(moments.front().at, timestampFromMs(t0));
        QCOMPARE(moments.back().at, timestampFromMs(t0 + 2000));
        QCOMPARE(sceneAt(recorded.history->database(), steps, 2).messages.size(), size_t(2));
    }

    void aSessionNobodyKnowsHasNoMoments()
    {
        Recorded recorded(SourceKind::OpenCode);
        const ReplaySteps steps(recorded.history->database(), recorded.key(ses));
        QVERIFY(steps.timeline()->moments.empty());
    }
};

QTEST_GUILESS_MAIN(TestReplaySteps)
#include "tst_replaysteps.moc"
