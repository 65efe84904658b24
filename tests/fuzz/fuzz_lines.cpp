// SPDX-License-Identifier: MIT
// A log of other writers. The first byte says how it is cut: the same lines must come out. What the
// index reads of a line is what the whole line says, and an event that is written again is the
// same.
#include "core/decode/linesplitter.h"
#include "core/decode/logfacts.h"
#include "core/decode/logline.h"
#include "core/decode/streamevent.h"

#include <cstdlib>
#include <string>
#include <tuple>

using namespace headgate;

namespace {

/** Bytes that a test's line may have; longer ones are told by their place. */
constexpr qsizetype longest = 2048;

using Line = std::tuple<QByteArray, qint64, qint64, bool>;

void keep(const CutLines& cut, std::vector<Line>& lines)
{
    for (const CutLine& line : cut.lines)
        lines.emplace_back(cut.text(line).toByteArray(), line.at, line.number, line.tooLong);
}

std::vector<Line> linesOf(const QByteArray& bytes, qsizetype piece)
{
    LineSplitter splitter(0, 0, longest);
    std::vector<Line> lines;
    for (qsizetype at = 0; at < bytes.size(); at += piece)
        keep(splitter.take(bytes.mid(at, piece)), lines);
    keep(splitter.finish(), lines);
    return lines;
}

void check(bool holds)
{
    if (!holds)
        std::abort();
}

void readLine(const QByteArray& line, logline::Scanner& scanner)
{
    const auto head = scanner.scan(line);
    if (head) {
        const logline::Head copy = *head;
        scanner.place(copy.payload);
    }
    const auto event = streamevent::decode(line);
    if (!event)
        return;
    if (head) {
        check(logline::text(head->id) == event->id.value());
        check(logline::text(head->type) == event->type);
        check(logline::text(head->stream) == event->streamId);
    }
    logfacts::facts(SourceId(QStringLiteral("log")), *event);
    logfacts::entityOf(*event);
    logfacts::requestOf(*event);
    const QByteArray written = streamevent::encode(*event);
    check(written.endsWith('\n') && written.count('\n') == 1);
    const auto again = streamevent::decode(written);
    check(again && *again == *event);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char*>(data) + 1, qsizetype(size) - 1);
    const std::vector<Line> lines = linesOf(bytes, bytes.size());
    check(lines == linesOf(bytes, 1 + data[0] % 64));
    logline::Scanner scanner;
    for (const auto& [text, at, number, tooLong] : lines)
        readLine(text, scanner);
    return 0;
}
