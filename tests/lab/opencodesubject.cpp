// SPDX-License-Identifier: MIT
#include "tests/lab/opencodesubject.h"

namespace headgate::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr int turnsOfASession = 10;

SourceConfig configOf(const QUrl& url)
{
    SourceConfig config;
    config.url = url;
    return config;
}

} // namespace

std::vector<Fault> OpenCodeSubject::faults() const
{
    std::vector<Fault> all = faultsOfAConnection();
    const std::vector<Fault> ofEvents = faultsOfEvents();
    all.insert(all.end(), ofEvents.begin(), ofEvents.end());
    all.insert(all.end(), {Fault::KillClient, Fault::KillServer});
    return all;
}

QString OpenCodeSubject::start()
{
    if (!m_server.start())
        return m_server.error();
    m_proxy = std::make_unique<FaultProxy>(m_server.port());
    const QUrl url(u"http://127.0.0.1:%1"_s.arg(m_proxy->port()));
    m_client = std::make_unique<LabClient>(configOf(url), u"opencode:"_s + url.toString());
    if (!m_client->start())
        return u"the client has no history"_s;
    return m_client->settles([] { return true; }) ? QString() : m_client->state();
}

bool OpenCodeSubject::openSession()
{
    if (m_turns % turnsOfASession == 0)
        m_sessions.append(m_server.createSession(u"Lab %1"_s.arg(m_turns)));
    return m_client->watcher().open(m_sessions.constLast());
}

QString OpenCodeSubject::compare(Watcher& watcher, const QString& session)
{
    const QStringList told =
        outline(m_server.get(u"/session/"_s + session + "/message"_L1).array());
    if (m_client->waitFor([&] { return outline(watcher.transcript(session)) == told; }, 30s))
        return {};
    const QStringList mine = outline(watcher.transcript(session));
    for (qsizetype i = 0; i < std::max(mine.size(), told.size()); ++i) {
        if (mine.value(i) != told.value(i))
            return u"%1 / %2"_s.arg(mine.value(i).left(160), told.value(i).left(160));
    }
    return u"nothing was told"_s;
}

QString OpenCodeSubject::round(Fault fault, QRandomGenerator& random)
{
    if (fault == Fault::KillServer) {
        m_server.kill9();
        pass(milliseconds(random.bounded(100)));
        if (!m_server.restart())
            return m_server.error();
    }
    if (!m_client->settles([] { return true; }) || !openSession())
        return u"not opened: "_s + m_client->state();
    const QString session = m_sessions.constLast();
    ++m_turns;
    const QString script =
        u"@think Turn %1.\n@long 60 4\n@read README.md\n@say Between.\n@long 60 4"_s.arg(m_turns);
    const auto speak = [&] {
        pass(milliseconds(random.bounded(100)));
        return m_server.prompt(session, script) && m_server.waitUntilIdle(session);
    };
    if (fault == Fault::KillClient) {
        bool spoken = false;
        const bool back = m_client->isKilledWhile(tally, [&] {
            spoken = m_server.prompt(session, script);
            pass(milliseconds(random.bounded(1500)));
        });
        if (!back || !spoken || !m_server.waitUntilIdle(session)
            || !m_client->watcher().open(session))
            return u"the client does not start again"_s;
    } else {
        inflict(fault, *m_proxy, random, "/global/event");
        const bool spoken = speak();
        heal(*m_proxy);
        if (!spoken)
            return m_server.error();
    }
    Watcher& watcher = m_client->watcher();
    const auto isIdle = [&] {
        const Session* known = watcher.session(session);
        return known && known->status == SessionStatus::Idle;
    };
    if (!m_client->settlesBehind(*m_proxy, tally, isIdle))
        return u"not idle: "_s + m_client->state();
    const QString difference = compare(watcher, session);
    for (const auto& [message, parts] : watcher.transcript(session).messages) {
        tally.told += qint64(parts.size());
        for (const Part& part : parts) {
            if (!part.final || !part.gaps.empty())
                return u"%1 is not whole"_s.arg(part.id.value());
        }
    }
    return difference;
}

QString OpenCodeSubject::finish()
{
    m_client->stop(tally);
    LabClient uncut(configOf(m_server.url()), {});
    if (!uncut.start() || !uncut.settles([] { return true; }))
        return u"nobody can read it: "_s + uncut.state();
    for (const QString& session : std::as_const(m_sessions)) {
        if (!uncut.watcher().open(session))
            return u"not opened: "_s + session;
        if (const QString difference = compare(uncut.watcher(), session); !difference.isEmpty())
            return u"an uncut client holds something else: "_s + difference;
    }
    return {};
}

} // namespace headgate::test
