// SPDX-License-Identifier: MIT
#include "core/domain/lookup.h"
#include "tests/support/fakeopencode.h"
#include "tests/support/logbuilder.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;

namespace {

constexpr int patience = 30'000; // ms; another process, or the disk, is waited for

/** Follows sources, and searches as the window does. */
class Searcher : public QObject
{
public:
    explicit Searcher(const QString& profile)
        : engine(std::make_unique<Engine>(Engine::Options{profile, Engine::EventFeed::Off, 100}))
    {
        connect(engine.get(), &Engine::changesReady, this, [this] {
            for (const Change& change : engine->takeChanges()) {
                if (const auto* told = std::get_if<LookedUp>(&change)) {
                    if (const auto* page = std::get_if<Finding::Searched>(&told->finding->what))
                        found.push_back(*page);
                } else if (const auto* source = std::get_if<SourceChanged>(&change)) {
                    states.insert(source->status.id, source->status.state);
                }
            }
        });
    }

    void ask(const QString& words)
    {
        SearchWish wish;
        wish.number = ++number;
        wish.words = words;
        engine->submit(LookUp{{}, std::make_shared<const Lookup>(Lookup{wish})});
    }

    /** Until it finds something: what was stored is looked at a moment later. */
    bool findsSoon(const QString& words)
    {
        return QTest::qWaitFor(
            [&] {
                found.clear();
                ask(words);
                (void)QTest::qWaitFor(
                    [&] { return !found.empty() && found.back().number == number; }, patience);
                return !found.empty() && !found.back().hits.empty();
            },
            patience);
    }

    std::unique_ptr<Engine> engine;
    std::vector<SearchFound> found;
    QHash<SourceId, SyncState> states;
    quint64 number = 0;
};

SourceConfig logAt(const QString& path)
{
    SourceConfig config;
    config.kind = SourceKind::Log;
    config.url = QUrl::fromLocalFile(path);
    return config;
}

} // namespace

/** Searching through the engine: what is stored, whoever told it. */
class TestSearch : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void logsAreReadWhereTheyStand()
    {
        const QString log = m_dir->filePath(u"log/events.jsonl"_s);
        QVERIFY(appendTo(log,
            sessionLine(1, u"ses_l"_s, u"Weigh the parcels"_s)
                + deltaLine(2, u"ses_l"_s, u"msg_l"_s, u"prt_l"_s, u"the scale "_s)
                + deltaLine(3, u"ses_l"_s, u"msg_l"_s, u"prt_l"_s, u"drifts"_s)
                + snapshotLine(4, u"ses_l"_s, u"msg_l"_s, u"prt_l"_s, u"the scale drifts"_s)
                + toolLine(5, u"ses_l"_s, u"msg_l"_s, u"call1"_s, u"completed"_s,
                    {{u"output"_s, u"calibrated within tolerance"_s}})));
        Searcher searcher(m_dir->filePath(u"profile"_s));
        QVERIFY(searcher.engine->start());
        const SourceConfig config = logAt(log);
        searcher.engine->submit(AddSource{config});
        QVERIFY(searcher.findsSoon(u"scale drift"_s));
        const SearchHit said = searcher.found.back().hits.at(0);
        QCOMPARE(said.key, (SessionKey{config.id(), SessionId(u"ses_l"_s)}));
        QCOMPARE(said.title, u"Weigh the parcels"_s);
        QCOMPARE(said.part.value(), u"prt_l"_s);
        QCOMPARE(said.snippet, u"the scale drifts"_s);
        QCOMPARE(said.kind, SearchKind::Words);
        QVERIFY(searcher.findsSoon(u"tolerance"_s));
        QCOMPARE(searcher.found.back().hits.at(0).kind, SearchKind::Tools);
        QVERIFY(searcher.findsSoon(u"parcels"_s));
        QCOMPARE(searcher.found.back().hits.at(0).kind, SearchKind::Titles);
    }

    // What was said yesterday: the source is not there any more, and the program began anew.
    void whatIsKeptIsFoundWithoutItsSource()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo(ses.value(), u"Ship the crates"_s)};
        server.messages[ses.value()] = {
            QJsonObject{{u"info"_s, messageInfo(u"msg_1"_s, t0, t0 + 1)},
                {u"parts"_s,
                    QJsonArray{textPart(u"prt_1"_s, u"msg_1"_s, u"eleven crates left"_s, true)}}}};
        const QString profile = m_dir->filePath(u"profile"_s);
        {
            Searcher searcher(profile);
            QVERIFY(searcher.engine->start());
            searcher.engine->submit(AddSource{server.config()});
            QTRY_COMPARE_WITH_TIMEOUT(
                searcher.states.value(server.id()), SyncState::Live, patience);
            searcher.engine->submit(OpenSession{{server.id(), ses}});
            QVERIFY(searcher.findsSoon(u"\"eleven crates\""_s));
        }
        Searcher searcher(profile);
        QVERIFY(searcher.engine->start());
        QVERIFY(searcher.findsSoon(u"\"eleven crates\""_s));
        QCOMPARE(searcher.found.back().hits.at(0).title, u"Ship the crates"_s);
    }

    void theLastOfManyIsAnswered()
    {
        Searcher searcher(m_dir->filePath(u"profile"_s));
        QVERIFY(searcher.engine->start());
        for (int i = 0; i < 200; ++i)
            searcher.ask(u"word%1"_s.arg(i));
        QTRY_VERIFY_WITH_TIMEOUT(
            !searcher.found.empty() && searcher.found.back().number == 200, patience);
        QVERIFY(searcher.found.size() <= 200);
        for (size_t i = 1; i < searcher.found.size(); ++i)
            QVERIFY(searcher.found[i - 1].number < searcher.found[i].number);
    }

    void aHistoryInMemoryIsSearchedToo()
    {
        const QString log = m_dir->filePath(u"log/events.jsonl"_s);
        QVERIFY(appendTo(log, sessionLine(1, u"ses_l"_s, u"Only for now"_s)));
        Searcher searcher({});
        QVERIFY(searcher.engine->start());
        searcher.engine->submit(AddSource{logAt(log)});
        QVERIFY(searcher.findsSoon(u"only now"_s));
    }

    void endingWhileSearchingIsHarmless()
    {
        for (int i = 0; i < 10; ++i) {
            Searcher searcher(m_dir->filePath(u"profile"_s));
            QVERIFY(searcher.engine->start());
            for (int k = 0; k < 20; ++k)
                searcher.ask(u"word%1"_s.arg(k));
        }
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
