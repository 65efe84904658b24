// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/source.h"
#include "ui/preferences.h"

#include <optional>
#include <vector>

class QCoreApplication;

namespace headgate {

/** What the command line of the window asks for. A password never stands on it. */
struct GuiOptions
{
    std::vector<SourceConfig> sources;
    SessionId session;
    QString profile; ///< directory; empty: nothing is kept
    QString screenshot;
    milliseconds after{1500};
    std::optional<ThemeChoice> theme;
    QString error; ///< what is wrong with the command line; empty: nothing
};

/** Handles --help and --version itself: they print and end the program. */
GuiOptions readOptions(const QCoreApplication& app);

} // namespace headgate
