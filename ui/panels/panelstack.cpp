// SPDX-License-Identifier: MIT
#include "ui/panels/panelstack.h"

#include "ui/panels/panelhead.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace headgate {

PanelStack::PanelStack(const PanelPorts& ports, QWidget* parent)
    : QWidget(parent)
    , m_head(new PanelHead(ports, this))
    , m_pages(new QStackedWidget(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_pages, 1);
}

int PanelStack::current() const
{
    return m_head->current();
}

void PanelStack::put(Panel* panel)
{
    if (m_pages->indexOf(panel) < 0)
        m_pages->addWidget(panel);
    m_pages->setCurrentWidget(panel);
}

} // namespace headgate
