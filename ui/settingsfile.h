// SPDX-License-Identifier: MIT
#pragma once

#include <QSettings>
#include <QString>

#include <memory>

namespace headgate {

/** An ini file in the profile; with an empty directory one that is never written. */
std::unique_ptr<QSettings> openSettings(const QString& directory, const QString& name);

} // namespace headgate
