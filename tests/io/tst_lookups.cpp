// SPDX-License-Identifier: MIT
#include "core/domain/lookup.h"
#include "core/store/database.h"
#include "tests/support/fakeopencode.h"
#include "tests/support/logbuilder.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000; // ms; another process, or the disk, is waited for

/** Everything a Watch does not keep. */
class Asker : public QObject
{
public:
    explicit Asker(const QString& profile)
        : engine(std::make_unique<Engine>(Engine::Options{profile, Engine::EventFeed::Off, 100}))
    {
        connect(engine.get(), &Engine::changesReady, this, [this] {
            for (const Change& change : engine->takeChanges()) {
                if (const auto* told = std::get_if<LookedUp>(&change))
                    findings.push_back(*told->finding);
                else if (const auto* source = std::get_if<SourceChanged>(&change))
                    sources.insert(source->status.id, source->status);
                else if (const auto* session = std::get_if<SessionChanged>(&change))
                    sessions.insert(session->session.key());
                else if (const auto* page = std::get_if<TranscriptLoaded>(&change))
                    ++pages[page->key];
            }
        });
    }

    bool follow(const SourceConfig& config)
    {
        if (!engine->start())
            return false;
        engine->submit(AddSource{config});
        return QTest::qWaitFor(
            [&] { return sources.value(config.id()).state == SyncState::Live; }, patience);
    }

    void ask(const SourceId& source, Lookup lookup)
    {
        engine->submit(LookUp{source, std::make_shared<const Lookup>(std::move(lookup))});
    }

    /** Asks, and waits for `count` findings in all. */
    bool askFor(const SourceId& source, Lookup lookup, size_t count = 1)
    {
        findings.clear();
        ask(source, std::move(lookup));
        return QTest::qWaitFor([&] { return findings.size() >= count; }, patience);
    }

    const Finding::Rules& rules() const { return std::get<Finding::Rules>(findings.back().what); }
    const Finding::Held& held() const { return std::get<Finding::Held>(findings.back().what); }

    std::unique_ptr<Engine> engine;
    std::vector<Finding> findings;
    QHash<SourceId, SourceStatus> sources;
    QSet<SessionKey> sessions;
    QHash<SessionKey, int> pages;
};

const QByteArray savedList = R"({"data":[
    {"id":"sav_1","projectID":"prj_1","action":"bash","resource":"git push *"},
    {"id":"sav_2","projectID":"prj_1","action":"edit","resource":"*"}]})";

} // namespace

/** What is asked of sources to be shown and not kept, through the engine. */
class TestLookups : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<FakeOpenCode>();
        m_server->sessions = {sessionInfo()};
    }

    void cleanup()
    {
        m_asker.reset();
        m_server.reset();
    }

    void savedApprovalsAreListed() // H37
    {
        m_server->http.onJson("/api/permission/saved", savedList);
        QVERIFY(follow());
        QVERIFY(m_asker->askFor(m_server->id(), {Lookup::ReadRules{}}));
        QCOMPARE(m_asker->findings[0].issue.code, Issue::Code::None);
        QCOMPARE(m_asker->rules().rules,
            (std::vector<SavedRule>{{u"sav_1"_s, u"prj_1"_s, u"bash"_s, u"git push *"_s},
                {u"sav_2"_s, u"prj_1"_s, u"edit"_s, u"*"_s}}));
    }

    void aServerThatKnowsNoneSaysSo_data() // H37
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, int status, const char* type, const char* body,
                             Issue::Code code) {
            QTest::newRow(name) << status << QByteArray(type) << QByteArray(body) << int(code);
        };
        row("not there", 404, "application/json", "{}", Issue::Code::NotOffered);
        row("its web page", 200, "text/html", "<html></html>", Issue::Code::NotOffered);
        row("no list", 200, "application/json", R"({"data":7})", Issue::Code::BadAnswer);
        row("in trouble", 500, "application/json", "{}", Issue::Code::HttpError);
    }

    void aServerThatKnowsNoneSaysSo()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        m_server->http.on("/api/permission/saved", [&](const FakeRequest&, const FakeReply& reply) {
            reply.send(status, body, {{"content-type", type}});
        });
        QVERIFY(follow());
        QVERIFY(m_asker->askFor(m_server->id(), {Lookup::ReadRules{}}));
        QTEST(int(m_asker->findings[0].issue.code), "code");
        QCOMPARE(m_asker->findings[0].issue.source, m_server->id());
        QVERIFY(m_asker->rules().rules.empty());
    }

    void anApprovalIsRevokedOnceAndWrittenDownAfterwards_data() // H37
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("done");
        QTest::newRow("the server did it") << 204 << true;
        QTest::newRow("it did not") << 400 << false;
    }

    void anApprovalIsRevokedOnceAndWrittenDownAfterwards()
    {
        QFETCH(int, status);
        QFETCH(bool, done);
        QByteArray list = savedList;
        m_server->http.on("/api/permission/saved",
            [&](const FakeRequest&, const FakeReply& reply) { reply.json(list); });
        m_server->http.on(
            "/api/permission/saved/sav_1", [&](const FakeRequest& request, const FakeReply& reply) {
                QCOMPARE(request.method, QByteArray("DELETE"));
                if (status == 204)
                    list = R"({"data":[]})";
                reply.send(status, status == 204 ? QByteArray() : QByteArray("{}"));
            });
        QVERIFY(follow());
        const SavedRule rule{u"sav_1"_s, u"prj_1"_s, u"bash"_s, u"git push *"_s};
        QVERIFY(m_asker->askFor(m_server->id(), {Lookup::RevokeRule{rule}}));
        QCOMPARE(m_asker->rules().revoked.has_value(), done);
        QCOMPARE(m_asker->rules().rules.size(), size_t(done ? 0 : 2));
        QCOMPARE(m_asker->findings[0].issue.code == Issue::Code::None, done);
        QCOMPARE(m_server->http.count("/api/permission/saved/sav_1"), 1);
        m_asker.reset();
        QCOMPARE(journal().count("\"act\":\"revoke\""), done ? 1 : 0);
        QCOMPARE(journal().contains("bash git push *"), done);
    }

    void aPausedSourceIsNotAsked() // DG-14
    {
        QVERIFY(follow());
        m_asker->engine->submit(PauseSource{m_server->id()});
        QTRY_COMPARE_WITH_TIMEOUT(
            m_asker->sources[m_server->id()].state, SyncState::Paused, patience);
        m_server->http.forgetRequests();
        QVERIFY(m_asker->askFor(m_server->id(), {Lookup::ReadRules{}}));
        QCOMPARE(m_asker->findings[0].issue.code, Issue::Code::Unreachable);
        QVERIFY(m_asker->askFor(m_server->id(), {Lookup::Prove{{}, true}}, 2));
        QCOMPARE(m_asker->findings[1].issue.code, Issue::Code::Unreachable);
        QVERIFY(m_server->http.requests().isEmpty());
    }

    void whatIsHeldIsProvenAgainstTheServersLog_data() // DG-13
    {
        QTest::addColumn<bool>("onDisk"); // else the engine's own connection reads
        QTest::newRow("a profile") << true;
        QTest::newRow("in memory") << false;
    }

    void whatIsHeldIsProvenAgainstTheServersLog()
    {
        QFETCH(bool, onDisk);
        QVERIFY(follow(onDisk));
        tellNumbered(0);
        tellNumbered(1);
        QTRY_COMPARE_WITH_TIMEOUT(m_asker->sources[m_server->id()].lastSeq, 1, patience);
        // What is held is told without a word to the server.
        m_server->http.forgetRequests();
        QVERIFY(m_asker->askFor(m_server->id(), {Lookup::Prove{ses, false}}));
        QVERIFY(m_asker->held().compared);
        QCOMPARE(m_asker->held().proof.sessions.size(), size_t(1));
        const SessionProof held = m_asker->held().proof.sessions[0];
        QCOMPARE(held.held, (std::vector<SequenceRange>{{0, 1}}));
        QVERIFY(!held.compared);
        QVERIFY(m_server->http.requests().isEmpty());
        // Then twice: what is held, and how it compares.
        QVERIFY(m_asker->askFor(m_server->id(), {Lookup::Prove{{}, true}}, 2));
        QVERIFY(!std::get<Finding::Held>(m_asker->findings[0].what).compared);
        QVERIFY(m_asker->held().compared);
        QCOMPARE(m_asker->held().proof.sessions[0].verdict, Verdict::Whole);
        QVERIFY(m_asker->held().proof.sessions[0].compared);
        // Another event under the same number.
        QJsonObject row = m_server->log[1].toObject();
        row.insert(u"id"_s, u"evt_other"_s);
        m_server->log[1] = row;
        QVERIFY(m_asker->askFor(m_server->id(), {Lookup::Prove{{}, true}}, 2));
        QCOMPARE(m_asker->held().proof.sessions[0].verdict, Verdict::Gap);
        QCOMPARE(m_asker->held().proof.sessions[0].differs, (std::vector<qint64>{1}));
    }

    void aServerWithoutALogIsBestEffort()
    {
        QVERIFY(follow());
        tellNumbered(0);
        QTRY_COMPARE_WITH_TIMEOUT(m_asker->sources[m_server->id()].lastSeq, 0, patience);
        m_server->http.on("/sync/history",
            [](const FakeRequest&, const FakeReply& reply) { reply.json("{}", 404); });
        QVERIFY(m_asker->askFor(m_server->id(), {Lookup::Prove{{}, true}}, 2));
        QCOMPARE(m_asker->findings[1].issue.code, Issue::Code::None);
        QVERIFY(!m_asker->held().proof.sessions[0].compared);
    }

    void aLogIsComparedWithItsFile()
    {
        const QString log = m_dir->filePath(u"durable_stream.jsonl"_s);
        QVERIFY(appendTo(log, sessionLine(1, u"ses_a"_s, u"A title"_s)));
        SourceConfig config;
        config.kind = SourceKind::Log;
        config.url = QUrl::fromLocalFile(log);
        m_asker = std::make_unique<Asker>(profile());
        QVERIFY(m_asker->follow(config));
        QVERIFY(m_asker->askFor(config.id(), {Lookup::Prove{{}, true}}, 2));
        QCOMPARE(m_asker->findings[1].issue.code, Issue::Code::None);
        QCOMPARE(m_asker->held().proof.files.size(), size_t(1));
        QCOMPARE(m_asker->held().proof.files[0].verdict, Verdict::Whole);
        QCOMPARE(m_asker->held().proof.files[0].linesInFile, std::optional<qint64>(1));
    }

    void fiveViewsOfASessionAreOneConnection() // DG-34
    {
        m_server->addMessage(messageInfo(u"msg_1"_s, t0, 0, u"user"_s));
        QVERIFY(follow());
        for (int view = 0; view < 5; ++view)
            m_asker->engine->submit(OpenSession{m_server->key()});
        QTRY_VERIFY_WITH_TIMEOUT(m_asker->pages.value(m_server->key()) > 0, patience);
        // What is asked afterwards is answered afterwards.
        QVERIFY(m_asker->askFor(m_server->id(), {Lookup::ReadRules{}}));
        QCOMPARE(m_server->http.count("/global/event"), 1);
        QCOMPARE(m_server->http.openReplies("/global/event").size(), 1);
    }

    void aNewNameIsToldAndChangesNothingElse()
    {
        QVERIFY(follow());
        const int connections = m_server->http.count("/global/event");
        m_asker->engine->submit(RenameSource{m_server->id(), u"build box"_s});
        QTRY_COMPARE_WITH_TIMEOUT(m_asker->sources[m_server->id()].name, u"build box"_s, patience);
        QCOMPARE(m_asker->sources[m_server->id()].state, SyncState::Live);
        QCOMPARE(m_server->http.count("/global/event"), connections);
    }

private:
    QString profile() const { return m_dir->filePath(u"profile"_s); }

    bool follow(bool onDisk = true)
    {
        m_asker = std::make_unique<Asker>(onDisk ? profile() : QString());
        return m_asker->follow(m_server->config());
    }

    /** A durable event of the session, told and in the server's log. */
    void tellNumbered(int number)
    {
        const QString id = u"evt_n%1"_s.arg(number);
        const Event event = eventOf(u"session.updated"_s,
            sessionBody(sessionInfo(ses.value(), u"Title %1"_s.arg(number), t0 + number)), id);
        m_server->log.append(historyRow(event, number));
        m_server->tellRaw(FakeOpenCode::sse(event.raw)
            + FakeOpenCode::sse(
                twinFrame(id.toUtf8(), "session.updated.1", "ses_a", number, event.body)));
    }

    QByteArray journal() const
    {
        QFile file(profile() + "/decisions.jsonl"_L1);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeOpenCode> m_server;
    std::unique_ptr<Asker> m_asker;
};

QTEST_GUILESS_MAIN(TestLookups)
#include "tst_lookups.moc"
