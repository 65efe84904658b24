// SPDX-License-Identifier: MIT
#include "ui/panels/lineagepanel.h"

#include "ui/models/lineagemodel.h"
#include "ui/panels/emptynote.h"
#include "ui/views/lineagedelegate.h"
#include "ui/views/lineagegraph.h"
#include "ui/views/textlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace headgate {

LineagePanel::LineagePanel(const PanelPorts& ports, QWidget* parent)
    : Panel(parent)
    , m_ports(ports)
    , m_model(ports.lineage)
    , m_head(new QWidget(this))
    , m_search(new QLineEdit(m_head))
    , m_shape(new QPushButton(tr("Graph"), m_head))
    , m_rule(new TextLabel(theme::uiFont(12), &theme::Tokens::muted, this))
    , m_pages(new QStackedWidget(this))
    , m_tree(new QTreeView(m_pages))
    , m_graph(new LineageGraph(m_model, m_pages))
    , m_empty(new EmptyNote(tr("No lineage"),
          tr("Agents, sessions and tasks appear here below what they come from, when an event log "
             "tells of them."),
          this))
{
    m_search->setPlaceholderText(tr("Find by name or id"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_shape->setAutoDefault(false);
    m_shape->setCheckable(true);
    m_shape->setToolTip(tr("Boxes from left to right instead of a tree"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new LineageDelegate(m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(16);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setMouseTracking(true);
    m_tree->setEditTriggers(QTreeView::NoEditTriggers);
    m_tree->setVerticalScrollMode(QTreeView::ScrollPerPixel);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->viewport()->setAutoFillBackground(false);
    m_tree->setAccessibleName(tr("Lineage"));
    m_pages->addWidget(m_tree);
    m_pages->addWidget(m_graph);
    m_rule->setElide(Qt::ElideMiddle);

    auto* head = new QHBoxLayout(m_head);
    head->setContentsMargins(12, 12, 12, 8);
    head->setSpacing(8);
    head->addWidget(m_search, 1);
    head->addWidget(m_shape);
    auto* rule = new QHBoxLayout;
    rule->setContentsMargins(16, 4, 16, 8);
    rule->addWidget(m_rule, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_pages, 1);
    column->addLayout(rule);
    column->addWidget(m_empty, 1);

    connect(m_search, &QLineEdit::returnPressed, this, &LineagePanel::findNext);
    connect(m_search, &QLineEdit::textChanged, this, &LineagePanel::showFound);
    connect(m_shape, &QPushButton::toggled, this, &LineagePanel::toggleGraph);
    connect(m_tree, &QTreeView::activated, this, &LineagePanel::open);
    connect(m_graph, &LineageGraph::activated, this, &LineagePanel::open);
    connect(m_graph, &LineageGraph::chosen, this, &LineagePanel::choose);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &LineagePanel::showRule);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &LineagePanel::showCount);
    connect(m_model, &QAbstractItemModel::modelReset, this, &LineagePanel::showCount);
    showCount();
}

void LineagePanel::showCount()
{
    const bool some = m_model->count() > 0;
    m_head->setVisible(some);
    m_pages->setVisible(some);
    m_rule->setVisible(some);
    m_empty->setVisible(!some);
    // A first look at a small one shows all of it.
    if (some && m_model->count() <= 200)
        m_tree->expandAll();
    showRule();
}

/** What put the chosen node where it stands. */
void LineagePanel::showRule()
{
    const QModelIndex index = m_tree->currentIndex();
    const int below = m_model->markDescendants(index);
    m_tree->viewport()->update();
    m_graph->viewport()->update();
    const QString rule = index.data(LineageModel::RuleRole).toString();
    const QString id = index.data(LineageModel::IdRole).toString();
    m_rule->setText(!index.isValid() ? tr("%n node(s)", nullptr, m_model->count())
            : rule.isEmpty()         ? id
                                     : tr("%1: %2", "id, then the rule").arg(id, rule));
    if (below > 0)
        m_rule->setText(tr("%1 · %n below it", nullptr, below).arg(m_rule->text()));
}

/** All that the search finds is marked; the return key goes from one to the next. */
void LineagePanel::showFound()
{
    const QString text = m_search->text().trimmed();
    const int found = m_model->mark(text);
    if (text.isEmpty())
        showRule();
    else
        m_rule->setText(found == 0 ? tr("Nothing here is called that.")
                                   : tr("%n found; Return goes to the next", nullptr, found));
    m_tree->viewport()->update();
    m_graph->viewport()->update();
}

void LineagePanel::findNext()
{
    if (m_search->text().trimmed().isEmpty())
        return;
    const QModelIndex found = m_model->find(m_search->text().trimmed(), m_tree->currentIndex());
    if (found.isValid())
        choose(found);
    else
        m_rule->setText(tr("Nothing here is called that."));
}

void LineagePanel::choose(const QModelIndex& index)
{
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
    if (m_graph->selected() != index)
        m_graph->select(index);
}

void LineagePanel::open(const QModelIndex& index)
{
    const SessionId session(index.data(LineageModel::SessionRole).toString());
    if (!session.isEmpty())
        m_ports.openSession({m_model->source(), session});
    else if (LineageNode::Kind(index.data(LineageModel::KindRole).toInt())
        == LineageNode::Kind::Event)
        m_ports.showEvent(EventId(index.data(LineageModel::IdRole).toString()));
}

void LineagePanel::toggleGraph(bool graph)
{
    m_pages->setCurrentIndex(graph ? 1 : 0);
    if (graph && m_tree->currentIndex().isValid())
        m_graph->select(m_tree->currentIndex());
}

void LineagePanel::refresh(Timestamp now)
{
    m_model->tick(now);
    m_pages->currentWidget()->update();
}

void LineagePanel::themeChanged()
{
    m_tree->viewport()->update();
    m_graph->viewport()->update();
}

} // namespace headgate
