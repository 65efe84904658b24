// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace headgate {

/** What this program is made of and runs on. */
struct SystemFacts
{
    QString version;
    QString commit; ///< it was built from; empty: nobody told
    QString compiler;
    QString qtBuilt; ///< version it was compiled with
    QString qtRunning; ///< version it runs with
    QString sqlite;
    QString system; ///< "Debian GNU/Linux 12 (bookworm)"
    QString kernel;
    QString processor;
    QString locale;
    QString platform; ///< "xcb", "wayland"; empty: no window
    QString desktop; ///< empty: not told
    QString screens; ///< "2560x1440 at 1.5"; empty: no window

    friend bool operator==(const SystemFacts&, const SystemFacts&) = default;
};

} // namespace headgate
