// SPDX-License-Identifier: MIT
#include "tests/ui/wallfeed.h"

#include <QJsonObject>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Row
{
    const char16_t* title;
    const char16_t* directory;
    SessionStatus status;
    const char16_t* tool;
    const char16_t* subject;
    int agoMinutes;
};

constexpr Row rows[] = {
    {u"Migrate the queue to leases", u"/home/dev/code/queue", SessionStatus::Running, u"bash",
        u"npm test -- --watch=false", 0},
    {u"Why are nightly builds slow?", u"/home/dev/code/ci", SessionStatus::Running, u"read",
        u"ci/cache.ts", 1},
    {u"Translate the help pages", u"/home/dev/code/site", SessionStatus::Running, u"edit",
        u"help/de/intro.md", 0},
    {u"Remove the dead feature flags", u"/home/dev/code/billing", SessionStatus::Failed, u"", u"",
        6},
    {u"Review of #4127", u"/home/dev/code/queue", SessionStatus::Idle, u"", u"", 17},
    {u"Draft the release notes", u"/home/dev/code/site", SessionStatus::Idle, u"", u"", 34},
    {u"Load test of the import", u"/home/dev/code/import", SessionStatus::Running, u"bash",
        u"k6 run import.js", 0},
    {u"Index advice for invoices", u"/home/dev/code/billing", SessionStatus::Running, u"grep",
        u"select.*invoices", 3},
};

constexpr const char16_t* said[] = {
    u"The lease is renewed every ten seconds now. A worker that dies gives its job back after "
    u"thirty, which the old code never did.",
    u"Two tests were waiting for a clock. I gave them a fake one; both pass in 40 ms.",
    u"## What I found\n\n- `cache.ts` hashes the lock file **twice**\n- the runner never mounts "
    u"the volume",
    u"I will leave the public names as they are and say so in the notes.",
    u"Nothing else uses this flag. Removing it, and the branch behind it.",
};

} // namespace

Session WallFeed::session(int i)
{
    const Row& row = rows[size_t(i) % std::size(rows)];
    Session s;
    s.source = FakeFeed::workstation();
    s.id = running(i).session;
    s.title = QString::fromUtf16(row.title);
    s.directory = QString::fromUtf16(row.directory);
    s.status = row.status;
    if (*row.tool)
        s.activity = {
            Activity::Kind::Tool, QString::fromUtf16(row.tool), QString::fromUtf16(row.subject)};
    if (row.status == SessionStatus::Failed)
        s.activity = {Activity::Kind::Failed, {}, u"the provider refused the request"_s};
    s.created = FakeFeed::ago(2h + std::chrono::minutes(i));
    s.updated = FakeFeed::ago(std::chrono::minutes(row.agoMinutes) + 2s);
    if (s.status == SessionStatus::Running)
        s.turnStarted = FakeFeed::ago(std::chrono::minutes(3 * i + 1));
    s.cost = 0.07 * (i + 1);
    return s;
}

ChangeBatch WallFeed::sessions()
{
    ChangeBatch batch;
    for (int i = 0; i < int(std::size(rows)); ++i)
        batch.push_back(SessionChanged{session(i)});
    return batch;
}

TranscriptLoaded WallFeed::transcript(const SessionKey& key, int seed)
{
    TranscriptLoaded loaded;
    loaded.key = key;
    for (int turn = 0; turn < 9; ++turn) {
        Message message;
        message.id = MessageId(u"msg_%1_%2"_s.arg(seed).arg(turn));
        message.session = key.session;
        message.role = turn % 4 == 0 ? Role::User : Role::Assistant;
        message.created = FakeFeed::ago(std::chrono::minutes(55 - 6 * turn - seed % 5));
        MessageWithParts one{message, {}};
        Part text;
        text.id = PartId(u"prt_%1_%2"_s.arg(seed).arg(turn));
        text.message = message.id;
        text.session = key.session;
        text.kind = PartKind::Text;
        text.text = message.role == Role::User
            ? u"Go on, and tell me before you touch anything public."_s
            : QString::fromUtf16(said[size_t(seed + turn) % std::size(said)]);
        one.parts.push_back(text);
        for (int call = 0; call < 3 && message.role == Role::Assistant; ++call) {
            Part tool = text;
            tool.id = PartId(u"prt_%1_%2_%3"_s.arg(seed).arg(turn).arg(call));
            tool.kind = PartKind::Tool;
            tool.text.clear();
            tool.tool.callId = tool.id.value();
            tool.tool.tool = call == 1 ? u"read"_s : u"bash"_s;
            tool.tool.input = call == 1 ? QJsonObject{{u"filePath"_s, u"src/queue/lease.ts"_s}}
                                        : QJsonObject{{u"command"_s, u"npm test -- lease"_s}};
            tool.tool.status =
                seed % 7 == 3 && call == 2 ? ToolStatus::Failed : ToolStatus::Completed;
            tool.tool.started = message.created + std::chrono::seconds(40 * (call + 1));
            tool.tool.ended = *tool.tool.started + 3s;
            one.parts.push_back(tool);
        }
        loaded.messages.push_back(std::move(one));
    }
    return loaded;
}

} // namespace headgate
