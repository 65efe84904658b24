// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QString>

#include <vector>

namespace headgate {

/**
 * A program that a test runs and owns, its output in files. Test thread. Promise: it and whatever
 * it started end with this object, even when the test itself is killed.
 */
class OwnProcess
{
public:
    ~OwnProcess();

    /** Standard output goes to `output`.out, errors to `output`.err; both are appended to. */
    bool start(const QString& program, const QStringList& arguments,
        const QProcessEnvironment& environment, const QString& directory, const QString& output);
    void kill9(); ///< SIGKILL, to the program alone: its children go on until this object ends
    void end(); ///< SIGTERM, then SIGKILL after 5 s

    bool isRunning() const { return m_process.state() == QProcess::Running; }
    int exitCode() const { return m_process.exitCode(); }
    qint64 pid() const { return m_process.processId(); } ///< 0: does not run
    QString printed(qint64 bytes = 4000) const; ///< the end of both files

private:
    QProcess m_process;
    QString m_output;
    std::vector<qint64> m_groups; ///< of each start; they may outlive the program
};

} // namespace headgate
