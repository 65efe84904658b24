// SPDX-License-Identifier: MIT
#include "ui/panels/wallpage.h"

#include "ui/panels/firstrun.h"
#include "ui/typography.h"
#include "ui/views/wallclock.h"
#include "ui/views/walldelegate.h"
#include "ui/views/wallview.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
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
    m_hint = new TextLabel(theme::uiFont(theme::smallSize), &theme::Tokens::faint, foot);
    m_hint->setText(
        tr("Enter opens a session · R reviews what waits · P pins · / filters · point at "
           "the clock to look back · Esc goes back"));
    auto* footColumn = new QVBoxLayout(foot);
    footColumn->setContentsMargins(8, 4, 8, 0);
    footColumn->setSpacing(0);
    footColumn->addWidget(m_clock);
    auto* hintRow = new QHBoxLayout;
    hintRow->setContentsMargins(8, 0, 8, 8);
    hintRow->addWidget(m_hint);
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
    connect(&Typography::inForce(), &Typography::changed, this, &WallPage::fit);
    m_clock->installEventFilter(this);
    m_filter->installEventFilter(this);
}

void WallPage::resizeEvent(QResizeEvent* event)
{
    fit();
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
    QWidget* first = m_model->rowCount() > 0 ? static_cast<QWidget*>(m_view) : m_filter;
    first->setFocus(Qt::OtherFocusReason);
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
        if (key == Qt::Key_Escape && m_model->rowCount() == 0) {
            emit leaveWanted();
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
