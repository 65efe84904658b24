// SPDX-License-Identifier: MIT
#include "app/clijson.h"
#include "app/clilog.h"
#include "app/clisession.h"
#include "core/domain/sourcetext.h"
#include "core/project/searchquery.h"
#include "core/searchindex.h"
#include "core/searchread.h"
#include "core/store/history.h"

#include <QDateTime>
#include <QDir>
#include <QJsonArray>
#include <QTimeZone>

#include <chrono>

namespace headgate::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::array kindNames{"words", "tools", "errors", "titles"}; // as SearchKind

std::optional<SearchKind> kindOf(const QString& name)
{
    for (const SearchKind kind : searchKinds) {
        if (name == QLatin1StringView(kindNames[size_t(kind)]))
            return kind;
    }
    return {};
}

/** Looks through what was not yet, if nobody else keeps this history; else reads it as it is. */
Expected<SearchFound> search(const QString& profile, SearchWish wish, qsizetype limit)
{
    std::unique_ptr<Database> other;
    std::unique_ptr<History> own;
    auto history = History::open(profile);
    if (history) {
        own = std::move(*history);
        SearchIndex index(own->database());
        for (bool more = true; more;) {
            own->begin();
            more = index.step(own->lastRow(), 20ms);
            if (const Outcome done = own->commit(); !done)
                return done.error();
        }
    } else if (history.error().code == Issue::Code::ProfileLocked) {
        auto opened = Database::open(profile + "/history.db"_L1, Database::Mode::ReadOnly);
        if (!opened)
            return opened.error();
        other = std::move(*opened);
    } else {
        return history.error();
    }
    Database& database = own ? own->database() : *other;
    SearchFound all;
    do {
        wish.limit = int(std::min<qsizetype>(200, limit - qsizetype(all.hits.size())));
        SearchFound page = searchread::find(database, wish);
        all.hits.insert(all.hits.end(), page.hits.begin(), page.hits.end());
        all.indexed = page.indexed;
        all.next = wish.after = page.next;
    } while (wish.after != 0 && qsizetype(all.hits.size()) < limit);
    return all;
}

QJsonObject toJson(const SearchHit& hit)
{
    QJsonArray marks;
    for (const TextSpan& mark : hit.marks)
        marks.append(QJsonObject{{u"start"_s, mark.start}, {u"length"_s, mark.length}});
    return {{u"source"_s, hit.key.source.value()}, {u"session"_s, hit.key.session.value()},
        {u"title"_s, hit.title}, {u"kind"_s, QLatin1StringView(kindNames[size_t(hit.kind)])},
        {u"message"_s, hit.message.value()}, {u"part"_s, hit.part.value()},
        {u"speaker"_s, hit.speaker}, {u"time"_s, toMs(hit.time)}, {u"text"_s, hit.snippet},
        {u"marks"_s, marks}};
}

/** For people: whose, when, what. Neighbours of one session share its line. */
void tell(const std::vector<SearchHit>& hits)
{
    SessionKey shown;
    for (const SearchHit& hit : hits) {
        if (!(hit.key == shown)) {
            shown = hit.key;
            const QString title = hit.title.isEmpty() ? u"(no title)"_s : hit.title;
            print(u"%1  %2  %3"_s.arg(
                safe(title), safe(hit.key.session.value()), safe(hit.key.source.value())));
        }
        const QString when =
            QDateTime::fromMSecsSinceEpoch(toMs(hit.time)).toString(u"yyyy-MM-dd HH:mm"_s);
        const QString who = hit.speaker.isEmpty()
            ? QString(QLatin1StringView(kindNames[size_t(hit.kind)]))
            : hit.speaker;
        print(u"    %1  %2  %3"_s.arg(when, safe(who), safe(hit.snippet)));
    }
}

/** As written for a source, or as the results name it. */
SourceId sourceOf(const QString& text)
{
    if (text.isEmpty())
        return {};
    const auto config = sourceFromText(text);
    return config ? config->id() : SourceId(text);
}

QString whatIsWrong(const searchquery::Trouble& trouble)
{
    using Kind = searchquery::Trouble::Kind;
    const QString typed = trouble.name + u':' + trouble.value;
    switch (trouble.kind) {
    case Kind::NoValue:
        return u"nothing stands behind %1"_s.arg(typed);
    case Kind::NoRole:
        return u"%1: the roles are %2"_s.arg(typed, searchquery::roles().join(u", "_s));
    case Kind::NoTime:
        break;
    }
    return u"%1 is no time: today, yesterday, 3d, 2026-05-17 or 2026-05-17T14:30"_s.arg(typed);
}

/** The shell takes quotes away: what came as one argument of several words stands together. */
QString wordsOf(const QStringList& arguments)
{
    QStringList words;
    for (const QString& argument : arguments) {
        if (!argument.contains(u' ') || argument.contains(u'"')) {
            words.append(argument);
            continue;
        }
        const QString name = argument.section(u':', 0, 0).toLower();
        const bool narrows = argument.contains(u':') && searchquery::names().contains(name);
        const qsizetype from = narrows ? name.size() + 1 : 0;
        words.append(argument.left(from) + u'"' + argument.mid(from) + u'"');
    }
    return words.join(u' ');
}

} // namespace

int runSearch(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Find words in all that the history holds: every word is wanted, as the begin of one; "
        "\"words in quotes\" stand together; -word must not be there (write -- before the first "
        "one that begins with a dash). source:, session:, role:, tool:, before: and after: with a "
        "value narrow it, with or without words. The newest first."_s);
    addHelp(parser);
    parser.addPositionalArgument(u"words"_s, u"What to look for."_s, u"WORDS..."_s);
    parser.addOptions({
        {u"source"_s, u"Only what this source told."_s, u"source"_s},
        {u"session"_s, u"Only this session; needs --source."_s, u"id"_s},
        {u"kind"_s, u"Only words, tools, errors or titles."_s, u"kind"_s},
        {u"since"_s, u"Only what is of this time or later."_s, u"time"_s},
        {u"until"_s, u"Only what is of before this time."_s, u"time"_s},
        {u"by-relevance"_s, u"The best fit first."_s},
        {u"limit"_s, u"At most so many; default: 50."_s, u"number"_s, u"50"_s},
        {u"profile"_s, u"The profile that keeps the history; default: the window's."_s,
            u"directory"_s},
        {u"json"_s, u"Print one JSON object a line."_s},
    });
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    SearchWish wish;
    wish.source = sourceOf(parser.value(u"source"_s));
    wish.session = SessionId(parser.value(u"session"_s));
    wish.kind = kindOf(parser.value(u"kind"_s));
    wish.byRelevance = parser.isSet(u"by-relevance"_s);
    bool isNumber = false;
    const int limit = parser.value(u"limit"_s).toInt(&isNumber);
    if (parser.isSet(u"kind"_s) && !wish.kind)
        return usageError(u"--kind takes words, tools, errors or titles"_s);
    if (!wish.session.isEmpty() && wish.source.isEmpty())
        return usageError(u"--session needs --source"_s);
    if (!isNumber || limit < 1)
        return usageError(u"--limit takes a number from 1"_s);
    const auto since = readMoment(parser, u"since"_s);
    const auto until = readMoment(parser, u"until"_s);
    if (!since || !until)
        return usageError((since ? until : since).error().args.value(0));
    wish.from = since->value_or(Timestamp());
    wish.until = until->value_or(Timestamp());
    const auto troubles = searchquery::read(wordsOf(parser.positionalArguments()),
        timestampFromMs(QDateTime::currentMSecsSinceEpoch()), QTimeZone::systemTimeZone(), wish);
    if (!troubles.empty())
        return usageError(whatIsWrong(troubles.front()));
    if (!searchquery::asksFor(wish))
        return usageError(u"search takes at least one word to look for, or what narrows it"_s);
    const QString profile =
        parser.isSet(u"profile"_s) ? parser.value(u"profile"_s) : windowProfile();
    if (!Engine::hasHistory(profile))
        return report({Issue::Code::DatabaseError, {},
            {u"%1 holds no history"_s.arg(QDir::toNativeSeparators(profile))}});
    const auto found = search(profile, wish, limit);
    if (!found)
        return report(found.error());
    if (parser.isSet(u"json"_s)) {
        for (const SearchHit& hit : found->hits)
            print(line(toJson(hit)));
    } else {
        tell(found->hits);
    }
    if (found->indexed < 100)
        note(u"%1 % of the history was looked through so far: the running Headgate goes on"_s.arg(
            found->indexed));
    if (found->hits.empty())
        note(u"nothing has these words"_s);
    else if (found->next != 0)
        note(u"there are more: --limit"_s);
    return found->hits.empty() ? NotFound : Done;
}

} // namespace headgate::cli
