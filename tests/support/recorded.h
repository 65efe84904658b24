// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/panestory.h"
#include "core/follower.h"
#include "tests/support/eventbuilder.h"
#include "tests/support/logbuilder.h"
#include "tests/support/watcher.h"

#include <QTemporaryDir>

/** Sessions of each kind of source, as a history keeps them after they were followed. */
namespace headgate::test {

/** A follower over a history, told item by item. */
struct Recorded
{
    SourceConfig config;
    std::unique_ptr<History> history;
    std::unique_ptr<Follower> follower;
    ChangeBatch changes;

    explicit Recorded(SourceKind kind, const QString& profile = {})
        : history(std::move(*History::open(profile)))
    {
        config.kind = kind;
        config.url = QUrl(kind == SourceKind::AgentPane ? u"http://127.0.0.1:3001"_s
                                                        : u"http://127.0.0.1:4096"_s);
        follower = std::make_unique<Follower>(config, *history, Engine::EventFeed::Off);
    }

    void take(std::vector<SourceItem> items, qint64 now)
    {
        std::vector<Follower::Wish> wishes;
        history->begin();
        follower->apply(std::move(items), timestampFromMs(now), changes, wishes);
        if (!history->commit())
            qFatal("not committed");
    }
    SessionKey key(const SessionId& session) const { return {config.id(), session}; }
};

/** Just before the oldest of the recordings. */
inline constexpr qint64 recordedAt = 1'795'000'000'000;

/** A recorded stream of OpenCode, heard frame by frame; no two of them at once, and none before
 * what it speaks of. */
inline std::unique_ptr<Recorded> hearOpenCode(const QString& recording, const QString& profile = {})
{
    auto recorded = std::make_unique<Recorded>(SourceKind::OpenCode, profile);
    qint64 at = recordedAt;
    for (const QByteArray& data : framesOf(recording)) {
        ++at;
        const auto decoded =
            opencode::decodeFrame(recorded->config.id(), data, timestampFromMs(at));
        if (!decoded)
            continue;
        if (const auto* found = std::get_if<Event>(&*decoded)) {
            Event event = *found;
            for (const Fact& fact : opencode::facts(event)) {
                if (const auto* m = std::get_if<MessageDescribed>(&fact))
                    at = std::max({at, toMs(m->message.created),
                        toMs(m->message.completed.value_or(Timestamp()))});
                else if (const auto* p = std::get_if<PartDescribed>(&fact))
                    at = std::max({at, toMs(p->part.started.value_or(Timestamp())),
                        toMs(p->part.ended.value_or(Timestamp()))});
            }
            at = std::max(at, toMs(event.time));
            event.time = timestampFromMs(at);
            recorded->take({event}, at);
        } else if (const auto* twin = std::get_if<opencode::SyncTwin>(&*decoded)) {
            recorded->take({*twin}, at);
        }
    }
    return recorded;
}

/** Numbered events of AgentPane, a second after the other. */
inline std::unique_ptr<Recorded> hearPane(
    const QList<std::pair<QString, QByteArray>>& events, const QString& profile = {})
{
    auto recorded = std::make_unique<Recorded>(SourceKind::AgentPane, profile);
    pane::Story story;
    for (qsizetype i = 0; i < events.size(); ++i) {
        const qint64 at = t0 + i * 1000;
        const auto wire =
            pane::wireFromRow({{u"type"_s, events[i].first},
                                  {u"data"_s, QJsonDocument::fromJson(events[i].second).object()},
                                  {u"timestamp"_s, at}, {u"offset"_s, i}},
                timestampFromMs(at));
        std::vector<SourceItem> items;
        for (Event& event : pane::tell(story, recorded->config.id(), ses, *wire))
            items.push_back(std::move(event));
        recorded->take(std::move(items), at);
    }
    return recorded;
}

/** A person, an agent, its tool, an approval and a terminal. */
inline QList<std::pair<QString, QByteArray>> paneStory()
{
    return {
        {u"state:update"_s, R"({"agentId":"a","status":"running"})"},
        {u"terminal:input"_s, R"({"id":"i","data":"make test","source":"user"})"},
        {u"chunk"_s, R"({"agentId":"a","turn":1,"text":"Let me "})"},
        {u"chunk"_s, R"({"agentId":"a","turn":1,"text":"look."})"},
        {u"tool:start"_s,
            R"({"id":"t1","agentId":"a","tool":"bash","input":{"command":"ls /home/ada/shop"}})"},
        {u"terminal:output"_s, R"({"data":"2 passed\n"})"},
        {u"tool:result"_s, R"({"id":"t1","output":"cart.cpp\nAPI_KEY=sk-abcdefghijklmnop1234"})"},
        {u"approval:requested"_s, R"({"taskId":"k","diff":"+fixed"})"},
        {u"approval:approved"_s, R"({"taskId":"k","approver":"me"})"},
        {u"chunk"_s, R"({"agentId":"a","turn":2,"text":"Done & <safe>."})"},
        {u"state:update"_s, R"({"agentId":"a","status":"completed"})"},
    };
}

/** The same in a log. */
inline QByteArray logStory()
{
    const QString s = ses.value();
    return sessionLine(1, s, u"Mend the cart"_s)
        + deltaLine(1000, s, u"msg_1"_s, u"prt_1"_s, u"Let me "_s)
        + deltaLine(2000, s, u"msg_1"_s, u"prt_1"_s, u"look."_s)
        + toolLine(3000, s, u"msg_1"_s, u"call_1"_s, u"running"_s)
        + toolLine(4000, s, u"msg_1"_s, u"call_1"_s, u"completed"_s,
            {{u"output"_s, u"/home/ada/shop/cart.cpp"_s}})
        + requestLine(5000, s, u"chk_1"_s) + decisionLine(6000, u"chk_1"_s, true, u"safe"_s)
        + snapshotLine(7000, s, u"msg_2"_s, u"prt_2"_s, u"Done & <safe>."_s)
        + messageLine(8000, s, u"msg_2"_s);
}

/** A log that an engine has read into this profile. False: it did not. */
inline bool followLog(const QString& path, const QString& profile, const QByteArray& lines)
{
    if (!appendTo(path, lines))
        return false;
    Watcher watcher(profile);
    SourceConfig config;
    config.kind = SourceKind::Log;
    config.url = QUrl::fromLocalFile(path);
    const qsizetype count = lines.count('\n');
    qsizetype told = 0;
    watcher.onChange = [&](const Change& change) {
        if (const auto* logged = std::get_if<EventsLogged>(&change))
            told += qsizetype(logged->rows.size());
    };
    return watcher.follow(config) && watcher.waitUntilLive()
        && watcher.waitFor([&] { return told >= count; });
}

} // namespace headgate::test
