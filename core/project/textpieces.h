// SPDX-License-Identifier: MIT
#pragma once

#include "core/project/redaction.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>

namespace headgate {

/**
 * Texts that events tell piece by piece. A secret that was cut in two is in none of the pieces: so
 * they are put together first, and of a text that a redaction changes no piece is told. Pure.
 */
class TextPieces
{
public:
    /** All events in order, before the first call of withhold(). */
    void add(const QString& type, const QJsonObject& event);
    /** No more are added. */
    void judge(const QSet<RedactionRule>& rules);
    /** Takes out the words of a piece whose text has something in it that others must not read. */
    bool withhold(const QString& type, QJsonObject& event) const;

private:
    QHash<QString, QString> m_texts;
    QSet<QString> m_secret;
};

} // namespace headgate
