// SPDX-License-Identifier: MIT
#include "ui/panels/sidepanel.h"

#include "ui/keybindings.h"
#include "ui/views/sessiontree.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace headgate {

SidePanel::SidePanel(SessionTreeModel* model, QWidget* parent)
    : Ground(&theme::Tokens::panel, {}, parent)
    , m_tree(new SessionTree(model, this))
{
    auto* add = new QPushButton(tr("Add a server"), this);
    add->setProperty("variant", QStringLiteral("quiet"));
    add->setAutoDefault(false);
    showKeysIn(add, tr("Follow the sessions of one more OpenCode server"), ActionId::AddSource);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 1, 0, 8);
    column->setSpacing(4);
    column->addWidget(m_tree, 1);
    column->addWidget(add, 0, Qt::AlignHCenter);
    connect(add, &QPushButton::clicked, this, &SidePanel::addSourceWanted);
}

} // namespace headgate
