// SPDX-License-Identifier: MIT
#pragma once

#include "core/follower.h"
#include "core/io/panesource.h"
#include "core/store/historyreader.h"
#include "tests/support/fakepane.h"

#include <algorithm>

namespace headgate::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline SourceConfig configOf(const FakePane& server, const QString& query = {})
{
    SourceConfig config;
    config.kind = SourceKind::AgentPane;
    config.url = server.http.url(query);
    return config;
}

/** What a source tells, committed as it comes, as the engine does. */
class Keeper : public SourceHost
{
public:
    explicit Keeper(const SourceConfig& config, const QString& profile = {})
        : history(std::move(*History::open(profile)))
        , follower(config, *history, Engine::EventFeed::All)
    {
        history->begin();
        follower.restore(timestampFromMs(1), changes);
        (void)history->commit();
    }

    void take(const SourceId&, std::vector<SourceItem> items) override
    {
        for (const SourceItem& item : items) {
            if (const auto* issue = std::get_if<Issue>(&item))
                issues.push_back(*issue);
        }
        std::vector<Follower::Wish> wishes;
        history->begin();
        follower.apply(std::move(items), timestampFromMs(1'790'000'000'000), changes, wishes);
        if (!history->commit())
            qFatal("not committed");
    }
    qint64 fence() override { return history->lastRow(); }
    QHash<SessionId, qint64> cursors(const SourceId& source) override
    {
        history->begin();
        const auto found = history->cursors(source);
        (void)history->commit();
        return found;
    }
    std::optional<StreamCursor> streamCursor(const SourceId& source) override
    {
        history->begin();
        const auto found = history->streamCursor(source);
        (void)history->commit();
        return found;
    }
    std::vector<SessionId> openSessions(const SourceId&) override { return opened; }
    bool hasHoleBefore(const SessionKey&, const MessageId&, Timestamp) override { return false; }
    void statusChanged(const SourceStatus& told) override
    {
        status = told;
        follower.transportChanged(told, timestampFromMs(1), changes);
    }

    std::vector<MessageWithParts> messages(const QString& session) const
    {
        return historyreader::loadPage(
            history->database(), {follower.id(), SessionId(session)}, {}, 1000)
            .messages;
    }
    /** A line for each part. */
    QStringList transcript(const QString& session) const
    {
        QStringList lines;
        for (const MessageWithParts& m : messages(session)) {
            for (const Part& part : m.parts)
                lines += m.message.id.value() + ": "_L1
                    + (part.kind == PartKind::Tool ? part.tool.tool + u'=' + part.tool.output
                                                   : part.text);
        }
        return lines;
    }
    /** Offsets of the events that are kept, in their order. */
    QList<qint64> offsets(const QString& session) const
    {
        Query q = history->database().prepare(
            u"SELECT event.seq FROM event JOIN session ON session.id=event.session"
            " WHERE session.name=? AND event.seq NOT NULL ORDER BY row"_s);
        q.bindValue(0, session);
        QList<qint64> found;
        if (!history->database().run(q))
            qFatal("no offsets");
        while (q.next())
            found.append(q.value(0).toLongLong());
        return found;
    }
    std::optional<Session> session(const QString& id) const
    {
        const auto at = follower.sessions().entries.constFind(SessionId(id));
        return at == follower.sessions().entries.cend() ? std::nullopt : std::optional(at->session);
    }
    std::vector<Checkpoint> checkpoints() const
    {
        std::vector<Checkpoint> found;
        for (const Change& change : changes) {
            const auto* changed = std::get_if<CheckpointChanged>(&change);
            if (!changed)
                continue;
            const auto it = std::find_if(found.begin(), found.end(),
                [&](const Checkpoint& c) { return c.key == changed->checkpoint.key; });
            if (it == found.end())
                found.push_back(changed->checkpoint);
            else
                *it = changed->checkpoint;
        }
        return found;
    }
    qsizetype count(Issue::Code code) const
    {
        return std::count_if(issues.begin(), issues.end(),
            [code](const Issue& issue) { return issue.code == code; });
    }

    std::unique_ptr<History> history;
    ChangeBatch changes;
    Follower follower;
    std::vector<Issue> issues;
    std::vector<SessionId> opened;
    SourceStatus status;
};

inline PaneSource::Pace quick()
{
    PaneSource::Pace pace;
    pace.stream.betweenConnects = 1ms;
    pace.betweenLists = 30ms;
    return pace;
}

/** A source that is followed. */
struct Followed
{
    Keeper host;
    PaneSource source;

    explicit Followed(
        const FakePane& server, const QString& profile = {}, const QString& query = {})
        : host(configOf(server, query), profile)
        , source(configOf(server, query), host, quick())
    {
        source.start();
    }
};

inline QList<qint64> upTo(qint64 end)
{
    QList<qint64> all;
    for (qint64 i = 0; i < end; ++i)
        all.append(i);
    return all;
}

inline constexpr int patience = 30'000;

} // namespace headgate::test
