// SPDX-License-Identifier: MIT
#include "ui/panels/inspector.h"

#include "ui/models/checkpointlistmodel.h"
#include "ui/panels/eventspanel.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;

Inspector::Inspector(
    CheckpointListModel* requests, EventTableModel* events, WaitingPanel::Who who, QWidget* parent)
    : Ground(&theme::Tokens::panel, {}, parent)
    , m_requests(requests)
    , m_tabs(new QTabBar(this))
    , m_pages(new QStackedWidget(this))
    , m_waiting(new WaitingPanel(requests, std::move(who), this))
    , m_events(new EventsPanel(events, this))
{
    m_tabs->addTab(tr("Waiting"));
    m_tabs->addTab(tr("Events"));
    m_tabs->setTabData(0, u"waiting"_s);
    m_tabs->setTabData(1, u"events"_s);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Inspector"));
    m_pages->addWidget(m_waiting);
    m_pages->addWidget(m_events);
    auto* head = new Ground(&theme::Tokens::panel, Qt::BottomEdge, this);
    head->setFixedHeight(48);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(8, 0, 8, 0);
    row->addWidget(m_tabs, 0, Qt::AlignBottom);
    row->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_waiting, &WaitingPanel::reviewWanted, this, &Inspector::reviewWanted);
}

void Inspector::refresh(Timestamp now)
{
    const int waiting = m_requests->waiting();
    const QString text = waiting > 0 ? tr("Waiting %1").arg(waiting) : tr("Waiting");
    if (m_tabs->tabText(0) != text)
        m_tabs->setTabText(0, text);
    m_waiting->refresh(now);
}

void Inspector::themeChanged()
{
    m_events->themeChanged();
}

void Inspector::showTab(const QString& name)
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (m_tabs->tabData(i).toString() == name)
            m_tabs->setCurrentIndex(i);
    }
}

QString Inspector::tab() const
{
    return m_tabs->tabData(m_tabs->currentIndex()).toString();
}

} // namespace headgate
