// SPDX-License-Identifier: MIT
#include "app/clijson.h"
#include "app/cliwhole.h"
#include "core/project/markdownexport.h"
#include "core/project/replayclock.h"
#include "core/project/replayframes.h"
#include "core/replaysteps.h"

#include <QDateTime>
#include <QEventLoop>
#include <QJsonArray>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <limits>

namespace headgate::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int linesShown = 50;
constexpr auto frame = 50ms;

QString kindName(ReplayKind kind)
{
    switch (kind) {
    case ReplayKind::Other:
        return u"other"_s;
    case ReplayKind::Message:
        return u"message"_s;
    case ReplayKind::Text:
        return u"text"_s;
    case ReplayKind::Tool:
        return u"tool"_s;
    case ReplayKind::Asked:
        return u"asked"_s;
    case ReplayKind::Answered:
        return u"answered"_s;
    case ReplayKind::Gap:
        return u"gap"_s;
    }
    return {};
}

QString iso(Timestamp at)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(at), Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonObject momentJson(const ReplayMoment& moment, qsizetype event)
{
    QJsonObject json{{u"event"_s, event}, {u"at"_s, toMs(moment.at)},
        {u"kind"_s, kindName(moment.kind)}, {u"type"_s, moment.type}, {u"kept"_s, moment.kept}};
    if (moment.seq)
        json.insert(u"offset"_s, *moment.seq);
    return json;
}

void printMoment(const ReplayTimeline& timeline, qsizetype index, bool json)
{
    const ReplayMoment& moment = timeline.moments[size_t(index)];
    if (json) {
        print(line(momentJson(moment, index + 1)));
        return;
    }
    print(u"%1  %2  %3  %4%5"_s.arg(QString::number(index + 1).rightJustified(6), iso(moment.at),
        kindName(moment.kind).leftJustified(8), moment.type,
        moment.kept ? QString() : u"  (what it said was not kept)"_s));
}

/** Where the words of then are not known, that is what it says. */
std::vector<MessageWithParts> readable(const ReplayScene& scene)
{
    std::vector<MessageWithParts> messages = scene.messages;
    for (MessageWithParts& message : messages) {
        for (Part& part : message.parts) {
            if (!scene.unkept.contains(part.id))
                continue;
            if (part.kind == PartKind::Tool)
                part.tool.output = u"[what it printed up to this moment was not kept]"_s;
            else
                part.text = u"[being written; the words of this moment were not kept]"_s;
        }
    }
    return messages;
}

QString waitingLine(const ReplayScene& scene, const Checkpoint& c)
{
    if (scene.unkeptRequests.contains(c.key.request))
        return u"- %1: what was asked was not kept once it was answered"_s.arg(
            c.key.request.value());
    const QString what = c.questions.empty() ? c.text : c.questions.front().text;
    return u"- %1: %2 %3"_s.arg(c.key.request.value(), c.permission, what.simplified());
}

void printScene(const Session& session, const ReplayScene& scene)
{
    print(markdownExport(session, readable(scene)));
    if (!scene.waiting.empty())
        print(u"\n## Waiting for a person\n"_s);
    for (const Checkpoint& c : scene.waiting)
        print(waitingLine(scene, c));
    if (!scene.todos.empty())
        print(u"\n## Todos\n"_s);
    for (const Todo& todo : scene.todos)
        print(u"- [%1] %2"_s.arg(todo.status == "completed"_L1 ? u"x"_s : u" "_s, todo.content));
    if (!scene.terminal.isEmpty())
        print(u"\n## Terminal\n"_s);
    for (const ReplayLine& one : scene.terminal)
        print((one.stream == "input"_L1 ? u"> "_s : QString()) + one.text.trimmed());
}

void printSceneJson(const ReplayScene& scene, const ReplayMoment& moment, qsizetype event)
{
    QJsonObject json = momentJson(moment, event);
    QJsonArray messages;
    for (const MessageWithParts& message : scene.messages)
        messages.append(toJson(message));
    QJsonArray waiting;
    for (const Checkpoint& c : scene.waiting)
        waiting.append(c.key.request.value());
    QJsonArray unkept;
    for (const MessageWithParts& message : scene.messages) {
        for (const Part& part : message.parts) {
            if (scene.unkept.contains(part.id))
                unkept.append(part.id.value());
        }
    }
    json.insert(u"messages"_s, messages);
    json.insert(u"waiting"_s, waiting);
    json.insert(u"unkept"_s, unkept);
    print(line(json));
}

/** Prints what happens as it happened, and ends with it. */
void play(ReplayClock& clock, const ReplayTimeline& timeline, int speed, bool skip, bool json)
{
    using std::chrono::steady_clock;
    const auto now = [] {
        return Timestamp(
            std::chrono::duration_cast<milliseconds>(steady_clock::now().time_since_epoch()));
    };
    QEventLoop loop;
    QTimer timer;
    timer.setInterval(frame);
    clock.setSpeed(speed, now());
    clock.setSkipping(skip);
    qsizetype printed = -1;
    const auto tell = [&] {
        while (printed < clock.index())
            printMoment(timeline, ++printed, json);
        std::fflush(stdout);
        if (!clock.isPlaying())
            loop.quit();
    };
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        clock.tick(now());
        tell();
    });
    clock.play(now());
    tell();
    timer.start();
    if (!clock.isAtEnd())
        loop.exec();
}

void addOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        u"Lists the moments of a session, oldest first; or shows it as it was at one of them, as "
        "far as that was kept; or tells them in the time they took."_s);
    addSourceOptions(parser);
    parser.addOption({u"session"_s, u"Which session."_s, u"id"_s});
    parser.addOption({u"event"_s, u"Show it as it was after this event of the list."_s, u"n"_s});
    parser.addOption({u"at"_s, u"Show it as it was so long after its begin."_s, u"seconds"_s});
    parser.addOption({u"play"_s, u"Tell each event when it happened."_s});
    parser.addOption({u"speed"_s, u"With --play: 1, 2 or 4."_s, u"times"_s, u"1"_s});
    parser.addOption({u"skip-pauses"_s, u"With --play: pass over long silences."_s});
    parser.addPositionalArgument(u"SOURCE"_s,
        u"opencode:URL, stream:URL, agentpane:URL, log:PATH, demo:, or a bare URL or path."_s);
}

/** Number of an option; nothing: it is none, or out of range. */
std::optional<qint64> numberOf(
    const QCommandLineParser& parser, const QString& option, qint64 least)
{
    bool ok = false;
    const qint64 number = parser.value(option).toLongLong(&ok);
    return ok && number >= least && number < std::numeric_limits<int>::max() ? std::optional(number)
                                                                             : std::nullopt;
}

} // namespace

int runReplay(const QStringList& arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    const auto event = numberOf(parser, u"event"_s, 1);
    const auto seconds = numberOf(parser, u"at"_s, 0);
    const auto speed = numberOf(parser, u"speed"_s, 1);
    if (parser.positionalArguments().size() != 1 || !parser.isSet(u"session"_s))
        return usageError(u"replay takes one SOURCE and --session ID"_s);
    if (parser.isSet(u"event"_s) != event.has_value()
        || parser.isSet(u"at"_s) != seconds.has_value()
        || int(event.has_value()) + int(seconds.has_value()) + int(parser.isSet(u"play"_s)) > 1)
        return usageError(u"replay takes one of --event N, --at SECONDS and --play"_s);
    if (!speed || (*speed != 1 && *speed != 2 && *speed != 4))
        return usageError(u"--speed is 1, 2 or 4"_s);

    HeldSession held(
        parser, parser.positionalArguments().constFirst(), SessionId(parser.value(u"session"_s)));
    if (const auto code = held.read())
        return *code;
    const Session& session = held.whole().session();
    const ReplaySteps steps(held.database(), {held.source(), session.id});
    const ReplayTimeline& timeline = *steps.timeline();
    ReplayClock clock(steps.timeline());
    const bool json = parser.isSet(u"json"_s);
    if (parser.isSet(u"play"_s)) {
        play(clock, timeline, int(*speed), parser.isSet(u"skip-pauses"_s), json);
        return held.whole().endedWith();
    }
    if (!event && !seconds) {
        for (qsizetype i = 0; i < clock.count(); ++i)
            printMoment(timeline, i, json);
        return held.whole().endedWith();
    }
    if (event)
        clock.toEvent(qsizetype(*event) - 1);
    else
        clock.seek(clock.begin() + std::chrono::seconds(*seconds));
    if (clock.index() < 0) {
        note(u"nothing of this session is held"_s);
        return NotFound;
    }
    ReplayFrames frames({held.source(), session.id}, clock.count());
    ReplayScene scene =
        frames
            .at(clock.index(),
                [&](qsizetype from, qsizetype to) { return steps.read(held.database(), from, to); })
            .scene(std::numeric_limits<int>::max(), linesShown);
    if (json)
        printSceneJson(scene, timeline.moments[size_t(clock.index())], clock.index() + 1);
    else
        printScene(session, scene);
    return held.whole().endedWith();
}

} // namespace headgate::cli
