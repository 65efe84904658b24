// SPDX-License-Identifier: MIT
#include "core/io/panewrites.h"

#include <QJsonDocument>
#include <QTimer>

#include <chrono>
#include <utility>

namespace headgate {

using namespace std::chrono_literals;

namespace {

constexpr milliseconds answerLimit = 10s;
constexpr milliseconds longestPause = 10s;

QByteArray bytesOf(const QJsonObject& body)
{
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

} // namespace

PaneWrites::PaneWrites(
    const SourceId& source, CommandClient& client, milliseconds betweenTries, QObject* parent)
    : QObject(parent)
    , m_source(source)
    , m_client(client)
    , m_betweenTries(betweenTries)
{
}

Issue PaneWrites::issueOf(const HttpAnswer& answer) const
{
    // What the server says itself comes before what its status alone would say.
    const bool spoke = answer.status != 0 && answer.issue.code != Issue::Code::SendUnknown;
    Issue issue = spoke ? pane::refusal(m_source, answer.status, answer.body) : answer.issue;
    if (issue.code == Issue::Code::None)
        issue = answer.issue;
    if (issue.code != Issue::Code::None)
        issue.source = m_source;
    return issue;
}

void PaneWrites::answer(std::vector<pane::Request> ways, Done done)
{
    tryWay(std::move(ways), 0, std::move(done));
}

void PaneWrites::tryWay(std::vector<pane::Request> ways, size_t way, Done done)
{
    const pane::Request& request = ways[way];
    m_client.postJson(
        request.path, {}, bytesOf(request.body), answerLimit,
        [this, ways, way, done](const HttpAnswer& answer) {
            // Nothing was done by a server that has no such route: the next way is no second time.
            if (pane::isNoRoute(answer.status, answer.body)) {
                if (way + 1 < ways.size())
                    tryWay(ways, way + 1, done);
                else
                    done({Issue::Code::NotOffered, m_source, {}});
                return;
            }
            done(issueOf(answer));
        },
        this);
}

void PaneWrites::attempt(const Prompt& prompt, int made, Done done)
{
    const pane::Request request = pane::inputRequest(prompt);
    m_client.postJson(
        request.path, {}, bytesOf(request.body), answerLimit,
        [this, prompt, made, done](const HttpAnswer& answer) {
            const Issue issue = issueOf(answer);
            const bool neverCame = answer.status == 0 && isRecoverable(issue.code);
            const bool later = answer.status == 429 || answer.status >= 500;
            if (made >= mostTries || !(neverCame || later)) {
                done(issue);
                return;
            }
            bool isNumber = false;
            const int asked = answer.header("retry-after").toInt(&isNumber);
            const milliseconds pause =
                isNumber ? milliseconds(std::chrono::seconds(asked)) : m_betweenTries;
            if (pause > longestPause) {
                done(issue);
                return;
            }
            QTimer::singleShot(
                pause, this, [this, prompt, made, done] { attempt(prompt, made + 1, done); });
        },
        this);
}

} // namespace headgate
