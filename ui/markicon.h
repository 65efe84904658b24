// SPDX-License-Identifier: MIT
#pragma once

#include <QIcon>

namespace headgate {

/** The program's mark at the sizes that desktops ask of a window. UI thread. */
QIcon markIcon();

} // namespace headgate
