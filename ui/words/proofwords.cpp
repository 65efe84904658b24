// SPDX-License-Identifier: MIT
#include "ui/words/proofwords.h"

#include "ui/words/quantity.h"
#include "ui/words/say.h"

#include <QStringList>

#include <algorithm>

namespace headgate::words {

using namespace Qt::StringLiterals;

QString ranges(const std::vector<SequenceRange>& ranges)
{
    QStringList texts;
    for (const SequenceRange& range : ranges) {
        texts.append(range.first == range.last ? QString::number(range.first)
                                               : u"%1\u2013%2"_s.arg(range.first).arg(range.last));
    }
    return texts.join(u", "_s);
}

QString proofWords(const SessionProof& proof)
{
    if (proof.verdict == Verdict::NotHeld)
        return say("its events were never followed; its messages come from the server's lists");
    const QString span = say("%1 of numbers %2").arg(eventCount(proof.events), ranges(proof.held));
    if (proof.verdict == Verdict::Gap) {
        QStringList faults;
        if (!proof.missing.empty())
            faults.append(say("missing: %1").arg(ranges(proof.missing)));
        if (!proof.doubled.empty())
            faults.append(say("%1 numbers held twice").arg(proof.doubled.size()));
        if (!proof.differs.empty())
            faults.append(say("%1 are not what the server has").arg(proof.differs.size()));
        return u"%1; %2"_s.arg(span, faults.join(u"; "_s));
    }
    QString text =
        proof.compared ? say("%1, the same as in the server\u2019s own log").arg(span) : span;
    if (const qint64 first = proof.held.front().first; first > 0)
        text += say("; followed from %1 on").arg(first);
    return text;
}

QString proofWords(const StreamProof& proof, bool asked)
{
    const QString offset = QString::fromUtf8(proof.offset);
    if (proof.verdict == Verdict::NotHeld)
        return say("nothing was read of it yet");
    if (proof.verdict == Verdict::Whole)
        return say("read to its end, %1; each offset is kept with what it stands for").arg(offset);
    if (proof.tail)
        return say("read up to %1, it ends at %2").arg(offset, QString::fromUtf8(*proof.tail));
    return asked ? say("read up to %1; the server could not be asked where it ends").arg(offset)
                 : say("read up to %1; each offset is kept with what it stands for").arg(offset);
}

QString proofWords(const FileProof& proof)
{
    QString text =
        say("%1 in %2, %3 of them no events")
            .arg(eventCount(proof.events), byteSize(proof.bytes), number(proof.unreadable));
    if (proof.verdict == Verdict::BestEffort)
        return text + say("; the file is not there any more, so it cannot be compared");
    if (proof.verdict == Verdict::Gap)
        text += say("; the file has %1 lines up to there, held are %2")
                    .arg(number(proof.linesInFile.value_or(proof.lines)),
                        number(proof.events + proof.unreadable));
    return text;
}

Tone proofTone(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Whole:
        return Tone::Good;
    case Verdict::Gap:
        return Tone::Bad;
    case Verdict::NotHeld:
    case Verdict::BestEffort:
        break;
    }
    return Tone::Quiet;
}

namespace {

qint64 countOf(const Proof& proof, Verdict verdict)
{
    return std::ranges::count(proof.sessions, verdict, &SessionProof::verdict);
}

Verdict ofFiles(const Proof& proof)
{
    for (const Verdict worse : {Verdict::Gap, Verdict::BestEffort}) {
        if (std::ranges::count(proof.files, worse, &FileProof::verdict) > 0)
            return worse;
    }
    return Verdict::Whole;
}

Toned summaryOfFiles(const Proof& proof)
{
    const Verdict verdict = ofFiles(proof);
    const qint64 count = qint64(proof.files.size());
    switch (verdict) {
    case Verdict::Gap:
        return {say("What is held is not what the files have"), proofTone(verdict)};
    case Verdict::BestEffort:
        return {say("Best effort: a file is not there any more"), proofTone(verdict)};
    case Verdict::Whole:
    case Verdict::NotHeld:
        break;
    }
    return {say("%1 file(s) held line by line", count).arg(number(count)), proofTone(verdict)};
}

Toned summaryOfStream(const StreamProof& stream)
{
    switch (stream.verdict) {
    case Verdict::Whole:
        return {say("Read to its end"), Tone::Good};
    case Verdict::NotHeld:
        return {say("Nothing was read of it yet"), Tone::Quiet};
    case Verdict::Gap:
    case Verdict::BestEffort:
        break;
    }
    return {say("Best effort: its offsets say where it was read up to, not what they count"),
        Tone::Quiet};
}

} // namespace

Toned proofSummary(const Proof& proof)
{
    if (!proof.files.empty())
        return summaryOfFiles(proof);
    if (proof.stream)
        return summaryOfStream(*proof.stream);
    const qint64 gaps = countOf(proof, Verdict::Gap);
    const qint64 whole = countOf(proof, Verdict::Whole);
    const qint64 others = qint64(proof.sessions.size()) - gaps - whole;
    QStringList parts;
    if (gaps > 0)
        parts.append(say("%1 session(s) with a gap", gaps).arg(number(gaps)));
    if (whole > 0)
        parts.append(say("%1 session(s) whole", whole).arg(number(whole)));
    if (others > 0)
        parts.append(say("%1 never followed").arg(number(others)));
    if (parts.isEmpty())
        return {say("Nothing of it is held yet"), Tone::Quiet};
    return {parts.join(u", "_s), gaps > 0 ? Tone::Bad : whole > 0 ? Tone::Good : Tone::Quiet};
}

} // namespace headgate::words
