// SPDX-License-Identifier: MIT
#include "ui/panels/panelhead.h"

#include "ui/keybindings.h"
#include "ui/panels/paneltabs.h"
#include "ui/typography.h"
#include "ui/views/iconbutton.h"
#include "ui/words/quantity.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 8;
constexpr int spacing = 4;
constexpr size_t remembered = 2; ///< panels that keep their tab after another was chosen

bool asks(const PanelKind& kind)
{
    return kind.show == ActionId::ShowWaiting;
}

QKeySequence chordOf(ActionId id)
{
    return KeyBindings::inForce().of(id).value(0);
}

} // namespace

PanelHead::PanelHead(const PanelPorts& ports, QWidget* parent)
    : Ground(&theme::Tokens::panel, Qt::BottomEdge, parent)
    , m_ports(ports)
    , m_tabs(new PanelTabs(this))
    , m_more(new MoreButton(this))
    , m_out(new IconButton(Icon::OwnWindow, this))
    , m_away(panelKinds().size(), false)
{
    for (const PanelKind& kind : panelKinds())
        m_tabs->add(QString::fromLatin1(kind.name),
            QCoreApplication::translate("headgate::Inspector", kind.title), asks(kind));
    showKeys();
    connect(&KeyBindings::inForce(), &KeyBindings::changed, this, &PanelHead::showKeys);
    m_tabs->setAccessibleName(tr("Inspector"));
    m_tabs->installEventFilter(this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(margin, 0, margin, 0);
    row->setSpacing(spacing);
    row->addWidget(m_tabs, 1, Qt::AlignBottom);
    row->addWidget(m_more, 0, Qt::AlignVCenter);
    row->addWidget(m_out, 0, Qt::AlignVCenter);
    m_more->setObjectName(u"more-tabs"_s);
    m_more->installEventFilter(this);
    m_out->setObjectName(u"own-window"_s);
    m_out->setAccessibleName(tr("Move this panel into a window of its own"));
    m_out->setToolTip(m_out->accessibleName());
    setMinimumHeight(48);
    showTabs();
    connect(&Typography::inForce(), &Typography::changed, this, &PanelHead::showTabs);
    connect(m_more, &QPushButton::clicked, this, &PanelHead::showMore);
    connect(m_out, &QPushButton::clicked, this, [this] { emit outWanted(current(), {}); });
    connect(m_tabs, &PanelTabs::leftBehind, this, [this] {
        if (m_more->isVisible())
            m_more->setFocus(Qt::TabFocusReason);
    });
    connect(m_tabs, &PanelTabs::draggedOut, this, &PanelHead::outWanted);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        std::erase(m_recent, index);
        m_recent.insert(m_recent.begin(), index);
        m_recent.resize(std::min(m_recent.size(), remembered + 1));
        showTabs();
        emit chosen(index);
    });
}

/** What has nothing to show has no tab, unless a person asked for it. */
bool PanelHead::hasContent(int index) const
{
    const PanelKind& kind = panelKinds()[size_t(index)];
    return !isAway(index) && (!kind.has || kind.has(m_ports));
}

int PanelHead::current() const
{
    return m_tabs->currentIndex();
}

void PanelHead::choose(int index)
{
    m_tabs->setTabVisible(index, true);
    m_tabs->setCurrentIndex(index);
    showTabs();
}

void PanelHead::setAway(const std::vector<bool>& away)
{
    m_away = away;
    refresh();
}

void PanelHead::refresh()
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        const PanelKind& kind = panelKinds()[size_t(i)];
        m_tabs->setCount(i, kind.count ? kind.count(m_ports) : 0);
    }
    showTabs();
}

/** The one in front, the one with requests, what was chosen lately; then as the table has it. */
std::vector<int> PanelHead::byImportance() const
{
    std::vector<int> order{current()};
    const auto add = [&](int index) {
        if (std::ranges::find(order, index) == order.end() && hasContent(index))
            order.push_back(index);
    };
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (asks(panelKinds()[size_t(i)]))
            add(i);
    }
    for (const int index : m_recent)
        add(index);
    for (int i = 0; i < m_tabs->count(); ++i)
        add(i);
    return order;
}

/** Requests are never out of sight, however little room there is. */
bool PanelHead::isKept(const std::vector<int>& order, size_t i) const
{
    return i == 0 || (asks(panelKinds()[size_t(order[i])]) && m_tabs->count(order[i]) > 0);
}

void PanelHead::showTabs()
{
    const std::vector<int> order = byImportance();
    int needed = 0;
    for (const int index : order)
        needed += m_tabs->roomFor(index);
    const int all =
        width() - 2 * margin - spacing - (m_out->isHidden() ? 0 : m_out->sizeHint().width());
    const bool crowded = isVisible() && needed > all - m_more->roomFor(0) - spacing;
    std::vector<bool> shown(size_t(m_tabs->count()), false);
    int hidden = 0;
    QStringList open;
    int kept = 0;
    for (size_t i = 0; i < order.size(); ++i)
        kept += isKept(order, i) ? m_tabs->roomFor(order[i]) : 0;
    const int whole = m_more->roomFor(crowded ? int(order.size()) : 0) + spacing;
    const bool brief = crowded && kept > all - whole;
    int room = all - (brief ? m_more->roomFor(int(order.size()), true) + spacing : whole);
    for (size_t i = 0; i < order.size(); ++i) {
        const int index = order[i];
        const int wanted = m_tabs->roomFor(index);
        shown[size_t(index)] = !crowded || isKept(order, i) || room >= wanted;
        if (shown[size_t(index)]) {
            room -= wanted;
            continue;
        }
        ++hidden;
        if (m_tabs->count(index) > 0)
            open << m_tabs->tabText(index);
    }
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (m_tabs->isTabVisible(i) != shown[size_t(i)])
            m_tabs->setTabVisible(i, shown[size_t(i)]);
    }
    m_more->setRest(hidden, open, brief);
}

void PanelHead::addLayout(QMenu* menu)
{
    if (!m_layout.isEmpty())
        menu->addSeparator();
    menu->addActions(m_layout);
}

void PanelHead::showMore()
{
    emit entered();
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Panels"));
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (!hasContent(i) && !isAway(i) && i != current())
            continue;
        QAction* one = menu->addAction(isAway(i)
                ? tr("%1 · own window", "title of a panel").arg(m_tabs->tabText(i))
                : m_tabs->tabText(i));
        // Shown, and not a second shortcut: a menu that stands in no window has none.
        one->setShortcut(chordOf(panelKinds()[size_t(i)].show));
        one->setShortcutVisibleInContextMenu(true);
        one->setCheckable(true);
        one->setChecked(i == current());
        connect(one, &QAction::triggered, this, [this, i] {
            if (isAway(i))
                emit windowWanted(i);
            else
                choose(i);
        });
    }
    addLayout(menu);
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

void PanelHead::showMenu(const QPoint& at)
{
    if (m_layout.isEmpty())
        return;
    emit entered();
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_layout);
    menu->popup(at);
}

void PanelHead::resizeEvent(QResizeEvent* event)
{
    Ground::resizeEvent(event);
    showTabs();
}

bool PanelHead::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_tabs && event->type() == QEvent::ContextMenu) {
        const auto* menu = static_cast<QContextMenuEvent*>(event);
        const int at = m_tabs->tabAt(menu->pos());
        if (at >= 0 && menu->reason() == QContextMenuEvent::Mouse)
            choose(at);
        showMenu(menu->reason() == QContextMenuEvent::Mouse
                ? menu->globalPos()
                : m_tabs->mapToGlobal(m_tabs->tabRect(current()).bottomLeft()));
        return true;
    }
    if (event->type() == QEvent::FocusIn)
        emit entered();
    if (watched == m_more && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool forward = layoutDirection() == Qt::LeftToRight;
        if (key == (forward ? Qt::Key_Left : Qt::Key_Right)) {
            m_tabs->setFocus(Qt::TabFocusReason);
            return true;
        }
        if (key == Qt::Key_Down) {
            showMore();
            return true;
        }
    }
    return Ground::eventFilter(watched, event);
}

/** A tab's tip is its title, which may be cut, with its keys. */
void PanelHead::showKeys()
{
    for (size_t i = 0; i < panelKinds().size(); ++i)
        m_tabs->setTabToolTip(int(i), withKeys(m_tabs->title(int(i)), panelKinds()[i].show));
}

} // namespace headgate
