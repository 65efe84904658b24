// SPDX-License-Identifier: MIT
#include "ui/panels/rowspanel.h"

#include "ui/models/rowlistmodel.h"
#include "ui/motion.h"
#include "ui/panels/emptynote.h"
#include "ui/typography.h"
#include "ui/views/ledgerdelegate.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace headgate {

RowsPanel::RowsPanel(
    const PanelPorts& ports, RowListModel* model, const Look& look, QWidget* parent)
    : Panel(parent)
    , m_ports(ports)
    , m_model(model)
    , m_rows(new QListView(this))
    , m_delegate(new LedgerDelegate(m_rows))
    , m_empty(new EmptyNote(look.emptyTitle, look.emptyHint, this))
    , m_foot(new QWidget(this))
    , m_copy(new QPushButton(tr("Copy the command"), m_foot))
    , m_open(new QPushButton(tr("Open session"), m_foot))
    , m_event(new QPushButton(tr("Show event"), m_foot))
    , m_read(new QPushButton(tr("Show in the transcript"), m_foot))
{
    m_rows->setModel(m_model);
    m_rows->setItemDelegate(m_delegate);
    m_rows->setAccessibleName(look.name);
    m_rows->setFrameShape(QFrame::NoFrame);
    m_rows->setResizeMode(QListView::Adjust); // rows are as high as their words need
    m_rows->setWordWrap(true);
    m_rows->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_rows->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rows->setEditTriggers(QListView::NoEditTriggers);
    m_rows->viewport()->setAutoFillBackground(false);
    m_rows->setMouseTracking(true);
    m_delegate->setOnRing([this] { m_ports.motion->want(this, true); });
    for (QPushButton* one : {m_copy, m_event, m_open, m_read})
        one->setAutoDefault(false);

    auto* foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(16, 8, 16, 8);
    foot->setSpacing(8);
    foot->addStretch(1);
    foot->addWidget(m_copy);
    foot->addWidget(m_event);
    foot->addWidget(m_open);
    foot->addWidget(m_read);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_rows, 1);
    column->addWidget(m_foot);
    column->addWidget(m_empty, 1);

    connect(m_model, &QAbstractItemModel::rowsInserted, this, &RowsPanel::showRows);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &RowsPanel::showRows);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &RowsPanel::showActions);
    connect(m_rows->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &RowsPanel::showActions);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(
            m_rows->currentIndex().data(RowListModel::CommandRole).toString());
    });
    const auto open = [this] {
        const SessionId session(m_rows->currentIndex().data(RowListModel::SessionRole).toString());
        if (!session.isEmpty())
            m_ports.openSession({m_model->source(), session});
    };
    connect(m_open, &QPushButton::clicked, this, open);
    connect(m_event, &QPushButton::clicked, this, [this] {
        m_ports.showEvent(EventId(m_rows->currentIndex().data(RowListModel::EventRole).toString()));
    });
    connect(m_read, &QPushButton::clicked, this, &RowsPanel::read);
    connect(m_rows, &QListView::activated, this, open);
    connect(m_rows, &QListView::activated, this, &RowsPanel::read);
    connect(m_ports.motion, &Motion::turned, this, &RowsPanel::turn);
    showRows();
}

void RowsPanel::showRows()
{
    const bool some = m_model->rowCount() > 0;
    m_rows->setVisible(some);
    m_empty->setVisible(!some);
    showActions();
}

void RowsPanel::read()
{
    const MessageId message(m_rows->currentIndex().data(RowListModel::MessageRole).toString());
    if (!message.isEmpty())
        m_ports.showMessage(message);
}

void RowsPanel::showActions()
{
    const QModelIndex index = m_rows->currentIndex();
    const bool command = !index.data(RowListModel::CommandRole).toString().isEmpty();
    const bool session = !index.data(RowListModel::SessionRole).toString().isEmpty();
    const bool event = !index.data(RowListModel::EventRole).toString().isEmpty();
    const bool message = !index.data(RowListModel::MessageRole).toString().isEmpty();
    m_copy->setVisible(command);
    m_read->setVisible(message);
    m_open->setVisible(session);
    m_event->setVisible(event);
    m_foot->setVisible(command || session || event || message);
}

void RowsPanel::hideEvent(QHideEvent* event)
{
    m_ports.motion->want(this, false);
    Panel::hideEvent(event);
}

void RowsPanel::themeChanged()
{
    m_rows->viewport()->update();
}

/** Repaints the rings in sight. */
void RowsPanel::turn()
{
    bool running = false;
    m_delegate->setAngle(m_ports.motion->angle());
    const QRect seen = m_rows->viewport()->rect();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row);
        const auto shape = LedgerRow::Shape(index.data(RowListModel::ShapeRole).toInt());
        if (shape != LedgerRow::Shape::Running)
            continue;
        const QRect place = m_rows->visualRect(index);
        if (!seen.intersects(place))
            continue;
        running = true;
        m_rows->viewport()->update(zoom::inRow(place, [&index](const QRect& inside) {
            return LedgerDelegate::shapeRect(inside, index);
        }).toAlignedRect());
    }
    if (!running)
        m_ports.motion->want(this, false);
}

} // namespace headgate
