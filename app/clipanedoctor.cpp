// SPDX-License-Identifier: MIT
#include "app/clifinding.h"
#include "app/clisession.h"
#include "core/decode/panewire.h"
#include "core/io/commandclient.h"
#include "core/io/httpstream.h"
#include "core/io/panesource.h"
#include "ui/words/issuetext.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonDocument>
#include <QTimer>

#include <chrono>

namespace headgate::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds limit = 5s;

HttpAnswer get(CommandClient& client, const QString& path)
{
    HttpAnswer result;
    QEventLoop loop;
    client.get(
        path, {}, limit, 2,
        [&](const HttpAnswer& answer) {
            result = answer;
            loop.quit();
        },
        &loop);
    loop.exec();
    return result;
}

/** Whether a stream of events answers there. */
Issue listen(const SourceConfig& config, const QString& path)
{
    HttpStream stream;
    QEventLoop loop;
    Issue issue{Issue::Code::TimedOut, config.id(), {u"5"_s}};
    QObject::connect(&stream, &HttpStream::headersArrived, &loop,
        [&](int status, const QByteArray& type, std::optional<milliseconds>) {
            if (status == 200 && type.startsWith("text/event-stream"))
                issue = {};
            else
                issue = {Issue::Code::HttpError, config.id(), {QString::number(status)}};
            loop.quit();
        });
    QObject::connect(&stream, &HttpStream::ended, &loop, [&](const Issue& why) {
        issue = why;
        loop.quit();
    });
    QTimer::singleShot(limit, &loop, &QEventLoop::quit);
    const QString base = config.url.toString(
        QUrl::FullyEncoded | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
    const bool slash = base.endsWith(u'/');
    stream.open({QUrl((slash ? base.chopped(1) : base) + path), {}, config.user, config.password});
    loop.exec();
    stream.disconnect(&loop);
    stream.close();
    return issue;
}

/** The first layout whose stream answers. */
int lookAtStream(const SourceConfig& config, const QString& session, bool json)
{
    Issue issue;
    for (const pane::Layout& layout : pane::layouts()) {
        QElapsedTimer timer;
        timer.start();
        issue = listen(config, pane::streamPath(layout, session, 0));
        if (issue.code != Issue::Code::None)
            continue;
        tell({u"stream"_s, true,
                 u"layout \"%1\", opened in %2 ms"_s.arg(QLatin1StringView(layout.name))
                     .arg(timer.elapsed())},
            json);
        return Done;
    }
    tell({u"stream"_s, false,
             u"none of the known addresses answers: %1"_s.arg(words::issueText(issue))},
        json);
    return report(issue);
}

} // namespace

int lookAtPane(const SourceConfig& given, bool json)
{
    const SourceConfig config = withToken(given);
    tell({u"address"_s, true, config.url.toDisplayString()}, json);
    CommandClient client(config.url, config.user, config.password);
    const HttpAnswer answer = get(client, u"/api/sessions?limit=50&offset=0"_s);
    if (!answer.ok()) {
        tell({u"server"_s, false, words::issueText(answer.issue)}, json);
        return report(answer.issue);
    }
    const auto page = pane::historyPage(QJsonDocument::fromJson(answer.body));
    if (!page) {
        const Issue issue{Issue::Code::NotOpenCode, config.id(), {u"not an AgentPane server"_s}};
        tell({u"server"_s, false, words::issueText(issue)}, json);
        return report(issue);
    }
    tell({u"server"_s, true, u"AgentPane"_s}, json);
    tell({u"latency"_s, true, u"%1 ms"_s.arg(answer.took.count())}, json);
    tell({u"sessions"_s, true,
             page->more ? u"more than %1"_s.arg(page->rows.size())
                        : QString::number(page->rows.size())},
        json);
    if (page->rows.empty())
        return Done;
    return lookAtStream(config, page->rows.front()["id"_L1].toString(), json);
}

} // namespace headgate::cli
