// SPDX-License-Identifier: MIT
#include "core/project/searchquery.h"

#include "core/project/searchwords.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <utility>

namespace headgate::searchquery {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array nameTable{"source", "session", "role", "tool", "before", "after"};

struct Role
{
    const char* name;
    SearchKind kind;
    const char* speaker; ///< empty: whoever
};

constexpr std::array roleTable{
    Role{"user", SearchKind::Words, "user"},
    Role{"assistant", SearchKind::Words, "assistant"},
    Role{"reasoning", SearchKind::Words, "reasoning"},
    Role{"tool", SearchKind::Tools, ""},
    Role{"error", SearchKind::Errors, ""},
    Role{"title", SearchKind::Titles, ""},
};

/** A word of what was typed: `name:value`, or neither. */
struct Narrowing
{
    QString name;
    QString value;
    qsizetype end = 0; ///< behind it
};

std::optional<Narrowing> narrowingAt(QStringView text, qsizetype at)
{
    for (const char* name : nameTable) {
        const QLatin1StringView wanted(name);
        if (!text.sliced(at).startsWith(wanted, Qt::CaseInsensitive))
            continue;
        qsizetype i = at + wanted.size();
        if (i >= text.size() || text[i] != u':')
            continue;
        ++i;
        if (i < text.size() && text[i] == u'"') {
            const qsizetype close = text.indexOf(u'"', i + 1);
            const qsizetype to = close < 0 ? text.size() : close;
            return Narrowing{wanted, text.sliced(i + 1, to - i - 1).trimmed().toString(),
                close < 0 ? to : close + 1};
        }
        qsizetype to = i;
        while (to < text.size() && !text[to].isSpace())
            ++to;
        return Narrowing{wanted, text.sliced(i, to - i).toString(), to};
    }
    return {};
}

/** "3d": that long before now; days, weeks, hours or minutes. */
std::optional<Timestamp> spanBefore(const QString& text, Timestamp now)
{
    constexpr int most = 100'000;
    bool isNumber = false;
    const int count = QStringView(text).chopped(1).toInt(&isNumber);
    if (!isNumber || count < 0 || count > most)
        return {};
    using std::chrono::hours;
    switch (text.back().toLower().unicode()) {
    case u'm':
        return now - std::chrono::minutes(count);
    case u'h':
        return now - hours(count);
    case u'd':
        return now - hours(24 * count);
    case u'w':
        return now - hours(24 * 7 * count);
    default:
        return {};
    }
}

std::optional<Timestamp> timeOf(const QString& text, Timestamp now, const QTimeZone& zone)
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(toMs(now), zone).date();
    QDate date;
    if (text.compare("today"_L1, Qt::CaseInsensitive) == 0)
        date = today;
    else if (text.compare("yesterday"_L1, Qt::CaseInsensitive) == 0)
        date = today.addDays(-1);
    else if (text.size() <= 10)
        date = QDate::fromString(text, Qt::ISODate);
    if (date.isValid())
        return timestampFromMs(date.startOfDay(zone).toMSecsSinceEpoch());
    if (const auto span = spanBefore(text, now))
        return span;
    QDateTime at = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!at.isValid() || text.size() <= 10)
        return {};
    if (at.timeSpec() == Qt::LocalTime) // it names no zone
        at = QDateTime(at.date(), at.time(), zone);
    return timestampFromMs(at.toMSecsSinceEpoch());
}

const Role* roleOf(const QString& text)
{
    for (const Role& role : roleTable) {
        if (text.compare(QLatin1StringView(role.name), Qt::CaseInsensitive) == 0)
            return &role;
    }
    return nullptr;
}

std::optional<Trouble> narrow(
    const Narrowing& by, Timestamp now, const QTimeZone& zone, SearchWish& wish)
{
    const QString& value = by.value;
    if (value.isEmpty())
        return Trouble{Trouble::Kind::NoValue, by.name, {}};
    if (by.name == "source"_L1) {
        wish.sourceLike = value;
    } else if (by.name == "session"_L1) {
        wish.sessionLike = value;
    } else if (by.name == "tool"_L1) {
        wish.tool = value;
    } else if (by.name == "role"_L1) {
        const Role* role = roleOf(value);
        if (!role)
            return Trouble{Trouble::Kind::NoRole, by.name, value};
        wish.kind = role->kind;
        wish.role = QLatin1StringView(role->speaker);
    } else {
        const auto at = timeOf(value, now, zone);
        if (!at)
            return Trouble{Trouble::Kind::NoTime, by.name, value};
        Timestamp& bound = by.name == "before"_L1 ? wish.until : wish.from;
        if (!isKnown(bound))
            bound = *at;
        else
            bound = by.name == "before"_L1 ? std::min(bound, *at) : std::max(bound, *at);
    }
    return {};
}

} // namespace

std::vector<Trouble> read(
    const QString& typed, Timestamp now, const QTimeZone& zone, SearchWish& wish)
{
    std::vector<Trouble> troubles;
    const QStringView text(typed);
    QString words;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size();) {
        const bool begins = i == 0 || text[i - 1].isSpace();
        if (const auto by = begins && !quoted ? narrowingAt(text, i) : std::nullopt) {
            if (auto trouble = narrow(*by, now, zone, wish))
                troubles.push_back(std::move(*trouble));
            i = by->end;
            words += u' ';
            continue;
        }
        if (text[i] == u'"')
            quoted = !quoted;
        words += text[i++];
    }
    wish.words = words.trimmed();
    return troubles;
}

bool asksFor(const SearchWish& wish)
{
    return !searchwords::matchExpression(searchwords::parse(wish.words)).isEmpty()
        || !wish.sourceLike.isEmpty() || !wish.sessionLike.isEmpty() || !wish.role.isEmpty()
        || !wish.tool.isEmpty() || wish.kind || isKnown(wish.from) || isKnown(wish.until);
}

QStringList names()
{
    QStringList all;
    for (const char* name : nameTable)
        all.append(QLatin1StringView(name));
    return all;
}

QStringList roles()
{
    QStringList all;
    for (const Role& role : roleTable)
        all.append(QLatin1StringView(role.name));
    return all;
}

} // namespace headgate::searchquery
