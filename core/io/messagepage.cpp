// SPDX-License-Identifier: MIT
#include "core/io/messagepage.h"

#include "core/decode/opencodenext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

QString encoded(const QString& text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

MessagePage readNextPage(const SessionId& session, int size, const HttpAnswer& answer)
{
    const QJsonObject body = QJsonDocument::fromJson(answer.body).object();
    const bool listed = answer.ok() && body["data"_L1].isArray();
    // An older server has no such list, or answers with its web page.
    if (!listed)
        return {{}, {}, answer.ok() || answer.status == 404};
    const QJsonArray newestFirst = body["data"_L1].toArray();
    QJsonArray messages;
    for (const QJsonValue& message : newestFirst)
        messages.prepend(message);
    MessagePage page{opencode::nextPage(session, messages), {}};
    // A cursor stands behind the last page too.
    const QString cursor = body["cursor"_L1]["next"_L1].toString();
    if (newestFirst.size() >= size && !cursor.isEmpty())
        page.older = MessagePage::next + cursor.toUtf8();
    return page;
}

} // namespace

QString messagePath(const SessionId& session, const QByteArray& before, int size)
{
    if (!before.startsWith(MessagePage::next)) {
        const QString path =
            u"/session/%1/message?limit=%2"_s.arg(encoded(session.value())).arg(size);
        if (before.isEmpty())
            return path;
        return path + "&before="_L1 + encoded(QString::fromUtf8(before));
    }
    const QString path =
        u"/api/session/%1/message?limit=%2"_s.arg(encoded(session.value())).arg(size);
    const QByteArray cursor = before.mid(MessagePage::next.size());
    // A cursor carries its order; both together are refused.
    if (cursor.isEmpty())
        return path + "&order=desc"_L1;
    return path + "&cursor="_L1 + encoded(QString::fromUtf8(cursor));
}

Expected<MessagePage> readMessagePage(const SourceId& source, const SessionId& session,
    const QByteArray& before, int size, const HttpAnswer& answer)
{
    if (before.startsWith(MessagePage::next))
        return readNextPage(session, size, answer);
    if (answer.status == 404)
        return Issue{Issue::Code::SessionNotFound, source, {session.value()}};
    Issue issue = answer.issue;
    issue.source = source;
    if (issue.code != Issue::Code::None)
        return issue;
    QJsonParseError error;
    const QJsonDocument body = QJsonDocument::fromJson(answer.body, &error);
    if (!body.isArray())
        return Issue{Issue::Code::BadAnswer, source,
            {u"/session/%1/message"_s.arg(session.value()), u"not a list"_s}};
    return MessagePage{body.array(), answer.header("x-next-cursor")};
}

} // namespace headgate
