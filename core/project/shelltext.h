// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace headgate {

/** One operation of a shell command, as positions in it. */
struct ShellOperation
{
    qsizetype begin = 0; ///< first character that is not a blank
    qsizetype end = 0; ///< behind the last character, the joiner included
    QString joiner; ///< "&&", "||", ";", "|", "|&", "&"; empty at a line end and at the end

    friend bool operator==(const ShellOperation&, const ShellOperation&) = default;
};

/**
 * Cuts a command where one operation ends: at && || ; | & and line ends, but not inside quotes,
 * substitutions, here-documents or comments. For reading, not for running: nothing is dropped but
 * blanks at the cuts.
 */
std::vector<ShellOperation> splitOperations(QStringView command);

/** The words of one operation without their quotes, redirections as words of their own. */
QStringList shellWords(QStringView operation);

/** What stands in $(...), `...` and (...): commands inside a command. */
QStringList innerCommands(QStringView command);

} // namespace headgate
