// SPDX-License-Identifier: MIT
#include "core/project/textpieces.h"

#include <QStringList>

#include <array>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

bool isPiece(const QString& type)
{
    return type.contains("chunk"_L1) || type.endsWith("delta"_L1) || type.endsWith(":token"_L1)
        || type.startsWith("terminal:"_L1);
}

/** The object that holds the words, by its name in the event. */
QString holderOf(const QJsonObject& event)
{
    for (const auto& name : {u"data"_s, u"payload"_s, u"properties"_s}) {
        if (event[name].isObject())
            return name;
    }
    return {};
}

QString wordsOf(const QJsonObject& holder)
{
    for (const auto name : {"delta"_L1, "text"_L1, "data"_L1, "content"_L1}) {
        if (holder[name].isString())
            return QString(name);
    }
    return {};
}

/** What tells one text from another, where an event says it. */
QString keyOf(const QString& type, const QJsonObject& holder)
{
    QStringList key{type};
    for (const auto name : {"messageID"_L1, "partID"_L1, "agentId"_L1, "agent"_L1, "turn"_L1,
             "stream"_L1, "source"_L1})
        key += holder[name].toVariant().toString();
    return key.join(u'\n');
}

} // namespace

void TextPieces::add(const QString& type, const QJsonObject& event)
{
    if (!isPiece(type))
        return;
    const QJsonObject holder = event[holderOf(event)].toObject();
    const QString words = wordsOf(holder);
    if (!words.isEmpty())
        m_texts[keyOf(type, holder)] += holder[words].toString();
}

void TextPieces::judge(const QSet<RedactionRule>& rules)
{
    for (auto it = m_texts.cbegin(); it != m_texts.cend(); ++it) {
        Redaction redaction(rules);
        redaction.apply(it.value());
        if (redaction.total() > 0)
            m_secret.insert(it.key());
    }
    m_texts.clear();
}

bool TextPieces::withhold(const QString& type, QJsonObject& event) const
{
    if (!isPiece(type))
        return false;
    const QString name = holderOf(event);
    QJsonObject holder = event[name].toObject();
    const QString words = wordsOf(holder);
    if (words.isEmpty() || !m_secret.contains(keyOf(type, holder)))
        return false;
    holder.insert(words, u"[redacted: piece]"_s);
    event.insert(name, holder);
    return true;
}

} // namespace headgate
