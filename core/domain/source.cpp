// SPDX-License-Identifier: MIT
#include "core/domain/source.h"

#include "core/domain/sourcetext.h"

namespace headgate {

using namespace Qt::StringLiterals;

SourceId SourceConfig::id() const
{
    if (kind == SourceKind::Demo)
        return SourceId(u"demo:"_s);
    // Qt keeps the slash of an empty path even with StripTrailingSlash.
    QUrl plain = url.adjusted(QUrl::RemoveUserInfo | QUrl::StripTrailingSlash);
    if (plain.path() == "/"_L1)
        plain.setPath({});
    return SourceId("opencode:"_L1 + plain.toString());
}

Expected<SourceConfig> sourceFromText(const QString& text)
{
    QString address = text.trimmed();
    const Issue bad{Issue::Code::BadSource, {}, {address}};
    SourceConfig config;
    if (address == "demo:"_L1) {
        config.kind = SourceKind::Demo;
        return config;
    }
    if (address.startsWith("opencode:"_L1))
        address = address.mid(9);
    if (!address.contains("://"_L1))
        address.prepend("http://"_L1);
    const QUrl url(address, QUrl::StrictMode);
    const bool web = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !web || url.host().isEmpty())
        return bad;
    // Where a person put user and password into the address, they are taken out of it at once.
    config.user = url.userName(QUrl::FullyDecoded);
    config.password = url.password(QUrl::FullyDecoded);
    config.url = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment | QUrl::RemoveQuery);
    return config;
}

} // namespace headgate
