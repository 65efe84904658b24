// SPDX-License-Identifier: MIT
#include "ui/panels/wallpage.h"

#include "ui/panels/firstrun.h"
#include "ui/views/wallclock.h"
#include "ui/views/walldelegate.h"
#include "ui/views/wallview.h"
#include "ui/words/quantity.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** A tile that streams is painted some eight times a second. */
constexpr auto frame = 50ms;

struct StateName
{
    WallState state;
    const char* text; ///< WallPage translates it
};

constexpr StateName stateNames[] = {
    {WallState::Waiting, QT_TRANSLATE_NOOP("headgate::WallPage", "Waiting")},
    {WallState::Running, QT_TRANSLATE_NOOP("headgate::WallPage", "Running")},
    {WallState::Failed, QT_TRANSLATE_NOOP("headgate::WallPage", "Failed")},
    {WallState::Done, QT_TRANSLATE_NOOP("headgate::WallPage", "Done")},
};

struct OrderName
{
    WallOrder order;
    const char* text;
};

constexpr OrderName orderNames[] = {
    {WallOrder::Urgent, QT_TRANSLATE_NOOP("headgate::WallPage", "Who waits first")},
    {WallOrder::Newest, QT_TRANSLATE_NOOP("headgate::WallPage", "Newest first")},
    {WallOrder::Steady, QT_TRANSLATE_NOOP("headgate::WallPage", "As they began")},
};

QString menuText(QString text)
{
    return text.replace(u'&', "&&"_L1);
}

} // namespace

WallPage::WallPage(WallModel* model, std::function<Timestamp()> now,
    std::function<QString(const SourceId&)> sourceName, QWidget* parent)
    : Ground(&theme::Tokens::bg, {}, parent)
    , m_model(model)
    , m_now(std::move(now))
    , m_sourceName(std::move(sourceName))
    , m_view(new WallView(model, this))
    , m_clock(new WallClock(this))
    , m_middle(new QStackedWidget(this))
    , m_empty(new EmptyPane(m_middle))
{
    m_middle->addWidget(m_view);
    m_middle->addWidget(m_empty);
    auto* foot = new Ground(&theme::Tokens::panel, Qt::TopEdge, this);
    auto* hint = new TextLabel(theme::uiFont(theme::smallSize), &theme::Tokens::faint, foot);
    hint->setText(tr("Enter opens a session · R reviews what waits · P pins · / filters · point at "
                     "the clock to look back · Esc goes back"));
    auto* footColumn = new QVBoxLayout(foot);
    footColumn->setContentsMargins(8, 4, 8, 0);
    footColumn->setSpacing(0);
    footColumn->addWidget(m_clock);
    auto* hintRow = new QHBoxLayout;
    hintRow->setContentsMargins(8, 0, 8, 8);
    hintRow->addWidget(hint);
    footColumn->addLayout(hintRow);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    auto* inset = new QHBoxLayout;
    inset->setContentsMargins(10, 10, 0, 0);
    inset->addWidget(m_middle);
    column->addLayout(inset, 1);
    column->addWidget(foot);
    m_soon.setSingleShot(true);
    m_soon.setInterval(frame);
    connect(&m_soon, &QTimer::timeout, this, &WallPage::showRows);
    connect(m_model, &WallModel::updated, this, [this] {
        showHead();
        showClock();
        showEmpty();
        if (m_model->isStale())
            changed(); // what was opened just now
    });
    connect(m_clock, &WallClock::momentChanged, m_model, &WallModel::setMoment);
    connect(m_view, &WallView::sessionWanted, this, &WallPage::sessionWanted);
    connect(m_view, &WallView::requestWanted, this, &WallPage::requestWanted);
    connect(m_view, &WallView::filterWanted, this, &WallPage::focusFilter);
    connect(m_view, &WallView::leaveWanted, this, &WallPage::leaveWanted);
    m_clock->installEventFilter(this);
    m_filter->installEventFilter(this);
}

QWidget* WallPage::buildHead()
{
    auto* head = new Ground(&theme::Tokens::panel, Qt::BottomEdge, this);
    m_filter = new QLineEdit(head);
    m_filter->setPlaceholderText(tr("Title, source or activity"));
    m_filter->setAccessibleName(tr("Filter the wall"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(160);
    m_filter->setMaximumWidth(420);
    m_filter->setToolTip(tr("Words in title, source, directory or activity"));
    connect(m_filter, &QLineEdit::textChanged, m_model, &WallModel::setWords);
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_filter, 1);
    auto* second = new QHBoxLayout;
    second->setSpacing(8);
    for (const StateName& name : stateNames) {
        auto* chip = new QPushButton(head);
        chip->setCheckable(true);
        chip->setChecked(true);
        chip->setAutoDefault(false);
        chip->setToolTip(tr("Show or hide these"));
        connect(chip, &QPushButton::toggled, this,
            [this, state = name.state](bool on) { m_model->setStateShown(state, on); });
        m_states[size_t(name.state)] = chip;
        second->addWidget(chip);
    }
    m_source = menuButton(head, &WallPage::chooseSource);
    m_order = menuButton(head, &WallPage::chooseOrder);
    second->addWidget(m_source);
    second->addWidget(m_order);
    m_clear = new QPushButton(tr("Show all"), head);
    m_clear->setAutoDefault(false);
    m_clear->setProperty("variant", u"action"_s);
    connect(m_clear, &QPushButton::clicked, this, &WallPage::showAll);
    second->addWidget(m_clear);
    second->addStretch(1);
    m_leave = new QPushButton(tr("Back"), head);
    m_leave->setAutoDefault(false);
    connect(m_leave, &QPushButton::clicked, this, &WallPage::leaveWanted);
    m_rows = new QBoxLayout(QBoxLayout::LeftToRight);
    m_rows->setSpacing(8);
    m_rows->addLayout(first, 1);
    m_rows->addLayout(second, 2);
    m_head = new QHBoxLayout(head);
    m_head->setContentsMargins(16, 8, 16, 8);
    m_head->setSpacing(8);
    m_head->addLayout(m_rows, 1);
    m_head->addWidget(m_leave);
    return head;
}

QPushButton* WallPage::menuButton(QWidget* head, void (WallPage::*open)(const QPoint&))
{
    auto* button = new QPushButton(head);
    button->setAutoDefault(false);
    button->setProperty("variant", u"quiet"_s);
    connect(button, &QPushButton::clicked, this, [this, button, open] {
        (this->*open)(button->mapToGlobal(QPoint(0, button->height() + 4)));
    });
    return button;
}

void WallPage::showAll()
{
    m_filter->clear();
    m_chosen = {};
    m_model->clearFilter();
    m_view->setFocus(Qt::OtherFocusReason);
}

void WallPage::resizeEvent(QResizeEvent* event)
{
    const bool narrow = width() < QFontMetricsF(theme::uiFont()).averageCharWidth() * 118;
    m_rows->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_head->setAlignment(m_leave, narrow ? Qt::AlignTop : Qt::AlignVCenter);
    m_filter->setMaximumWidth(narrow ? QWIDGETSIZE_MAX : 420);
    Ground::resizeEvent(event);
}

void WallPage::setMotion(Motion* motion)
{
    m_view->setMotion(motion);
}

void WallPage::begin(const SessionKey& at)
{
    m_model->setShown(true);
    showRows();
    m_view->goTo(at);
    m_view->setFocus(Qt::OtherFocusReason);
}

void WallPage::end()
{
    m_soon.stop();
    m_clock->goNow();
    m_model->setShown(false);
}

void WallPage::changed()
{
    if (m_model->isShown() && m_model->isStale() && !m_soon.isActive())
        m_soon.start();
}

void WallPage::tick()
{
    if (m_model->isShown())
        showRows();
}

void WallPage::showRows()
{
    m_soon.stop();
    m_model->update(m_now());
}

void WallPage::showHead()
{
    for (const StateName& name : stateNames) {
        QPushButton* chip = m_states[size_t(name.state)];
        const QString text = tr("%1 %2", "a state and how many sessions are in it")
                                 .arg(tr(name.text), words::number(m_model->count(name.state)));
        if (chip->text() != text)
            chip->setText(text);
        chip->setChecked(m_model->isStateShown(name.state));
    }
    m_source->setVisible(m_model->sources().size() > 1 || !m_chosen.isEmpty());
    const QString source = m_chosen.isEmpty() ? tr("All sources") : m_sourceName(m_chosen);
    if (m_source->text() != source)
        m_source->setText(source);
    for (const OrderName& name : orderNames) {
        if (name.order == m_model->order() && m_order->text() != tr(name.text))
            m_order->setText(tr(name.text));
    }
    m_source->setAccessibleName(tr("Source: %1").arg(source));
    m_order->setAccessibleName(tr("Order: %1").arg(m_order->text()));
    m_clear->setVisible(m_model->isFiltered());
}

void WallPage::showClock()
{
    std::vector<WallClock::Mark> all;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const WallTrack* track = m_model->track(row);
        for (size_t i = 0; track && i < track->moments().size(); ++i)
            all.push_back({track->moments()[i].at, track->moments()[i].kind});
    }
    m_clock->setNow(m_model->now());
    m_clock->setMarks(std::move(all));
}

void WallPage::showEmpty()
{
    const bool empty = m_model->rowCount() == 0;
    const bool focused = m_view->hasFocus() || m_empty->hasFocus();
    if (empty && m_model->alive() > 0)
        m_empty->say(tr("No session fits"),
            tr("%Ln session(s) are alive. Type fewer letters, or press Show all.", nullptr,
                m_model->alive()));
    else if (empty)
        m_empty->say(tr("Nothing runs and nobody waits"),
            tr("Sessions of all sources stand here while they run or wait, and for an hour after "
               "that. P keeps one here for longer. Esc goes back."));
    QWidget* page = empty ? static_cast<QWidget*>(m_empty) : m_view;
    if (m_middle->currentWidget() == page)
        return;
    m_middle->setCurrentWidget(page);
    if (!empty && focused)
        m_view->setFocus(Qt::OtherFocusReason);
}

void WallPage::chooseSource(const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* group = new QActionGroup(menu);
    const auto add = [&](const SourceId& id, const QString& text) {
        QAction* one = menu->addAction(menuText(text));
        one->setCheckable(true);
        one->setChecked(id == m_chosen);
        group->addAction(one);
        connect(one, &QAction::triggered, this, [this, id] {
            m_chosen = id;
            m_model->setSource(id);
        });
    };
    add({}, tr("All sources"));
    for (const SourceId& id : m_model->sources())
        add(id, m_sourceName(id));
    menu->popup(at);
}

void WallPage::chooseOrder(const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* group = new QActionGroup(menu);
    for (const OrderName& name : orderNames) {
        QAction* one = menu->addAction(tr(name.text));
        one->setCheckable(true);
        one->setChecked(name.order == m_model->order());
        group->addAction(one);
        connect(one, &QAction::triggered, this,
            [this, order = name.order] { m_model->setOrder(order); });
    }
    menu->popup(at);
}

void WallPage::themeChanged()
{
    WallDelegate::resetTexts();
    m_view->viewport()->update();
    m_clock->update();
}

void WallPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

bool WallPage::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return Ground::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (watched == m_filter) {
        if (key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
            m_filter->clear();
            return true;
        }
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Down) {
            if (m_model->rowCount() > 0 && !m_view->currentIndex().isValid())
                m_view->setCurrentIndex(m_model->index(0));
            m_view->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    if (watched == m_clock && key == Qt::Key_Escape && !m_clock->moment()) {
        m_view->setFocus(Qt::TabFocusReason);
        return true;
    }
    return Ground::eventFilter(watched, event);
}

} // namespace headgate
