// SPDX-License-Identifier: MIT
#include "core/project/replaychanges.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

class Differ
{
public:
    Differ(const ReplayScene& now, const UnkeptWords& words)
        : m_now(now)
        , m_words(words)
    {
    }

    ChangeBatch since(const ReplayScene* before)
    {
        const bool same = before && before->key == m_now.key;
        if (same && before->index == m_now.index && tellOlder(*before))
            return std::move(m_out);
        if (!same || before->index > m_now.index || before->older != m_now.older || !tell(*before))
            return anew();
        if (before->todos != m_now.todos)
            m_out.push_back(TodosChanged{m_now.key, m_now.todos});
        return std::move(m_out);
    }

private:
    /** A part that is not known as it was: the words for that stand in its place. */
    Part shown(const Part& part) const
    {
        if (!m_now.unkept.contains(part.id))
            return part;
        Part said = part;
        if (part.kind == PartKind::Tool) {
            said.tool.output = m_words(part);
            return said;
        }
        said.text = m_words(part);
        // It does not stream: nothing more comes behind these words.
        said.kind = PartKind::Agent;
        said.final = true;
        return said;
    }

    MessageWithParts shown(const MessageWithParts& message) const
    {
        MessageWithParts made{message.message, {}};
        for (const Part& part : message.parts)
            made.parts.push_back(shown(part));
        return made;
    }

    ChangeBatch anew() const
    {
        TranscriptLoaded loaded{m_now.key, {}, m_now.marks, m_now.older, false};
        for (const MessageWithParts& message : m_now.messages)
            loaded.messages.push_back(shown(message));
        return {std::move(loaded), TodosChanged{m_now.key, m_now.todos}};
    }

    /** The same moment with more of what was before: true, if it is no more than that. */
    bool tellOlder(const ReplayScene& before)
    {
        const auto& were = before.messages;
        const auto& are = m_now.messages;
        if (!before.older || were.empty() || are.size() < were.size()
            || !std::equal(were.rbegin(), were.rend(), are.rbegin()))
            return false;
        OlderLoaded older{m_now.key, {}, m_now.older};
        for (size_t i = 0; i + were.size() < are.size(); ++i)
            older.messages.push_back(shown(are[i]));
        m_out.push_back(std::move(older));
        for (const Mark& mark : m_now.marks) {
            if (!std::ranges::any_of(
                    before.marks, [&](const Mark& known) { return known.id == mark.id; }))
                m_out.push_back(MarkAdded{m_now.key, mark});
        }
        return true;
    }

    /** The oldest messages of before are no more among the newest ones: so many. */
    size_t dropped(const ReplayScene& before) const
    {
        if (!m_now.older || m_now.messages.empty())
            return 0;
        const MessageId& first = m_now.messages.front().message.id;
        const auto at = std::ranges::find_if(
            before.messages, [&](const MessageWithParts& m) { return m.message.id == first; });
        return at == before.messages.end() ? 0 : size_t(at - before.messages.begin());
    }

    /** Nothing else of `before` went, and what is new stands behind it; false: all is told anew. */
    bool tell(const ReplayScene& before)
    {
        const size_t gone = dropped(before);
        for (size_t i = 0; i < gone; ++i)
            m_out.push_back(MessageRemoved{m_now.key, before.messages[i].message.id});
        if (before.messages.size() - gone > m_now.messages.size())
            return false;
        for (size_t i = 0; i < m_now.messages.size(); ++i) {
            const bool known = gone + i < before.messages.size();
            const MessageWithParts* was = known ? &before.messages[gone + i] : nullptr;
            if (was && was->message.id != m_now.messages[i].message.id)
                return false;
            if (!tell(was, before, m_now.messages[i]))
                return false;
        }
        return tellMarks(before);
    }

    bool tellMarks(const ReplayScene& before)
    {
        // Those before the oldest message that is shown are left where they are.
        auto was = before.marks.begin();
        if (m_now.older && !m_now.marks.empty()) {
            was = std::ranges::find_if(
                before.marks, [&](const Mark& mark) { return mark.id == m_now.marks.front().id; });
        }
        for (const Mark& mark : m_now.marks) {
            const bool known = was != before.marks.end();
            if (known && was->id != mark.id)
                return false;
            if (!known || !(*was == mark))
                m_out.push_back(MarkAdded{m_now.key, mark});
            if (known)
                ++was;
        }
        return was == before.marks.end() || m_now.older;
    }

    bool tell(const MessageWithParts* before, const ReplayScene& scene, const MessageWithParts& now)
    {
        if (!before || !(before->message == now.message))
            m_out.push_back(MessageChanged{m_now.key, now.message});
        if (before && before->parts.size() > now.parts.size())
            return false;
        for (size_t i = 0; i < now.parts.size(); ++i) {
            const Part& part = now.parts[i];
            const Part* known = before && i < before->parts.size() ? &before->parts[i] : nullptr;
            if (known && known->id != part.id)
                return false;
            const bool was = scene.unkept.contains(part.id);
            const bool is = m_now.unkept.contains(part.id);
            if (known && *known == part && was == is)
                continue;
            // It is shown as another kind of part.
            if (known && was != is && part.kind != PartKind::Tool)
                m_out.push_back(PartRemoved{m_now.key, part.message, part.id});
            const PartId after = i == 0 ? PartId() : now.parts[i - 1].id;
            m_out.push_back(PartChanged{m_now.key, shown(part), after});
        }
        return true;
    }

    const ReplayScene& m_now;
    const UnkeptWords& m_words;
    ChangeBatch m_out;
};

} // namespace

ChangeBatch replayChanges(
    const ReplayScene* before, const ReplayScene& now, const UnkeptWords& words)
{
    return Differ(now, words).since(before);
}

bool isUnderWay(const ReplayScene& scene)
{
    for (size_t i = scene.messages.size(); i-- > 0;) {
        const Message& message = scene.messages[i].message;
        if (message.role == Role::User)
            return i + 1 == scene.messages.size();
        if (!message.completed)
            return true;
    }
    return false;
}

} // namespace headgate
