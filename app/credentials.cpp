// SPDX-License-Identifier: MIT
#include "app/credentials.h"

#include <QEventLoop>
#include <QFile>
#include <qt6keychain/keychain.h>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr auto service = "headgate";

QString fromKeychain(const SourceConfig& config)
{
    QKeychain::ReadPasswordJob job(QString::fromLatin1(service));
    job.setAutoDelete(false);
    job.setKey(config.id().value());
    QEventLoop loop;
    QObject::connect(&job, &QKeychain::Job::finished, &loop, &QEventLoop::quit);
    job.start();
    loop.exec();
    return job.error() == QKeychain::NoError ? job.textData() : QString();
}

} // namespace

void fillCredentials(SourceConfig& config, const QString& passwordFile)
{
    if (config.user.isEmpty())
        config.user = qEnvironmentVariable("HEADGATE_USER");
    if (config.password.isEmpty())
        config.password = qEnvironmentVariable("HEADGATE_PASSWORD");
    if (config.password.isEmpty() && !passwordFile.isEmpty()) {
        QFile file(passwordFile);
        if (file.open(QFile::ReadOnly))
            config.password = QString::fromUtf8(file.readLine()).trimmed();
    }
    // Without a session bus there is no keychain, and asking would only wait.
    if (config.password.isEmpty() && qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        config.password = fromKeychain(config);
    // What OpenCode calls its user unless told otherwise.
    if (!config.password.isEmpty() && config.user.isEmpty())
        config.user = u"opencode"_s;
}

bool storePassword(const SourceConfig& config)
{
    QKeychain::WritePasswordJob job(QString::fromLatin1(service));
    job.setAutoDelete(false);
    job.setKey(config.id().value());
    job.setTextData(config.password);
    QEventLoop loop;
    QObject::connect(&job, &QKeychain::Job::finished, &loop, &QEventLoop::quit);
    job.start();
    loop.exec();
    return job.error() == QKeychain::NoError;
}

} // namespace headgate
