// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

/** The programs that packaging/testtools.sh brings. */
namespace headgate::test {

/** The directory they are in. */
QString toolsDirectory();
/** Empty: there is none, neither there nor in the system. */
QString nodeProgram();

} // namespace headgate::test
