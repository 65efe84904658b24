// SPDX-License-Identifier: MIT
#include "ui/panels/todospanel.h"

#include "ui/models/todolistmodel.h"
#include "ui/motion.h"
#include "ui/panels/emptynote.h"
#include "ui/typography.h"
#include "ui/views/textlabel.h"
#include "ui/views/tododelegate.h"
#include "ui/words/quantity.h"
#include "ui/words/todowords.h"

#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

namespace headgate {

namespace {

constexpr int barHeight = 4;

} // namespace

TodosPanel::TodosPanel(const PanelPorts& ports, QWidget* parent)
    : Panel(parent)
    , m_model(ports.todos)
    , m_motion(ports.motion)
    , m_head(new QWidget(this))
    , m_count(new TextLabel(theme::uiFont(12), &theme::Tokens::muted, m_head))
    , m_bar(new QWidget(m_head))
    , m_rows(new QListView(this))
    , m_delegate(new TodoDelegate(m_rows))
    , m_empty(new EmptyNote(tr("No todos"),
          tr("When the agent of this session writes down what it means to do, the list appears "
             "here."),
          this))
{
    m_count->setAccessibleName(tr("Progress"));
    m_bar->setFixedHeight(barHeight);
    m_rows->setModel(m_model);
    m_rows->setItemDelegate(m_delegate);
    m_rows->setAccessibleName(tr("Todos of this session"));
    m_rows->setFrameShape(QFrame::NoFrame);
    m_rows->setResizeMode(QListView::Adjust); // rows are as high as their words need
    m_rows->setWordWrap(true);
    m_rows->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_rows->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rows->setEditTriggers(QListView::NoEditTriggers);
    m_rows->viewport()->setAutoFillBackground(false);
    m_rows->setMouseTracking(true);
    m_delegate->setOnRing([this] { m_motion->want(this, true); });

    auto* head = new QVBoxLayout(m_head);
    head->setContentsMargins(16, 16, 16, 8);
    head->setSpacing(8);
    head->addWidget(m_count);
    head->addWidget(m_bar);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_rows, 1);
    column->addWidget(m_empty, 1);

    connect(m_model, &QAbstractItemModel::dataChanged, this, &TodosPanel::showCount);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &TodosPanel::showCount);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &TodosPanel::showCount);
    connect(m_motion, &Motion::turned, this, &TodosPanel::turn);
    showCount();
}

void TodosPanel::showCount()
{
    const int total = m_model->total();
    const bool some = total > 0;
    m_head->setVisible(some);
    m_rows->setVisible(some);
    m_empty->setVisible(!some);
    QString words = tr("%1 of %2 done").arg(words::number(m_model->done()), words::number(total));
    if (total > m_model->rowCount())
        words += tr(", the first %1 are shown").arg(words::number(m_model->rowCount()));
    m_count->setText(words);
    update();
}

void TodosPanel::paintEvent(QPaintEvent*)
{
    if (m_model->total() == 0)
        return;
    const theme::Tokens& t = theme::tokens();
    const QRectF bar(m_bar->mapTo(this, QPoint(0, 0)), QSizeF(m_bar->size()));
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.line);
    const double round = bar.height() / 2;
    painter.drawRoundedRect(bar, round, round);
    const double share = double(m_model->done()) / m_model->total();
    if (share <= 0)
        return;
    painter.setBrush(t.green);
    painter.drawRoundedRect(
        QRectF(bar.topLeft(), QSizeF(std::max(bar.height(), bar.width() * share), bar.height())),
        round, round);
}

void TodosPanel::hideEvent(QHideEvent* event)
{
    m_motion->want(this, false);
    Panel::hideEvent(event);
}

void TodosPanel::themeChanged()
{
    m_rows->viewport()->update();
}

/** Repaints the rings in sight. */
void TodosPanel::turn()
{
    bool running = false;
    m_delegate->setAngle(m_motion->angle());
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row);
        const auto state = words::TodoState(index.data(TodoListModel::StateRole).toInt());
        const QRect place = m_rows->visualRect(index);
        if (state != words::TodoState::Doing || !m_rows->viewport()->rect().intersects(place))
            continue;
        running = true;
        m_rows->viewport()->update(zoom::inRow(place, &TodoDelegate::shapeRect).toAlignedRect());
    }
    if (!running)
        m_motion->want(this, false);
}

} // namespace headgate
