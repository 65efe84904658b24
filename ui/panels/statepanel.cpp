// SPDX-License-Identifier: MIT
#include "ui/panels/statepanel.h"

#include "ui/models/statetablemodel.h"
#include "ui/panels/emptynote.h"
#include "ui/views/statedelegate.h"
#include "ui/views/textlabel.h"
#include "ui/words/quantity.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

namespace headgate {

namespace {

/** Beyond this a value is cut on screen; the history has all of it. */
constexpr qsizetype longestDetail = 512 * 1024;

QTreeView* makeRows(StateTableModel* model, QWidget* parent)
{
    auto* rows = new QTreeView(parent);
    rows->setModel(model);
    rows->setItemDelegate(new StateDelegate(rows));
    rows->setHeaderHidden(true);
    rows->setIndentation(0);
    rows->setRootIsDecorated(false);
    rows->setItemsExpandable(false); // nothing is folded away
    rows->setUniformRowHeights(true);
    rows->setVerticalScrollMode(QTreeView::ScrollPerPixel);
    rows->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    rows->setFrameShape(QFrame::NoFrame);
    rows->setMouseTracking(true);
    rows->setContextMenuPolicy(Qt::CustomContextMenu);
    rows->setEditTriggers(QTreeView::NoEditTriggers);
    rows->setAccessibleName(StatePanel::tr("State of streams"));
    rows->viewport()->setAutoFillBackground(false);
    rows->expandAll();
    return rows;
}

} // namespace

StatePanel::StatePanel(const PanelPorts& ports, QWidget* parent)
    : Panel(parent)
    , m_model(ports.state)
    , m_filter(new QLineEdit(this))
    , m_count(new TextLabel(theme::uiFont(theme::smallSize), &theme::Tokens::faint, this))
    , m_rows(makeRows(m_model, this))
    , m_detail(new QPlainTextEdit(this))
    , m_panes(new QSplitter(Qt::Vertical, this))
    , m_empty(new EmptyNote(tr("No state"),
          tr("When a stream tells of things and how they change (State Protocol), each thing "
             "appears here with its newest value. Add such a stream with %1."),
          this, ActionId::AddSource))
{
    m_filter->setPlaceholderText(tr("Filter by type, key or value"));
    m_filter->setAccessibleName(tr("Filter the state"));
    m_filter->setClearButtonEnabled(true);
    m_detail->setReadOnly(true);
    // With a caret: whoever comes by keyboard sees where they are, and can choose and copy.
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_detail->setFrameShape(QFrame::NoFrame);
    m_detail->setFont(theme::monoFont());
    m_detail->setAccessibleName(tr("The value of the chosen thing"));
    m_detail->setPlaceholderText(tr("Choose a thing to read its value whole."));
    m_detail->document()->setDocumentMargin(12);
    m_detail->setTabChangesFocus(true);
    m_panes->addWidget(m_rows);
    m_panes->addWidget(m_detail);
    m_panes->setStretchFactor(0, 3);
    m_panes->setStretchFactor(1, 2);
    m_panes->setChildrenCollapsible(false);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(12, 12, 12, 0);
    top->setSpacing(8);
    top->addWidget(m_filter);
    top->addWidget(m_count);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_panes, 1);
    column->addWidget(m_empty, 1);
    connectModel();
    showCount();
    themeChanged();
}

void StatePanel::connectModel()
{
    connect(m_filter, &QLineEdit::textChanged, m_model, &StateTableModel::setFilter);
    connect(m_rows->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &StatePanel::showDetail);
    connect(m_rows, &QTreeView::customContextMenuRequested, this, &StatePanel::thingMenu);
    connect(m_model, &QAbstractItemModel::dataChanged, this,
        [this](const QModelIndex& from, const QModelIndex& to, const QList<int>& roles) {
            const QModelIndex current = m_rows->currentIndex();
            const bool value = roles.isEmpty() && current.parent() == from.parent()
                && current.row() >= from.row() && current.row() <= to.row();
            if (value)
                showDetail();
        });
    connect(m_model, &QAbstractItemModel::rowsInserted, this,
        [this](const QModelIndex& parent, int first, int last) {
            for (int row = first; !parent.isValid() && row <= last; ++row)
                m_rows->expand(m_model->index(row, 0));
            showCount();
        });
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &StatePanel::showCount);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        m_rows->expandAll();
        showCount();
        showDetail();
    });
}

void StatePanel::themeChanged()
{
    QPalette palette = m_detail->palette();
    palette.setColor(QPalette::Base, theme::tokens().code);
    m_detail->setPalette(palette);
    m_rows->viewport()->update();
}

void StatePanel::showCount()
{
    const int kept = m_model->kept();
    const bool some = kept > 0;
    m_filter->setVisible(some);
    m_count->setVisible(some);
    m_panes->setVisible(some);
    m_empty->setVisible(!some);
    m_count->setText(m_filter->text().isEmpty()
            ? tr("%n thing(s)", nullptr, kept)
            : tr("%1 of %n thing(s)", nullptr, kept).arg(words::number(m_model->shown())));
}

void StatePanel::showDetail()
{
    const QModelIndex current = m_rows->currentIndex();
    if (!current.isValid() || m_model->isGroup(current)) {
        m_detail->clear();
        return;
    }
    QString text = current.data(StateTableModel::TextRole).toString();
    if (text.size() > longestDetail)
        text = text.left(longestDetail) + u'\n'
            + tr("Cut here: %1 characters in all.").arg(words::number(text.size()));
    if (text == m_detail->toPlainText())
        return;
    // A value that changes while it is read stays where it was.
    const int place = m_detail->verticalScrollBar()->value();
    m_detail->setPlainText(text);
    m_detail->verticalScrollBar()->setValue(place);
}

void StatePanel::thingMenu(const QPoint& at)
{
    // The menu key asks at a place of its own.
    QModelIndex index = m_rows->indexAt(at);
    if (!index.isValid())
        index = m_rows->currentIndex();
    if (!index.isValid() || m_model->isGroup(index))
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto copy = [menu, this](const QString& text, const QString& what) {
        connect(menu->addAction(text), &QAction::triggered, this,
            [what] { QGuiApplication::clipboard()->setText(what); });
    };
    copy(tr("Copy key"), m_model->at(index).key);
    copy(tr("Copy value"), index.data(StateTableModel::TextRole).toString());
    menu->popup(m_rows->viewport()->mapToGlobal(at));
}

} // namespace headgate
