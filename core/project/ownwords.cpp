// SPDX-License-Identifier: MIT
#include "core/project/ownwords.h"

#include "core/project/redaction.h"

#include <QDir>
#include <QRegularExpression>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

QSet<RedactionRule> allRules()
{
    QSet<RedactionRule> rules;
    for (const RedactionRow& row : redactionRows())
        rules.insert(row.rule);
    return rules;
}

/** "scheme://user:password@host/path?query#fragment": group 1 and 2 stay. */
QString withPlainAddresses(const QString& text)
{
    static const QRegularExpression address(
        u"\\b([a-zA-Z][a-zA-Z0-9+.-]{0,20}://)(?:[^\\s/?#\"'<>]{0,400}@)?([^\\s?#\"'<>]*)"
        "(?:[?#][^\\s\"'<>]*)?"_s);
    if (!text.contains("://"_L1))
        return text;
    return QString(text).replace(address, u"\\1\\2"_s);
}

} // namespace

QString withoutSecrets(const QString& text)
{
    static const QString home = QDir::homePath();
    QString out = withPlainAddresses(text);
    if (home.size() > 1)
        out.replace(home, u"~"_s);
    Redaction redaction(allRules());
    return redaction.apply(out);
}

QString plainAddress(const QUrl& url)
{
    if (url.isLocalFile())
        return withoutSecrets(url.toLocalFile());
    return url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

} // namespace headgate
