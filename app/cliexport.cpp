// SPDX-License-Identifier: MIT
#include "app/cliwhole.h"
#include "core/sessionexport.h"

#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <chrono>
#include <cstdio>

namespace headgate::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 copiedAtOnce = 1 << 20;

std::optional<ExportFormat> formatNamed(const QString& name)
{
    for (const ExportFormat format :
        {ExportFormat::Markdown, ExportFormat::Lines, ExportFormat::Html}) {
        if (name == sessionfile::suffixOf(format))
            return format;
    }
    return {};
}

QString ruleNames()
{
    QStringList names;
    for (const RedactionRow& row : redactionRows())
        names += QString::fromLatin1(row.name);
    return names.join(u", "_s);
}

/** Those that are to be applied; nothing: a name is wrong, which is said. */
std::optional<QSet<RedactionRule>> rulesOf(const QCommandLineParser& parser)
{
    QSet<RedactionRule> rules;
    if (!parser.isSet(u"redact"_s) && !parser.isSet(u"preview"_s))
        return rules;
    QStringList kept = parser.value(u"keep"_s).split(u',', Qt::SkipEmptyParts);
    for (const RedactionRow& row : redactionRows()) {
        if (kept.removeAll(QString::fromLatin1(row.name)) == 0)
            rules.insert(row.rule);
    }
    if (!kept.isEmpty()) {
        usageError(u"there is no rule \"%1\"; rules are %2"_s.arg(kept.constFirst(), ruleNames()));
        return {};
    }
    return rules;
}

/** Runs until the file is whole, or nothing more can be hoped for. */
ExportFound write(HeldSession& held, const ExportWish& wish)
{
    using std::chrono::system_clock;
    QEventLoop loop;
    ExportFound last;
    SessionExport run(held.database(), held.source(), wish,
        std::chrono::time_point_cast<milliseconds>(system_clock::now()),
        [&](const ExportFound& found) {
            last = found;
            if (last.finished)
                loop.quit();
        });
    loop.exec();
    return last;
}

bool copyToOutput(const QString& path)
{
    QFile from(path);
    QFile out;
    if (!from.open(QFile::ReadOnly) || !out.open(stdout, QFile::WriteOnly))
        return false;
    while (!from.atEnd()) {
        const QByteArray bytes = from.read(copiedAtOnce);
        if (bytes.isEmpty() || out.write(bytes) != bytes.size())
            return false;
    }
    return out.flush();
}

void tellFound(const ExportFound& found, bool preview)
{
    if (!preview) {
        for (const RedactionFound& one : found.found)
            note(u"redacted: %1 × %2"_s.arg(one.count).arg(redactionName(one.rule)));
        return;
    }
    if (found.found.empty())
        print(u"nothing was found"_s);
    for (const RedactionFound& one : found.found) {
        print(u"%1: %2"_s.arg(redactionName(one.rule)).arg(one.count));
        for (const QString& example : one.examples)
            print("    "_L1 + QString(example).replace(u'\n', u' '));
    }
}

} // namespace

int runExport(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Writes one session for others: its history, after catching up with the server.\n"
        "Rules of --redact: %1."_s.arg(ruleNames()));
    addSourceOptions(parser);
    parser.addOption({u"session"_s, u"Which session."_s, u"id"_s});
    parser.addOption({u"format"_s, u"md (default), jsonl or html."_s, u"format"_s, u"md"_s});
    parser.addOption({u"redact"_s, u"Take out secrets and home directories."_s});
    parser.addOption({u"keep"_s, u"Rules that are not applied, by commas."_s, u"rules"_s});
    parser.addOption({u"preview"_s, u"Say what --redact would take out, and write nothing."_s});
    parser.addOption({u"output"_s,
        u"File, or directory of a file that is named by the title; default: standard output."_s,
        u"file"_s});
    parser.addPositionalArgument(u"SOURCE"_s,
        u"opencode:URL, stream:URL, agentpane:URL, log:PATH, demo:, or a bare URL or path."_s);
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    const auto format = formatNamed(parser.value(u"format"_s));
    const auto rules = rulesOf(parser);
    if (!rules)
        return Usage;
    if (!format)
        return usageError(u"--format is md, jsonl or html"_s);
    if (parser.positionalArguments().size() != 1 || !parser.isSet(u"session"_s))
        return usageError(u"export takes one SOURCE and --session ID"_s);

    HeldSession held(
        parser, parser.positionalArguments().constFirst(), SessionId(parser.value(u"session"_s)));
    if (const auto code = held.read())
        return *code;
    const QTemporaryDir own;
    const QString given = parser.value(u"output"_s);
    const Session& session = held.whole().session();
    ExportWish wish{session.id, session.title, given, *format, *rules};
    if (given.isEmpty())
        wish.path = own.filePath(u"session"_s);
    else if (QFileInfo(given).isDir())
        wish.path = given + u'/' + sessionfile::safeName(session.title, session.id, *format);
    const bool preview = parser.isSet(u"preview"_s);
    if (preview)
        wish.path.clear();
    const ExportFound found = write(held, wish);
    if (found.issue.code != Issue::Code::None)
        return report(found.issue);
    if (!preview && given.isEmpty() && !copyToOutput(wish.path))
        return FailedCode;
    tellFound(found, preview);
    return held.whole().endedWith();
}

} // namespace headgate::cli
