// SPDX-License-Identifier: MIT
#include "app/clijson.h"
#include "app/clistream.h"
#include "core/io/serverlog.h"
#include "core/store/offsetledger.h"
#include "core/store/ownerlock.h"
#include "ui/words/proofwords.h"

#include <QDir>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonObject>

#include <chrono>

namespace headgate::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** What the check of one thing came to. */
struct Checked
{
    QString what;
    Verdict verdict = Verdict::Whole;
    QString words;
    QJsonObject facts;
};

QJsonArray toJson(const std::vector<SequenceRange>& ranges)
{
    QJsonArray array;
    for (const SequenceRange& range : ranges)
        array.append(QJsonArray{range.first, range.last});
    return array;
}

QJsonArray toJson(const std::vector<qint64>& numbers)
{
    QJsonArray array;
    for (const qint64 number : numbers)
        array.append(number);
    return array;
}

/** Nothing: it keeps no log of its own. */
Expected<ServerLog> askServer(const SourceConfig& config, const std::vector<proof::Held>& held)
{
    CommandClient client(config.url, config.user, config.password);
    QEventLoop loop;
    Expected<ServerLog> told = ServerLog();
    askServerLog(
        client, config.id(), proof::cursorsToAsk(held), 3,
        [&](Expected<ServerLog> answer) {
            told = std::move(answer);
            loop.quit();
        },
        &loop);
    loop.exec();
    return told;
}

Checked checkedOf(const SessionProof& proof)
{
    Checked checked{proof.session.value(), proof.verdict, words::proofWords(proof),
        {{u"cursor"_s, proof.cursor}, {u"events"_s, proof.events},
            {u"held"_s, toJson(proof.held)}}};
    if (proof.verdict == Verdict::NotHeld)
        return checked;
    checked.facts.insert(u"missing"_s, toJson(proof.missing));
    checked.facts.insert(u"doubled"_s, toJson(proof.doubled));
    checked.facts.insert(u"differs"_s, toJson(proof.differs));
    checked.facts.insert(u"server"_s, proof.compared);
    return checked;
}

Expected<std::vector<Checked>> checkServer(
    const SourceConfig& config, const QString& profile, const SessionId& only, bool reached)
{
    const auto held = offsetledger::holding(profile, config.id(), only);
    if (!held)
        return held.error();
    ServerLog told;
    if (reached) {
        auto answer = askServer(config, held->sessions);
        if (!answer)
            return answer.error();
        told = std::move(*answer);
    }
    std::vector<Checked> found;
    for (const proof::Held& one : held->sessions)
        found.push_back(checkedOf(proof::compare(one, told ? &*told : nullptr)));
    return found;
}

/** Offsets are opaque: that ours is the stream's end is all that can be said. */
Expected<std::vector<Checked>> checkStream(
    const SourceConfig& config, const QString& profile, bool reached)
{
    const auto held = offsetledger::holding(profile, config.id());
    if (!held)
        return held.error();
    std::optional<QByteArray> tail;
    const bool some = held->cursor && !held->cursor->offset.isEmpty();
    if (some && reached) {
        const StreamAnswer answer = ask(config, durable::headRequest(config.url));
        if (!answer.ok())
            return answer.issue;
        tail = answer.place().next;
    }
    const StreamProof proof = proof::compare(held->cursor, tail);
    Checked checked{config.id().value(), proof.verdict, words::proofWords(proof, true),
        {{u"offset"_s, QString::fromUtf8(proof.offset)}}};
    if (proof.tail)
        checked.facts.insert(u"tail"_s, QString::fromUtf8(*proof.tail));
    return std::vector<Checked>{checked};
}

Expected<std::vector<Checked>> checkLog(const SourceConfig& config, const QString& profile)
{
    const auto held = offsetledger::holding(profile, config.id());
    if (!held)
        return held.error();
    std::vector<Checked> found;
    for (const proof::HeldFile& one : held->files) {
        const FileProof proof = proof::compare(one, offsetledger::linesInFile(one.file));
        Checked checked{proof.path, proof.verdict, words::proofWords(proof),
            {{u"bytes"_s, proof.bytes}, {u"lines"_s, proof.lines}, {u"events"_s, proof.events},
                {u"unreadable"_s, proof.unreadable}}};
        if (proof.verdict == Verdict::Gap && proof.linesInFile)
            checked.facts.insert(u"linesInFile"_s, *proof.linesInFile);
        found.push_back(std::move(checked));
    }
    return found;
}

int tell(const std::vector<Checked>& all, bool json)
{
    bool gap = false;
    for (const Checked& one : all) {
        gap = gap || one.verdict == Verdict::Gap;
        if (json) {
            QJsonObject object = one.facts;
            object.insert(u"what"_s, one.what);
            object.insert(u"verdict"_s, verdictName(one.verdict));
            print(line(object));
        } else {
            print(u"%1  %2\n    %3"_s.arg(one.what, verdictName(one.verdict), one.words));
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
    parser.addPositionalArgument(u"SOURCE"_s,
        u"opencode:URL, stream:URL, agentpane:URL, log:PATH, or a bare URL or path."_s);
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
    // Only an OpenCode server has a log of its own to be asked for.
    if (config->kind != SourceKind::OpenCode && config->kind != SourceKind::Stream)
        reached = false;
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
