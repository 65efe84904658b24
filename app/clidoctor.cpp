// SPDX-License-Identifier: MIT
#include "app/clifinding.h"
#include "app/clihealth.h"
#include "app/clijson.h"
#include "app/clisession.h"
#include "app/clistream.h"
#include "core/io/commandclient.h"
#include "core/io/httpstream.h"
#include "ui/words/issuetext.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonDocument>
#include <QLocale>
#include <QTimer>

#include <chrono>

namespace headgate::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

void tell(const Finding& finding, bool json)
{
    if (json)
        print(
            line({{u"check"_s, finding.what}, {u"ok"_s, finding.good}, {u"text"_s, finding.text}}));
    else
        print(u"%1 %2  %3"_s.arg(
            finding.good ? u"ok "_s : u"bad"_s, finding.what.leftJustified(9), finding.text));
}

namespace {

class Doctor
{
public:
    Doctor(const SourceConfig& config, bool json)
        : m_config(config)
        , m_client(config.url, config.user, config.password)
        , m_json(json)
    {
    }

    int run()
    {
        tell({u"address"_s, true, m_config.url.toString()});
        tell({u"qt"_s, true,
            u"Headgate %1, Qt %2"_s.arg(
                QLatin1StringView(HEADGATE_VERSION), QString::fromLatin1(qVersion()))});
        if (!health())
            return m_code;
        clock();
        sessions();
        stream();
        return m_code;
    }

private:
    HttpAnswer get(const QString& path)
    {
        HttpAnswer result;
        QEventLoop loop;
        m_client.get(
            path, {}, 5s, 2,
            [&](const HttpAnswer& answer) {
                result = answer;
                loop.quit();
            },
            &loop);
        loop.exec();
        return result;
    }

    bool health()
    {
        const HttpAnswer answer = get(u"/global/health"_s);
        const QJsonObject json = QJsonDocument::fromJson(answer.body).object();
        if (!answer.ok())
            return failed(u"server"_s, answer.issue);
        if (!json["healthy"_L1].isBool()) {
            const bool page = answer.header("content-type").startsWith("text/html");
            return failed(u"server"_s,
                {Issue::Code::NotOpenCode, m_config.id(),
                    {page ? u"a web page"_s : u"another kind of server"_s}});
        }
        tell({u"server"_s, true, u"OpenCode %1"_s.arg(json["version"_L1].toString())});
        tell({u"latency"_s, true, u"%1 ms"_s.arg(answer.took.count())});
        m_date = answer.header("date");
        return true;
    }

    void clock()
    {
        const QDateTime server = QLocale::c().toDateTime(
            QString::fromLatin1(m_date), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
        if (!server.isValid())
            return;
        const QDateTime utc(server.date(), server.time(), Qt::UTC);
        const qint64 seconds = QDateTime::currentDateTimeUtc().secsTo(utc);
        const bool good = std::abs(seconds) <= 2;
        tell({u"clock"_s, good,
            good ? u"agrees with this machine's"_s
                 : u"the server's is %1 s %2; ages of messages are off by that"_s
                       .arg(std::abs(seconds))
                       .arg(seconds > 0 ? u"ahead"_s : u"behind"_s)});
    }

    void sessions()
    {
        const HttpAnswer answer = get(u"/experimental/session?archived=true&limit=1"_s);
        if (!answer.ok())
            tell({u"sessions"_s, false,
                u"the list over all directories is missing (%1); each directory is asked for itself"_s
                    .arg(words::issueShort(answer.issue))});
        else
            tell({u"sessions"_s, true,
                u"the list over all directories answers in %1 ms"_s.arg(answer.took.count())});
    }

    void stream()
    {
        HttpStream stream;
        QEventLoop loop;
        bool bytes = false;
        Issue issue{Issue::Code::TimedOut, m_config.id(), {u"5"_s}};
        QObject::connect(&stream, &HttpStream::bytesArrived, &loop, [&] {
            bytes = true;
            loop.quit();
        });
        QObject::connect(&stream, &HttpStream::ended, &loop, [&](const Issue& why) {
            issue = why;
            loop.quit();
        });
        QTimer::singleShot(5s, &loop, &QEventLoop::quit);
        HttpStream::Request request;
        request.url = m_config.url;
        request.url.setPath(u"/global/event"_s);
        request.user = m_config.user;
        request.password = m_config.password;
        QElapsedTimer timer;
        timer.start();
        stream.open(request);
        loop.exec();
        stream.close();
        if (bytes)
            tell({u"stream"_s, true, u"the first event came after %1 ms"_s.arg(timer.elapsed())});
        else
            failed(u"stream"_s, issue);
    }

    bool failed(const QString& what, const Issue& issue)
    {
        tell({what, false, words::issueText(issue)});
        m_code = m_code == Done ? report(issue) : m_code;
        return false;
    }

    void tell(const Finding& finding) { headgate::cli::tell(finding, m_json); }

    SourceConfig m_config;
    CommandClient m_client;
    QByteArray m_date;
    bool m_json = false;
    int m_code = Done;
};

/** A stream has no server of its own to ask: what it says of itself is all there is. */
int lookAtStream(const SourceConfig& config, bool json)
{
    tell({u"address"_s, true, config.url.toDisplayString()}, json);
    QElapsedTimer timer;
    timer.start();
    const StreamAnswer head = ask(config, durable::headRequest(config.url));
    const durable::Place place = head.place();
    const bool good = head.ok() && !place.next.isEmpty();
    const QString text = good
        ? u"%1, ends at %2%3"_s.arg(QString::fromUtf8(head.header("Content-Type")),
            QString::fromUtf8(place.next), place.closed ? u", closed"_s : QString())
        : head.ok() ? u"what answers there is no durable stream"_s
                    : u"it cannot be read"_s;
    tell({u"stream"_s, good, text}, json);
    if (!head.ok())
        return report(config, head);
    if (good)
        tell({u"latency"_s, true, u"%1 ms"_s.arg(timer.elapsed())}, json);
    return good ? int(Done) : int(FailedCode);
}

} // namespace

int runDoctor(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Looks at a connection: what answers, which version, how fast, what is wrong."_s);
    addSourceOptions(parser);
    parser.addPositionalArgument(u"SOURCE"_s,
        u"opencode:URL, stream:URL, agentpane:URL, log:PATH, demo:, or a bare URL or path."_s);
    parser.addOptions({
        {u"report"_s, u"Instead: how all connections of the profile did, as Markdown or --json."_s},
        {u"bundle"_s,
            u"Instead: write what helps to find a fault into FILE (-: print it). No session, no "
            "secret is in it."_s,
            u"FILE"_s},
    });
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    const bool written = parser.isSet(u"report"_s) || parser.isSet(u"bundle"_s);
    if (written && !parser.positionalArguments().isEmpty())
        return usageError(u"--report and --bundle take no SOURCE"_s);
    const QString profile =
        parser.isSet(u"profile"_s) ? parser.value(u"profile"_s) : windowProfile();
    if (parser.isSet(u"bundle"_s))
        return writeBundle(profile, parser.value(u"bundle"_s));
    if (written)
        return reportConnections(profile, parser.isSet(u"json"_s));
    if (parser.positionalArguments().size() != 1)
        return usageError(u"doctor takes one SOURCE"_s);
    auto config = readSource(parser, parser.positionalArguments().constFirst());
    if (!config)
        return report(config.error());
    if (config->kind == SourceKind::Demo) {
        tell({u"demo"_s, true, u"built in; it needs no server and no network"_s},
            parser.isSet(u"json"_s));
        return Done;
    }
    if (config->kind == SourceKind::AgentPane)
        return lookAtPane(*config, parser.isSet(u"json"_s));
    if (config->kind == SourceKind::Log)
        return lookAtLog(*config, parser.isSet(u"json"_s));
    if (config->kind == SourceKind::Stream)
        return lookAtStream(*config, parser.isSet(u"json"_s));
    return Doctor(*config, parser.isSet(u"json"_s)).run();
}

} // namespace headgate::cli
