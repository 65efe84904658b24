// SPDX-License-Identifier: MIT
#include "ui/words/healthwords.h"

#include "core/project/health.h"
#include "core/project/ownwords.h"
#include "ui/words/issuetext.h"
#include "ui/words/quantity.h"
#include "ui/words/say.h"

#include <QDateTime>
#include <QJsonArray>

#include <algorithm>

namespace headgate::words {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr size_t eventsTold = 100; ///< of each source

QString because(const QString& what, const Issue& issue)
{
    const QString why = issueShort(issue);
    return why.isEmpty() ? what : say("%1: %2").arg(what, why);
}

QString utc(Timestamp at)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(at), Qt::UTC).toString(Qt::ISODate);
}

const SourceStatus* statusOf(const ConnectionReport& report, const SourceId& id)
{
    const auto at = std::ranges::find(report.sources, id, &SourceStatus::id);
    return at == report.sources.end() ? nullptr : &*at;
}

const SourceHealth* healthOf(const ConnectionReport& report, const SourceId& id)
{
    const auto at = std::ranges::find(report.health.sources, id, &SourceHealth::source);
    return at == report.health.sources.end() ? nullptr : &*at;
}

/** Followed ones in their order, then those that were. */
std::vector<SourceId> idsOf(const ConnectionReport& report)
{
    std::vector<SourceId> ids;
    for (const SourceStatus& source : report.sources)
        ids.push_back(source.id);
    for (const SourceHealth& source : report.health.sources) {
        if (!statusOf(report, source.source))
            ids.push_back(source.source);
    }
    return ids;
}

HealthMinute sum(const SourceHealth& health, Timestamp now, std::chrono::minutes span)
{
    return healthParts(health.minutes, now, span, 1).front();
}

QString lagWords(milliseconds lag)
{
    return lag < 0ms ? say("no event told its time") : fineAge(lag);
}

QString sumLine(const QString& title, const HealthMinute& sum)
{
    return say("%1: %2 in %3, slowest event %4, %5 reconnect(s)", sum.reconnects)
        .arg(title, byteSize(sum.bytes), eventCount(sum.events), lagWords(sum.lag),
            number(sum.reconnects));
}

QStringList stateLines(const SourceStatus& source, Timestamp now)
{
    QStringList lines{say("State: %1").arg(sourceSentence(source, now).text)};
    if (!source.version.isEmpty())
        lines += say("Server version: %1").arg(source.version);
    if (const QString why = issueText(source.issue); !why.isEmpty())
        lines += why;
    lines += isKnown(source.lastByte)
        ? say("Last byte: %1, %2 before this report")
              .arg(utc(source.lastByte), fineAge(now - source.lastByte))
        : say("Last byte: none so far");
    if (source.lastSeq >= 0)
        lines += say("Newest number: %1").arg(number(source.lastSeq));
    lines +=
        say("%1 gap(s) found, %2 not repaired yet; %3 dropped because they came twice", source.gaps)
            .arg(number(source.gaps), number(source.openGaps), eventCount(source.duplicates));
    lines += say("%1 since it was added; %2 came by catching up, %3 could not be read")
                 .arg(eventCount(source.events), number(source.repaired), number(source.badFrames));
    return lines;
}

QJsonObject toJson(const HealthEvent& event)
{
    QJsonObject json{{u"at"_s, utc(event.at)}, {u"kind"_s, healthKindName(event.kind)},
        {u"text"_s, withoutSecrets(healthSentence(event).text)}};
    if (event.count > 0)
        json.insert("count"_L1, event.count);
    if (event.took > 0ms)
        json.insert("ms"_L1, qint64(event.took.count()));
    if (event.issue.code != Issue::Code::None)
        json.insert("why"_L1, issueCodeName(event.issue.code));
    return json;
}

QJsonObject toJson(const HealthMinute& sum)
{
    QJsonObject json{
        {u"bytes"_s, sum.bytes}, {u"events"_s, sum.events}, {u"reconnects"_s, sum.reconnects}};
    if (sum.lag >= 0ms)
        json.insert("slowestMs"_L1, qint64(sum.lag.count()));
    return json;
}

QJsonObject toJson(const SourceStatus& source)
{
    QJsonObject json{{u"name"_s, withoutSecrets(sourceName(source))},
        {u"address"_s, plainAddress(source.url)}, {u"state"_s, syncStateName(source.state)},
        {u"attempt"_s, source.attempt}, {u"events"_s, source.events},
        {u"repaired"_s, source.repaired}, {u"duplicates"_s, source.duplicates},
        {u"gaps"_s, source.gaps}, {u"openGaps"_s, source.openGaps},
        {u"reconnects"_s, source.reconnects}, {u"badFrames"_s, source.badFrames},
        {u"bytes"_s, source.bytes}};
    if (!source.version.isEmpty())
        json.insert("version"_L1, source.version);
    if (isKnown(source.lastByte))
        json.insert("lastByte"_L1, utc(source.lastByte));
    if (source.lastSeq >= 0)
        json.insert("lastNumber"_L1, source.lastSeq);
    if (source.lag >= 0ms)
        json.insert("lagMs"_L1, qint64(source.lag.count()));
    if (source.issue.code != Issue::Code::None)
        json.insert("issue"_L1, issueCodeName(source.issue.code));
    return json;
}

} // namespace

Toned healthSentence(const HealthEvent& event)
{
    using Kind = HealthEvent::Kind;
    switch (event.kind) {
    case Kind::Connected:
        if (event.took <= 0ms)
            return {say("Connected"), Tone::Good};
        return {event.count > 1 ? say("Connected again after %1 and %2 tries")
                                      .arg(longSpan(event.took), number(event.count))
                                : say("Connected again after %1").arg(longSpan(event.took)),
            Tone::Good};
    case Kind::Lost:
        return {because(say("Connection lost"), event.issue), Tone::Bad};
    case Kind::Denied:
        return {because(say("Not let in"), event.issue), Tone::Waiting};
    case Kind::Gone:
        return {because(say("Not there any more"), event.issue), Tone::Bad};
    case Kind::Closed:
        return {because(say("Ended for good"), event.issue), Tone::Quiet};
    case Kind::Paused:
        return {say("Paused by you"), Tone::Quiet};
    case Kind::Resumed:
        return {say("Resumed by you"), Tone::Quiet};
    case Kind::Gap:
        return {say("%1 gap(s) found", event.count).arg(number(event.count)), Tone::Bad};
    case Kind::Repaired:
        return {say("Catching up brought %1").arg(eventCount(event.count)), Tone::Good};
    case Kind::BadFrames:
        return {say("%1 message(s) could not be read", event.count).arg(number(event.count)),
            Tone::Bad};
    }
    return {};
}

QString reportMarkdown(const ConnectionReport& report)
{
    QString out = say("# Connections") + u"\n\n"_s
        + say("Headgate %1, %2 (times in UTC)").arg(report.version, utc(report.at)) + u'\n';
    const std::vector<SourceId> ids = idsOf(report);
    if (ids.empty())
        out += u'\n' + say("No source was followed so far.") + u'\n';
    for (const SourceId& id : ids) {
        const SourceStatus* status = statusOf(report, id);
        out += u"\n## "_s + (status ? sourceName(*status) : id.value()) + u"\n\n"_s;
        QStringList lines;
        if (status) {
            if (!status->url.isEmpty())
                lines += say("Address: %1").arg(plainAddress(status->url));
            lines += stateLines(*status, report.at);
        }
        const SourceHealth* health = healthOf(report, id);
        if (health) {
            lines += sumLine(say("Last hour"), sum(*health, report.at, 1h));
            lines += sumLine(say("Last day"), sum(*health, report.at, 24h));
        }
        for (const QString& line : std::as_const(lines))
            out += u"- "_s + line + u'\n';
        if (!health || health->happened.empty())
            continue;
        out += u'\n' + say("### What happened") + u"\n\n"_s;
        const auto& all = health->happened;
        const size_t first = all.size() > eventsTold ? all.size() - eventsTold : 0;
        for (size_t i = all.size(); i-- > first;)
            out += u"- "_s + utc(all[i].at) + u"  "_s + healthSentence(all[i]).text + u'\n';
    }
    return withoutSecrets(out);
}

QJsonObject reportJson(const ConnectionReport& report)
{
    QJsonArray sources;
    for (const SourceId& id : idsOf(report)) {
        QJsonObject one{{u"id"_s, withoutSecrets(id.value())}};
        if (const SourceStatus* status = statusOf(report, id))
            one.insert("now"_L1, toJson(*status));
        if (const SourceHealth* health = healthOf(report, id)) {
            one.insert("lastHour"_L1, toJson(sum(*health, report.at, 1h)));
            one.insert("lastDay"_L1, toJson(sum(*health, report.at, 24h)));
            QJsonArray happened;
            for (const HealthEvent& event : health->happened)
                happened.append(toJson(event));
            one.insert("happened"_L1, happened);
        }
        sources.append(one);
    }
    return {{u"headgate"_s, report.version}, {u"at"_s, utc(report.at)}, {u"sources"_s, sources}};
}

} // namespace headgate::words
