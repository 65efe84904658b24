// SPDX-License-Identifier: MIT
#include "ui/panels/ledgerpanel.h"

#include "ui/models/ledgermodel.h"
#include "ui/motion.h"
#include "ui/panels/emptynote.h"
#include "ui/views/ledgerdelegate.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace headgate {

LedgerPanel::LedgerPanel(const PanelPorts& ports, QWidget* parent)
    : Panel(parent)
    , m_ports(ports)
    , m_model(ports.ledger)
    , m_rows(new QListView(this))
    , m_delegate(new LedgerDelegate(m_rows))
    , m_empty(new EmptyNote(tr("No ledger"),
          tr("Epics, tasks, handoffs and what was learnt appear here when an agent writes them "
             "into "
             "its event log."),
          this))
    , m_foot(new QWidget(this))
    , m_copy(new QPushButton(tr("Copy the command"), m_foot))
    , m_open(new QPushButton(tr("Open session"), m_foot))
{
    m_rows->setModel(m_model);
    m_rows->setItemDelegate(m_delegate);
    m_rows->setAccessibleName(tr("Ledger"));
    m_rows->setFrameShape(QFrame::NoFrame);
    m_rows->setResizeMode(QListView::Adjust); // rows are as high as their words need
    m_rows->setWordWrap(true);
    m_rows->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_rows->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rows->setEditTriggers(QListView::NoEditTriggers);
    m_rows->viewport()->setAutoFillBackground(false);
    m_rows->setMouseTracking(true);
    m_delegate->setOnRing([this] { m_ports.motion->want(this, true); });
    for (QPushButton* one : {m_copy, m_open})
        one->setAutoDefault(false);

    auto* foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(16, 8, 16, 8);
    foot->setSpacing(8);
    foot->addStretch(1);
    foot->addWidget(m_copy);
    foot->addWidget(m_open);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_rows, 1);
    column->addWidget(m_foot);
    column->addWidget(m_empty, 1);

    connect(m_model, &QAbstractItemModel::rowsInserted, this, &LedgerPanel::showRows);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &LedgerPanel::showRows);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &LedgerPanel::showActions);
    connect(m_rows->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &LedgerPanel::showActions);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(
            m_rows->currentIndex().data(LedgerModel::CommandRole).toString());
    });
    const auto open = [this] {
        const SessionId session(m_rows->currentIndex().data(LedgerModel::SessionRole).toString());
        if (!session.isEmpty())
            m_ports.openSession({m_model->source(), session});
    };
    connect(m_open, &QPushButton::clicked, this, open);
    connect(m_rows, &QListView::activated, this, open);
    connect(m_ports.motion, &Motion::turned, this, &LedgerPanel::turn);
    showRows();
}

void LedgerPanel::showRows()
{
    const bool some = m_model->rowCount() > 0;
    m_rows->setVisible(some);
    m_empty->setVisible(!some);
    showActions();
}

void LedgerPanel::showActions()
{
    const QModelIndex index = m_rows->currentIndex();
    const bool command = !index.data(LedgerModel::CommandRole).toString().isEmpty();
    const bool session = !index.data(LedgerModel::SessionRole).toString().isEmpty();
    m_copy->setVisible(command);
    m_open->setVisible(session);
    m_foot->setVisible(command || session);
}

void LedgerPanel::hideEvent(QHideEvent* event)
{
    m_ports.motion->want(this, false);
    Panel::hideEvent(event);
}

void LedgerPanel::themeChanged()
{
    m_rows->viewport()->update();
}

/** Repaints the rings in sight. */
void LedgerPanel::turn()
{
    bool running = false;
    m_delegate->setAngle(m_ports.motion->angle());
    const QRect seen = m_rows->viewport()->rect();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row);
        const auto shape = LedgerRow::Shape(index.data(LedgerModel::ShapeRole).toInt());
        if (shape != LedgerRow::Shape::Running)
            continue;
        const QRect place = m_rows->visualRect(index);
        if (!seen.intersects(place))
            continue;
        running = true;
        m_rows->viewport()->update(LedgerDelegate::shapeRect(place, index));
    }
    if (!running)
        m_ports.motion->want(this, false);
}

} // namespace headgate
