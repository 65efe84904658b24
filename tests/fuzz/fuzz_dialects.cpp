// SPDX-License-Identifier: MIT
// Values of event streams, one a line, as each dialect takes them, with what is made of them: the
// sessions and requests that the window would show. Nothing that comes in may end the program.
#include "core/decode/opencode.h"
#include "core/decode/opencodenext.h"
#include "core/decode/panestory.h"
#include "core/decode/panewire.h"
#include "core/decode/sseparser.h"
#include "core/decode/streamvalue.h"
#include "core/project/checkpoints.h"
#include "core/project/sessions.h"

#include <cstdlib>

using namespace headgate;

namespace {

struct Shown
{
    SessionsState sessions;
    CheckpointsState checkpoints;

    void take(const Event& event)
    {
        FactContext context;
        context.at = event.time;
        ChangeBatch changes;
        for (const Fact& fact : opencode::facts(event)) {
            reduce(sessions, fact, context, changes);
            reduce(checkpoints, fact, context, changes);
        }
    }

    /** Parents may be told in circles. */
    void walk() const
    {
        for (auto it = sessions.entries.cbegin(); it != sessions.entries.cend(); ++it) {
            runningFrom(sessions, it.key());
            familyOf(sessions, it.key());
        }
    }
};

QJsonObject nothingKnown(const QString&)
{
    return {};
}

void asOpenCode(const QByteArray& value, Shown& shown)
{
    const auto frame = opencode::decodeFrame(SourceId(QStringLiteral("o")), value, Timestamp());
    if (!frame)
        return;
    if (const auto* twin = std::get_if<opencode::SyncTwin>(&*frame)) {
        if (const auto event =
                opencode::eventFromTwin(SourceId(QStringLiteral("o")), *twin, Timestamp()))
            shown.take(*event);
    } else if (const auto* event = std::get_if<Event>(&*frame)) {
        shown.take(*event);
        for (const Event& thing : opencode::nextThings(*event, nothingKnown))
            shown.take(thing);
    }
}

void asStreamValue(const QByteArray& value, Shown& shown)
{
    const auto decoded =
        streamvalue::decode(SourceId(QStringLiteral("s")), value, {"7", 0}, Timestamp());
    if (const auto* event = std::get_if<Event>(&decoded)) {
        streamvalue::bodyOf(event->type, event->raw);
        shown.take(*event);
    }
}

void asPane(const QByteArray& value, pane::Story& story, Shown& shown)
{
    const auto wire = pane::wireFromFrame({value, {}, {}}, Timestamp());
    if (!wire)
        return;
    pane::missingIn(*wire);
    for (const Event& event :
        pane::tell(story, SourceId(QStringLiteral("p")), SessionId(QStringLiteral("one")), *wire))
        shown.take(event);
    if (pane::Story::fromJson(story.toJson()) != story)
        std::abort(); // it is kept across a restart
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char*>(data) + 1, qsizetype(size) - 1);
    Shown shown;
    pane::Story story;
    for (const QByteArray& value : bytes.split('\n')) {
        if (data[0] % 3 == 0)
            asOpenCode(value, shown);
        else if (data[0] % 3 == 1)
            asStreamValue(value, shown);
        else
            asPane(value, story, shown);
    }
    shown.walk();
    return 0;
}
