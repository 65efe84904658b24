// SPDX-License-Identifier: MIT
#include "ui/models/walltail.h"

#include "ui/models/transcriptdocument.h"
#include "ui/views/transcriptblock.h"
#include "ui/views/transcriptcards.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostGist = 160;
constexpr size_t roles = 24;

/** A line of Markdown without its marks; good enough for a glance. */
QString plain(QStringView line)
{
    QString text = visibleText(line.trimmed()).simplified();
    while (text.startsWith(u'#') || text.startsWith(u'>'))
        text.remove(0, 1);
    text = text.trimmed();
    if (text.startsWith("- "_L1) || text.startsWith("* "_L1))
        text.replace(0, 1, u'•');
    text.remove(u"**"_s);
    text.remove(u'`');
    return text;
}

bool isFence(QStringView line)
{
    return line.trimmed().startsWith("```"_L1);
}

QString oneLine(const QString& text)
{
    return visibleText(text).simplified().left(mostGist);
}

QString callWords(const ToolCall& call)
{
    const CardFacts facts = cardFacts(call);
    return oneLine(facts.verb + u' ' + facts.subject);
}

QStringList plainLines(const QString& text)
{
    QStringList lines;
    for (const QStringView line : QStringView(text).split(u'\n', Qt::SkipEmptyParts)) {
        if (const QString one = isFence(line) ? QString() : plain(line); !one.isEmpty())
            lines << one;
    }
    return lines;
}

QString lastLine(const QString& text)
{
    const auto lines = QStringView(text).split(u'\n', Qt::SkipEmptyParts);
    for (auto it = lines.crbegin(); it != lines.crend(); ++it) {
        if (const QString one = plain(*it); !one.isEmpty() && !isFence(*it))
            return one.left(mostGist);
    }
    return {};
}

} // namespace

WallTail::Entry* WallTail::find(const PartId& part)
{
    const auto it = std::ranges::find(m_entries, part, &Entry::part);
    return it == m_entries.end() ? nullptr : &*it;
}

Role WallTail::roleOf(const MessageId& message) const
{
    const auto it = std::ranges::find(m_roles, message, &std::pair<MessageId, Role>::first);
    return it == m_roles.end() ? Role::Unknown : it->second;
}

void WallTail::setRole(const Message& message)
{
    const auto it = std::ranges::find(m_roles, message.id, &std::pair<MessageId, Role>::first);
    if (it != m_roles.end()) {
        it->second = message.role;
        return;
    }
    m_roles.emplace_back(message.id, message.role);
    if (m_roles.size() > roles)
        m_roles.erase(m_roles.begin());
}

void WallTail::put(const Part& part, Role role)
{
    const bool text = part.kind == PartKind::Text && !part.synthetic;
    if (!text && part.kind != PartKind::Tool)
        return;
    Entry* entry = find(part.id);
    if (!entry) {
        entry = &m_entries.emplace_back();
        if (m_entries.size() > parts) {
            m_entries.erase(m_entries.begin());
            entry = &m_entries.back();
        }
    }
    entry->message = part.message;
    entry->part = part.id;
    entry->code = !text;
    entry->kind = role == Role::User ? WallLine::Kind::Person : WallLine::Kind::Said;
    if (text) {
        entry->text = part.text.right(mostText);
    } else {
        entry->kind = part.tool.status == ToolStatus::Failed ? WallLine::Kind::Failed
                                                             : WallLine::Kind::Called;
        entry->text = callWords(part.tool);
    }
    entry->cut = false;
    m_dirty = true;
}

/** Words and calls, each once: where it began. */
void WallTail::note(const Part& part, Timestamp otherwise, WallTrack& track) const
{
    const bool text = part.kind == PartKind::Text && !part.synthetic;
    if (!text && part.kind != PartKind::Tool)
        return;
    WallMoment moment;
    moment.id = part.id.value();
    moment.read = true;
    const auto began = text ? part.started : part.tool.started;
    moment.at = began && isKnown(*began) ? *began : otherwise;
    if (!isKnown(moment.at))
        return;
    moment.kind = text                           ? WallMoment::Kind::Said
        : part.tool.status == ToolStatus::Failed ? WallMoment::Kind::Failed
                                                 : WallMoment::Kind::Called;
    moment.gist = text ? lastLine(part.text) : callWords(part.tool);
    if (!moment.gist.isEmpty())
        track.put(std::move(moment));
}

void WallTail::on(const TranscriptLoaded& change, WallTrack& track)
{
    m_entries.clear();
    m_roles.clear();
    m_loading = change.loading && change.messages.empty();
    m_dirty = true;
    if (!change.messages.empty())
        track.readFrom(change.messages.front().message.created);
    for (const MessageWithParts& one : change.messages) {
        setRole(one.message);
        for (const Part& part : one.parts) {
            put(part, one.message.role);
            note(part, one.message.created, track);
        }
    }
}

bool WallTail::on(const PartChanged& change, WallTrack& track)
{
    put(change.part, roleOf(change.part.message));
    // A text that still grows is told with each piece of it.
    if (change.part.final)
        note(change.part, change.part.ended.value_or(Timestamp()), track);
    return m_dirty;
}

bool WallTail::on(const PartAppended& change)
{
    Entry* entry = find(change.part);
    if (!entry || entry->code)
        return false;
    entry->text += change.text;
    if (entry->text.size() > 2 * mostText)
        entry->text = entry->text.right(mostText);
    entry->cut = false;
    m_dirty = true;
    return true;
}

bool WallTail::apply(const Change& change, WallTrack& track)
{
    if (const auto* loaded = std::get_if<TranscriptLoaded>(&change)) {
        on(*loaded, track);
        return true;
    }
    if (const auto* part = std::get_if<PartChanged>(&change))
        return on(*part, track);
    if (const auto* more = std::get_if<PartAppended>(&change))
        return on(*more);
    if (const auto* message = std::get_if<MessageChanged>(&change)) {
        setRole(message->message);
        for (Entry& entry : m_entries) {
            if (entry.message == message->message.id && !entry.code)
                entry.kind = message->message.role == Role::User ? WallLine::Kind::Person
                                                                 : WallLine::Kind::Said;
        }
        m_dirty = true;
        return true;
    }
    size_t gone = 0;
    if (const auto* removed = std::get_if<PartRemoved>(&change))
        gone = std::erase_if(m_entries, [&](const Entry& e) { return e.part == removed->part; });
    else if (const auto* whole = std::get_if<MessageRemoved>(&change))
        gone =
            std::erase_if(m_entries, [&](const Entry& e) { return e.message == whole->message; });
    m_dirty = m_dirty || gone > 0;
    return gone > 0;
}

/** What an item shows, as a line of a tile; empty: nothing. */
WallTail::Entry WallTail::entryOf(const TranscriptItem& item)
{
    Entry entry{item.message, item.partId, WallLine::Kind::Said, false, {}};
    if (item.type != TranscriptItem::Type::Part)
        return entry;
    if (item.kind == PartKind::Text) {
        for (size_t b = 0; b < item.content.blocks.size(); ++b)
            entry.text += item.content.textOf(quint32(b)) + u'\n';
        entry.text = entry.text.right(mostText);
        if (item.role == Role::User)
            entry.kind = WallLine::Kind::Person;
    } else if (item.kind == PartKind::Tool && item.card) {
        entry.code = true;
        entry.kind = item.card->status == ToolStatus::Failed ? WallLine::Kind::Failed
                                                             : WallLine::Kind::Called;
        entry.text = oneLine(item.card->verb + u' ' + item.card->subject);
    }
    return entry;
}

void WallTail::take(const TranscriptDocument& document, WallTrack& track)
{
    m_entries.clear();
    m_loading = document.isLoading();
    m_dirty = true;
    bool first = true;
    for (int i = 0; i < document.itemCount(); ++i) {
        const TranscriptItem& item = document.item(i);
        Entry entry = entryOf(item);
        if (entry.text.isEmpty())
            continue;
        if (std::exchange(first, false))
            track.readFrom(item.at);
        WallMoment moment{item.at, WallMoment::Kind::Said, item.partId.value(), {}, true};
        if (entry.code)
            moment.kind = entry.kind == WallLine::Kind::Failed ? WallMoment::Kind::Failed
                                                               : WallMoment::Kind::Called;
        moment.gist = entry.code ? entry.text : lastLine(entry.text);
        if (isKnown(item.at) && !moment.gist.isEmpty())
            track.put(std::move(moment));
        m_roles.emplace_back(item.message, item.role);
        m_entries.push_back(std::move(entry));
    }
    if (m_entries.size() > parts)
        m_entries.erase(m_entries.begin(), m_entries.end() - qsizetype(parts));
    if (m_roles.size() > roles)
        m_roles.erase(m_roles.begin(), m_roles.end() - qsizetype(roles));
}

const std::vector<WallLine>& WallTail::lines() const
{
    if (!std::exchange(m_dirty, false))
        return m_lines;
    m_lines.clear();
    // From the end: what is above is not seen.
    for (auto it = m_entries.crbegin(); it != m_entries.crend() && m_lines.size() < mostLines;
         ++it) {
        if (it->code) {
            m_lines.push_back({it->kind, it->text});
            continue;
        }
        if (!std::exchange(it->cut, true))
            it->lines = plainLines(it->text);
        for (auto line = it->lines.crbegin();
             line != it->lines.crend() && m_lines.size() < mostLines; ++line)
            m_lines.push_back({it->kind, *line});
    }
    std::ranges::reverse(m_lines);
    return m_lines;
}

} // namespace headgate
