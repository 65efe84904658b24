// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/message.h"
#include "core/domain/sessionexport.h"

#include <QJsonObject>
#include <QJsonValue>

#include <array>

namespace headgate {

/**
 * Takes out of a text what others must not read, by named rules, and counts it. What goes is
 * replaced by "[redacted: NAME]", a home directory by "~". It errs on the side of taking too much;
 * what has no known form or name it cannot know. Pure; any thread.
 */
class Redaction
{
public:
    explicit Redaction(QSet<RedactionRule> rules);

    bool isOff() const { return m_rules.isEmpty(); }
    QString apply(const QString& text);
    /** Every text inside; what a key says of its value counts as well. */
    QJsonValue apply(const QJsonValue& value, const QString& key = {});
    void apply(MessageWithParts& message);

    /** Of each rule that found something, in their order. */
    std::vector<RedactionFound> found() const;
    /** How much was taken out so far, by all of them. */
    qint64 total() const;

private:
    void replaceAll(RedactionRule rule, QString& text);
    QString take(RedactionRule rule, const QString& what);
    QJsonObject applyObject(const QJsonObject& object);

    QSet<RedactionRule> m_rules;
    std::vector<RedactionFound> m_found;
};

} // namespace headgate
