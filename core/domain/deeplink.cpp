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

} // namespace

bool isLink(const QString& text)
{
    return text.startsWith("headgate:"_L1, Qt::CaseInsensitive);
}

Expected<SessionId> sessionFromLink(const QString& text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (text.size() > longestLink || !isLink(text) || !url.isValid() || url.host() != "open"_L1)
        return wrong(text);
    const QString session = QUrlQuery(url).queryItemValue(u"session"_s, QUrl::FullyDecoded);
    const bool plain = std::all_of(session.begin(), session.end(),
        [](QChar c) { return c.isPrint() && !c.isSpace() && c.category() != QChar::Other_Format; });
    if (session.isEmpty() || !plain)
        return wrong(text);
    return SessionId(session);
}

} // namespace headgate
