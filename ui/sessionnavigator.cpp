// SPDX-License-Identifier: MIT
#include "ui/sessionnavigator.h"

#include "ui/models/sessiontreemodel.h"
#include "ui/panels/findbar.h"
#include "ui/views/transcriptview.h"
#include "ui/words/shownas.h"

#include <algorithm>
#include <utility>

namespace headgate {

SessionNavigator::SessionNavigator(Ports ports, QObject* parent)
    : QObject(parent)
    , m_ports(std::move(ports))
{
}

std::optional<SessionKey> SessionNavigator::wanted() const
{
    const auto keys = m_ports.sessions->sessionsInOrder();
    const auto wanted = std::ranges::find_if(keys, [this](const SessionKey& key) {
        return key.session == m_wanted.session
            && (m_wanted.source.isEmpty() || key.source == m_wanted.source);
    });
    return wanted == keys.end() ? std::nullopt : std::optional(*wanted);
}

void SessionNavigator::reveal(const SessionKey& key, const MessageId& message, const PartId& part)
{
    if (key.session.isEmpty())
        return;
    m_wanted = key;
    m_revealing = true;
    m_goal.reset();
    emit presentWanted();
    emit oneSessionWanted();
    if (!message.isEmpty())
        m_goal = Goal{key, message, part};
    selectRevealed();
    goOn();
}

void SessionNavigator::selectRevealed()
{
    if (!m_revealing)
        return;
    if (const auto known = wanted()) {
        m_revealing = false;
        if (m_goal)
            m_goal->key = *known;
        emit sessionWanted(*known);
    }
}

void SessionNavigator::arrive()
{
    m_wanted = {};
    m_revealing = false;
}

void SessionNavigator::open(const SearchHit& hit)
{
    if (!m_ports.sessions->session(hit.key)) {
        const QString name = hit.title.isEmpty() ? hit.key.session.value() : hit.title;
        emit said(
            tr("“%1” is kept, but its source is not followed here now.").arg(words::shownAs(name)));
        return;
    }
    emit presentWanted();
    m_goal = Goal{hit.key, hit.message, hit.part, hit.word, hit.kind == SearchKind::Errors};
    if (!(m_ports.selected() == hit.key))
        emit sessionWanted(hit.key);
    goOn();
}

void SessionNavigator::goOn()
{
    constexpr int mostPages = 500; // 50,000 messages: what follows is scrolled to by hand
    if (!m_goal || m_revealing)
        return;
    const TranscriptDocument& document = m_ports.transcript->document();
    if (!(m_ports.selected() == m_goal->key) || m_goal->message.isEmpty()) {
        m_goal.reset(); // the person went elsewhere, or it is the session itself
        return;
    }
    if (!(document.key() == m_goal->key) || document.isLoading())
        return;
    if (const TranscriptItem* found =
            document.placeOf(m_goal->message, m_goal->part, m_goal->atItsEnd)) {
        m_ports.findBar->showIn(*found, std::exchange(m_goal, {})->word);
        return;
    }
    if (m_goal->pages > 0 && document.itemCount() == m_goal->items)
        return; // the page is on its way
    if (!document.hasOlder() || m_goal->pages >= mostPages) {
        m_goal.reset();
        emit said(tr("That text is not in the session any more."));
        return;
    }
    ++m_goal->pages;
    m_goal->items = document.itemCount();
    m_ports.submit(LoadOlder{m_goal->key});
}

} // namespace headgate
