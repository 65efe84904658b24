// SPDX-License-Identifier: MIT
#include "ui/words/sessionwords.h"

#include "ui/words/checkpointwords.h"
#include "ui/words/quantity.h"
#include "ui/words/say.h"

#include <QHash>
#include <QLocale>

#include <cmath>

namespace headgate::words {

using namespace Qt::StringLiterals;

namespace {

QString toolLine(const QString& tool, const QString& subject)
{
    static const QHash<QString, const char*> verbs = {
        {u"bash"_s, toSay("running %1")},
        {u"edit"_s, toSay("editing %1")},
        {u"multiedit"_s, toSay("editing %1")},
        {u"patch"_s, toSay("editing %1")},
        {u"write"_s, toSay("writing %1")},
        {u"read"_s, toSay("reading %1")},
        {u"list"_s, toSay("listing %1")},
        {u"glob"_s, toSay("looking for %1")},
        {u"grep"_s, toSay("searching for %1")},
        {u"webfetch"_s, toSay("opening %1")},
        {u"websearch"_s, toSay("searching the web for %1")},
        {u"task"_s, toSay("handed over: %1")},
        {u"todowrite"_s, toSay("updating its list")},
        {u"question"_s, toSay("asking you")},
    };
    const QString one = subject.section(u'\n', 0, 0).simplified();
    const char* verb = verbs.value(tool);
    if (!verb)
        return one.isEmpty() ? say("using %1").arg(tool) : say("using %1: %2").arg(tool, one);
    const QString words = say(verb);
    return words.contains("%1"_L1) ? words.arg(one).trimmed() : words;
}

QString doneLine(const Session& s)
{
    if (s.files > 0)
        return say("done, %1 file(s) changed", s.files).arg(number(s.files));
    return say("done");
}

/** "900", "1.5K", "128K", "1.2M": as context is spoken of. */
QString shortNumber(qint64 value)
{
    const auto text = [](double count) {
        const double tenths = std::round(count * 10) / 10;
        const bool whole = count >= 99.95 || tenths == std::floor(tenths);
        return QLocale().toString(tenths, 'f', whole ? 0 : 1);
    };
    if (value < 1000)
        return QString::number(value);
    if (value < 999'500)
        return text(double(value) / 1000.0) + u'K';
    return text(double(value) / 1'000'000.0) + u'M';
}

QString retryLine(const Session& s, Timestamp now)
{
    if (!isKnown(s.retryAt) || s.retryAt <= now)
        return say("provider error, trying again");
    const auto left = std::chrono::ceil<std::chrono::seconds>(s.retryAt - now).count();
    return say("provider error, retry in %1 s").arg(left);
}

} // namespace

QString sessionTitle(const Session& s)
{
    if (!s.title.isEmpty())
        return s.title;
    // A log names streams that are no sessions, and nobody ever describes them.
    if (isLog(s.source))
        return s.id.value();
    return s.placeholder ? say("A session not described yet") : say("Session without a title");
}

QString activityLine(const Session& s, const Checkpoint* waiting, Timestamp now)
{
    if (waiting)
        return requestWish(*waiting);
    if (s.status == SessionStatus::Retrying)
        return retryLine(s, now);
    if (s.status == SessionStatus::Interrupted)
        return say("interrupted, nothing runs");
    if (s.archived)
        return say("archived");
    switch (s.activity.kind) {
    case Activity::Kind::Thinking:
        return say("thinking");
    case Activity::Kind::Writing:
        return say("writing");
    case Activity::Kind::Compacting:
        return say("shortening its memory");
    case Activity::Kind::Tool:
        return toolLine(s.activity.tool, s.activity.subject);
    case Activity::Kind::Failed:
        return s.activity.subject.isEmpty()
            ? say("failed")
            : say("failed: %1").arg(s.activity.subject.simplified());
    case Activity::Kind::Done:
        return s.activity.subject.isEmpty() ? doneLine(s) : s.activity.subject.simplified();
    case Activity::Kind::None:
        break;
    }
    switch (s.status) {
    case SessionStatus::Running:
        return say("working");
    case SessionStatus::Failed:
        return say("failed");
    case SessionStatus::Idle:
        return doneLine(s);
    default:
        return isKnown(s.updated) ? say("last seen %1").arg(clockTime(s.updated, now))
                                  : say("nothing known yet");
    }
}

QString contextUse(qint64 used, qint64 limit)
{
    const auto percent = limit > 0 ? (used * 100 + limit / 2) / limit : 0;
    return limit > 0 ? say("%1 / %2 (%3%)").arg(shortNumber(used), shortNumber(limit)).arg(percent)
                     : say("%1 of its context").arg(shortNumber(used));
}

bool isNearLimit(qint64 used, qint64 limit)
{
    return limit > 0 && used * 100 >= limit * 80;
}

QString statusWords(const Session& s, Timestamp now)
{
    switch (s.status) {
    case SessionStatus::Unknown:
        return say("last seen state");
    case SessionStatus::Idle:
        return say("done");
    case SessionStatus::Running:
        if (!isKnown(s.turnStarted))
            return say("running");
        return say("running · %1").arg(span(now - s.turnStarted));
    case SessionStatus::Retrying:
        return retryLine(s, now);
    case SessionStatus::Interrupted:
        return say("interrupted");
    case SessionStatus::Failed:
        return say("failed");
    }
    return {};
}

} // namespace headgate::words
