// SPDX-License-Identifier: MIT
#include "core/domain/source.h"

#include "core/domain/sourcetext.h"

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** What durable streams servers are commonly mounted at; no OpenCode server has such a path. */
bool looksLikeStream(const QUrl& url)
{
    const QStringList parts = url.path().split(u'/', Qt::SkipEmptyParts);
    const qsizetype at = parts.indexOf(u"stream"_s);
    const qsizetype many = parts.indexOf(u"streams"_s);
    return (at >= 0 && at + 1 < parts.size()) || (many >= 0 && many + 1 < parts.size());
}

/** Written like a path: no server's address begins or ends so. */
bool looksLikeFile(const QString& text)
{
    const bool begins = text.startsWith(u'/') || text.startsWith("./"_L1)
        || text.startsWith("../"_L1) || text.startsWith("~/"_L1);
    return begins || text == "."_L1 || text == ".."_L1
        || (text.endsWith(".jsonl"_L1) && !text.contains("://"_L1));
}

} // namespace

bool isLog(const SourceId& source)
{
    return source.value().startsWith("log:"_L1);
}

SourceId SourceConfig::id() const
{
    if (kind == SourceKind::Log)
        return SourceId("log:"_L1 + url.toLocalFile());
    if (kind == SourceKind::Demo)
        return SourceId(u"demo:"_s);
    if (kind == SourceKind::Stream)
        return SourceId(
            "stream:"_L1 + url.adjusted(QUrl::RemoveUserInfo).toString(QUrl::FullyEncoded));
    // Qt keeps the slash of an empty path even with StripTrailingSlash.
    QUrl plain = url.adjusted(QUrl::RemoveUserInfo | QUrl::StripTrailingSlash);
    if (plain.path() == "/"_L1)
        plain.setPath({});
    // How it is asked does not make it another server.
    if (kind == SourceKind::AgentPane)
        return SourceId("agentpane:"_L1 + plain.adjusted(QUrl::RemoveQuery).toString());
    return SourceId("opencode:"_L1 + plain.toString());
}

bool namesItsKind(const QString& text)
{
    const QString address = text.trimmed();
    return address.startsWith("opencode:"_L1) || address.startsWith("stream:"_L1)
        || address.startsWith("agentpane:"_L1) || address.startsWith("log:"_L1)
        || looksLikeFile(address) || address == "demo:"_L1;
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
    const bool log = address.startsWith("log:"_L1);
    if (log || looksLikeFile(address)) {
        const QString path = log ? address.mid(4) : address;
        if (path.isEmpty())
            return bad;
        config.kind = SourceKind::Log;
        config.url = QUrl::fromLocalFile(path);
        return config;
    }
    const bool named = address.startsWith("opencode:"_L1);
    if (named)
        address = address.mid(9);
    if (address.startsWith("stream:"_L1)) {
        config.kind = SourceKind::Stream;
        address = address.mid(7);
    }
    if (address.startsWith("agentpane:"_L1)) {
        config.kind = SourceKind::AgentPane;
        address = address.mid(10);
    }
    if (!address.contains("://"_L1))
        address.prepend("http://"_L1);
    const QUrl url(address, QUrl::StrictMode);
    const bool web = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !web || url.host().isEmpty())
        return bad;
    // Where a person put user and password into the address, they are taken out of it at once.
    config.user = url.userName(QUrl::FullyDecoded);
    config.password = url.password(QUrl::FullyDecoded);
    if (!named && config.kind == SourceKind::OpenCode && looksLikeStream(url))
        config.kind = SourceKind::Stream;
    config.url = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
    // AgentPane: the layout of its addresses may be named there.
    if (config.kind == SourceKind::OpenCode)
        config.url.setQuery(QString());
    return config;
}

} // namespace headgate
