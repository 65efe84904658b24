// SPDX-License-Identifier: MIT
#include "core/decode/streamvalue.h"
#include "core/follower.h"
#include "core/store/historyreader.h"
#include "tests/support/eventbuilder.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace headgate;
using namespace headgate::test;

namespace {

const SourceId stream{u"stream:http://127.0.0.1:4437/v1/stream/bus"_s};

SourceConfig configOf(SourceKind kind)
{
    SourceConfig config;
    config.kind = kind;
    config.url = QUrl(kind == SourceKind::Stream ? u"http://127.0.0.1:4437/v1/stream/bus"_s
                                                 : u"http://127.0.0.1:4096"_s);
    return config;
}

/** A history and one follower on it. */
struct Known
{
    std::unique_ptr<History> history;
    std::unique_ptr<Follower> follower;
    ChangeBatch told;

    Known(SourceKind kind, const QString& profile = {})
        : history(std::move(*History::open(profile)))
        , follower(std::make_unique<Follower>(configOf(kind), *history, Engine::EventFeed::All))
    {
        history->begin();
        follower->restore(timestampFromMs(t0), told);
        (void)history->commit();
    }

    void apply(std::vector<SourceItem> items)
    {
        std::vector<Follower::Wish> wishes;
        history->begin();
        follower->apply(std::move(items), timestampFromMs(t0), told, wishes);
        QVERIFY(bool(history->commit()));
    }

    std::vector<Checkpoint> checkpoints() const
    {
        std::vector<Checkpoint> found;
        for (const Change& change : told) {
            const auto* changed = std::get_if<CheckpointChanged>(&change);
            if (!changed)
                continue;
            const auto it = std::find_if(found.begin(), found.end(), [&](const Checkpoint& c) {
                return c.key.request == changed->checkpoint.key.request;
            });
            if (it == found.end())
                found.push_back(changed->checkpoint);
            else
                *it = changed->checkpoint;
        }
        return found;
    }
    QStringList state() const
    {
        QHash<QString, QString> rows;
        for (const Change& change : told) {
            if (std::holds_alternative<StateCleared>(change))
                rows.clear();
            const auto* changed = std::get_if<StateRowChanged>(&change);
            if (!changed)
                continue;
            rows.remove(changed->row.key);
            if (!changed->gone)
                rows.insert(changed->row.key, changed->row.value.toVariant().toString());
        }
        QStringList lines;
        for (auto it = rows.cbegin(); it != rows.cend(); ++it)
            lines.append(it.key() + u'=' + it.value());
        lines.sort();
        return lines;
    }
};

/** A recording as a stream of its values would bring it, `size` values at a time. */
std::vector<std::vector<SourceItem>> throughStream(const QList<QByteArray>& values, qsizetype size)
{
    std::vector<std::vector<SourceItem>> batches;
    qint64 at = t0;
    for (qsizetype from = 0; from < values.size(); from += size) {
        std::vector<SourceItem> items;
        for (qsizetype i = from; i < std::min(from + size, values.size()); ++i) {
            auto decoded = streamvalue::decode(
                stream, values.at(i), {QByteArray::number(from), i - from}, timestampFromMs(++at));
            if (auto* event = std::get_if<Event>(&decoded))
                items.emplace_back(std::move(*event));
            else if (auto* second = std::get_if<opencode::SyncTwin>(&decoded))
                items.emplace_back(std::move(*second));
        }
        items.emplace_back(CursorMoved{{QByteArray::number(from + size), {}, {}, 0}});
        batches.push_back(std::move(items));
    }
    return batches;
}

Session withoutSource(Session session)
{
    session.source = {};
    return session;
}

Checkpoint withoutSource(Checkpoint checkpoint)
{
    checkpoint.key.source = {};
    checkpoint.answerable = true;
    return checkpoint;
}

QByteArray changeOf(const char* key, const char* operation, int value)
{
    return QByteArray(R"({"type":"user","key":")") + key + R"(","value":)"
        + QByteArray::number(value) + R"(,"headers":{"operation":")" + operation + R"("}})";
}

} // namespace

class TestStreamFollower : public QObject
{
    Q_OBJECT

private slots:
    void aStreamOfTheBusTellsWhatTheServerTells_data()
    {
        QTest::addColumn<QString>("recording");
        const QStringList all = recordings();
        for (const QString& name : all)
            QTest::newRow(qPrintable(name)) << name;
    }
    void aStreamOfTheBusTellsWhatTheServerTells()
    {
        QFETCH(QString, recording);
        const QList<QByteArray> frames = framesOf(recording);
        Known server(SourceKind::OpenCode);
        server.apply(itemsOf(frames));
        for (const qsizetype size : {qsizetype(1), qsizetype(17), frames.size()}) {
            Known known(SourceKind::Stream);
            for (auto& batch : throughStream(frames, size))
                known.apply(std::move(batch));
            const auto& expected = server.follower->sessions().entries;
            const auto& found = known.follower->sessions().entries;
            QCOMPARE(found.keys().size(), expected.keys().size());
            for (auto it = expected.cbegin(); it != expected.cend(); ++it) {
                QVERIFY(found.contains(it.key()));
                QCOMPARE(withoutSource(found[it.key()].session), withoutSource(it.value().session));
                const auto page = historyreader::loadPage(
                    known.history->database(), {stream, it.key()}, {}, 1000);
                const auto reference = historyreader::loadPage(
                    server.history->database(), {source, it.key()}, {}, 1000);
                QCOMPARE(page.messages, reference.messages);
                QCOMPARE(page.todos, reference.todos);
            }
            const auto asked = known.checkpoints();
            const auto reference = server.checkpoints();
            QCOMPARE(asked.size(), reference.size());
            for (size_t i = 0; i < asked.size(); ++i) {
                QVERIFY(!asked[i].answerable);
                QCOMPARE(withoutSource(asked[i]), withoutSource(reference[i]));
            }
        }
    }

    void thePositionStandsInTheTransactionOfItsValues()
    {
        QTemporaryDir profile;
        {
            Known known(SourceKind::Stream, profile.path());
            QVERIFY(!known.history->streamCursor(stream));
            known.apply({CursorMoved{{"0_7", "42", QByteArray("\0{", 2), 3, 5}}});
            // Told but not committed: as if the process had been killed here.
            known.history->begin();
            known.history->setStreamCursor(stream, {"0_9", {}, {}, 3});
        }
        Known again(SourceKind::Stream, profile.path());
        QCOMPARE(again.history->streamCursor(stream),
            std::optional(StreamCursor{"0_7", "42", QByteArray("\0{", 2), 3, 5}));
    }

    // DG-69
    void aTableOfStateSurvivesARestart()
    {
        QTemporaryDir profile;
        {
            Known known(SourceKind::Stream, profile.path());
            const QList<QByteArray> values{changeOf("1", "insert", 1), changeOf("2", "insert", 2),
                changeOf("1", "update", 5), changeOf("2", "delete", 0), changeOf("3", "insert", 3)};
            for (auto& batch : throughStream(values, 2))
                known.apply(std::move(batch));
            QCOMPARE(known.state(), (QStringList{u"1=5"_s, u"3=3"_s}));
        }
        Known again(SourceKind::Stream, profile.path());
        QCOMPARE(again.state(), (QStringList{u"1=5"_s, u"3=3"_s}));
    }

    // DG-22
    void whatWasReadBeforeAStreamBeganAnewIsKept()
    {
        Known known(SourceKind::Stream);
        for (auto& batch : throughStream({changeOf("1", "insert", 1), "42"}, 5))
            known.apply(std::move(batch));
        const qint64 events = known.follower->status().events;
        known.apply({StreamBeganAnew{{"0_5", {}, {}, 0}}});
        QCOMPARE(known.state(), QStringList());
        QCOMPARE(known.follower->status().events, events + 1);
        const bool told =
            std::any_of(known.told.begin(), known.told.end(), [](const Change& change) {
                const auto* raised = std::get_if<IssueRaised>(&change);
                return raised && raised->issue.code == Issue::Code::StreamRestarted
                    && raised->issue.args == QStringList{u"0_5"_s};
            });
        QVERIFY(told);
    }

    // DG-02: what a cut kept back is counted, and stands in the transcript
    void whatACatchUpBringsAfterACutIsARepair()
    {
        Known known(SourceKind::Stream);
        known.apply({eventOf(u"session.created"_s,
            {{u"sessionID"_s, ses.value()}, {u"info"_s, QJsonObject{{u"id"_s, ses.value()}}}},
            u"evt_1"_s)});
        QCOMPARE(known.follower->status().repaired, 0);
        std::vector<SourceItem> missed{StreamCut{timestampFromMs(t0)}};
        missed.emplace_back(eventOf(u"todo.updated"_s,
            {{u"sessionID"_s, ses.value()}, {u"todos"_s, QJsonArray()}}, u"evt_2"_s));
        missed.emplace_back(CaughtUp{timestampFromMs(t0)});
        known.apply(std::move(missed));
        QCOMPARE(known.follower->status().repaired, 1);
        QCOMPARE(known.follower->status().gaps, 1);
        QCOMPARE(known.follower->status().openGaps, 0);
        const auto page = historyreader::loadPage(known.history->database(), {stream, ses}, {}, 10);
        QCOMPARE(page.marks.size(), size_t(1));
        QCOMPARE(page.marks[0].kind, Mark::Kind::Repaired);
        QCOMPARE(page.marks[0].count, 1);
        // What comes live afterwards is none.
        known.apply({eventOf(u"todo.updated"_s,
            {{u"sessionID"_s, ses.value()}, {u"todos"_s, QJsonArray()}}, u"evt_3"_s)});
        QCOMPARE(known.follower->status().repaired, 1);
    }

    void whatHasNoIdIsToldByItsPlace()
    {
        Known known(SourceKind::Stream);
        for (auto& batch : throughStream({"1", "2"}, 2))
            known.apply(std::move(batch));
        const auto logged = std::find_if(known.told.begin(), known.told.end(),
            [](const Change& c) { return std::holds_alternative<EventsLogged>(c); });
        const auto& rows = std::get<EventsLogged>(*logged).rows;
        QCOMPARE(rows.at(0).id.value(), u"0+0"_s);
        QCOMPARE(rows.at(1).id.value(), u"0+1"_s);
    }
};

QTEST_GUILESS_MAIN(TestStreamFollower)
#include "tst_streamfollower.moc"
