// SPDX-License-Identifier: MIT
#include "ui/panels/panelwindow.h"

#include "ui/views/iconbutton.h"
#include "ui/words/quantity.h"

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;

PanelWindow::PanelWindow(const PanelKind& kind, Panel* panel, QWidget* home)
    : Ground(&theme::Tokens::panel)
    , m_kind(kind)
    , m_panel(panel)
    , m_home(home)
    , m_title(new TextLabel(
          theme::uiFont(theme::interfaceSize, QFont::DemiBold), &theme::Tokens::text, this))
{
    setAttribute(Qt::WA_QuitOnClose, false);
    setWindowIcon(home->windowIcon());
    setMinimumSize(240, 160);
    auto* head = new Ground(&theme::Tokens::panel, Qt::BottomEdge, this);
    auto* back = new IconButton(Icon::PutBack, head);
    back->setObjectName(u"put-back"_s);
    back->setAccessibleName(tr("Put this panel back into the main window"));
    back->setToolTip(back->accessibleName());
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(16, 0, 8, 0);
    row->addWidget(m_title, 1);
    row->addWidget(back);
    head->setMinimumHeight(40);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(panel, 1);
    panel->show();
    setCount(0);
    takeActions();
    connect(back, &QPushButton::clicked, this, &PanelWindow::backWanted);
}

/** One action in two windows: no chord is there twice. */
void PanelWindow::takeActions()
{
    const auto rows = actionTable();
    const QList<QAction*> actions = m_home->actions();
    addActions(actions);
    for (const ActionRow& row : rows) {
        // What is done with the session is seen there, and not here.
        if (row.group != 1)
            continue;
        for (QAction* action : actions) {
            if (action->objectName() != QLatin1StringView(row.name))
                continue;
            connect(action, &QAction::triggered, this, [this] {
                if (QApplication::activeWindow() == this)
                    m_home->activateWindow();
            });
        }
    }
}

Panel* PanelWindow::takePanel()
{
    Panel* panel = std::exchange(m_panel, nullptr);
    if (panel)
        layout()->removeWidget(panel);
    return panel;
}

void PanelWindow::setCount(int count)
{
    if (m_count == count)
        return;
    m_count = count;
    const QString title = QCoreApplication::translate("headgate::Inspector", m_kind.title);
    const QString text = count > 0
        ? tr("%1 %2", "title of a panel and a count").arg(title, words::number(count))
        : title;
    m_title->setText(text);
    setWindowTitle(tr("%1 — Headgate", "title of a panel's window").arg(text));
    setAccessibleName(text);
}

void PanelWindow::comeForward()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void PanelWindow::closeEvent(QCloseEvent* event)
{
    // Whoever listens takes the panel out and lets this window go.
    event->ignore();
    emit backWanted();
}

void PanelWindow::changeEvent(QEvent* event)
{
    Ground::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        emit seenChanged();
}

void PanelWindow::showEvent(QShowEvent* event)
{
    Ground::showEvent(event);
    emit seenChanged();
}

void PanelWindow::hideEvent(QHideEvent* event)
{
    Ground::hideEvent(event);
    emit seenChanged();
}

void PanelWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier) {
        emit backWanted();
        return;
    }
    Ground::keyPressEvent(event);
}

} // namespace headgate
