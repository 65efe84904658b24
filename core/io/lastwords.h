// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <vector>

namespace headgate::http {

struct LastWord
{
    QString path; ///< percent-encoded; begins with a slash
    QByteArray body; ///< JSON
};

/**
 * POSTs for the moment in which a program ends and its event loop runs no more. Waits until they
 * are written, `limit` in all, and for no answer; what cannot be told is told nobody. Blocks the
 * calling thread.
 */
void sayLastWords(const QUrl& base, const QString& user, const QString& password,
    const std::vector<LastWord>& words, milliseconds limit);

} // namespace headgate::http
