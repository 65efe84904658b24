// SPDX-License-Identifier: MIT
#include "ui/words/sourcewords.h"

#include "ui/words/issuetext.h"
#include "ui/words/quantity.h"
#include "ui/words/say.h"

namespace headgate::words {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** Its servers say every ten seconds that they live; other sources may be silent for hours. */
constexpr auto longSilence = 15s;

QString capital(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

bool counts(const SourceStatus& source, Timestamp now)
{
    return source.state == SyncState::Waiting && isKnown(source.retryAt) && source.retryAt > now;
}

qint64 secondsTo(Timestamp at, Timestamp now)
{
    return std::chrono::ceil<std::chrono::seconds>(at - now).count();
}

} // namespace

QString sourceName(const SourceStatus& source)
{
    if (!source.name.isEmpty())
        return source.name;
    if (source.kind == SourceKind::Demo)
        return say("demo");
    if (source.kind == SourceKind::Log)
        return shortPath(source.url.toLocalFile());
    // Many streams have one server; each has its own last word.
    const QString file = source.kind == SourceKind::Stream ? source.url.fileName() : QString();
    if (!file.isEmpty())
        return file;
    const QString host = source.url.host();
    if (host.isEmpty())
        return source.id.value();
    return source.url.port() > 0 ? QString(host + ":"_L1 + QString::number(source.url.port()))
                                 : host;
}

Toned sourceState(const SourceStatus& source, Timestamp now)
{
    switch (source.state) {
    case SyncState::Idle:
        return {say("not started"), Tone::Quiet};
    case SyncState::CatchUp:
        return {say("catching up"), Tone::Quiet};
    case SyncState::Live:
        if (const auto silent = now - source.lastByte; source.kind == SourceKind::OpenCode
            && isKnown(source.lastByte) && silent >= longSilence)
            return {say("live, silent for %1").arg(age(silent)), Tone::Good};
        return {say("live"), Tone::Good};
    case SyncState::Waiting:
        if (counts(source, now))
            return {say("reconnecting in %1 s").arg(secondsTo(source.retryAt, now)), Tone::Waiting};
        if (source.issue.code != Issue::Code::None)
            return {say("offline: %1").arg(issueShort(source.issue)), Tone::Bad};
        return {say("reconnecting"), Tone::Waiting};
    case SyncState::Paused:
        return {say("paused by you"), Tone::Quiet};
    case SyncState::Denied:
        return {say("password needed"), Tone::Waiting};
    case SyncState::Gone:
        return {say("not there any more"), Tone::Bad};
    case SyncState::Closed:
        if (source.issue.code == Issue::Code::BadSource)
            return {say("cannot be used"), Tone::Bad};
        return {source.issue.code == Issue::Code::None
                ? say("ended")
                : say("stopped: %1").arg(issueShort(source.issue)),
            Tone::Bad};
    }
    return {};
}

Toned sourceSentence(const SourceStatus& source, Timestamp now)
{
    const bool reasoned = source.issue.code != Issue::Code::None;
    if (counts(source, now) && reasoned)
        return {say("Offline: %1. Reconnecting in %2 s")
                    .arg(issueShort(source.issue), QString::number(secondsTo(source.retryAt, now))),
            Tone::Waiting};
    Toned state = sourceState(source, now);
    state.text = capital(state.text);
    return state;
}

Toned proof(const SourceStatus& source, Timestamp now)
{
    if (!isKnown(source.since))
        return {};
    const QString since = clockTime(source.since, now);
    if (source.openGaps > 0)
        return {say("%1 gap(s) not repaired yet", source.openGaps).arg(number(source.openGaps)),
            Tone::Bad};
    const QString gaps = source.gaps > 0
        ? say("%1 gap(s) repaired", source.gaps).arg(number(source.gaps))
        : say("no gap");
    const QString twice = source.duplicates > 0
        ? say("%1 duplicate(s) dropped", source.duplicates).arg(number(source.duplicates))
        : say("no duplicate");
    return {say("%1, %2 since %3").arg(gaps, twice, since), Tone::Good};
}

Toned shortProof(const SourceStatus& source)
{
    if (!isKnown(source.since))
        return {};
    if (source.openGaps > 0)
        return {say("%1 gap(s)", source.openGaps).arg(number(source.openGaps)), Tone::Bad};
    return {say("no gap"), Tone::Good};
}

} // namespace headgate::words
