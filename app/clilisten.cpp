// SPDX-License-Identifier: MIT
#include "app/clilisten.h"

#include <QCoreApplication>
#include <QFile>

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

namespace headgate::cli {

using namespace Qt::StringLiterals;

namespace {

Issue wrong(const QString& text)
{
    return {Issue::Code::BadSource, {}, {text}};
}

/** The first line of the token file. Errors: BadSource. */
Expected<QByteArray> readToken(const QString& path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return wrong(u"%1: %2"_s.arg(path, file.errorString()));
    const QByteArray token = file.readLine().trimmed();
    if (token.isEmpty())
        return wrong(u"%1 holds no token"_s.arg(path));
    return token;
}

} // namespace

void addListenOptions(QCommandLineParser& parser)
{
    parser.addOptions({
        {u"port"_s, u"Listen at this port; 0: a free one. Default: 4437."_s, u"number"_s,
            u"4437"_s},
        {u"host"_s, u"Listen at this address. Others than this machine's own need a token."_s,
            u"address"_s, u"127.0.0.1"_s},
        {u"token-file"_s, u"Ask for the bearer token in the first line of this file."_s, u"file"_s},
        {u"cors-origin"_s,
            u"Let web pages of this origin ask, such as http://localhost:3000, or * for all. May "
            "be repeated."_s,
            u"origin"_s},
        {u"retention"_s, u"Remove data older than this many days; 0: keep all."_s, u"days"_s},
    });
}

Expected<Serve> readListenOptions(const QCommandLineParser& parser, int retentionDays)
{
    Serve how;
    bool number = false;
    how.port = parser.value(u"port"_s).toUShort(&number);
    if (!number)
        return wrong(u"--port is no port"_s);
    how.host = parser.value(u"host"_s);
    how.retentionDays = retentionDays;
    if (parser.isSet(u"retention"_s)) {
        how.retentionDays = parser.value(u"retention"_s).toInt(&number);
        if (!number || how.retentionDays < 0)
            return wrong(u"--retention is a number of days"_s);
    }
    for (const QString& origin : parser.values(u"cors-origin"_s))
        how.origins.append(origin.toLatin1());
    if (parser.isSet(u"token-file"_s)) {
        auto token = readToken(parser.value(u"token-file"_s));
        if (!token)
            return token.error();
        how.token = *token;
    }
    return how;
}

EndSignals::EndSignals()
{
    // Blocked for all threads that begin after this; read from the file instead.
    sigset_t caught;
    sigemptyset(&caught);
    sigaddset(&caught, SIGTERM);
    sigaddset(&caught, SIGINT);
    pthread_sigmask(SIG_BLOCK, &caught, nullptr);
    m_file = signalfd(-1, &caught, SFD_CLOEXEC | SFD_NONBLOCK);
    m_notifier = std::make_unique<QSocketNotifier>(m_file, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, QCoreApplication::instance(),
        &QCoreApplication::quit);
}

EndSignals::~EndSignals()
{
    m_notifier.reset();
    ::close(m_file);
}

} // namespace headgate::cli
