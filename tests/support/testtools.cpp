// SPDX-License-Identifier: MIT
#include "tests/support/testtools.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace headgate::test {

using namespace Qt::StringLiterals;

QString toolsDirectory()
{
    if (const QString given = qEnvironmentVariable("HEADGATE_TEST_TOOLS"); !given.isEmpty())
        return given;
    // Not QStandardPaths: a test may have switched that to its test mode.
    const QString cache = qEnvironmentVariable("XDG_CACHE_HOME");
    return (cache.isEmpty() ? QDir::homePath() + "/.cache"_L1 : cache) + "/headgate-tests"_L1;
}

QString nodeProgram()
{
    const QString own = toolsDirectory() + "/node/node"_L1;
    return QFileInfo(own).isExecutable() ? own : QStandardPaths::findExecutable(u"node"_s);
}

} // namespace headgate::test
