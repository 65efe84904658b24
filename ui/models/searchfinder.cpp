// SPDX-License-Identifier: MIT
#include "ui/models/searchfinder.h"

#include "ui/models/sourcelist.h"
#include "ui/words/quantity.h"
#include "ui/words/sourcewords.h"

#include <algorithm>
#include <chrono>
#include <numeric>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

enum Filter { Kind, Where, Since, Order };

constexpr qsizetype mostRecent = 10;
constexpr auto lookAgain = 700ms;
/** Days back; 0: without a bound. */
constexpr std::array spans{0, 1, 7, 30};

/** Those of one session together, at the place of its first. */
std::vector<SearchHit> grouped(const std::vector<SearchHit>& hits)
{
    std::vector<size_t> first(hits.size());
    QHash<SessionKey, size_t> seen;
    for (size_t i = 0; i < hits.size(); ++i) {
        const auto known = seen.constFind(hits[i].key);
        first[i] = known == seen.cend() ? *seen.insert(hits[i].key, i) : *known;
    }
    std::vector<size_t> order(hits.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::ranges::stable_sort(order, {}, [&](size_t i) { return first[i]; });
    std::vector<SearchHit> sorted;
    sorted.reserve(hits.size());
    for (const size_t i : order)
        sorted.push_back(hits[i]);
    return sorted;
}

} // namespace

SearchFinder::SearchFinder(
    std::function<void(Command)> submit, std::function<Timestamp()> now, QObject* parent)
    : FinderModel(parent)
    , m_submit(std::move(submit))
    , m_clock(std::move(now))
{
    m_again.setSingleShot(true);
    m_again.setInterval(lookAgain);
    connect(&m_again, &QTimer::timeout, this, [this] { ask(true); });
}

void SearchFinder::take(const SourceList& sources, const SessionKey& here)
{
    m_names.clear();
    m_places = {{tr("All sources"), {}, {}}};
    if (!here.isEmpty())
        m_places.push_back({tr("This session"), here.source, here.session});
    for (const SourceStatus& source : sources.all()) {
        m_names.insert(source.id, words::sourceName(source));
        m_places.push_back({words::sourceName(source), source.id, {}});
    }
    m_chosen = {};
    find({});
}

void SearchFinder::clear()
{
    m_again.stop();
    m_asking = m_asked = m_more = false;
    m_typed.clear();
    m_troubles.clear();
    m_found.clear();
    m_begins.clear();
    FinderModel::clear();
}

void SearchFinder::find(const QString& typed)
{
    m_typed = typed;
    SearchWish asked;
    m_troubles = searchquery::read(typed, m_clock(), QTimeZone::systemTimeZone(), asked);
    m_asked = searchquery::asksFor(asked);
    if (m_asked)
        ask();
    else
        showRecent();
}

void SearchFinder::showRecent()
{
    m_again.stop();
    m_asking = m_more = false;
    m_found.clear();
    m_begins.clear();
    std::vector<Thing> things;
    if (m_typed.trimmed().isEmpty()) {
        for (const QString& words : std::as_const(m_recent))
            things.push_back({words, tr("looked for before")});
    }
    setThings(std::move(things));
}

/** What is typed within what is chosen. */
SearchWish SearchFinder::chosenWish() const
{
    SearchWish wish;
    if (m_chosen[Kind] > 0)
        wish.kind = searchKinds[size_t(m_chosen[Kind] - 1)];
    const Place& place = m_places[size_t(m_chosen[Where])];
    wish.source = place.source;
    wish.session = place.session;
    if (const int days = spans[size_t(m_chosen[Since])]; days > 0)
        wish.from = m_clock() - std::chrono::hours(24 * days);
    wish.byRelevance = m_chosen[Order] == 1;
    wish.limit = mostShown;
    (void)searchquery::read(m_typed, m_clock(), QTimeZone::systemTimeZone(), wish);
    // A source may be meant by the name it has here, which the history does not know.
    QList<SourceId> named;
    for (auto it = m_names.cbegin(); it != m_names.cend(); ++it) {
        if (!wish.sourceLike.isEmpty() && it->contains(wish.sourceLike, Qt::CaseInsensitive))
            named.append(it.key());
    }
    if (named.size() == 1) {
        wish.source = named.first();
        wish.sourceLike.clear();
    }
    return wish;
}

/** `repeated`: more was looked through since the same was asked. */
void SearchFinder::ask(bool repeated)
{
    m_again.stop();
    m_repeated = repeated;
    SearchWish wish = chosenWish();
    wish.number = ++m_number;
    m_asking = true;
    if (!repeated && m_found.empty())
        setThings({}); // what was looked for before, or what was not found
    m_submit(LookUp{{}, std::make_shared<const Lookup>(Lookup{std::move(wish)})});
}

void SearchFinder::apply(const Change& change)
{
    const auto* told = std::get_if<LookedUp>(&change);
    const auto* found = told ? std::get_if<Finding::Searched>(&told->finding->what) : nullptr;
    if (!found || found->number != m_number || !m_asked)
        return;
    m_asking = false;
    m_more = found->next != 0;
    const bool further = m_indexed != found->indexed;
    m_indexed = found->indexed;
    if (m_indexed < 100)
        m_again.start();
    // Whoever stands at a row stays there as long as the rows are the same.
    if (!m_repeated || grouped(found->hits) != m_found)
        show(*found);
    if (further)
        emit progressed();
}

QString SearchFinder::trouble() const
{
    if (m_troubles.empty())
        return {};
    using Why = searchquery::Trouble::Kind;
    const searchquery::Trouble& first = m_troubles.front();
    switch (first.kind) {
    case Why::NoValue:
        return tr("Nothing stands behind %1: yet.").arg(first.name);
    case Why::NoTime:
        return tr("%1: takes a time, such as today, 3d or 2026-05-17.").arg(first.name);
    case Why::NoRole:
        return tr("role: is one of %1.").arg(searchquery::roles().join(u", "_s));
    }
    return {};
}

void SearchFinder::show(const SearchFound& found)
{
    m_found = grouped(found.hits);
    m_begins.clear();
    std::vector<Thing> things;
    things.reserve(m_found.size());
    for (size_t i = 0; i < m_found.size(); ++i) {
        const SearchHit& hit = m_found[i];
        const bool begins = i == 0 || !(m_found[i - 1].key == hit.key);
        m_begins.push_back(begins);
        const QString title = hit.title.isEmpty() ? tr("a session without a title") : hit.title;
        QString detail = whoSaid(hit);
        if (hit.kind == SearchKind::Titles)
            detail += u" · "_s + m_names.value(hit.key.source, hit.key.source.value());
        else if (begins)
            detail = title + u" · "_s + m_names.value(hit.key.source, hit.key.source.value())
                + u" · "_s + detail;
        things.push_back({hit.snippet, detail});
    }
    setThings(std::move(things));
}

QString SearchFinder::whoSaid(const SearchHit& hit) const
{
    switch (hit.kind) {
    case SearchKind::Words:
        return hit.speaker == "user"_L1     ? tr("said by a person")
            : hit.speaker == "reasoning"_L1 ? tr("thought by the agent")
                                            : tr("said by the agent");
    case SearchKind::Tools:
        return hit.speaker.isEmpty() ? tr("a tool") : tr("tool %1").arg(hit.speaker);
    case SearchKind::Errors:
        return hit.speaker.isEmpty() ? tr("error") : tr("error of %1").arg(hit.speaker);
    case SearchKind::Titles:
        break;
    }
    return tr("session");
}

const SearchHit* SearchFinder::hitAt(int row) const
{
    const auto thing = size_t(thingAt(row));
    return thing < m_found.size() ? &m_found[thing] : nullptr;
}

QString SearchFinder::filterName(int filter) const
{
    switch (filter) {
    case Kind:
        return tr("What is looked through");
    case Where:
        return tr("Where");
    case Since:
        return tr("Since when");
    default:
        return tr("What stands first");
    }
}

QString SearchFinder::filterWords(int filter) const
{
    const int chosen = m_chosen[size_t(filter)];
    switch (filter) {
    case Kind: {
        const std::array all{
            tr("Everything"), tr("Words"), tr("Tools"), tr("Errors"), tr("Titles")};
        return all[size_t(chosen)];
    }
    case Where:
        return m_places.empty() ? QString() : m_places[size_t(chosen)].words;
    case Since:
        if (chosen == 0)
            return tr("Any time");
        return tr("Last %Ln day(s)", nullptr, spans[size_t(chosen)]);
    default:
        return chosen == 0 ? tr("Newest first") : tr("Best fit first");
    }
}

void SearchFinder::nextFilter(int filter)
{
    const std::array counts{
        int(searchKinds.size()) + 1, int(m_places.size()), int(spans.size()), 2};
    int& chosen = m_chosen[size_t(filter)];
    chosen = (chosen + 1) % std::max(1, counts[size_t(filter)]);
    if (m_asked)
        ask();
}

void SearchFinder::keepTyped()
{
    const QString words = m_typed.simplified();
    if (words.isEmpty())
        return;
    m_recent.removeAll(words);
    m_recent.prepend(words);
    if (m_recent.size() > mostRecent)
        m_recent.resize(mostRecent);
}

QVariant SearchFinder::fact(int thing, int role) const
{
    if (size_t(thing) >= m_found.size()) {
        if (role == Qt::AccessibleTextRole)
            return tr("%1, looked for before").arg(m_recent.value(thing));
        return {};
    }
    const SearchHit& hit = m_found[size_t(thing)];
    const QString age = words::age(m_clock() - hit.time);
    switch (role) {
    case NoteRole:
        return age;
    case Qt::AccessibleTextRole:
        return QStringList{hit.snippet, hit.title, whoSaid(hit), age}.join(u", "_s);
    case Qt::ToolTipRole:
        return hit.snippet;
    default:
        return {};
    }
}

QList<int> SearchFinder::marks(int thing, int role) const
{
    QList<int> places;
    if (role != MarksRole || size_t(thing) >= m_found.size())
        return places;
    for (const TextSpan& mark : m_found[size_t(thing)].marks) {
        for (qsizetype i = 0; i < mark.length; ++i)
            places.append(int(mark.start + i));
    }
    return places;
}

} // namespace headgate
