// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QUrl>

namespace headgate {

/** A server that answers on this machine, or was known before, and is not followed. */
struct FoundServer
{
    QUrl url;
    QString version; ///< as it says; may be empty
    QString directory; ///< that it was started in; empty: not known

    friend bool operator==(const FoundServer&, const FoundServer&) = default;
};

} // namespace headgate
