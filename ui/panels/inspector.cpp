// SPDX-License-Identifier: MIT
#include "ui/panels/inspector.h"

#include "ui/panels/panelhead.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;

Inspector::Inspector(PanelPorts ports, QWidget* parent)
    : Ground(&theme::Tokens::panel, {}, parent)
    , m_ports(std::move(ports))
    , m_head(new PanelHead(m_ports, this))
    , m_pages(new QStackedWidget(this))
    , m_panels(panelKinds().size())
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_pages, 1);
    connect(m_head, &PanelHead::chosen, this, &Inspector::showPanel);
    showPanel(m_head->current());
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
    m_head->refresh();
    m_panels[size_t(m_head->current())]->refresh(now);
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
    for (size_t i = 0; i < panelKinds().size(); ++i) {
        if (name == QLatin1StringView(panelKinds()[i].name))
            m_head->choose(int(i));
    }
}

QString Inspector::tab() const
{
    return QString::fromLatin1(panelKinds()[size_t(m_head->current())].name);
}

} // namespace headgate
