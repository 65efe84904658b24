// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/deeplink.h"
#include "core/domain/source.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace headgate {

/** What a second start asks of the window that is there. A password is never part of it. */
struct Handover
{
    std::vector<SourceConfig> sources;
    DeepLink place; ///< no session: only to come forward
    QString activationToken; ///< lets the window come to the front; empty: none

    friend bool operator==(const Handover&, const Handover&) = default;
};

/** Longer ones are refused unread. */
inline constexpr qsizetype longestHandover = 64 * 1024;

/** One line of JSON, with its line feed. Passwords are left out. */
QByteArray handoverLine(const Handover& handover);
/** Empty: not of this version, or not whole, or asking for something that cannot be. Whatever can
 * be written into the socket comes here: nothing of it is used unless all of it is understood. */
std::optional<Handover> handoverFromLine(const QByteArray& line);

} // namespace headgate
