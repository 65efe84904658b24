// SPDX-License-Identifier: MIT
#include "app/clijson.h"
#include "app/clilog.h"
#include "core/store/auditfile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>

#include <cstdio>

namespace headgate::cli {

using namespace Qt::StringLiterals;

namespace {

struct Selection
{
    QString session;
    std::optional<Timestamp> since;
    std::optional<Timestamp> until;

    bool has(const audit::Entry& e) const
    {
        return (session.isEmpty() || e.session.value() == session)
            && (!since || e.settled >= *since) && (!until || e.settled < *until);
    }
};

/** For people: when, what was asked, what was answered, by whom. */
QString describe(const audit::Entry& e)
{
    const QString when = QDateTime::fromMSecsSinceEpoch(toMs(e.settled)).toString(Qt::ISODate);
    QString asked = e.permission;
    if (!e.patterns.isEmpty())
        asked += u' ' + e.patterns.join(u' ');
    const QString who = e.actor.isEmpty() ? u"another client"_s
        : e.user.isEmpty()                ? e.actor
                                          : u"%1 (%2)"_s.arg(e.user, e.actor);
    QString text =
        u"%1  %2  %3  by %4"_s.arg(when, e.answer.isEmpty() ? u"-"_s : e.answer, e.outcome, who);
    text += u"\n    %1  %2"_s.arg(e.title.isEmpty() ? e.session.value() : e.title, e.directory);
    if (!asked.trimmed().isEmpty())
        text += u"\n    %1"_s.arg(safe(asked));
    if (!e.message.isEmpty())
        text += u"\n    \u201c%1\u201d"_s.arg(safe(e.message));
    return text;
}

int tellVerdict(const audit::Report& audit, const QString& profile, bool json)
{
    const bool good = audit.faults.empty();
    if (json) {
        QJsonArray faults;
        for (const audit::Fault& fault : audit.faults) {
            faults.append(QJsonObject{{u"kind"_s, audit::faultName(fault.kind)},
                {u"line"_s, fault.line}, {u"request"_s, fault.request}});
        }
        print(line({{u"lines"_s, audit.lines}, {u"head"_s, QString::fromLatin1(audit.head)},
            {u"intact"_s, good}, {u"faults"_s, faults}}));
        return good ? Done : FailedCode;
    }
    for (const audit::Fault& fault : audit.faults) {
        switch (fault.kind) {
        case audit::Fault::Kind::Unreadable:
            note(u"line %1 is not readable"_s.arg(fault.line));
            break;
        case audit::Fault::Kind::Unlinked:
            note(
                u"line %1 does not follow the line before it: one of the two was changed, or lines between them are gone"_s
                    .arg(fault.line));
            break;
        case audit::Fault::Kind::Missing:
            note(u"the decision on %1 was written and is not there any more"_s.arg(
                fault.request.isEmpty() ? u"a session"_s : safe(fault.request)));
            break;
        }
    }
    if (audit.lines == 0 && good)
        print(u"Nothing was decided in %1 yet."_s.arg(QDir::toNativeSeparators(profile)));
    else if (good)
        print(u"%1 decisions, each follows the one before. Head: %2"_s.arg(audit.lines)
                  .arg(QString::fromLatin1(audit.head)));
    return good ? Done : FailedCode;
}

/** Prints those selected in one of the forms: "text", "jsonl", "csv". */
int tellEntries(const QString& profile, const Selection& selection, const QString& format)
{
    QFile out;
    if (!out.open(stdout, QFile::WriteOnly))
        return FailedCode;
    if (format == "csv"_L1)
        out.write(audit::csvHeader());
    const auto audit = readAudit(profile, [&](const audit::Entry& entry) {
        if (!selection.has(entry))
            return;
        if (format == "csv"_L1)
            out.write(audit::csv(entry));
        else
            out.write(
                ((format == "jsonl"_L1 ? line(entry.raw) : describe(entry)) + u'\n').toUtf8());
    });
    if (!audit)
        return report(audit.error());
    if (!audit->faults.empty())
        note(u"the file is not what was written: audit verify says where"_s);
    return Done;
}

} // namespace

Expected<std::optional<Timestamp>> readMoment(const QCommandLineParser& parser, const QString& name)
{
    if (!parser.isSet(name))
        return std::optional<Timestamp>();
    const QDateTime at = QDateTime::fromString(parser.value(name), Qt::ISODateWithMs);
    if (!at.isValid())
        return Issue{Issue::Code::BadSource, {},
            {u"--%1 takes a date or time as 2026-05-17 or 2026-05-17T14:30"_s.arg(name)}};
    return std::optional(timestampFromMs(at.toMSecsSinceEpoch()));
}

int runAudit(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"What was decided, by whom, and whether the record of it is what was written: list prints "
        "it, verify checks it, export prints it for another program."_s);
    addHelp(parser);
    parser.addPositionalArgument(u"action"_s, u"list, verify or export."_s);
    parser.addOptions({
        {u"profile"_s, u"The profile that keeps the decisions; default: the window's."_s,
            u"directory"_s},
        {u"session"_s, u"Only those of this session."_s, u"id"_s},
        {u"since"_s, u"Only what was settled at or after this time."_s, u"time"_s},
        {u"until"_s, u"Only what was settled before this time."_s, u"time"_s},
        {u"format"_s, u"export: csv or jsonl; default: csv."_s, u"name"_s, u"csv"_s},
        {u"json"_s, u"Print one JSON object a line."_s},
    });
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    const QString action = parser.positionalArguments().value(0);
    const QString format = parser.value(u"format"_s);
    const bool known = action == "list"_L1 || action == "verify"_L1 || action == "export"_L1;
    if (!known || parser.positionalArguments().size() != 1
        || (format != "csv"_L1 && format != "jsonl"_L1))
        return usageError(u"audit takes list, verify or export, and --format csv or jsonl"_s);
    const auto since = readMoment(parser, u"since"_s);
    const auto until = readMoment(parser, u"until"_s);
    if (!since || !until)
        return usageError((since ? until : since).error().args.value(0));
    const QString profile =
        parser.isSet(u"profile"_s) ? parser.value(u"profile"_s) : windowProfile();
    if (parser.isSet(u"profile"_s) && !QDir(profile).exists())
        return report({Issue::Code::DatabaseError, {}, {u"%1 does not exist"_s.arg(profile)}});
    const bool json = parser.isSet(u"json"_s);
    if (action == "verify"_L1) {
        const auto audit = readAudit(profile, [](const audit::Entry&) {});
        return audit ? tellVerdict(*audit, profile, json) : report(audit.error());
    }
    const Selection selection{parser.value(u"session"_s), *since, *until};
    const bool lines = json || (action == "export"_L1 && format == "jsonl"_L1);
    return tellEntries(profile, selection,
        lines                       ? u"jsonl"_s
            : action == "export"_L1 ? u"csv"_s
                                    : u"text"_s);
}

} // namespace headgate::cli
