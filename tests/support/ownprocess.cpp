// SPDX-License-Identifier: MIT
#include "tests/support/ownprocess.h"

#include <QFile>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

QByteArray endOfFile(const QString& path, qint64 bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(std::max<qint64>(0, file.size() - bytes));
    return file.readAll();
}

} // namespace

OwnProcess::~OwnProcess()
{
    end();
    for (const qint64 group : m_groups)
        ::kill(static_cast<pid_t>(-group), SIGKILL);
}

bool OwnProcess::start(const QString& program, const QStringList& arguments,
    const QProcessEnvironment& environment, const QString& directory, const QString& output)
{
    m_output = output;
    m_process.setProcessEnvironment(environment);
    m_process.setWorkingDirectory(directory);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(output + ".out"_L1, QIODevice::Append);
    m_process.setStandardErrorFile(output + ".err"_L1, QIODevice::Append);
    m_process.setChildProcessModifier([] {
        ::setsid(); // a group of its own, so that what it starts can be ended with it
        ::prctl(PR_SET_PDEATHSIG, SIGKILL); // and nothing stays when the test is killed
    });
    m_process.start(program, arguments);
    if (!m_process.waitForStarted())
        return false;
    m_groups.push_back(m_process.processId());
    return true;
}

void OwnProcess::kill9()
{
    m_process.kill();
    m_process.waitForFinished();
}

void OwnProcess::end()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(5000))
        kill9();
}

QString OwnProcess::printed(qint64 bytes) const
{
    return QString::fromUtf8(
        endOfFile(m_output + ".out"_L1, bytes / 2) + endOfFile(m_output + ".err"_L1, bytes / 2));
}

} // namespace headgate
