// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QUrl>

namespace headgate {

/** `text` by all rules of redaction, with this person's home directory as "~" wherever it lies and
 * addresses without user, password, query and fragment. Any thread. */
QString withoutSecrets(const QString& text);

/** Where it leads, and nothing else: no user, password, query or fragment. Pure. */
QString plainAddress(const QUrl& url);

} // namespace headgate
