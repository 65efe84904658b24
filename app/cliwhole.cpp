// SPDX-License-Identifier: MIT
#include "app/cliwhole.h"

#include <chrono>

namespace headgate::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

WholeSession::WholeSession(CliSession& cli, const SessionId& id)
    : m_cli(cli)
    , m_key{cli.source(), id}
{
    m_session.id = id;
    m_cli.onChange = [this](const Change& change) { apply(change); };
}

void WholeSession::apply(const Change& change)
{
    if (const auto* page = std::get_if<TranscriptLoaded>(&change); page && page->key == m_key) {
        m_messages = page->messages;
        m_hasOlder = page->hasOlder;
        m_fresh = !page->loading;
        m_loaded = true;
    } else if (const auto* older = std::get_if<OlderLoaded>(&change);
               older && older->key == m_key) {
        m_messages.insert(m_messages.begin(), older->messages.begin(), older->messages.end());
        m_hasOlder = older->hasOlder;
        m_loaded = true;
    } else if (const auto* issue = std::get_if<IssueRaised>(&change)) {
        m_missing = m_missing
            || (issue->issue.code == Issue::Code::SessionNotFound
                && issue->issue.args.value(0) == m_key.session.value());
    }
}

std::optional<int> WholeSession::read()
{
    if (const int code = m_cli.open(); code != Done)
        return code;
    m_reached = m_cli.waitUntilLive(30s, true);
    m_cli.engine().submit(OpenSession{m_key});
    m_cli.wait([&] { return m_loaded && (m_fresh || m_missing || m_reached != Done); }, 30s);
    while (m_hasOlder) {
        m_loaded = false;
        m_cli.engine().submit(LoadOlder{m_key});
        if (!m_cli.wait([&] { return m_loaded; }, 30s))
            break;
    }
    // Archived sessions are in no list, yet can be read.
    const auto known = m_cli.sessions().find(m_key.session);
    if (known != m_cli.sessions().end()) {
        m_session = known->second;
    } else if (m_messages.empty()) {
        if (m_reached != Done)
            return report(m_cli.status().issue);
        if (m_missing)
            return NotFound;
        return report({Issue::Code::SessionNotFound, m_key.source, {m_key.session.value()}});
    }
    return {};
}

int WholeSession::endedWith() const
{
    if (m_reached == Done && m_fresh)
        return Done;
    note(u"this is the history as last seen; the server could not be reached to catch up"_s);
    return m_reached != Done ? m_reached : int(UnreachableCode);
}

HeldSession::HeldSession(
    const QCommandLineParser& parser, const QString& source, const SessionId& id)
    : m_profile(parser.isSet(u"profile"_s) ? parser.value(u"profile"_s) : m_own.path())
    , m_cli(parser, source, Engine::EventFeed::Off, m_profile)
    , m_whole(m_cli, id)
{
}

std::optional<int> HeldSession::read()
{
    if (const auto code = m_whole.read())
        return code;
    auto opened = Database::open(m_profile + u"/history.db"_s, Database::Mode::ReadOnly);
    if (!opened)
        return report(opened.error());
    m_database = std::move(*opened);
    return {};
}

} // namespace headgate::cli
