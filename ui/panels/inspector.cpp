// SPDX-License-Identifier: MIT
#include "ui/panels/inspector.h"

#include "ui/words/quantity.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace headgate {

Inspector::Inspector(PanelPorts ports, QWidget* parent)
    : Ground(&theme::Tokens::panel, {}, parent)
    , m_ports(std::move(ports))
    , m_tabs(new QTabBar(this))
    , m_pages(new QStackedWidget(this))
    , m_panels(panelKinds().size())
{
    for (const PanelKind& kind : panelKinds()) {
        const int index = m_tabs->addTab(tr(kind.title));
        m_tabs->setTabData(index, QString::fromLatin1(kind.name));
    }
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true); // a log has more of them than the narrowest inspector
    m_tabs->setAccessibleName(tr("Inspector"));
    auto* head = new Ground(&theme::Tokens::panel, Qt::BottomEdge, this);
    head->setFixedHeight(48);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(8, 0, 8, 0);
    row->addWidget(m_tabs, 1, Qt::AlignBottom);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_pages, 1);
    showTabs();
    connect(m_tabs, &QTabBar::currentChanged, this, &Inspector::showPanel);
    showPanel(m_tabs->currentIndex());
}

/** What has nothing to show has no tab, unless a person asked for it. */
void Inspector::showTabs()
{
    for (size_t i = 0; i < panelKinds().size(); ++i) {
        const PanelKind& kind = panelKinds()[i];
        const bool shown = !kind.has || int(i) == m_tabs->currentIndex() || kind.has(m_ports);
        if (m_tabs->isTabVisible(int(i)) != shown)
            m_tabs->setTabVisible(int(i), shown);
    }
}

void Inspector::showPanel(int index)
{
    Panel*& panel = m_panels[size_t(index)];
    if (!panel) {
        panel = panelKinds()[size_t(index)].make(m_ports, m_pages);
        m_pages->addWidget(panel);
    }
    m_pages->setCurrentWidget(panel);
}

void Inspector::refresh(Timestamp now)
{
    showTabs();
    for (size_t i = 0; i < panelKinds().size(); ++i) {
        const PanelKind& kind = panelKinds()[i];
        const int count = kind.count ? kind.count(m_ports) : 0;
        const QString title = tr(kind.title);
        const QString text = count > 0
            ? tr("%1 %2", "title of a tab and a count").arg(title, words::number(count))
            : title;
        if (m_tabs->tabText(int(i)) != text)
            m_tabs->setTabText(int(i), text);
    }
    m_panels[size_t(m_tabs->currentIndex())]->refresh(now);
}

void Inspector::themeChanged()
{
    for (Panel* panel : m_panels) {
        if (panel)
            panel->themeChanged();
    }
}

void Inspector::showTab(const QString& name)
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (m_tabs->tabData(i).toString() != name)
            continue;
        m_tabs->setTabVisible(i, true);
        m_tabs->setCurrentIndex(i);
    }
    showTabs();
}

QString Inspector::tab() const
{
    return m_tabs->tabData(m_tabs->currentIndex()).toString();
}

} // namespace headgate
