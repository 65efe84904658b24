// SPDX-License-Identifier: MIT
#include "ui/sessionwall.h"

#include "ui/models/sourcelist.h"
#include "ui/panels/wallpage.h"
#include "ui/panes.h"
#include "ui/views/sessiontree.h"
#include "ui/views/transcriptview.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QStackedWidget>

namespace headgate {

SessionWall::SessionWall(Ports ports, QObject* parent)
    : QObject(parent)
    , m_ports(std::move(ports))
    , m_model(modelPorts())
{
    m_model.setPins(m_ports.state->wallPins());
    m_model.setOrder(WallOrder(m_ports.state->wallOrder()));
}

WallModel::Ports SessionWall::modelPorts()
{
    WallModel::Ports ports;
    ports.sessions = m_ports.sessions;
    ports.requests = m_ports.requests;
    ports.sources = m_ports.sources;
    // The session in the middle is open anyway, and must not be read again: its place would go.
    ports.open = [this](const SessionKey& key, WallTail& tail, WallTrack& track) {
        if (key == m_ports.selected())
            tail.take(m_ports.transcript->document(), track);
        else
            m_ports.submit(OpenSession{key});
    };
    ports.close = [this](const SessionKey& key) {
        if (!(key == m_ports.selected()))
            m_ports.submit(CloseSession{key});
    };
    return ports;
}

void SessionWall::begin()
{
    emit presentWanted();
    if (!m_page)
        makePage();
    m_on = true;
    m_focusBefore = QApplication::focusWidget();
    emit pageChanged();
    m_page->begin(m_ports.selected());
    m_ports.panes->setSideAway(true); // now that the keys are on the wall: they go to nobody else
    emit changed();
}

void SessionWall::makePage()
{
    m_page = new WallPage(
        &m_model, m_ports.now,
        [sources = m_ports.sources](const SourceId& id) { return sources->nameOf(id); },
        m_ports.middle);
    m_ports.middle->addWidget(m_page);
    m_page->setMotion(m_ports.motion);
    connect(m_page, &WallPage::leaveWanted, this, &SessionWall::end);
    connect(m_page, &WallPage::requestWanted, this, &SessionWall::requestWanted);
    connect(m_page, &WallPage::sessionWanted, this, [this](const SessionKey& key) {
        end();
        emit sessionWanted(key);
        m_ports.tree->setFocus(Qt::OtherFocusReason);
    });
}

void SessionWall::end()
{
    if (!isOn())
        return;
    m_on = false;
    const QWidget* focus = QApplication::focusWidget();
    const bool here = !focus || m_page->isAncestorOf(focus);
    m_page->end();
    m_ports.panes->setSideAway(false);
    // Before the wall is hidden: the transcript would get them, go to a card and follow no longer.
    if (here)
        m_ports.tree->setFocus(Qt::OtherFocusReason);
    emit pageChanged();
    if (here && m_focusBefore && m_focusBefore->isVisible())
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    emit changed();
}

void SessionWall::themeChanged()
{
    if (m_page)
        m_page->themeChanged();
}

void SessionWall::store()
{
    m_ports.state->setWall(m_model.pins(), int(m_model.order()));
}

} // namespace headgate
