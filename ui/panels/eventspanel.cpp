// SPDX-License-Identifier: MIT
#include "ui/panels/eventspanel.h"

#include "ui/models/eventtablemodel.h"
#include "ui/views/textlabel.h"
#include "ui/words/quantity.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Beyond this the indented JSON is cut on screen; the row itself is whole in the history. */
constexpr qsizetype longestDetail = 512 * 1024;

} // namespace

EventsPanel::EventsPanel(EventTableModel* model, QWidget* parent)
    : Panel(parent)
    , m_model(model)
    , m_filter(new QLineEdit(this))
    , m_rows(new QTreeView(this))
    , m_detail(new QPlainTextEdit(this))
    , m_count(new TextLabel(theme::uiFont(theme::smallSize), &theme::Tokens::faint, this))
{
    m_filter->setPlaceholderText(tr("Filter by type, session or text"));
    m_filter->setAccessibleName(tr("Filter events"));
    m_filter->setClearButtonEnabled(true);

    m_rows->setModel(model);
    m_rows->setRootIsDecorated(false);
    m_rows->setUniformRowHeights(true);
    m_rows->setFrameShape(QFrame::NoFrame);
    m_rows->setFont(theme::monoFont(theme::smallSize));
    m_rows->setAccessibleName(tr("Raw events"));
    m_rows->setAllColumnsShowFocus(true);
    QHeaderView* header = m_rows->header();
    header->setFont(theme::uiFont(theme::smallSize));
    header->setStretchLastSection(false);
    header->setSectionResizeMode(EventTableModel::Type, QHeaderView::Stretch);
    header->setSectionResizeMode(EventTableModel::Time, QHeaderView::Fixed);
    header->setSectionResizeMode(EventTableModel::Seq, QHeaderView::Fixed);
    const QFontMetrics metrics(m_rows->font());
    header->resizeSection(EventTableModel::Time, metrics.horizontalAdvance(u"00:00:00.000 "_s) + 8);
    header->resizeSection(EventTableModel::Seq, metrics.horizontalAdvance(u"00,000 "_s) + 8);

    m_detail->setReadOnly(true);
    // With a caret: whoever comes by keyboard sees where they are, and can choose and copy.
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_detail->setFrameShape(QFrame::NoFrame);
    m_detail->setFont(theme::monoFont());
    m_detail->setAccessibleName(tr("The chosen event as JSON"));
    m_detail->setPlaceholderText(tr("Choose an event to read it whole."));
    m_detail->document()->setDocumentMargin(12);

    auto* panes = new QSplitter(Qt::Vertical, this);
    auto* left = new QWidget(panes); // its words begin where those of the filter do
    auto* air = new QHBoxLayout(left);
    air->setContentsMargins(7, 0, 0, 0);
    air->addWidget(m_rows);
    panes->addWidget(left);
    panes->addWidget(m_detail);
    panes->setStretchFactor(0, 3);
    panes->setStretchFactor(1, 2);
    panes->setChildrenCollapsible(false);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(12, 12, 12, 8);
    top->setSpacing(8);
    top->addWidget(m_filter);
    top->addWidget(m_count);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(panes, 1);
    m_rows->setIndentation(0);

    connect(m_filter, &QLineEdit::textChanged, model, &EventTableModel::setFilter);
    connect(m_rows->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &EventsPanel::showDetail);
    // The newest row is at the end; whoever scrolled away is left in peace.
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
        const QScrollBar* bar = m_rows->verticalScrollBar();
        if (isVisible())
            m_follow = bar->value() >= bar->maximum();
    });
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_follow && isVisible())
            m_rows->scrollToBottom();
        showCount();
    });
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        m_rows->scrollToBottom();
        showCount();
        showDetail();
    });
    showCount();
    themeChanged();
}

void EventsPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    if (m_follow)
        m_rows->scrollToBottom();
}

void EventsPanel::themeChanged()
{
    QPalette palette = m_detail->palette();
    palette.setColor(QPalette::Base, theme::tokens().code);
    m_detail->setPalette(palette);
    QPalette rows = m_rows->palette();
    rows.setColor(QPalette::Base, theme::tokens().panel);
    rows.setColor(QPalette::HighlightedText, theme::tokens().text);
    m_rows->setPalette(rows);
}

void EventsPanel::showCount()
{
    const QString shown = words::number(m_model->rowCount());
    const QString kept = words::number(m_model->kept());
    const QString text = m_filter->text().isEmpty()
        ? tr("%1 event(s), the newest", nullptr, m_model->kept()).arg(kept)
        : tr("%1 of %2 event(s)", nullptr, m_model->kept()).arg(shown, kept);
    m_count->setText(m_model->kept() == 0 ? tr("No event yet") : text);
}

void EventsPanel::showDetail()
{
    const QModelIndex row = m_rows->currentIndex();
    if (!row.isValid()) {
        m_detail->clear();
        return;
    }
    const EventRow& event = m_model->at(row.row());
    const QJsonDocument json = QJsonDocument::fromJson(event.data);
    QString text = json.isNull() ? QString::fromUtf8(event.data)
                                 : QString::fromUtf8(json.toJson(QJsonDocument::Indented));
    if (event.data.isEmpty())
        text =
            tr("The content was dropped from the history because a later event holds all of it.");
    if (text.size() > longestDetail)
        text = text.left(longestDetail) + u'\n'
            + tr("Cut here: %1 characters in all.").arg(words::number(text.size()));
    m_detail->setPlainText(text);
}

} // namespace headgate
