// SPDX-License-Identifier: MIT
#include "ui/words/statewords.h"

#include "core/project/visibletext.h"
#include "ui/words/quantity.h"
#include "ui/words/say.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace headgate::words {

using namespace Qt::StringLiterals;

namespace {

/** Beyond this nobody reads a line. */
constexpr qsizetype longest = 300;

QString compact(const QJsonValue& value)
{
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    // Qt 6.4: QJsonDocument writes objects and arrays only.
    const QByteArray one = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(one.mid(1, one.size() - 2));
}

/** What stands inside of something else: short, for the whole is one choice away. */
QString inner(const QJsonValue& value)
{
    if (value.isObject())
        return value.toObject().isEmpty() ? u"{}"_s : u"{…}"_s;
    if (value.isArray())
        return say("%1 item(s)", value.toArray().size()).arg(number(value.toArray().size()));
    return value.isString() ? value.toString() : compact(value);
}

void add(QString& line, const QString& piece)
{
    if (!line.isEmpty())
        line += u", "_s;
    line += piece;
}

} // namespace

QString valueLine(const QJsonValue& value)
{
    QString line;
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end() && line.size() <= longest; ++it)
            add(line, it.key().left(longest) + u": "_s + inner(it.value()).left(longest));
        if (object.isEmpty())
            line = u"{}"_s;
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (auto it = array.begin(); it != array.end() && line.size() <= longest; ++it)
            add(line, inner(*it).left(longest));
        if (array.isEmpty())
            line = u"[]"_s;
    } else {
        line = inner(value);
    }
    const bool cut = line.size() > longest;
    line = makeVisible(line.left(longest).simplified()).text;
    return cut ? QString(line + QChar(0x2026)) : line;
}

QString valueText(const QJsonValue& value)
{
    if (value.isString())
        return value.toString();
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Indented));
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Indented));
    return compact(value);
}

QString changesWords(const StateRow& row)
{
    // The first time it was told is no change.
    const qint64 changes = row.changes - 1;
    return changes > 0 ? say("changed %1 time(s)", changes).arg(number(changes)) : QString();
}

QString stateSentence(const StateRow& row, Timestamp now)
{
    QString sentence = say("%1 %2: %3", -1)
                           .arg(makeVisible(row.type.left(longest)).text,
                               makeVisible(row.key.left(longest)).text, valueLine(row.value));
    if (isKnown(row.at))
        sentence += u", "_s + say("%1 ago").arg(longSpan(now - row.at));
    if (const QString changes = changesWords(row); !changes.isEmpty())
        sentence += u", "_s + changes;
    return sentence;
}

} // namespace headgate::words
