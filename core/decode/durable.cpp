// SPDX-License-Identifier: MIT
#include "core/decode/durable.h"

#include "core/decode/jsontext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <algorithm>

namespace headgate::durable {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestOffset = 255;

Issue badFrame(const QString& reason)
{
    return {Issue::Code::BadFrame, {}, {reason}};
}

QByteArray essence(QByteArrayView contentType)
{
    const qsizetype semicolon = contentType.indexOf(';');
    const QByteArrayView type = semicolon < 0 ? contentType : contentType.first(semicolon);
    return type.toByteArray().trimmed().toLower();
}

bool isTrue(const QByteArray& value)
{
    return value.trimmed().compare("true", Qt::CaseInsensitive) == 0;
}

/** How many bytes at the end begin a character that is not complete. */
qsizetype cutCharacter(const QByteArray& bytes)
{
    const qsizetype size = bytes.size();
    for (qsizetype back = 1; back <= std::min<qsizetype>(3, size); ++back) {
        const auto byte = static_cast<unsigned char>(bytes[size - back]);
        if (byte < 0x80)
            return 0;
        if (byte >= 0xC0) {
            const qsizetype needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
            return back < needed ? back : 0;
        }
    }
    return 0;
}

} // namespace

Content contentOf(QByteArrayView contentType)
{
    const QByteArray type = essence(contentType);
    if (type == "application/json")
        return Content::Json;
    if (type == "application/x-ndjson" || type == "application/ndjson"
        || type == "application/jsonl")
        return Content::Lines;
    return type.startsWith("text/") ? Content::Text : Content::Bytes;
}

bool sameContentType(QByteArrayView a, QByteArrayView b)
{
    return essence(a) == essence(b);
}

bool isOffset(QByteArrayView text)
{
    static constexpr QByteArrayView forbidden = ",&=?/";
    return !text.isEmpty() && text.size() <= longestOffset
        && std::all_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) > 0x20 && c != 0x7f && !forbidden.contains(c);
           });
}

QUrl readUrl(const QUrl& stream, const QByteArray& offset, Live live, const QByteArray& cursor)
{
    QList<std::pair<QByteArray, QByteArray>> parameters;
    const QByteArrayList own = stream.query(QUrl::FullyEncoded).toLatin1().split('&');
    for (const QByteArray& pair : own) {
        const qsizetype equals = pair.indexOf('=');
        const QByteArray name = equals < 0 ? pair : pair.left(equals);
        const bool ours = name == "offset" || name == "live" || name == "cursor";
        if (!name.isEmpty() && !ours)
            parameters.emplaceBack(name, equals < 0 ? QByteArray() : pair.mid(equals + 1));
    }
    if (!cursor.isEmpty() && live != Live::No)
        parameters.emplaceBack("cursor", cursor.toPercentEncoding());
    if (live != Live::No)
        parameters.emplaceBack("live", live == Live::Sse ? "sse" : "long-poll");
    parameters.emplaceBack("offset", offset.toPercentEncoding());
    std::stable_sort(parameters.begin(), parameters.end(),
        [](const auto& a, const auto& b) { return a.first < b.first; });
    QByteArray query;
    for (const auto& [name, value] : std::as_const(parameters))
        query += (query.isEmpty() ? "" : "&") + name + '=' + value;
    QUrl url = stream.adjusted(QUrl::RemoveFragment);
    url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    return url;
}

QByteArray headerOf(const Headers& headers, QByteArrayView name)
{
    const auto found = std::find_if(headers.begin(), headers.end(),
        [&](const auto& h) { return h.first.compare(name, Qt::CaseInsensitive) == 0; });
    return found == headers.end() ? QByteArray() : found->second.trimmed();
}

Place placeOf(const Headers& headers)
{
    Place place;
    place.next = headerOf(headers, "Stream-Next-Offset");
    place.cursor = headerOf(headers, "Stream-Cursor");
    place.closed = isTrue(headerOf(headers, "Stream-Closed"));
    place.upToDate = place.closed || isTrue(headerOf(headers, "Stream-Up-To-Date"));
    return place;
}

Expected<Place> control(QByteArrayView data)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(data.toByteArray(), &error);
    if (!document.isObject())
        return badFrame(u"control: %1"_s.arg(
            error.error == QJsonParseError::NoError ? u"not an object"_s : error.errorString()));
    const QJsonObject object = document.object();
    Place place;
    place.next = object["streamNextOffset"_L1].toString().toUtf8();
    place.cursor = object["streamCursor"_L1].toString().toUtf8();
    place.closed = object["streamClosed"_L1].toBool();
    place.upToDate = place.closed || object["upToDate"_L1].toBool();
    if (place.next.isEmpty())
        return badFrame(u"control without streamNextOffset"_s);
    return place;
}

ValueList::ValueList(QByteArray body, std::vector<QByteArrayView> items)
    : m_body(std::move(body))
    , m_items(std::move(items))
{
}

ValueList::ValueList(QByteArrayList values)
    : m_values(std::move(values))
{
}

QByteArray ValueList::at(qsizetype index) const
{
    return m_items.empty() ? m_values.at(index) : m_items[size_t(index)].toByteArray();
}

Values::Values(Content content, QByteArray rest)
    : m_content(content)
    , m_rest(std::move(rest))
{
}

Expected<ValueList> Values::cut(const QByteArray& bytes)
{
    if (bytes.isEmpty())
        return ValueList();
    switch (m_content) {
    case Content::Json: {
        auto items = splitArray(bytes);
        if (!items)
            return items.error();
        return ValueList(bytes, std::move(items->items));
    }
    case Content::Lines:
        m_rest += bytes;
        return ValueList(takeLines());
    case Content::Text:
        m_rest += bytes;
        return ValueList(takeText());
    case Content::Bytes:
        break;
    }
    return ValueList(QByteArrayList{bytes});
}

Expected<QByteArrayList> Values::take(const QByteArray& bytes)
{
    const auto list = cut(bytes);
    if (!list)
        return list.error();
    QByteArrayList values;
    values.reserve(list->size());
    for (qsizetype i = 0; i < list->size(); ++i)
        values.append(list->at(i));
    return values;
}

QByteArrayList Values::takeLines()
{
    QByteArrayList values;
    qsizetype from = 0;
    for (qsizetype at = m_rest.indexOf('\n'); at >= 0; at = m_rest.indexOf('\n', from)) {
        qsizetype length = at - from;
        if (length > 0 && m_rest[at - 1] == '\r')
            --length;
        if (length > 0)
            values.append(m_rest.mid(from, length));
        from = at + 1;
    }
    m_rest.remove(0, from);
    return values;
}

QByteArrayList Values::takeText()
{
    const qsizetype cut = cutCharacter(m_rest);
    const QByteArray whole = m_rest.chopped(cut);
    m_rest = m_rest.right(cut);
    return whole.isEmpty() ? QByteArrayList() : QByteArrayList{whole};
}

QByteArrayList Values::finish()
{
    const QByteArray last = std::exchange(m_rest, {});
    return last.trimmed().isEmpty() ? QByteArrayList() : QByteArrayList{last};
}

void SseBatches::reset(bool base64)
{
    m_payloads.clear();
    m_base64 = base64;
}

Expected<std::optional<Batch>> SseBatches::feed(const SseFrame& frame)
{
    if (frame.event == "data") {
        if (!m_base64) {
            m_payloads.append(frame.data);
            return std::optional<Batch>();
        }
        // Each event by itself: two padded texts put together are no base64 (durable-streams.md
        // 1.8).
        QByteArray text = frame.data;
        text.replace('\n', QByteArray()).replace('\r', QByteArray());
        const auto decoded =
            QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            return badFrame(u"data is not base64"_s);
        m_payloads.append(*decoded);
        return std::optional<Batch>();
    }
    // The older dialect: a nameless event is one value, and its id the place behind it.
    if (frame.event.isEmpty() && isOffset(frame.id)) {
        Place place;
        place.next = frame.id;
        return std::optional(Batch{{frame.data + '\n'}, std::move(place)});
    }
    if (frame.event != "control")
        return std::optional<Batch>();
    auto place = control(frame.data);
    if (!place)
        return place.error();
    return std::optional(Batch{std::exchange(m_payloads, {}), std::move(*place)});
}

} // namespace headgate::durable
