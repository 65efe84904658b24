// SPDX-License-Identifier: MIT
#include "tests/lab/panesubject.h"

#include "tests/support/rawhttp.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace headgate::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr qint64 stepsOfATurn = 12;
constexpr auto streamPath = "/api/sessions/lab/stream";

SourceConfig configOf(quint16 port)
{
    SourceConfig config;
    config.kind = SourceKind::AgentPane;
    config.url = QUrl(u"http://127.0.0.1:%1"_s.arg(port));
    return config;
}

const QString storedOffsets = u"SELECT seq FROM event WHERE seq NOT NULL ORDER BY row"_s;
const QString storedEvents = u"SELECT seq||' '||coalesce(event.raw,payload.raw,'') FROM event"
                             " LEFT JOIN payload USING(row) WHERE seq NOT NULL ORDER BY row"_s;
/** Messages, their parts and whatever else the session is made of, as they stand; not the marks,
 * which say where it was cut, nor the list's own words on the session, which is read now and then.
 */
const QString storedThings =
    u"SELECT key||' '||parent||' '||gone||' '||coalesce(payload.raw,'') FROM entity"
    " LEFT JOIN payload USING(row) WHERE key NOT LIKE 'k:%' AND key<>'session' ORDER BY parent,ord"_s;

QString firstDifference(const QStringList& a, const QStringList& b)
{
    const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return (left == a.end() ? u"nothing"_s : left->left(300)) + " / "_L1
        + (right == b.end() ? u"nothing"_s : right->left(300));
}

} // namespace

std::vector<Fault> PaneSubject::faults() const
{
    std::vector<Fault> all = faultsOfAConnection();
    const std::vector<Fault> ofEvents = faultsOfEvents();
    all.insert(all.end(), ofEvents.begin(), ofEvents.end());
    all.insert(all.end(), {Fault::KillClient, Fault::KillServer});
    return all;
}

QString PaneSubject::start()
{
    if (!m_server.start())
        return u"headgate-cli serve did not start"_s;
    const int made =
        RawHttp(m_server.port()).ask("POST", "/api/sessions", R"({"id":"lab"})").status;
    if (made != 201)
        return u"the session was not made: %1"_s.arg(made);
    m_proxy = std::make_unique<FaultProxy>(m_server.port());
    m_client = std::make_unique<LabClient>(
        configOf(m_proxy->port()), u"agentpane:http://127.0.0.1:%1"_s.arg(m_proxy->port()));
    if (!m_client->start())
        return u"the client has no history"_s;
    return m_client->settles([] { return true; }) ? QString() : m_client->state();
}

/** A story of two agents, one event after the other, for as long as anybody listens. */
QByteArray PaneSubject::nextEvent()
{
    const qint64 step = m_step % stepsOfATurn;
    const QByteArray turn = QByteArray::number(m_step / stepsOfATurn + 1);
    const QByteArray n = QByteArray::number(m_step);
    ++m_step;
    switch (step) {
    case 0:
        return R"({"channel":"agentState","data":{"agentId":"a","status":"running"}})";
    case 1:
        return R"({"channel":"terminal","data":{"id":"i)" + n + R"(","type":"input","data":"go )"
            + n + R"(","source":"user"}})";
    case 2:
        return R"({"channel":"toolCalls","data":{"id":"t)" + turn
            + R"(","agentId":"a","tool":"bash","input":{"command":"ls"},"status":"running"}})";
    case 5:
        return R"({"channel":"toolCalls","data":{"id":"t)" + turn + R"(","output":"out )" + n
            + R"(","status":"complete"}})";
    case stepsOfATurn - 1:
        return R"({"channel":"agentState","data":{"agentId":"a","status":"completed"}})";
    default:
        return R"({"channel":"chunks","data":{"agentId":")" + QByteArray(n.toInt() % 3 ? "a" : "b")
            + R"(","turn":)" + turn + R"(,"text":"word)" + n + R"( "}})";
    }
}

void PaneSubject::publish(const QByteArray& event)
{
    for (int tries = 0; tries < 200; ++tries) {
        const RawAnswer answer =
            RawHttp(m_server.port()).ask("POST", "/api/streams?sessionId=lab", event);
        if (answer.status == 200) {
            m_events = QJsonDocument::fromJson(answer.body)["offset"_L1].toInteger(-1) + 1;
            return;
        }
        pass(10ms);
    }
}

void PaneSubject::tell(Fault fault, QRandomGenerator& random)
{
    const int events = 4 + random.bounded(12);
    const int killed = random.bounded(events);
    for (int i = 0; i < events; ++i) {
        if (fault == Fault::KillServer && i == killed) {
            m_server.kill9();
            (void)m_server.start();
        }
        publish(nextEvent());
        if (random.bounded(3) == 0)
            pass(milliseconds(random.bounded(12)));
    }
}

QString PaneSubject::round(Fault fault, QRandomGenerator& random)
{
    const qint64 before = m_events;
    if (fault == Fault::KillClient) {
        const bool back = m_client->isKilledWhile(tally, [&] {
            pass(milliseconds(random.bounded(150)));
            tell(fault, random);
        });
        if (!back)
            return u"the client does not start again"_s;
    } else {
        inflict(fault, *m_proxy, random, streamPath);
        tell(fault, random);
        heal(*m_proxy);
    }
    tally.told += m_events - before;
    const QString counted = u"SELECT count(*) FROM event WHERE seq NOT NULL"_s;
    if (!m_client->settlesBehind(*m_proxy, tally,
            [&] { return m_client->query(counted).value(0).toLongLong() >= m_events; }))
        return u"%1 of %2 events; %3"_s.arg(m_client->query(counted).value(0))
            .arg(m_events)
            .arg(m_client->state());
    const QStringList offsets = m_client->query(storedOffsets);
    for (qsizetype i = 0; i < offsets.size(); ++i) {
        if (offsets[i].toLongLong() != i)
            return u"at place %1 stands offset %2"_s.arg(i).arg(offsets[i]);
    }
    return offsets.size() == m_events ? QString()
                                      : u"%1 events, not %2"_s.arg(offsets.size()).arg(m_events);
}

QString PaneSubject::finish()
{
    m_client->stop(tally);
    LabClient uncut(configOf(m_server.port()), {});
    if (!uncut.start()
        || !uncut.settles([&] { return uncut.query(storedOffsets).size() >= m_events; }))
        return u"nobody can read it: "_s + uncut.state();
    for (const QString& stored : {storedEvents, storedThings}) {
        const QStringList mine = m_client->query(stored);
        const QStringList theirs = uncut.query(stored);
        if (mine.isEmpty() || mine != theirs)
            return u"an uncut client holds something else: "_s + firstDifference(mine, theirs);
    }
    return {};
}

} // namespace headgate::test
