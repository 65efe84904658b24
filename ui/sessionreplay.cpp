// SPDX-License-Identifier: MIT
#include "ui/sessionreplay.h"

#include "ui/models/replayplayer.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/panels/replaynow.h"
#include "ui/panels/replaypage.h"
#include "ui/panes.h"
#include "ui/preferences.h"
#include "ui/views/transcriptview.h"

#include <QStackedWidget>

#include <utility>

namespace headgate {

SessionReplay::SessionReplay(Ports ports, QObject* parent)
    : QObject(parent)
    , m_ports(std::move(ports))
{
}

FindBar* SessionReplay::findBar() const
{
    return m_page ? m_page->findBar() : nullptr;
}

void SessionReplay::begin(const SessionKey& key)
{
    const Session* session = m_ports.sessions->session(key);
    if (!session)
        return;
    emit oneSessionWanted();
    m_key = key;
    m_page = new ReplayPage(m_ports.submit, m_ports.now, m_ports.middle);
    m_page->transcript()->setMotion(m_ports.motion);
    m_page->transcript()->setReading(m_ports.preferences->reading());
    m_ports.middle->addWidget(m_page);
    connectPage();
    m_ports.moment->show(nullptr, {}, {});
    m_ports.right->setCurrentWidget(m_ports.moment);
    m_ports.panes->setSideAway(true);
    m_page->begin(*session);
    emit changed();
    m_page->takeFocus();
}

void SessionReplay::connectPage()
{
    connect(m_page, &ReplayPage::closeWanted, this, &SessionReplay::end);
    connect(m_page, &ReplayPage::shown, this, &SessionReplay::showMoment);
    connect(m_page->player(), &ReplayPlayer::moved, this, &SessionReplay::showMoment);
    connect(m_page, &ReplayPage::refused, this, [this](const QString& why) {
        end();
        emit said(why);
    });
    connect(
        m_page->transcript(), &TranscriptView::sessionActivated, this, [this](const SessionId& id) {
            emit sessionWanted({m_key.source, id});
        });
}

void SessionReplay::end()
{
    if (!isOn())
        return;
    ReplayPage* page = std::exchange(m_page, nullptr);
    page->end();
    m_ports.right->setCurrentWidget(m_ports.inspector);
    m_ports.panes->setSideAway(false);
    emit changed();
    page->giveFocusBack();
    m_ports.middle->removeWidget(page);
    page->deleteLater(); // it may be at work
}

void SessionReplay::apply(const Change& change)
{
    if (m_page)
        m_page->apply(change);
}

void SessionReplay::themeChanged()
{
    if (m_page)
        m_page->transcript()->themeChanged();
}

void SessionReplay::followReading()
{
    if (m_page)
        m_page->transcript()->setReading(m_ports.preferences->reading());
}

/** Sessions around it, as far as it is known when each began. */
void SessionReplay::showMoment()
{
    if (!isOn())
        return;
    ReplayNow::Family family;
    if (isLog(m_key.source))
        family.unknown = tr("Who comes from whom in a log is known as it is now alone, and is not "
                            "shown.");
    // From the session upwards.
    const SessionTreeModel& sessions = *m_ports.sessions;
    const std::vector<SessionKey> above = sessions.lineage(m_key);
    for (size_t i = above.size(); i-- > 0;)
        family.relatives.push_back(
            {*sessions.session(above[i]), int(above.size() - 1 - i), i == 0});
    for (const SessionKey& key : sessions.below(m_key))
        family.relatives.push_back(
            {*sessions.session(key), int(sessions.lineage(key).size()) - 1, false});
    const ReplayScene* scene = m_page->player()->scene();
    m_ports.moment->show(scene, family, m_page->player()->clock().at());
}

} // namespace headgate
