// SPDX-License-Identifier: MIT
#include "tests/support/cli.h"

#include <QDebug>
#include <QEventLoop>
#include <QJsonDocument>
#include <QTimer>

#include <csignal>
#include <sys/prctl.h>

namespace headgate::test {

using namespace Qt::StringLiterals;

QList<QJsonObject> CliRun::lines() const
{
    QList<QJsonObject> objects;
    for (const QString& line : out.split(u'\n', Qt::SkipEmptyParts))
        objects.append(QJsonDocument::fromJson(line.toUtf8()).object());
    return objects;
}

Cli::Cli(const QStringList& arguments, const QStringList& environment, const QByteArray& input)
{
    QStringList clean{u"PATH=/usr/bin:/bin"_s, u"LC_ALL=C.UTF-8"_s, u"TZ=UTC"_s};
    // How a sanitizer is to judge the program is told to the program too.
    for (const char* name : {"ASAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS"}) {
        if (qEnvironmentVariableIsSet(name))
            clean.append(QString::fromLatin1(name) + u'=' + qEnvironmentVariable(name));
    }
    m_process.setEnvironment(clean + environment);
    if (input.isNull())
        m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    QObject::connect(
        &m_process, &QProcess::readyReadStandardOutput, &m_process, [this] { read(); });
    m_process.start(QStringLiteral(HEADGATE_CLI), arguments);
    m_process.waitForStarted();
    if (input.isNull())
        return;
    m_process.write(input);
    m_process.closeWriteChannel();
}

Cli::~Cli()
{
    m_process.disconnect();
    kill9();
}

void Cli::read()
{
    m_out += m_process.readAllStandardOutput();
    m_err += m_process.readAllStandardError();
}

void Cli::kill9()
{
    if (!isRunning())
        return;
    m_process.kill();
    m_process.waitForFinished();
}

CliRun Cli::finish(std::chrono::milliseconds limit)
{
    if (isRunning()) {
        QEventLoop loop;
        QObject::connect(&m_process, &QProcess::finished, &loop, &QEventLoop::quit);
        QTimer::singleShot(limit, &loop, &QEventLoop::quit);
        loop.exec();
    }
    const bool ended = !isRunning() && m_process.exitStatus() == QProcess::NormalExit;
    kill9();
    read();
    return {ended ? m_process.exitCode() : -1, QString::fromUtf8(m_out), QString::fromUtf8(m_err)};
}

bool Cli::waitForOutput(const QString& text)
{
    const QByteArray wanted = text.toUtf8();
    QEventLoop loop;
    QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &loop, &QEventLoop::quit);
    QObject::connect(&m_process, &QProcess::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(std::chrono::seconds(60), &loop, [&loop] { loop.exit(1); });
    while (!m_out.contains(wanted) && isRunning() && loop.exec() == 0)
        read();
    if (!m_out.contains(wanted) && !isRunning()) {
        read();
        qWarning() << "it ended with" << m_process.exitCode() << m_out << m_err;
    }
    return m_out.contains(wanted);
}

QString Cli::printed()
{
    read();
    return QString::fromUtf8(m_out);
}

CliRun Cli::run(
    const QStringList& arguments, const QStringList& environment, const QByteArray& input)
{
    return Cli(arguments, environment, input).finish();
}

} // namespace headgate::test
