// SPDX-License-Identifier: MIT
#include "core/store/auditfile.h"

#include "core/domain/checkpoint.h"
#include "core/store/database.h"

#include <QFile>
#include <QHash>

#include <tuple>
#include <unordered_map>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** What tells one decision from every other. */
using Mark = std::tuple<QString, QString, QString, qint64>;

size_t hashOf(const Mark& mark)
{
    return std::apply([](const auto&... parts) { return qHashMulti(0, parts...); }, mark);
}

struct MarkHash
{
    size_t operator()(const Mark& mark) const { return hashOf(mark); }
};

using Marks = std::unordered_map<Mark, qint64, MarkHash>;

/** The decisions that the history knows to be written, and how often each. */
Expected<Marks> writtenDecisions(const QString& profile)
{
    Marks marks;
    const QString path = profile + "/history.db"_L1;
    if (!QFile::exists(path))
        return marks;
    auto database = Database::open(path, Database::Mode::ReadOnly);
    if (!database)
        return database.error();
    Query q = (*database)->prepare(
        // What a person said has no line where the server did not take it.
        u"SELECT source,session,CASE reply WHEN 'prompt' THEN '' ELSE request END,decided FROM"
        " decision WHERE settled IS NOT NULL AND unlogged IS NULL AND NOT (reply='prompt' AND"
        " state=?)"_s);
    bind(q, {int(CheckpointState::Failed)});
    (*database)->run(q);
    while (q.next()) {
        ++marks[{q.value(0).toString(), q.value(1).toString(), q.value(2).toString(),
            q.value(3).toLongLong()}];
    }
    return marks;
}

} // namespace

Expected<audit::Report> readAudit(
    const QString& profile, const std::function<void(const audit::Entry&)>& each)
{
    // Before the file: what is written by the time it was read here is in the file by now.
    auto marks = writtenDecisions(profile);
    if (!marks)
        return marks.error();
    audit::Report report;
    QFile file(profile + "/decisions.jsonl"_L1);
    if (file.exists() && !file.open(QFile::ReadOnly))
        return Issue{
            Issue::Code::DatabaseError, {}, {u"%1: %2"_s.arg(file.fileName(), file.errorString())}};
    audit::Chain chain;
    while (file.isOpen() && !file.atEnd()) {
        QByteArray line = file.readLine();
        if (line.endsWith('\n'))
            line.chop(1);
        const auto entry = chain.add(line);
        if (!entry)
            continue;
        const auto known = marks->find({entry->source.value(), entry->session.value(),
            entry->request, toMs(entry->decided.value_or(entry->settled))});
        if (known != marks->end() && --known->second == 0)
            marks->erase(known);
        each(*entry);
    }
    report.lines = chain.lines();
    report.head = chain.head();
    report.faults = chain.faults();
    for (const auto& [mark, count] : *marks)
        report.faults.push_back({audit::Fault::Kind::Missing, 0, std::get<2>(mark)});
    return report;
}

} // namespace headgate
