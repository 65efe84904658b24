// SPDX-License-Identifier: MIT
#include "app/clijson.h"
#include "app/clistream.h"
#include "core/io/commandclient.h"
#include "core/store/offsetledger.h"
#include "core/store/ownerlock.h"
#include "ui/words/quantity.h"

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <chrono>

namespace headgate::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using offsetledger::Held;
using offsetledger::Range;

namespace {

/** What the check of one thing came to. */
struct Verdict
{
    enum class Kind { Whole, NotHeld, BestEffort, Gap };

    QString what;
    Kind kind = Kind::Whole;
    QString words;
    QJsonObject facts;
};

QString nameOf(Verdict::Kind kind)
{
    switch (kind) {
    case Verdict::Kind::Whole:
        return u"whole"_s;
    case Verdict::Kind::NotHeld:
        return u"not held"_s;
    case Verdict::Kind::BestEffort:
        return u"best effort"_s;
    case Verdict::Kind::Gap:
        return u"gap"_s;
    }
    return {};
}

QString inWords(const std::vector<Range>& ranges)
{
    QStringList texts;
    for (const Range& range : ranges) {
        texts.append(range.first == range.last ? QString::number(range.first)
                                               : u"%1\u2013%2"_s.arg(range.first).arg(range.last));
    }
    return texts.join(u", "_s);
}

/** What lies between the ranges. */
std::vector<Range> holes(const std::vector<Range>& ranges)
{
    std::vector<Range> found;
    for (size_t i = 1; i < ranges.size(); ++i)
        found.push_back({ranges[i - 1].last + 1, ranges[i].first - 1});
    return found;
}

QJsonArray toJson(const std::vector<Range>& ranges)
{
    QJsonArray array;
    for (const Range& range : ranges)
        array.append(QJsonArray{range.first, range.last});
    return array;
}

/** Beyond every number: nothing of this session is wanted. */
constexpr qint64 endOfLog = 2'000'000'000;

/** What the server's own log says of the sessions, by number; nothing: it keeps none. */
using Told = QHash<SessionId, QHash<qint64, EventId>>;

Expected<std::optional<Told>> askServer(const SourceConfig& config, const std::vector<Held>& held)
{
    QJsonObject cursors;
    // It tells what comes after a number, and takes none below 0; of who is not named, all.
    for (const Held& one : held) {
        const std::vector<Range> ranges = one.ranges();
        cursors.insert(one.session.value(),
            ranges.empty() ? endOfLog : std::max<qint64>(0, ranges.front().first - 1));
    }
    CommandClient client(config.url, config.user, config.password);
    QEventLoop loop;
    HttpAnswer answer;
    client.postIdempotentJson(
        u"/sync/history"_s, {}, QJsonDocument(cursors).toJson(QJsonDocument::Compact), 60s, 3,
        [&](HttpAnswer told) {
            answer = std::move(told);
            loop.quit();
        },
        &loop);
    loop.exec();
    if (answer.status == 404)
        return std::optional<Told>();
    if (!answer.ok())
        return answer.issue;
    const QJsonDocument document = QJsonDocument::fromJson(answer.body);
    if (!document.isArray())
        return Issue{Issue::Code::BadAnswer, config.id(), {u"/sync/history"_s, u"not a list"_s}};
    Told told;
    for (const QJsonValue row : document.array()) {
        told[SessionId(row["aggregate_id"_L1].toString())].insert(
            row["seq"_L1].toInteger(), EventId(row["id"_L1].toString()));
    }
    return std::optional(std::move(told));
}

Verdict verdictOf(const Held& held, const std::optional<Told>& told)
{
    Verdict verdict{held.session.value(), Verdict::Kind::Whole, {}, {}};
    const std::vector<Range> ranges = held.ranges();
    verdict.facts = {
        {u"cursor"_s, held.cursor}, {u"events"_s, held.events.size()}, {u"held"_s, toJson(ranges)}};
    if (held.cursor < 0 || ranges.empty()) {
        verdict.kind = Verdict::Kind::NotHeld;
        verdict.words =
            u"its events were never followed; its messages come from the server's lists"_s;
        return verdict;
    }
    // From where it was followed up to the fence; what came since is another check's.
    const qint64 first = ranges.front().first;
    std::vector<Range> missing = holes(ranges);
    if (ranges.back().last < held.cursor)
        missing.push_back({ranges.back().last + 1, held.cursor});
    std::vector<qint64> other;
    if (told) {
        const QHash<qint64, EventId> theirs = told->value(held.session);
        for (auto it = theirs.cbegin(); it != theirs.cend(); ++it) {
            const bool within = it.key() >= first && it.key() <= held.cursor;
            if (within && held.events.contains(it.key())
                && held.events.value(it.key()) != it.value())
                other.push_back(it.key());
        }
        std::sort(other.begin(), other.end());
    }
    QJsonArray doubled;
    for (const qint64 number : held.doubled)
        doubled.append(number);
    QJsonArray differs;
    for (const qint64 number : other)
        differs.append(number);
    verdict.facts.insert(u"missing"_s, toJson(missing));
    verdict.facts.insert(u"doubled"_s, doubled);
    verdict.facts.insert(u"differs"_s, differs);
    verdict.facts.insert(u"server"_s, told.has_value());
    const QString span =
        u"%1 of numbers %2"_s.arg(words::eventCount(held.events.size()), inWords(ranges));
    if (!missing.empty() || !held.doubled.empty() || !other.empty()) {
        verdict.kind = Verdict::Kind::Gap;
        QStringList faults;
        if (!missing.empty())
            faults.append(u"missing: %1"_s.arg(inWords(missing)));
        if (!held.doubled.empty())
            faults.append(u"%1 numbers held twice"_s.arg(held.doubled.size()));
        if (!other.empty())
            faults.append(u"%1 are not what the server has"_s.arg(other.size()));
        verdict.words = u"%1; %2"_s.arg(span, faults.join(u"; "_s));
        return verdict;
    }
    verdict.words = told ? u"%1, the same as in the server\u2019s own log"_s.arg(span) : span;
    if (first > 0)
        verdict.words += u"; followed from %1 on"_s.arg(first);
    return verdict;
}

Expected<std::vector<Verdict>> checkServer(
    const SourceConfig& config, const QString& profile, const SessionId& only, bool reached)
{
    const auto held = offsetledger::sessions(profile, config.id(), only);
    if (!held)
        return held.error();
    std::optional<Told> told;
    if (reached) {
        auto answer = askServer(config, *held);
        if (!answer)
            return answer.error();
        told = std::move(*answer);
    }
    std::vector<Verdict> verdicts;
    for (const Held& one : *held)
        verdicts.push_back(verdictOf(one, told));
    return verdicts;
}

/** Offsets are opaque: that ours is the stream's end is all that can be said. */
Expected<std::vector<Verdict>> checkStream(
    const SourceConfig& config, const QString& profile, bool reached)
{
    const auto cursor = offsetledger::cursor(profile, config.id());
    if (!cursor)
        return cursor.error();
    Verdict verdict{config.id().value(), Verdict::Kind::BestEffort, {}, {}};
    const QByteArray at = *cursor ? (*cursor)->offset : QByteArray();
    verdict.facts.insert(u"offset"_s, QString::fromUtf8(at));
    if (at.isEmpty()) {
        verdict.kind = Verdict::Kind::NotHeld;
        verdict.words = u"nothing was read of it yet"_s;
    } else if (!reached) {
        verdict.words = u"read up to %1; the server could not be asked where it ends"_s.arg(
            QString::fromUtf8(at));
    } else {
        const StreamAnswer answer = ask(config, durable::headRequest(config.url));
        if (!answer.ok())
            return answer.issue;
        const QByteArray tail = answer.place().next;
        verdict.facts.insert(u"tail"_s, QString::fromUtf8(tail));
        const bool whole = tail == at && (*cursor)->taken == 0 && (*cursor)->rest.isEmpty();
        verdict.kind = whole ? Verdict::Kind::Whole : Verdict::Kind::BestEffort;
        verdict.words = whole
            ? u"read to its end, %1; each offset is kept with what it stands for"_s.arg(
                QString::fromUtf8(at))
            : u"read up to %1, it ends at %2"_s.arg(QString::fromUtf8(at), QString::fromUtf8(tail));
    }
    return std::vector<Verdict>{verdict};
}

/** Whole lines in the first `bytes` of a file; -1: it is shorter or cannot be read. */
qint64 linesOf(const QString& path, qint64 bytes)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly) || file.size() < bytes)
        return -1;
    qint64 lines = 0;
    while (bytes > 0) {
        const QByteArray block = file.read(std::min<qint64>(bytes, 1 << 20));
        if (block.isEmpty())
            return -1;
        lines += block.count('\n');
        bytes -= block.size();
    }
    return lines;
}

Expected<std::vector<Verdict>> checkLog(const SourceConfig& config, const QString& profile)
{
    const auto files = offsetledger::files(profile, config.id());
    if (!files)
        return files.error();
    std::vector<Verdict> verdicts;
    for (const offsetledger::HeldFile& one : *files) {
        const LogFile& file = one.file;
        Verdict verdict{file.path, Verdict::Kind::Whole, {}, {}};
        const qint64 lines = file.gone ? -1 : linesOf(file.path, file.at);
        verdict.facts = {{u"bytes"_s, file.at}, {u"lines"_s, file.lines}, {u"events"_s, one.events},
            {u"unreadable"_s, file.bad}};
        verdict.words = u"%1 in %2, %3 of them no events"_s.arg(
            words::eventCount(one.events), words::byteSize(file.at), words::number(file.bad));
        if (lines < 0) {
            verdict.kind = Verdict::Kind::BestEffort;
            verdict.words += u"; the file is not there any more, so it cannot be compared"_s;
        } else if (lines != file.lines || one.events != file.lines - file.bad) {
            verdict.kind = Verdict::Kind::Gap;
            verdict.facts.insert(u"linesInFile"_s, lines);
            verdict.words += u"; the file has %1 lines up to there, held are %2"_s.arg(
                words::number(lines), words::number(one.events + file.bad));
        }
        verdicts.push_back(std::move(verdict));
    }
    return verdicts;
}

int tell(const std::vector<Verdict>& verdicts, bool json)
{
    bool gap = false;
    for (const Verdict& verdict : verdicts) {
        gap = gap || verdict.kind == Verdict::Kind::Gap;
        if (json) {
            QJsonObject object = verdict.facts;
            object.insert(u"what"_s, verdict.what);
            object.insert(u"verdict"_s, nameOf(verdict.kind));
            print(line(object));
        } else {
            print(u"%1  %2\n    %3"_s.arg(verdict.what, nameOf(verdict.kind), verdict.words));
        }
    }
    return gap ? FailedCode : Done;
}

/** The profile's window may be running: then it is the one that catches up. */
bool isInUse(const QString& profile)
{
    if (!QDir(profile).exists())
        return false;
    const auto lock = takeOwnerLock(profile + "/lock"_L1, profile);
    return !lock && lock.error().code == Issue::Code::ProfileLocked;
}

} // namespace

int runVerify(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Catches up, and checks that the history has no gap and nothing twice: by sequence "
        u"numbers "
        "against the server's own log, by offsets, or by the lines of the file."_s);
    addSourceOptions(parser);
    parser.addOption({u"session"_s, u"Only this session."_s, u"id"_s});
    parser.addPositionalArgument(
        u"SOURCE"_s, u"opencode:URL, stream:URL, log:PATH, or a bare URL or path."_s);
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    if (parser.positionalArguments().size() != 1)
        return usageError(u"verify takes one SOURCE"_s);
    const QString source = parser.positionalArguments().constFirst();
    const auto config = readSource(parser, source);
    if (!config)
        return report(config.error());
    if (config->kind == SourceKind::Demo)
        return usageError(u"the demo has no history of its own to verify"_s);
    const QString profile =
        parser.isSet(u"profile"_s) ? parser.value(u"profile"_s) : windowProfile();
    bool reached = true;
    if (isInUse(profile)) {
        note(u"the profile is in use: checked as it stands now, without catching up"_s);
    } else {
        CliSession cli(parser, source, Engine::EventFeed::Off, profile);
        if (const int code = cli.open(); code != Done)
            return code;
        reached = cli.waitUntilLive(30s, true) == Done;
        if (!reached)
            note(u"the source could not be reached: checked as it was last seen"_s);
    }
    const auto verdicts = config->kind == SourceKind::Log ? checkLog(*config, profile)
        : config->kind == SourceKind::Stream
        ? checkStream(*config, profile, reached)
        : checkServer(*config, profile, SessionId(parser.value(u"session"_s)), reached);
    if (!verdicts)
        return report(verdicts.error());
    if (verdicts->empty() && parser.isSet(u"session"_s))
        return report({Issue::Code::SessionNotFound, config->id(), {parser.value(u"session"_s)}});
    if (verdicts->empty())
        note(u"nothing of this source is held"_s);
    return tell(*verdicts, parser.isSet(u"json"_s));
}

} // namespace headgate::cli
