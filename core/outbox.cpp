// SPDX-License-Identifier: MIT
#include "core/outbox.h"

#include "core/domain/terminal.h"

#include <algorithm>
#include <iterator>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

QString text(const SessionKey& key)
{
    return key.source.value() + u'\n' + key.session.value();
}

} // namespace

Outbox::Outbox(size_t maxRows, Keep keep)
    : m_maxRows(maxRows)
    , m_keep(keep)
{
}

bool Outbox::post(ChangeBatch changes)
{
    if (changes.empty())
        return false;
    const std::lock_guard lock(m_mutex);
    for (Change& change : changes)
        add(std::move(change));
    return !std::exchange(m_woken, true);
}

ChangeBatch Outbox::take()
{
    const std::lock_guard lock(m_mutex);
    m_woken = false;
    m_index.clear();
    ChangeBatch taken = std::exchange(m_changes, {});
    // Emptied by dropTranscript().
    std::erase_if(taken, [](const Change& change) {
        const auto* removed = std::get_if<SourceRemoved>(&change);
        return removed && removed->source.isEmpty();
    });
    return taken;
}

bool Outbox::answer(EventsLogged read)
{
    const std::lock_guard lock(m_mutex);
    m_changes.push_back(std::move(read));
    return !std::exchange(m_woken, true);
}

void Outbox::resumeFeed()
{
    const std::lock_guard lock(m_mutex);
    m_behind = false;
}

template <typename T>
void Outbox::replace(const QString& kind, const QString& id, T&& change)
{
    const Slot slot{kind, id};
    if (const auto it = m_index.constFind(slot); it != m_index.cend()) {
        m_changes[size_t(*it)] = std::forward<T>(change);
        return;
    }
    m_index.insert(slot, qsizetype(m_changes.size()));
    m_changes.push_back(std::forward<T>(change));
}

void Outbox::dropTranscript(const SessionKey& key)
{
    const auto speaksOf = [&key](const Change& change) {
        return std::visit(
            [&key](const auto& c) {
                using T = std::decay_t<decltype(c)>;
                constexpr bool transcript =
                    std::is_same_v<T, TranscriptLoaded> || std::is_same_v<T, OlderLoaded> || std::is_same_v<T, MessageChanged> || std::is_same_v<T, MessageRemoved> || std::is_same_v<T, PartChanged> || std::is_same_v<T, PartAppended> || std::is_same_v<T, PartRemoved> || std::is_same_v<T, MarkAdded>;
                if constexpr (transcript)
                    return c.key == key;
                else
                    return false;
            },
            change);
    };
    for (Change& change : m_changes) {
        if (speaksOf(change))
            change = SourceRemoved{};
    }
    forgetTranscript(key);
}

void Outbox::forgetTranscript(const SessionKey& key)
{
    const QString session = text(key) + u'\n';
    m_index.removeIf([&](const auto& it) {
        return it.key().first.startsWith(u't') && it.key().second.startsWith(session);
    });
}

/** More rows wait than is good. */
void Outbox::cutFeed(EventsLogged& known)
{
    if (m_keep == Keep::Newest) {
        const size_t extra = known.rows.size() - m_maxRows;
        known.rows.erase(known.rows.begin(), known.rows.begin() + qsizetype(extra));
        known.skipped += qint64(extra);
        return;
    }
    known.rows.resize(m_maxRows);
    known.readOnAfter = known.rows.back().row;
    m_behind = true;
    m_index.remove({u"events"_s, {}});
}

void Outbox::logEvents(EventsLogged&& logged)
{
    if (m_behind)
        return;
    const Slot slot{u"events"_s, {}};
    const auto it = m_index.constFind(slot);
    if (it == m_index.cend()) {
        m_index.insert(slot, qsizetype(m_changes.size()));
        m_changes.push_back(std::move(logged));
        return;
    }
    auto& known = std::get<EventsLogged>(m_changes[size_t(*it)]);
    known.skipped += logged.skipped;
    known.rows.insert(known.rows.end(), std::make_move_iterator(logged.rows.begin()),
        std::make_move_iterator(logged.rows.end()));
    if (known.rows.size() > 2 * m_maxRows)
        cutFeed(known);
}

/** Each node once, as it was told last; both are by place. */
static LineageGrew merged(LineageGrew&& first, LineageGrew&& then)
{
    LineageGrew both{first.source, first.anew, {}};
    both.rows.reserve(first.rows.size() + then.rows.size());
    auto earlier = first.rows.begin();
    for (LineageRow& row : then.rows) {
        while (earlier != first.rows.end() && earlier->place < row.place)
            both.rows.push_back(std::move(*earlier++));
        if (earlier != first.rows.end() && earlier->place == row.place)
            ++earlier;
        both.rows.push_back(std::move(row));
    }
    both.rows.insert(both.rows.end(), std::make_move_iterator(earlier),
        std::make_move_iterator(first.rows.end()));
    return both;
}

/** What a change does to those that wait already. */
struct Outbox::Adder
{
    Outbox& box;

    void operator()(SourceChanged&& c)
    {
        box.replace(u"source"_s, c.status.id.value(), std::move(c));
    }
    void operator()(SessionChanged&& c)
    {
        box.replace(u"session"_s, text(c.session.key()), std::move(c));
    }
    void operator()(SessionRemoved&& c)
    {
        // What comes after a removal must not be moved before it.
        box.m_index.remove({u"session"_s, text(c.key)});
        box.m_changes.push_back(std::move(c));
    }
    void operator()(CheckpointChanged&& c)
    {
        const CheckpointKey& key = c.checkpoint.key;
        box.replace(u"checkpoint"_s, text({key.source, key.session}) + u'\n' + key.request.value(),
            std::move(c));
    }
    void operator()(TranscriptLoaded&& c)
    {
        box.dropTranscript(c.key);
        box.m_changes.push_back(std::move(c));
    }
    void operator()(TodosChanged&& c) { box.replace(u"todos"_s, text(c.key), std::move(c)); }
    void operator()(MessageChanged&& c)
    {
        box.replace(u"t:message"_s, text(c.key) + u'\n' + c.message.id.value(), std::move(c));
    }
    void operator()(MessageRemoved&& c)
    {
        // Parts of it may be indexed too: nothing older of this transcript is replaced any more.
        box.forgetTranscript(c.key);
        box.m_changes.push_back(std::move(c));
    }
    void operator()(PartChanged&& c)
    {
        const Slot slot{u"t:part"_s, text(c.key) + u'\n' + c.part.id.value()};
        const auto it = box.m_index.constFind(slot);
        if (it != box.m_index.cend() && !c.after) {
            // The one it replaces may have been the first, and known its place.
            if (const auto* before = std::get_if<PartChanged>(&box.m_changes[size_t(*it)]))
                c.after = before->after;
        }
        box.replace(u"t:part"_s, text(c.key) + u'\n' + c.part.id.value(), std::move(c));
    }
    void operator()(PartAppended&& c)
    {
        // Whole and appended pieces share one slot, which keeps their order.
        const Slot slot{u"t:part"_s, text(c.key) + u'\n' + c.part.value()};
        const auto it = box.m_index.constFind(slot);
        if (it == box.m_index.cend()) {
            box.m_index.insert(slot, qsizetype(box.m_changes.size()));
            box.m_changes.push_back(std::move(c));
        } else if (auto* appended = std::get_if<PartAppended>(&box.m_changes[size_t(*it)])) {
            appended->text += c.text;
        } else {
            std::get<PartChanged>(box.m_changes[size_t(*it)]).part.text += c.text;
        }
    }
    void operator()(PartRemoved&& c)
    {
        box.m_index.remove({u"t:part"_s, text(c.key) + u'\n' + c.part.value()});
        box.m_changes.push_back(std::move(c));
    }
    void operator()(StateRowChanged&& c)
    {
        const QString id = c.source.value() + u'\n' + c.row.type + u'\n' + c.row.key;
        box.replace(u"state"_s, id, std::move(c));
    }
    void operator()(StateCleared&& c)
    {
        // Rows told before it must not be replaced by rows told after it.
        const QString rows = c.source.value() + u'\n';
        box.m_index.removeIf([&](const auto& it) {
            return it.key().first == "state"_L1 && it.key().second.startsWith(rows);
        });
        box.m_changes.push_back(std::move(c));
    }
    void operator()(LedgerChanged&& c)
    {
        const QString id = c.source.value();
        box.replace(u"ledger"_s, id, std::move(c));
    }
    void operator()(LineageGrew&& c)
    {
        const QString id = c.source.value();
        const auto it = box.m_index.constFind({u"lineage"_s, id});
        if (it != box.m_index.cend() && !c.anew)
            c = merged(std::get<LineageGrew>(std::move(box.m_changes[size_t(*it)])), std::move(c));
        box.replace(u"lineage"_s, id, std::move(c));
    }
    void operator()(WorkChanged&& c)
    {
        const QString id = c.source.value();
        box.replace(u"work"_s, id, std::move(c));
    }
    void operator()(RecordingChanged&& c)
    {
        const QString id = c.recording.source.value();
        box.replace(u"recording"_s, id, std::move(c));
    }
    void operator()(ProgressChanged&& c)
    {
        const QString id = c.progress.id;
        box.replace(u"progress"_s, id, std::move(c));
    }
    void operator()(TimelineCounted&& c)
    {
        const QString id = QString::number(c.number);
        box.replace(u"timeline"_s, id, std::move(c));
    }
    void operator()(EventsLogged&& c) { box.logEvents(std::move(c)); }
    void operator()(IssueRaised&& c)
    {
        const QString id =
            c.issue.source.value() + u'\n' + issueCodeName(c.issue.code) + c.issue.args.join(u'\n');
        const auto it = box.m_index.constFind({u"issue"_s, id});
        if (it != box.m_index.cend())
            c.count += std::get<IssueRaised>(box.m_changes[size_t(*it)]).count;
        box.replace(u"issue"_s, id, std::move(c));
    }
    void operator()(TerminalTold&& c)
    {
        // A screen is told whole; only its newest state matters.
        if (const auto* shown = std::get_if<TerminalShown>(&c.news->what)) {
            const QString id = c.source.value() + u'\n' + shown->terminal.value();
            box.replace(u"terminal"_s, id, std::move(c));
        } else {
            box.m_changes.push_back(std::move(c));
        }
    }
    template <typename Other>
    void operator()(Other&& c)
    {
        box.m_changes.push_back(std::forward<Other>(c));
    }
};

void Outbox::add(Change&& change)
{
    std::visit(Adder{*this}, std::move(change));
}

} // namespace headgate
