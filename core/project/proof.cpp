// SPDX-License-Identifier: MIT
#include "core/project/proof.h"

#include <QList>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Whole:
        return u"whole"_s;
    case Verdict::NotHeld:
        return u"not held"_s;
    case Verdict::BestEffort:
        return u"best effort"_s;
    case Verdict::Gap:
        return u"gap"_s;
    }
    return {};
}

namespace proof {

namespace {

/** What lies between the ranges. */
std::vector<SequenceRange> holes(const std::vector<SequenceRange>& ranges)
{
    std::vector<SequenceRange> found;
    for (size_t i = 1; i < ranges.size(); ++i)
        found.push_back({ranges[i - 1].last + 1, ranges[i].first - 1});
    return found;
}

} // namespace

std::vector<SequenceRange> Held::ranges() const
{
    QList<qint64> numbers = events.keys();
    std::sort(numbers.begin(), numbers.end());
    std::vector<SequenceRange> found;
    for (const qint64 number : std::as_const(numbers)) {
        if (found.empty() || found.back().last + 1 != number)
            found.push_back({number, number});
        else
            found.back().last = number;
    }
    return found;
}

QHash<SessionId, qint64> cursorsToAsk(const std::vector<Held>& held)
{
    QHash<SessionId, qint64> cursors;
    // It tells what comes after a number, and takes none below 0; of who is not named, all.
    for (const Held& one : held) {
        qint64 first = endOfLog + 1;
        for (auto it = one.events.cbegin(); it != one.events.cend(); ++it)
            first = std::min(first, it.key());
        cursors.insert(one.session, std::max<qint64>(0, first - 1));
    }
    return cursors;
}

SessionProof compare(const Held& held, const Told* told)
{
    SessionProof proof;
    proof.session = held.session;
    proof.cursor = held.cursor;
    proof.events = held.events.size();
    proof.held = held.ranges();
    if (held.cursor < 0 || proof.held.empty()) {
        proof.verdict = Verdict::NotHeld;
        return proof;
    }
    proof.compared = told != nullptr;
    proof.missing = holes(proof.held);
    if (proof.held.back().last < held.cursor)
        proof.missing.push_back({proof.held.back().last + 1, held.cursor});
    proof.doubled = held.doubled;
    if (told) {
        const QHash<qint64, EventId> theirs = told->value(held.session);
        for (auto it = theirs.cbegin(); it != theirs.cend(); ++it) {
            // What came since the fence is another check's.
            if (it.key() > held.cursor)
                continue;
            const auto ours = held.events.constFind(it.key());
            if (ours != held.events.cend() && *ours != it.value())
                proof.differs.push_back(it.key());
        }
        std::sort(proof.differs.begin(), proof.differs.end());
    }
    if (!proof.missing.empty() || !proof.doubled.empty() || !proof.differs.empty())
        proof.verdict = Verdict::Gap;
    return proof;
}

StreamProof compare(
    const std::optional<StreamCursor>& cursor, const std::optional<QByteArray>& tail)
{
    StreamProof proof;
    if (cursor)
        proof.offset = cursor->offset;
    if (proof.offset.isEmpty()) {
        proof.verdict = Verdict::NotHeld;
        return proof;
    }
    proof.tail = tail;
    const bool whole =
        tail && *tail == proof.offset && cursor->taken == 0 && cursor->rest.isEmpty();
    proof.verdict = whole ? Verdict::Whole : Verdict::BestEffort;
    return proof;
}

FileProof compare(const HeldFile& held, std::optional<qint64> linesInFile)
{
    const LogFile& file = held.file;
    FileProof proof;
    proof.path = file.path;
    proof.bytes = file.at;
    proof.lines = file.lines;
    proof.events = held.events;
    proof.unreadable = file.bad;
    const bool there = linesInFile && *linesInFile >= 0;
    if (there)
        proof.linesInFile = linesInFile;
    if (linesInFile && !there)
        proof.verdict = Verdict::BestEffort;
    else if ((there && *linesInFile != file.lines) || held.events != file.lines - file.bad)
        proof.verdict = Verdict::Gap;
    return proof;
}

} // namespace proof

} // namespace headgate
