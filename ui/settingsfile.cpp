// SPDX-License-Identifier: MIT
#include "ui/settingsfile.h"

#include <QDir>

namespace headgate {

using namespace Qt::StringLiterals;

std::unique_ptr<QSettings> openSettings(const QString& directory, const QString& name)
{
    if (!directory.isEmpty()) {
        QDir().mkpath(directory);
        return std::make_unique<QSettings>(directory + u'/' + name, QSettings::IniFormat);
    }
    // A format that reads and writes nothing keeps the values of this run only.
    static const QSettings::Format nowhere = QSettings::registerFormat(
        u"nowhere"_s, [](QIODevice&, QSettings::SettingsMap&) { return true; },
        [](QIODevice&, const QSettings::SettingsMap&) { return true; });
    auto settings =
        std::make_unique<QSettings>(QDir::tempPath() + "/headgate-none/"_L1 + name, nowhere);
    settings->setFallbacksEnabled(false);
    settings->setAtomicSyncRequired(false); // no lock file, no wait for the disk
    return settings;
}

} // namespace headgate
