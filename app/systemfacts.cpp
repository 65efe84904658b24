// SPDX-License-Identifier: MIT
#include "app/systemfacts.h"

#include "commit.h"

#include "core/store/databasefacts.h"

#include <QLocale>
#include <QSysInfo>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

QString compiler()
{
#if defined(__clang__)
    return u"clang %1.%2"_s.arg(__clang_major__).arg(__clang_minor__);
#elif defined(__GNUC__)
    return u"gcc %1.%2"_s.arg(__GNUC__).arg(__GNUC_MINOR__);
#elif defined(_MSC_VER)
    return u"msvc %1"_s.arg(_MSC_VER);
#else
    return {};
#endif
}

} // namespace

SystemFacts systemFacts()
{
    SystemFacts facts;
    facts.version = QStringLiteral(HEADGATE_VERSION);
    facts.commit = QStringLiteral(HEADGATE_COMMIT);
    facts.compiler = compiler();
    facts.qtBuilt = QStringLiteral(QT_VERSION_STR);
    facts.qtRunning = QString::fromLatin1(qVersion());
    facts.sqlite = sqliteVersion();
    facts.system = QSysInfo::prettyProductName();
    facts.kernel = QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion();
    facts.processor = QSysInfo::currentCpuArchitecture();
    facts.locale = QLocale::system().name();
    facts.desktop = qEnvironmentVariable("XDG_CURRENT_DESKTOP");
    return facts;
}

} // namespace headgate
