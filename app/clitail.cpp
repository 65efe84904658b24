// SPDX-License-Identifier: MIT
#include "app/clicursor.h"
#include "app/clijson.h"
#include "app/clisession.h"
#include "core/decode/durable.h"
#include "ui/words/issuetext.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <chrono>

namespace headgate::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString payloadText(const QByteArray& line)
{
    const QJsonValue payload = QJsonDocument::fromJson(line).object()["payload"_L1];
    const QJsonDocument document =
        payload.isArray() ? QJsonDocument(payload.toArray()) : QJsonDocument(payload.toObject());
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

/** A line for people: when, whose, what, and the beginning of the data. */
QString humanLine(const EventRow& row)
{
    const QString time = QDateTime::fromMSecsSinceEpoch(toMs(row.time)).toString(u"HH:mm:ss.zzz"_s);
    // The envelope of a log's line repeats what stands before it here.
    QString data = isLog(row.source) && row.origin != Origin::Local ? payloadText(row.data)
                                                                    : QString::fromUtf8(row.data);
    constexpr qsizetype widest = 160;
    if (data.size() > widest)
        data = data.left(widest) + u'…';
    // Control characters of an agent's output must not reach the terminal.
    for (QChar& c : data) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = u'·';
    }
    return u"%1  %2  %3  %4  %5"_s.arg(time, row.session.isEmpty() ? u"-"_s : row.session.value(),
        originName(row.origin).leftJustified(8), row.type.leftJustified(22), data);
}

bool running(const Session& session)
{
    return session.status == SessionStatus::Running || session.status == SessionStatus::Retrying;
}

} // namespace

int runTail(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Prints every event of a source as it is committed to the history."_s);
    addSourceOptions(parser);
    parser.addOption({u"session"_s, u"Only events of this session."_s, u"id"_s});
    parser.addOption({u"for"_s, u"End after this time."_s, u"seconds"_s});
    parser.addOption(
        {u"until-idle"_s, u"End once the snapshot is applied and the session is idle."_s});
    parser.addOption({u"from"_s,
        u"Where to begin in a stream that was not read before; now: at its tail."_s, u"offset"_s});
    parser.addOption({u"cursor-file"_s,
        u"Go on after the event that was printed last, and keep that place here. Needs --profile: what came meanwhile stands in its history."_s,
        u"file"_s});
    parser.addPositionalArgument(u"SOURCE"_s,
        u"opencode:URL, stream:URL, agentpane:URL, log:PATH, demo:, or a bare URL or path."_s);
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    if (parser.positionalArguments().size() != 1)
        return usageError(u"tail takes one SOURCE"_s);
    bool number = true;
    const double seconds = parser.isSet(u"for"_s) ? parser.value(u"for"_s).toDouble(&number) : 0;
    if (!number || seconds < 0)
        return usageError(u"--for takes a number of seconds"_s);

    const SessionId only(parser.value(u"session"_s));
    if (parser.isSet(u"from"_s) && !durable::isOffset(parser.value(u"from"_s).toUtf8()))
        return usageError(u"--from takes an offset"_s);
    if (parser.isSet(u"cursor-file"_s) && !parser.isSet(u"profile"_s))
        return usageError(u"--cursor-file needs --profile, whose history it points into"_s);
    CliSession cli(parser, parser.positionalArguments().constFirst(), Engine::EventFeed::All);
    CursorFile cursor(parser.value(u"cursor-file"_s), cli.source());
    if (const auto wrong = cursor.read())
        return usageError(*wrong);
    bool everLive = false;
    qint64 missed = 0;
    bool missingTold = false;
    bool readingOn = cursor.isKnown(); // more rows are still to come out of the history
    cli.onChange = [&](const Change& change) {
        everLive = everLive || cli.status().state == SyncState::Live
            || cli.status().state == SyncState::Closed;
        const auto* source = std::get_if<SourceChanged>(&change);
        if (source && source->status.issue.code == Issue::Code::LogMissing
            && !std::exchange(missingTold, true))
            note(words::issueText(source->status.issue));
        const auto* logged = std::get_if<EventsLogged>(&change);
        if (!logged)
            return;
        for (const EventRow& row : logged->rows) {
            if (only.isEmpty() || row.session == only)
                print(cli.json() ? line(toJson(row)) : humanLine(row));
        }
        // Whoever reads this output is slow: the rest is read from the history at their pace.
        readingOn = logged->readOnAfter.has_value();
        if (cursor.isUsed() && !logged->rows.empty())
            cursor.moveTo(logged->rows.back().row);
        if (logged->readOnAfter)
            cli.engine().submit(ReadEvents{cli.source(), *logged->readOnAfter});
        missed += logged->skipped;
    };
    if (const int code = cli.start(); code != Done)
        return code;
    // What was not printed yet is in the history; only then is the source followed.
    if (cursor.isKnown()) {
        cli.engine().submit(ReadEvents{cli.source(), cursor.row()});
        cli.wait([&] { return !readingOn; }, 0s);
    }
    cli.follow();
    // A server's messages are read for the sessions that somebody looks at; a log tells them all.
    if (!only.isEmpty() && !isLog(cli.source()))
        cli.engine().submit(OpenSession{{cli.source(), only}});
    const auto idle = [&] {
        if (!parser.isSet(u"until-idle"_s) || cli.status().state != SyncState::Live)
            return false;
        if (!only.isEmpty()) {
            const auto it = cli.sessions().find(only);
            return it == cli.sessions().end() || !running(it->second);
        }
        return std::none_of(cli.sessions().begin(), cli.sessions().end(),
            [](const auto& entry) { return running(entry.second); });
    };
    const auto denied = [&] {
        return cli.status().state == SyncState::Denied || cli.status().state == SyncState::Gone;
    };
    // The end of a stream, also of one that was never live here.
    const auto closed = [&] { return cli.status().state == SyncState::Closed && !readingOn; };
    // A server that was never there is told at once; one that went away is waited for.
    const auto hopeless = [&] {
        // Somebody may be about to begin a log: it is waited for, like the next line.
        if (cli.status().issue.code == Issue::Code::LogMissing)
            return false;
        return !everLive && cli.status().issue.code != Issue::Code::None
            && cli.status().state != SyncState::CatchUp;
    };
    const milliseconds limit(qint64(seconds * 1000));
    cli.wait([&] { return idle() || denied() || hopeless() || closed(); }, limit);
    if (missed > 0)
        note(
            u"%1 events came faster than they were read and are not listed one by one; their text is in later ones"_s
                .arg(missed));
    if (denied() || hopeless())
        return report(cli.status().issue);
    if (!only.isEmpty() && everLive && !cli.sessions().contains(only))
        return report({Issue::Code::SessionNotFound, cli.source(), {only.value()}});
    if (!everLive)
        return report({Issue::Code::TimedOut, cli.source(), {QString::number(seconds)}});
    return Done;
}

} // namespace headgate::cli
