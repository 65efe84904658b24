// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"

#include <QString>
#include <QStringList>

namespace headgate {

/** What a person types to find requests among many: each word must stand somewhere in what is
 * shown of it — server, project, session, kind, text, hints. Case does not count. */
class RequestFilter
{
public:
    explicit RequestFilter(const QString& text = {});

    bool isEmpty() const { return m_words.isEmpty(); }
    /** `who`: the names of its session and those above. */
    bool accepts(const Checkpoint& checkpoint, const QString& who) const;

private:
    QStringList m_words;
};

} // namespace headgate
