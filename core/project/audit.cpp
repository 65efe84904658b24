// SPDX-License-Identifier: MIT
#include "core/project/audit.h"

#include "core/project/csv.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

namespace headgate::audit {

using namespace Qt::StringLiterals;

namespace {

QStringList texts(const QJsonValue& array)
{
    QStringList list;
    for (const QJsonValue text : array.toArray())
        list.append(text.toString());
    return list;
}

Timestamp time(const QJsonValue& ms)
{
    return timestampFromMs(ms.toInteger());
}

QString written(Timestamp at)
{
    if (toMs(at) == 0)
        return {};
    return QDateTime::fromMSecsSinceEpoch(toMs(at), Qt::UTC).toString(Qt::ISODateWithMs);
}

/** Of the answers to a question, which stand in a field of their own. */
QString wordsOf(const QJsonObject& line)
{
    QStringList words;
    for (const QJsonValue question : line["answers"_L1].toArray())
        words.append(texts(question).join(u", "_s));
    return words.isEmpty() ? line["message"_L1].toString() : words.join(u"; "_s);
}

Entry entryOf(const QJsonObject& line)
{
    Entry e;
    e.source = SourceId(line["source"_L1].toString());
    e.session = SessionId(line["session"_L1].toString());
    e.title = line["title"_L1].toString();
    e.request = line["request"_L1].toString();
    e.directory = line["directory"_L1].toString();
    e.permission = line["permission"_L1].toString();
    e.patterns = texts(line["patterns"_L1]);
    e.answer = line.contains("act"_L1) ? line["act"_L1].toString() : line["answer"_L1].toString();
    e.effective = line["effective"_L1].toString();
    e.message = line.contains("act"_L1) ? line["text"_L1].toString() : wordsOf(line);
    e.actor = line["actor"_L1].toString();
    e.batch = line["batch"_L1].toString();
    e.user = line["user"_L1].toString();
    e.hints = texts(line["hints"_L1]);
    e.payloadSha256 = line["payloadSha256"_L1].toString();
    e.outcome = line["outcome"_L1].toString();
    e.issue = line["issue"_L1].toString();
    e.firstSeen = time(line["firstSeen"_L1]);
    if (line.contains("decided"_L1))
        e.decided = time(line["decided"_L1]);
    e.settled = time(line["settled"_L1]);
    e.raw = line;
    return e;
}

} // namespace

QString faultName(Fault::Kind kind)
{
    switch (kind) {
    case Fault::Kind::Unreadable:
        return u"unreadable"_s;
    case Fault::Kind::Unlinked:
        return u"unlinked"_s;
    case Fault::Kind::Missing:
        return u"missing"_s;
    }
    return {};
}

std::optional<Entry> Chain::add(const QByteArray& line)
{
    ++m_lines;
    const QByteArray before =
        std::exchange(m_head, QCryptographicHash::hash(line, QCryptographicHash::Sha256).toHex());
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject()) {
        m_faults.push_back({Fault::Kind::Unreadable, m_lines});
        return {};
    }
    const QJsonObject object = document.object();
    if (object["prev"_L1].toString().toLatin1() != before)
        m_faults.push_back({Fault::Kind::Unlinked, m_lines});
    Entry entry = entryOf(object);
    entry.line = m_lines;
    return entry;
}

QByteArray csvHeader()
{
    return "line,first seen,decided,settled,source,session,title,directory,request,permission,"
           "patterns,answer,effective,message,actor,user,batch,hints,outcome,issue,payload "
           "sha256\r\n";
}

QByteArray csv(const Entry& e)
{
    return csvRecord(
        {QString::number(e.line), written(e.firstSeen), e.decided ? written(*e.decided) : QString(),
            written(e.settled), e.source.value(), e.session.value(), e.title, e.directory,
            e.request, e.permission, e.patterns.join(u'\n'), e.answer, e.effective, e.message,
            e.actor, e.user, e.batch, e.hints.join(u' '), e.outcome, e.issue, e.payloadSha256});
}

} // namespace headgate::audit
