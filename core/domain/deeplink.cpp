// SPDX-License-Identifier: MIT
#include "core/domain/deeplink.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLink = 4096;

Issue wrong(const QString& text)
{
    return {Issue::Code::BadSource, {}, {text.left(200)}};
}

bool isPlain(const QString& id)
{
    return std::all_of(id.begin(), id.end(),
        [](QChar c) { return c.isPrint() && !c.isSpace() && c.category() != QChar::Other_Format; });
}

QString encoded(const QString& id)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(id));
}

} // namespace

bool isLink(const QString& text)
{
    return text.startsWith("headgate:"_L1, Qt::CaseInsensitive);
}

Expected<DeepLink> readLink(const QString& text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (text.size() > longestLink || !isLink(text) || !url.isValid() || url.host() != "open"_L1)
        return wrong(text);
    const QUrlQuery query(url);
    const auto value = [&](const QString& name) {
        return query.queryItemValue(name, QUrl::FullyDecoded);
    };
    const DeepLink link{
        SessionId(value(u"session"_s)), MessageId(value(u"message"_s)), PartId(value(u"part"_s))};
    if (link.session.isEmpty() || !isPlain(link.session.value()) || !isPlain(link.message.value())
        || !isPlain(link.part.value()))
        return wrong(text);
    return link;
}

QString linkTo(const DeepLink& place)
{
    QString text = u"headgate://open?session="_s + encoded(place.session.value());
    if (!place.message.isEmpty())
        text += u"&message="_s + encoded(place.message.value());
    if (!place.message.isEmpty() && !place.part.isEmpty())
        text += u"&part="_s + encoded(place.part.value());
    return text;
}

} // namespace headgate
