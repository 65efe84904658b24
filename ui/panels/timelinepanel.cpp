// SPDX-License-Identifier: MIT
#include "ui/panels/timelinepanel.h"

#include "ui/models/timelinemodel.h"
#include "ui/panels/emptynote.h"
#include "ui/views/eventdetail.h"
#include "ui/views/textlabel.h"
#include "ui/views/timelinelist.h"
#include "ui/words/eventwords.h"
#include "ui/words/issuetext.h"
#include "ui/words/quantity.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

TimelinePanel::TimelinePanel(const PanelPorts& ports, QWidget* parent)
    : Panel(parent)
    , m_ports(ports)
    , m_model(ports.timeline)
    , m_head(new QWidget(this))
    , m_search(new QLineEdit(m_head))
    , m_types(makeChip(tr("What is listed"), &TimelinePanel::fillTypes))
    , m_actors(makeChip(tr("Whose events"), &TimelinePanel::fillActors))
    , m_times(makeChip(tr("From when"), &TimelinePanel::fillTimes))
    , m_runs(makeChip(tr("Of which run or stream"), &TimelinePanel::fillRuns))
    , m_more(makeChip(tr("Write into a file"), &TimelinePanel::fillExports))
    , m_range(new QWidget(m_head))
    , m_since(new QLineEdit(m_range))
    , m_until(new QLineEdit(m_range))
    , m_count(new TextLabel(theme::uiFont(theme::smallSize), &theme::Tokens::faint, m_head))
    , m_newer(new QPushButton(m_head))
    , m_panes(new QSplitter(Qt::Vertical, this))
    , m_rows(new TimelineList(m_panes))
    , m_detail(new EventDetail(m_panes))
    , m_empty(new EmptyNote(tr("No event log"),
          tr("Choose a session of an event log at the left: every event of the log is listed here, "
             "the newest first. Add a log with %1."),
          this, ActionId::AddSource))
{
    m_rows->setModel(m_model);
    m_rows->setAccessibleName(tr("Timeline"));
    m_panes->addWidget(m_rows);
    m_panes->addWidget(m_detail);
    m_panes->setStretchFactor(0, 3);
    m_panes->setStretchFactor(1, 2);
    m_detail->setMinimumHeight(220); // a few fields are seen before anybody drags
    m_panes->setChildrenCollapsible(false);
    m_detail->hide();
    m_newer->hide();
    m_typed.setSingleShot(true);
    m_typed.setInterval(250ms);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeFilters());
    column->addWidget(m_panes, 1);
    column->addWidget(m_empty, 1);
    connectModel();
    connectDetail();
    showFilter();
    showCount();
}

QPushButton* TimelinePanel::makeChip(const QString& what, void (TimelinePanel::*fill)(QMenu*))
{
    auto* chip = new QPushButton(m_head);
    chip->setAutoDefault(false);
    chip->setToolTip(what);
    chip->setAccessibleDescription(what);
    chip->setMinimumWidth(40);
    connect(chip, &QPushButton::clicked, this, [this, chip, fill] {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        (this->*fill)(menu);
        menu->popup(chip->mapToGlobal(QPoint(0, chip->height() + 2)));
    });
    return chip;
}

QWidget* TimelinePanel::makeFilters()
{
    m_search->setPlaceholderText(tr("Find in events"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_more->setText(tr("Export"));
    m_newer->setProperty("variant", u"link"_s);
    m_newer->setAutoDefault(false);
    m_since->setPlaceholderText(tr("Since, as 14:05"));
    m_until->setPlaceholderText(tr("Until, as 2026-01-31 14:05"));
    for (QLineEdit* one : {m_since, m_until})
        one->setAccessibleName(one->placeholderText());
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_search, 1);
    first->addWidget(m_more);
    auto* chips = new QHBoxLayout;
    chips->setSpacing(6);
    for (QPushButton* chip : {m_types, m_actors, m_times, m_runs})
        chips->addWidget(chip, 1);
    auto* range = new QHBoxLayout(m_range);
    range->setContentsMargins(0, 0, 0, 0);
    range->setSpacing(8);
    range->addWidget(m_since, 1);
    range->addWidget(m_until, 1);
    m_range->hide();
    auto* last = new QHBoxLayout;
    last->addWidget(m_count, 1);
    last->addWidget(m_newer);
    auto* column = new QVBoxLayout(m_head);
    column->setContentsMargins(12, 12, 12, 6);
    column->setSpacing(8);
    column->addLayout(first);
    column->addLayout(chips);
    column->addWidget(m_range);
    column->addLayout(last);
    connect(m_search, &QLineEdit::textChanged, &m_typed, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, [this] { m_typed.start(0); });
    connect(&m_typed, &QTimer::timeout, this, [this] {
        TimelineFilter filter = m_model->filter();
        filter.words = m_search->text().simplified().split(u' ', Qt::SkipEmptyParts);
        setFilter(filter);
    });
    for (QLineEdit* one : {m_since, m_until})
        connect(one, &QLineEdit::editingFinished, this, &TimelinePanel::takeTimes);
    connect(m_newer, &QPushButton::clicked, this, [this] { m_rows->scrollToTop(); });
    return m_head;
}

void TimelinePanel::connectModel()
{
    connect(m_model, &TimelineModel::counted, this, &TimelinePanel::showCount);
    connect(m_model, &TimelineModel::eventRead, this, &TimelinePanel::take);
    connect(m_model, &TimelineModel::exported, this, &TimelinePanel::showExported);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        m_above = 0;
        showFilter();
        showCount();
    });
    connect(m_model, &QAbstractItemModel::rowsInserted, this,
        [this](const QModelIndex&, int first, int last) {
            if (first == 0 && !m_rows->isAtTop())
                m_above += last + 1;
        });
    connect(m_model, &QAbstractItemModel::dataChanged, this,
        [this](const QModelIndex& from, const QModelIndex& to) {
            const int row = m_rows->currentIndex().row();
            if (row >= from.row() && row <= to.row())
                showDetail();
        });
    connect(m_rows->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value == 0 && m_above > 0) {
            m_above = 0;
            showCount();
        }
    });
    connect(m_rows->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &TimelinePanel::showDetail);
}

void TimelinePanel::connectDetail()
{
    connect(m_detail, &EventDetail::causeWanted, this,
        [this](const EventId& id) { m_model->readEvent(0, id); });
    connect(m_detail, &EventDetail::effectsWanted, this,
        [this](const EventId& id) { m_search->setText(id.value()); });
    connect(m_detail, &EventDetail::runWanted, this, [this](const QString& run) {
        TimelineFilter filter = m_model->filter();
        filter.run = run;
        setFilter(filter);
    });
    connect(m_detail, &EventDetail::streamWanted, this, [this](const QString& stream) {
        TimelineFilter filter = m_model->filter();
        filter.stream = stream;
        setFilter(filter);
    });
    connect(m_detail, &EventDetail::sessionWanted, this, [this](const SessionId& session) {
        m_ports.openSession({m_model->source(), session});
    });
}

void TimelinePanel::setFilter(const TimelineFilter& filter)
{
    m_model->setFilter(filter);
    showFilter();
}

void TimelinePanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    m_model->setWatched(true);
    m_rows->setColumnWidth(0, m_rows->viewport()->width());
}

void TimelinePanel::hideEvent(QHideEvent* event)
{
    m_model->setWatched(false);
    Panel::hideEvent(event);
}

void TimelinePanel::refresh(Timestamp now)
{
    m_now = now;
    m_model->setToday(now);
}

void TimelinePanel::themeChanged()
{
    m_rows->viewport()->update();
    m_detail->themeChanged();
}

void TimelinePanel::showCount()
{
    const bool some = isLog(m_model->source());
    m_head->setVisible(some);
    m_panes->setVisible(some);
    m_empty->setVisible(!some);
    const int rows = m_model->rowCount();
    QString text = tr("%1 event(s)", nullptr, rows).arg(words::number(rows));
    if (m_model->searching())
        text = rows == 0 ? tr("Looking through the log") : tr("%1, still looking").arg(text);
    else if (m_model->cut())
        text = tr("The newest %1; choose a time to see older ones").arg(words::number(rows));
    else if (rows == 0)
        text = m_model->filter() == TimelineFilter{} ? tr("No event yet")
                                                     : tr("No event is like that");
    m_count->setText(text);
    m_newer->setVisible(m_above > 0);
    m_newer->setText(tr("%1 newer", nullptr, m_above).arg(words::number(m_above)));
}

/** The chosen row; it may still be on its way. */
void TimelinePanel::showDetail()
{
    const QModelIndex current = m_rows->currentIndex();
    const TimelineRow* row = current.isValid() ? m_model->at(current.row()) : nullptr;
    if (row && m_detail->event().row != row->row)
        m_model->readEvent(row->row);
}

void TimelinePanel::take(const TimelineEventRead& read)
{
    const bool byId = !read.asked.isEmpty();
    const TimelineRow* chosen =
        m_rows->currentIndex().isValid() ? m_model->at(m_rows->currentIndex().row()) : nullptr;
    // The person has gone on meanwhile.
    if (!byId && read.event && chosen && chosen->row != read.event->row)
        return;
    m_detail->show();
    if (!read.event) {
        m_detail->present(TimelineEvent(m_detail->event()),
            tr("The log has no event with the id %1.").arg(read.asked.value()));
        return;
    }
    QString note;
    if (byId && read.place) {
        const QModelIndex index = m_model->index(m_model->rowOf(*read.place));
        if (m_rows->currentIndex() != index) {
            m_rows->setCurrentIndex(index);
            m_rows->scrollTo(index);
        }
    } else if (byId) {
        note = tr("It is not in the list above, as it is filtered now.");
    }
    m_detail->present(*read.event, note);
}

} // namespace headgate
