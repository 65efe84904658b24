// SPDX-License-Identifier: MIT
#include "core/decode/logline.h"

#include "core/decode/streamevent.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace headgate::logline {

using namespace Qt::StringLiterals;

namespace {

/** Null unless it is a string that says something. */
QByteArrayView said(QByteArrayView value)
{
    return value.size() > 2 && value.front() == '"' ? value : QByteArrayView();
}

Timestamp timeOf(QByteArrayView value)
{
    if (value.isEmpty())
        return {};
    bool ok = false;
    const qint64 ms = value.toLongLong(&ok);
    if (ok)
        return timestampFromMs(ms);
    // Fractions, exponents and ISO 8601 are rare; the full decoder knows them.
    const QByteArray probe = R"({"id":"x","type":"x","stream_id":"x","timestamp":)" + value + '}';
    const auto event = streamevent::decode(probe);
    return event ? event->timestamp : Timestamp();
}

Issue missing(const char* key)
{
    return {Issue::Code::BadEvent, {}, {QString::fromLatin1(key)}};
}

} // namespace

Expected<Head> Scanner::scan(QByteArrayView line)
{
    if (const Outcome cut = splitObject(line, m_members); !cut)
        return cut.error();
    Head head;
    QByteArrayView session;
    QByteArrayView metadata;
    for (const JsonMember& member : m_members) {
        // The last one counts where a key stands twice, as for every other reader.
        if (member.key == "id")
            head.id = said(member.value);
        else if (member.key == "type")
            head.type = said(member.value);
        else if (member.key == "stream_id")
            head.stream = said(member.value);
        else if (member.key == "payload")
            head.payload = member.value;
        else if (member.key == "timestamp")
            head.time = timeOf(member.value);
        else if (member.key == "sessionId" || (member.key == "streamId" && session.isNull()))
            session = said(member.value);
        else if (member.key == "metadata")
            metadata = member.value;
    }
    if (head.stream.isNull())
        head.stream = session;
    if (head.stream.isNull() && splitObject(metadata, m_inner)) {
        for (const JsonMember& member : m_inner) {
            if (member.key == "correlationId")
                head.stream = said(member.value);
        }
    }
    if (head.id.isNull())
        return missing("id");
    if (head.type.isNull())
        return missing("type");
    if (head.stream.isNull())
        return missing("stream_id");
    return head;
}

Place Scanner::place(QByteArrayView payload)
{
    Place place;
    if (!splitObject(payload, m_inner))
        return place;
    QByteArrayView own;
    for (const JsonMember& member : m_inner) {
        if (member.key == "messageID")
            place.message = said(member.value);
        else if (member.key == "partID")
            place.part = said(member.value);
        else if (member.key == "id")
            own = said(member.value);
    }
    // A part names its message; a message is described by its own id.
    if (place.message.isNull())
        place.message = own;
    else if (place.part.isNull())
        place.part = own;
    return place;
}

QString text(QByteArrayView string)
{
    if (said(string).isNull())
        return {};
    const QByteArrayView inner = string.sliced(1, string.size() - 2);
    if (!inner.contains('\\'))
        return QString::fromUtf8(inner);
    return QJsonDocument::fromJson('[' + string.toByteArray() + ']').array().at(0).toString();
}

} // namespace headgate::logline
