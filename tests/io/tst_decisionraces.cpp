// SPDX-License-Identifier: MIT
// H40: a server that answers late, twice, not at all or to another client first, and two Headgates
// whose persons press at once, again, and in two places.
#include "core/engine.h"
#include "tests/support/eventbuilder.h"
#include "tests/support/fakeopencode.h"

#include <QTest>
#include <QTimer>

#include <random>

using namespace headgate;
using namespace headgate::test;

namespace {

constexpr int games = 20; ///< each with a server of its own
constexpr int rounds = 5; ///< of a game
constexpr int requestsInARound = 100;
constexpr int seats = 2; ///< Headgates at the server
const QString stranger = u"a stranger"_s; ///< who else answers

/** What the server knows of a request. */
struct Truth
{
    std::optional<Reply> reply; ///< that took effect
    QString by; ///< whose it was
    bool alongside = false; ///< rejected with another one of its session
    QString session;
    QMap<QString, int> posts; ///< that arrived, by who sent them
    QMap<QString, int> lost; ///< of those, to no effect and without an answer
};

/** A server at which requests of one session after the other are asked. */
class RacingServer : public FakeOpenCode
{
public:
    explicit RacingServer(quint32 seed)
        : rng(seed)
    {
        sessions = {sessionInfo()};
        http.on("/permission/*",
            [this](const FakeRequest& request, const FakeReply& reply) { posted(request, reply); });
    }

    QHash<QString, Truth> truths;
    std::mt19937 rng;
    bool calm = false; ///< answers as it should

    bool chance(int percent) { return int(rng() % 100) < percent; }

    /** Two requests in each of its sessions. */
    void ask(int round)
    {
        for (int i = 0; i < requestsInARound; i += 2) {
            const QString name = u"%1_%2"_s.arg(round).arg(i);
            const QString session = "ses_"_L1 + name;
            const QString message = "msg_"_L1 + name;
            const QString part = "prt_"_L1 + name;
            const QJsonObject tool =
                toolPart(part, message, u"running"_s, {{u"command"_s, u"ls"_s}}, session);
            const QJsonObject info = messageInfo(message, t0 + round, 0, u"assistant"_s, session);
            sessions.append(sessionInfo(session));
            status.insert(session, QJsonObject{{u"type"_s, u"busy"_s}});
            addMessage(info, {tool});
            tell(u"session.created"_s, sessionBody(sessionInfo(session)));
            tell(u"session.status"_s, statusBody(u"busy"_s, session));
            tell(u"message.updated"_s, messageBody(info));
            tell(u"message.part.updated"_s, partBody(tool));
            for (int k = i; k < i + 2; ++k) {
                const QString id = u"per_%1_%2"_s.arg(round).arg(k);
                const QJsonObject request = permission(id, session, message, part);
                permissions.append(request);
                truths.insert(id, {});
                truths[id].session = session;
                tell(u"permission.asked"_s, request);
                if (chance(5)) // (a)
                    tell(u"permission.asked"_s, request);
            }
        }
    }

    /** (b): somebody else is first. */
    void strangerAnswers(const QString& id)
    {
        if (truths[id].reply)
            return;
        take(id, chance(50) ? Reply::Once : Reply::Reject, stranger);
        tellReplied(id);
    }

private:
    /** A rejection settles at once what else its session asks. */
    void take(const QString& id, Reply reply, const QString& by)
    {
        truths[id].reply = reply;
        truths[id].by = by;
        for (qsizetype i = 0; i < permissions.size(); ++i) {
            if (permissions[i]["id"_L1].toString() == id) {
                permissions.removeAt(i);
                break;
            }
        }
        const QString sibling = siblingOf(id);
        if (reply != Reply::Reject || truths[sibling].reply)
            return;
        truths[sibling].alongside = true;
        take(sibling, reply, by);
    }

    static QString siblingOf(const QString& id)
    {
        const qsizetype at = id.lastIndexOf(u'_') + 1;
        return id.left(at) + QString::number(id.mid(at).toInt() ^ 1);
    }

    void tellReplied(const QString& id)
    {
        const Truth& truth = truths[id];
        tell(u"permission.replied"_s, repliedBody(id, replyName(*truth.reply), truth.session));
        if (truth.reply != Reply::Reject || truth.alongside)
            return;
        const QString sibling = siblingOf(id);
        if (truths[sibling].alongside)
            tellReplied(sibling);
    }

    /** Now or within some milliseconds. */
    void soon(const std::function<void()>& act)
    {
        if (chance(50))
            act();
        else
            QTimer::singleShot(int(rng() % 8), &http, act);
    }

    void posted(const FakeRequest& request, const FakeReply& reply)
    {
        const QString id = QString::fromUtf8(request.path).section(u'/', 2, 2);
        const QString who =
            QString::fromUtf8(QByteArray::fromBase64(request.header("authorization").mid(6)))
                .section(u':', 0, 0);
        const auto answer =
            replyFromName(QJsonDocument::fromJson(request.body).object()["reply"_L1].toString());
        Truth& truth = truths[id];
        ++truth.posts[who];
        if (!calm && chance(8)) {
            reply.reset(); // it never arrived, as far as anybody can tell
            ++truth.lost[who];
            return;
        }
        if (!calm && chance(5)) {
            reply.json(R"({"name":"UnknownError","data":{"message":"out of order"}})", 500);
            return;
        }
        if (!calm && chance(10))
            strangerAnswers(id);
        if (truth.reply) {
            soon([reply, id] {
                reply.json(R"({"_tag":"PermissionNotFoundError","requestID":")" + id.toUtf8()
                        + R"(","message":"not found"})",
                    404);
            });
            return;
        }
        take(id, *answer, who);
        if (!calm && chance(8)) { // (g)
            reply.reset();
            soon([this, id] { tellReplied(id); });
            return;
        }
        const bool toldFirst = chance(40);
        if (toldFirst)
            tellReplied(id);
        soon([this, reply, id, toldFirst] {
            reply.json("true");
            if (!toldFirst)
                soon([this, id] { tellReplied(id); });
        });
    }
};

/** A Headgate, and everything it said of each request. */
class Seat : public QObject
{
public:
    explicit Seat(const QString& name)
        : m_name(name)
        , m_engine({{}, Engine::EventFeed::Off, 100})
    {
        connect(&m_engine, &Engine::changesReady, this, [this] {
            for (const Change& change : m_engine.takeChanges()) {
                if (const auto* told = std::get_if<CheckpointChanged>(&change))
                    take(told->checkpoint);
                else if (const auto* source = std::get_if<SourceChanged>(&change))
                    m_state = source->status.state;
            }
        });
    }

    bool start(SourceConfig config)
    {
        config.user = m_name;
        config.password = u"-"_s;
        m_source = config.id();
        if (!m_engine.start())
            return false;
        m_engine.submit(AddSource{config});
        return true;
    }

    void decide(const QString& session, const QString& id, Reply reply, Decision::Actor actor)
    {
        m_engine.submit(Decide{{{m_source, SessionId(session), RequestId(id)}, reply, {}, actor,
            timestampFromMs(t0)}});
    }

    SyncState state() const { return m_state; }
    const QString& name() const { return m_name; }
    const Checkpoint* find(const QString& id) const
    {
        const auto found = m_requests.constFind(id);
        return found == m_requests.cend() ? nullptr : &*found;
    }
    bool isSettled(const QString& id) const
    {
        const Checkpoint* c = find(id);
        return c
            && (c->state == CheckpointState::Confirmed
                || c->state == CheckpointState::AnsweredElsewhere
                || c->state == CheckpointState::Cancelled);
    }
    /** How often it was told anew. */
    qsizetype told(const QString& id) const { return m_lives.value(id).size(); }
    /** All that was told of it, in order. */
    QString describe(const QString& id) const
    {
        return u"%1 at %2: %3"_s.arg(id, m_name, m_lives.value(id).join(u", "_s));
    }
    /** An answer that was told as given, and another state after it. */
    const QStringList& changedTheirMind() const { return m_changed; }
    int failures(const QString& id) const { return m_failures.value(id); }

private:
    void take(const Checkpoint& c)
    {
        const QString id = c.key.request.value();
        const Checkpoint before = m_requests.value(id);
        if (isSettled(id) && before.reply && c.state != before.state)
            m_changed += u"%1: %2 after %3"_s.arg(
                id, checkpointStateName(c.state), checkpointStateName(before.state));
        if (c.state == CheckpointState::Failed && before.state != CheckpointState::Failed)
            ++m_failures[id];
        if (c.state != before.state || !m_requests.contains(id))
            m_lives[id] += checkpointStateName(c.state) + u' ' + issueCodeName(c.issue.code)
                + (c.reply ? u' ' + replyName(*c.reply) : QString());
        m_requests[id] = c;
    }

    QString m_name;
    Engine m_engine;
    SourceId m_source;
    SyncState m_state = SyncState::Idle;
    QHash<QString, Checkpoint> m_requests;
    QHash<QString, int> m_failures;
    QHash<QString, QStringList> m_lives;
    QStringList m_changed;
};

} // namespace

class TestDecisionRaces : public QObject
{
    Q_OBJECT

private slots:
    // H20, H22, H23, H40
    void ofTenThousandEachIsAnsweredOnceAndToldAsItWas_data()
    {
        const quint32 seed = qEnvironmentVariableIsSet("HEADGATE_SEED")
            ? qEnvironmentVariableIntValue("HEADGATE_SEED")
            : std::random_device{}();
        qInfo("HEADGATE_SEED=%u", seed);
        std::mt19937 seeds(seed);
        QTest::addColumn<quint32>("seed");
        for (int game = 1; game <= games; ++game)
            QTest::addRow("game %d", game) << quint32(seeds());
    }

    void ofTenThousandEachIsAnsweredOnceAndToldAsItWas()
    {
        QFETCH(quint32, seed);
        RacingServer server(seed);
        playGame(server);
        int elsewhere = 0;
        int again = 0;
        for (const Truth& truth : std::as_const(server.truths)) {
            elsewhere += truth.by == stranger ? 1 : 0;
            for (const int posts : truth.posts)
                again += posts - 1;
        }
        qInfo("%d requests, %d answered by a stranger, %d posts repeated by a person",
            int(server.truths.size()), elsewhere, again);
    }

private:
    static void playGame(RacingServer& server)
    {
        std::vector<std::unique_ptr<Seat>> at;
        for (int i = 0; i < seats; ++i) {
            at.push_back(std::make_unique<Seat>(u"seat-%1"_s.arg(i)));
            QVERIFY(at.back()->start(server.config()));
            QTRY_COMPARE_WITH_TIMEOUT(at.back()->state(), SyncState::Live, 30'000);
        }
        for (int round = 0; round < rounds && !QTest::currentTestFailed(); ++round) {
            server.calm = false;
            server.ask(round);
            play(server, at, round);
        }
    }

    static QStringList requestsOf(int round)
    {
        QStringList ids;
        for (int i = 0; i < requestsInARound; ++i)
            ids += u"per_%1_%2"_s.arg(round).arg(i);
        return ids;
    }

    /** Whoever still can is made to press, until all are settled everywhere. */
    static void play(RacingServer& server, const std::vector<std::unique_ptr<Seat>>& at, int round)
    {
        const QStringList ids = requestsOf(round);
        const auto known = [&] {
            return std::all_of(ids.begin(), ids.end(), [&](const QString& id) {
                return std::all_of(at.begin(), at.end(),
                    [&](const auto& seat) { return seat->find(id) && seat->find(id)->waits(); });
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(known(), 60'000);
        const auto settled = [&] {
            return std::all_of(ids.begin(), ids.end(), [&](const QString& id) {
                return std::all_of(
                    at.begin(), at.end(), [&](const auto& seat) { return seat->isSettled(id); });
            });
        };
        for (int turn = 0; turn < 50 && !settled(); ++turn) {
            QHash<std::pair<Seat*, QString>, qsizetype> pressed; // and what had been told before
            for (const QString& id : ids) {
                for (const auto& seat : at) {
                    if (const qsizetype told = seat->told(id); press(server, *seat, id))
                        pressed.insert({seat.get(), id}, told);
                }
                if (server.chance(3))
                    server.strangerAnswers(id);
            }
            server.calm = turn > 3;
            const auto still = [&] {
                return std::all_of(pressed.keyBegin(), pressed.keyEnd(), [&](const auto& key) {
                    const CheckpointState state = key.first->find(key.second)->state;
                    return key.first->told(key.second) > pressed.value(key)
                        && state != CheckpointState::Sending && state != CheckpointState::Sent;
                });
            };
            QTRY_VERIFY_WITH_TIMEOUT(still(), 60'000);
        }
        const auto open = [&] {
            QStringList lines;
            for (const QString& id : ids) {
                for (const auto& seat : at) {
                    if (!seat->isSettled(id))
                        lines += seat->describe(id);
                }
            }
            return lines.join(u'\n');
        };
        QTRY_VERIFY2_WITH_TIMEOUT(settled(), qPrintable(open()), 60'000);
        for (const QString& id : ids) {
            for (const auto& seat : at)
                check(server, *seat, id);
        }
        for (const auto& seat : at)
            QVERIFY2(seat->changedTheirMind().isEmpty(),
                qPrintable(seat->changedTheirMind().join(u'\n')));
    }

    static bool press(RacingServer& server, Seat& seat, const QString& id)
    {
        if (!seat.find(id)->waits() || server.chance(40))
            return false;
        const Reply first = server.chance(60) ? Reply::Once : Reply::Reject;
        seat.decide(server.truths[id].session, id, first, Decision::Actor::Window);
        if (server.chance(30)) // a double click
            seat.decide(server.truths[id].session, id, first, Decision::Actor::Window);
        if (server.chance(30)) // the notification as well
            seat.decide(
                server.truths[id].session, id, Reply::Reject, Decision::Actor::Notification);
        return true;
    }

    static void check(const RacingServer& server, const Seat& seat, const QString& id)
    {
        const Truth& truth = server.truths[id];
        const Checkpoint& told = *seat.find(id);
        const QString words =
            u"%1; it was %2, by %3 of %4 posts"_s
                .arg(seat.describe(id), truth.reply ? replyName(*truth.reply) : u"open"_s, truth.by)
                .arg(truth.posts.value(seat.name()));
        QVERIFY2(truth.reply, qPrintable(words));
        // Each press that was sent again had been told as failed before.
        QVERIFY2(truth.posts.value(seat.name()) <= 1 + seat.failures(id), qPrintable(words));
        if (told.reply)
            QVERIFY2(*told.reply == *truth.reply, qPrintable(words));
        if (told.state == CheckpointState::Cancelled)
            QVERIFY2(truth.alongside, qPrintable(words));
        else if (truth.alongside && truth.by != seat.name())
            QVERIFY2(told.state == CheckpointState::AnsweredElsewhere
                    || (told.state == CheckpointState::Confirmed
                        && truth.lost.value(seat.name()) > 0),
                qPrintable(words));
        else if (truth.by == seat.name())
            QVERIFY2(told.state != CheckpointState::AnsweredElsewhere, qPrintable(words));
        else if (truth.posts.value(seat.name()) == 0)
            QVERIFY2(told.state == CheckpointState::AnsweredElsewhere, qPrintable(words));
        else if (told.state == CheckpointState::Confirmed) // ours may have been the same, and lost
            QVERIFY2(truth.lost.value(seat.name()) > 0, qPrintable(words));
    }
};

QTEST_GUILESS_MAIN(TestDecisionRaces)
#include "tst_decisionraces.moc"
