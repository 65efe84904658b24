// SPDX-License-Identifier: MIT
// The part of OpenCodeSource that answers what a person wants to know of the server at this moment.
#include "core/io/opencodesource.h"
#include "core/io/serverlog.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds answerLimit = 10s;
const auto savedPath = u"/api/permission/saved"_s;

/** A server that does not know the path says so, or shows its web page in place of an answer. */
Finding readRules(const SourceId& source, const HttpAnswer& answer)
{
    const bool web = answer.header("content-type").startsWith("text/html");
    if (answer.status == 404 || answer.status == 405 || answer.status == 501
        || (answer.ok() && web))
        return {{}, {Issue::Code::NotOffered, source, {u"saved approvals"_s}}};
    Finding finding;
    finding.issue = answer.issue;
    finding.issue.source = source;
    if (!answer.ok())
        return finding;
    const QJsonValue data = QJsonDocument::fromJson(answer.body).object()["data"_L1];
    if (!data.isArray()) {
        finding.issue = {Issue::Code::BadAnswer, source, {savedPath, u"no list"_s}};
        return finding;
    }
    Finding::Rules rules;
    for (const QJsonValue one : data.toArray()) {
        rules.rules.push_back({one["id"_L1].toString(), one["projectID"_L1].toString(),
            one["action"_L1].toString(), one["resource"_L1].toString()});
    }
    finding.what = std::move(rules);
    finding.issue = {};
    return finding;
}

} // namespace

/** Once: nothing may be tried again after a pause. */
void OpenCodeSource::readRules(std::function<void(Finding)> done)
{
    m_client.get(
        savedPath, {}, answerLimit, 1,
        [this, done = std::move(done)](
            const HttpAnswer& answer) { done(headgate::readRules(m_id, answer)); },
        this);
}

void OpenCodeSource::revokeRule(const SavedRule& rule, std::function<void(Finding)> done)
{
    const QString path = savedPath + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(rule.id));
    send({"DELETE", path, {}, {}, {Issue::Code::NotOffered, m_id, {u"saved approvals"_s}}},
        [this, rule, done = std::move(done)](const HttpAnswer&, const Issue& issue) {
            // Whatever came of it: the list tells.
            readRules([rule, issue, done](Finding finding) {
                auto* rules = std::get_if<Finding::Rules>(&finding.what);
                if (issue.code != Issue::Code::None)
                    finding.issue = issue;
                else if (rules)
                    rules->revoked = rule;
                done(std::move(finding));
            });
        });
}

void OpenCodeSource::lookUp(const Lookup& lookup, std::function<void(Finding)> done)
{
    if (m_machine.phase == SyncState::Paused) {
        QTimer::singleShot(0, this, [this, done = std::move(done)] {
            done({{}, {Issue::Code::Unreachable, m_id, {u"paused"_s}}});
        });
    } else if (std::holds_alternative<Lookup::ReadRules>(lookup.what)) {
        readRules(std::move(done));
    } else if (const auto* revoke = std::get_if<Lookup::RevokeRule>(&lookup.what)) {
        revokeRule(revoke->rule, std::move(done));
    } else {
        EventSource::lookUp(lookup, std::move(done));
    }
}

void OpenCodeSource::askForProof(
    const QHash<SessionId, qint64>& after, std::function<void(Witness)> done)
{
    if (m_machine.phase == SyncState::Paused) {
        QTimer::singleShot(0, this, [this, done = std::move(done)] {
            done({{}, {}, {Issue::Code::Unreachable, m_id, {u"paused"_s}}});
        });
        return;
    }
    askServerLog(
        m_client, m_id, after, 1,
        [done = std::move(done)](Expected<ServerLog> log) {
            Witness witness;
            if (log)
                witness.log = std::move(*log);
            else
                witness.issue = log.error();
            done(std::move(witness));
        },
        this);
}

} // namespace headgate
