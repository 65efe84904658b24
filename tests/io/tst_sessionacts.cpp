// SPDX-License-Identifier: MIT
#include "tests/support/fakeopencode.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000; // ms; another process, or the disk, is waited for

QJsonObject personsPart(const QString& message, const QString& text)
{
    return {{u"id"_s, QString("prt_"_L1 + message)}, {u"sessionID"_s, ses.value()},
        {u"messageID"_s, message}, {u"type"_s, u"text"_s}, {u"text"_s, text}};
}

/** Everything a Watch does not keep. */
class Acts : public QObject
{
public:
    explicit Acts(const QString& profile)
        : watch(std::make_unique<Engine>(Engine::Options{profile, Engine::EventFeed::Off, 100}))
    {
        connect(watch.get(), &Engine::changesReady, this, [this] {
            for (const Change& change : watch->takeChanges()) {
                if (const auto* words = std::get_if<PromptChanged>(&change))
                    prompts[words->prompt.id].push_back(words->prompt);
                else if (const auto* done = std::get_if<ActSettled>(&change))
                    acts.push_back(*done);
                else if (const auto* page = std::get_if<TranscriptLoaded>(&change))
                    loading = page->loading;
                else if (const auto* source = std::get_if<SourceChanged>(&change))
                    state = source->status.state;
                else if (const auto* session = std::get_if<SessionChanged>(&change))
                    sessions.insert(session->session.id, session->session);
                else if (const auto* gone = std::get_if<SessionRemoved>(&change))
                    sessions.remove(gone->key.session);
            }
        });
    }
    Prompt last(const QString& id) const
    {
        const auto known = prompts.constFind(id);
        return known == prompts.cend() ? Prompt() : known->back();
    }
    bool beganAs(const QString& id, Prompt::State begin) const
    {
        const auto known = prompts.constFind(id);
        return known != prompts.cend() && known->front().state == begin;
    }

    std::unique_ptr<Engine> watch;
    QHash<QString, std::vector<Prompt>> prompts;
    std::vector<ActSettled> acts;
    QHash<SessionId, Session> sessions;
    SyncState state = SyncState::Idle;
    bool loading = true; ///< the page of the session that was opened last
};

} // namespace

/** What a person does to sessions, against a server that does what the test says. */
class TestSessionActs : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<FakeOpenCode>();
        QJsonObject info = sessionInfo();
        info.insert(u"agent"_s, u"plan"_s);
        m_server->sessions = {info};
        m_server->addMessage(
            messageInfo(u"msg_1"_s, t0, 0, u"user"_s), {personsPart(u"msg_1"_s, u"go on"_s)});
    }

    void cleanup()
    {
        m_acts.reset();
        m_server.reset();
    }

    void wordsAreShownAtOnceAndMergedWithTheCopy_data() // DG-62
    {
        QTest::addColumn<bool>("copyFirst");
        QTest::newRow("the stream before the answer") << true;
        QTest::newRow("the answer before the stream") << false;
    }
    void wordsAreShownAtOnceAndMergedWithTheCopy()
    {
        QFETCH(bool, copyFirst);
        std::optional<FakeReply> held;
        m_server->http.on("/session/ses_a/prompt_async",
            [&held](const FakeRequest&, const FakeReply& reply) { held.emplace(reply); });
        follow();
        send(u"p1"_s, u"go on"_s);
        QTRY_VERIFY_WITH_TIMEOUT(held.has_value(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_acts->beganAs(u"p1"_s, Prompt::State::Sending), patience);
        const FakeRequest& sent = m_server->http.requests().constLast();
        const QJsonObject body = QJsonDocument::fromJson(sent.body).object();
        QCOMPARE(body["parts"_L1][0]["text"_L1].toString(), u"go on"_s);
        QCOMPARE(body["agent"_L1].toString(), u"plan"_s); // never another than the session's own
        QVERIFY(!body.contains(u"messageID"_s));
        QCOMPARE(sent.header("x-opencode-directory"), QUrl::toPercentEncoding(shop)); // DG-46
        if (!copyFirst) {
            held->send(204);
            QTRY_COMPARE_WITH_TIMEOUT(m_acts->last(u"p1"_s).state, Prompt::State::Taken, patience);
        }
        tellCopy(u"msg_2"_s, u"go on"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_acts->last(u"p1"_s).state, Prompt::State::Kept, patience);
        QCOMPARE(m_acts->last(u"p1"_s).message, MessageId(u"msg_2"_s));
        if (copyFirst)
            held->send(204);
        QTRY_COMPARE_WITH_TIMEOUT(journal().count("\"act\":\"prompt\""), 1, patience);
        QCOMPARE(m_server->http.count("/session/ses_a/prompt_async"), 1);
        QCOMPARE(m_acts->last(u"p1"_s).state, Prompt::State::Kept); // the answer changes nothing
    }

    void wordsThatAreRefusedComeBackWithTheReason()
    {
        m_server->http.on(
            "/session/ses_a/prompt_async", [](const FakeRequest&, const FakeReply& reply) {
                reply.json(R"({"name":"BadRequest","data":{"message":"no such agent"}})", 400);
            });
        follow();
        send(u"p1"_s, u"hello"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_acts->last(u"p1"_s).state, Prompt::State::Failed, patience);
        QCOMPARE(m_acts->last(u"p1"_s).text, u"hello"_s);
        QCOMPARE(m_acts->last(u"p1"_s).issue.code, Issue::Code::HttpError);
        QVERIFY(m_acts->last(u"p1"_s).issue.args.contains(u"no such agent"_s));
        QVERIFY(!journal().contains("prompt"));
        QCOMPARE(m_server->http.count("/session/ses_a/prompt_async"), 1);
    }

    void anUnknownOutcomeIsLookedUpAndNeverSentAgain_data()
    {
        QTest::addColumn<bool>("arrived");
        QTest::newRow("it had arrived") << true;
        QTest::newRow("it had not") << false;
    }
    void anUnknownOutcomeIsLookedUpAndNeverSentAgain()
    {
        QFETCH(bool, arrived);
        m_server->http.on("/session/ses_a/prompt_async",
            [this, arrived](const FakeRequest&, const FakeReply& reply) {
                if (arrived)
                    m_server->addMessage(messageInfo(u"msg_2"_s, t0 + 50, 0, u"user"_s),
                        {personsPart(u"msg_2"_s, u"hello"_s)});
                reply.reset();
            });
        follow();
        send(u"p1"_s, u"hello"_s);
        const Prompt::State end = arrived ? Prompt::State::Kept : Prompt::State::Failed;
        QTRY_COMPARE_WITH_TIMEOUT(m_acts->last(u"p1"_s).state, end, patience);
        const auto& told = m_acts->prompts[u"p1"_s];
        QVERIFY(std::ranges::any_of(
            told, [](const Prompt& p) { return p.state == Prompt::State::Checking; }));
        QCOMPARE(m_server->http.count("/session/ses_a/prompt_async"), 1);
        if (!arrived)
            QCOMPARE(m_acts->last(u"p1"_s).issue.code, Issue::Code::PromptLost);
    }

    void wordsOnTheirWayWhenTheProgramEndedAreLookedUp()
    {
        bool asked = false;
        m_server->http.on("/session/ses_a/prompt_async",
            [&asked](const FakeRequest&, const FakeReply&) { asked = true; });
        follow();
        send(u"p1"_s, u"hello"_s);
        QTRY_VERIFY_WITH_TIMEOUT(asked, patience);
        m_acts.reset();
        m_server->addMessage(
            messageInfo(u"msg_2"_s, t0 + 50, 0, u"user"_s), {personsPart(u"msg_2"_s, u"hello"_s)});
        follow();
        QTRY_COMPARE_WITH_TIMEOUT(m_acts->last(u"p1"_s).state, Prompt::State::Kept, patience);
        QCOMPARE(m_server->http.count("/session/ses_a/prompt_async"), 1);
    }

    void aSourceThatTakesNoWordsSaysSo()
    {
        follow();
        m_acts->watch->submit(
            SendPrompt{{m_server->id(), SessionId(u"ses_x"_s)}, u"p1"_s, u"hello"_s});
        QTRY_COMPARE_WITH_TIMEOUT(m_acts->last(u"p1"_s).state, Prompt::State::Failed, patience);
        QCOMPARE(m_acts->last(u"p1"_s).issue.code, Issue::Code::SessionNotFound);
    }

    void anActIsWrittenDownAfterTheServerDidIt_data() // DS-64
    {
        QTest::addColumn<int>("status");
        QTest::newRow("done") << 200;
        QTest::newRow("refused") << 500;
    }
    void anActIsWrittenDownAfterTheServerDidIt()
    {
        QFETCH(int, status);
        QByteArrayList asked;
        const auto answer = [&asked, status](const FakeRequest& request, const FakeReply& reply) {
            asked += request.method + ' ' + request.body;
            reply.json(R"({"id":"ses_new"})", status);
        };
        m_server->http.on("/session/ses_a", answer);
        m_server->http.on("/session", answer);
        follow();
        const SessionKey key = m_server->key();
        m_acts->watch->submit(SessionAct{SessionAct::Kind::Rename, key, u"Better"_s});
        m_acts->watch->submit(SessionAct{SessionAct::Kind::Delete, key});
        m_acts->watch->submit(
            SessionAct{SessionAct::Kind::Create, {key.source, {}}, {}, shop, Decision::Actor::Cli});
        QTRY_COMPARE_WITH_TIMEOUT(m_acts->acts.size(), size_t(3), patience);
        std::ranges::sort(asked);
        QCOMPARE(asked, (QByteArrayList{"DELETE {}", "PATCH {\"title\":\"Better\"}", "POST {}"}));
        const bool done = status == 200;
        for (const ActSettled& one : m_acts->acts) {
            QCOMPARE(one.issue.code == Issue::Code::None, done);
            if (done && one.kind == SessionAct::Kind::Create)
                QCOMPARE(one.key.session, SessionId(u"ses_new"_s));
        }
        const QByteArray lines = journal();
        QCOMPARE(lines.count('\n'), done ? 3 : 0);
        QCOMPARE(lines.count("\"text\":\"Better\""), done ? 1 : 0);
        QCOMPARE(lines.count("\"actor\":\"cli\""), done ? 1 : 0);
    }

    void aSessionThatRunsIsStoppedBeforeItIsDeleted()
    {
        QStringList asked;
        m_server->status = {{ses.value(), QJsonObject{{u"type"_s, u"busy"_s}}}};
        m_server->http.on(
            "/session/ses_a/abort", [&asked](const FakeRequest&, const FakeReply& reply) {
                asked += u"abort"_s;
                reply.json("true");
            });
        m_server->http.on("/session/ses_a", [&asked](const FakeRequest&, const FakeReply& reply) {
            asked += u"delete"_s;
            reply.json("true");
        });
        follow();
        QTRY_COMPARE_WITH_TIMEOUT(
            m_acts->sessions.value(ses).status, SessionStatus::Running, patience);
        m_acts->watch->submit(SessionAct{SessionAct::Kind::Delete, m_server->key()});
        QTRY_COMPARE_WITH_TIMEOUT(m_acts->acts.size(), size_t(1), patience);
        QCOMPARE(asked, (QStringList{u"abort"_s, u"delete"_s}));
    }

    void archivedSessionsAreShownOnWish() // DG-52
    {
        QJsonObject old = sessionInfo(u"ses_old"_s);
        old.insert(u"time"_s,
            QJsonObject{{u"created"_s, t0}, {u"updated"_s, t0}, {u"archived"_s, t0 + 1}});
        m_server->sessions.append(old);
        follow();
        QTRY_VERIFY_WITH_TIMEOUT(m_acts->sessions.contains(ses), patience);
        const SessionId id(u"ses_old"_s);
        QVERIFY(!m_acts->sessions.contains(id));
        m_acts->watch->submit(ShowArchived{true});
        QTRY_VERIFY_WITH_TIMEOUT(m_acts->sessions.contains(id), patience);
        QVERIFY(m_acts->sessions[id].archived);
        m_acts->watch->submit(ShowArchived{false});
        QTRY_VERIFY_WITH_TIMEOUT(!m_acts->sessions.contains(id), patience);
        QVERIFY(m_acts->sessions.contains(ses));
    }

    void theContextOfAnOpenedSessionIsKnown() // DG-59
    {
        m_server->http.onJson("/config/providers",
            R"({"providers":[{"id":"p","models":{"m":{"limit":{"context":128000}}}}]})");
        QJsonObject answer = messageInfo(u"msg_2"_s, t0 + 10, t0 + 20);
        answer.insert(u"providerID"_s, u"p"_s);
        answer.insert(u"modelID"_s, u"m"_s);
        answer.insert(u"tokens"_s,
            QJsonObject{{u"input"_s, 1000}, {u"output"_s, 200}, {u"reasoning"_s, 50},
                {u"cache"_s, QJsonObject{{u"read"_s, 250}, {u"write"_s, 0}}}});
        m_server->addMessage(answer);
        follow();
        m_acts->watch->submit(OpenSession{m_server->key()});
        QTRY_COMPARE_WITH_TIMEOUT(m_acts->sessions.value(ses).contextUsed, 1500, patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_acts->sessions.value(ses).contextLimit, 128'000, patience);
    }

private:
    void follow()
    {
        m_acts = std::make_unique<Acts>(m_dir->path());
        QVERIFY(m_acts->watch->start());
        m_acts->watch->submit(AddSource{m_server->config()});
        QTRY_COMPARE_WITH_TIMEOUT(m_acts->state, SyncState::Live, patience);
    }
    void send(const QString& id, const QString& text)
    {
        // Its newest page first: what is there already is no copy.
        m_acts->watch->submit(OpenSession{m_server->key()});
        QTRY_VERIFY_WITH_TIMEOUT(!m_acts->loading, patience);
        m_acts->watch->submit(SendPrompt{m_server->key(), id, text});
    }
    void tellCopy(const QString& message, const QString& text)
    {
        m_server->tell(
            u"message.updated"_s, messageBody(messageInfo(message, t0 + 50, 0, u"user"_s)));
        m_server->tell(u"message.part.updated"_s, partBody(personsPart(message, text)));
    }
    QByteArray journal() const
    {
        QFile file(m_dir->filePath(u"decisions.jsonl"_s));
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeOpenCode> m_server;
    std::unique_ptr<Acts> m_acts;
};

QTEST_GUILESS_MAIN(TestSessionActs)
#include "tst_sessionacts.moc"
