// SPDX-License-Identifier: MIT
#include "ui/panels/inspector.h"

#include "ui/panels/panelhead.h"
#include "ui/panels/panelstack.h"
#include "ui/panels/panelwindow.h"

#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** From here on two panels stand side by side. */
constexpr int sideBySide = 680;

} // namespace

Inspector::Inspector(PanelPorts ports, QWidget* parent)
    : Ground(&theme::Tokens::panel, {}, parent)
    , m_ports(std::move(ports))
    , m_split(new QSplitter(Qt::Vertical, this))
    , m_panels(panelKinds().size())
{
    m_split->setHandleWidth(1);
    m_split->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_split);
    PanelStack* first = addStack();
    chosen(first, first->current());
}

Inspector::~Inspector()
{
    // They belong to no other widget.
    for (PanelWindow* window : m_windows)
        delete window;
}

PanelStack* Inspector::addStack()
{
    auto* stack = new PanelStack(m_ports, m_split);
    m_split->addWidget(stack);
    m_stacks.push_back(stack);
    m_front.push_back(stack->current());
    PanelHead* head = stack->head();
    head->setLayoutActions(m_layout);
    const auto enter = [this, stack] {
        const auto place = std::ranges::find(m_stacks, stack);
        m_active = place == m_stacks.end() ? 0 : size_t(place - m_stacks.begin());
    };
    connect(head, &PanelHead::entered, this, enter);
    connect(head, &PanelHead::chosen, this, [this, stack, enter](int index) {
        enter();
        chosen(stack, index);
    });
    connect(
        head, &PanelHead::windowWanted, this, [this](int index) { raiseWindow(nameOf(index)); });
    connect(head, &PanelHead::outWanted, this,
        [this](int index, const QPoint& at) { moveOut(nameOf(index), at); });
    return stack;
}

Panel* Inspector::panel(int index)
{
    Panel*& panel = m_panels[size_t(index)];
    if (!panel) {
        panel = panelKinds()[size_t(index)].make(m_ports, this);
        panel->hide();
    }
    return panel;
}

/** A panel is in one place: the other of two takes what this one had. */
void Inspector::chosen(PanelStack* stack, int index)
{
    const auto place = size_t(std::ranges::find(m_stacks, stack) - m_stacks.begin());
    if (place >= m_stacks.size())
        return;
    const int before = std::exchange(m_front[place], index);
    for (size_t other = 0; other < m_stacks.size(); ++other) {
        if (other == place || m_front[other] != index)
            continue;
        m_front[other] = before;
        const QSignalBlocker quiet(m_stacks[other]->head()); // nobody went there
        m_stacks[other]->head()->choose(before);
        m_stacks[other]->put(panel(before));
    }
    stack->put(panel(index));
    emit layoutChanged();
}

/** The first that has its own tab and is in no other place. */
int Inspector::freePanel(int besides) const
{
    const auto kinds = panelKinds();
    for (int i = 0; i < int(kinds.size()); ++i) {
        const PanelKind& kind = kinds[size_t(i)];
        if (i != besides && !windowOf(i) && std::ranges::find(m_front, i) == m_front.end()
            && (!kind.has || kind.has(m_ports)))
            return i;
    }
    return -1;
}

PanelWindow* Inspector::windowOf(int index) const
{
    const auto at = std::ranges::find_if(m_windows, [index](const PanelWindow* window) {
        return &window->kind() == &panelKinds()[size_t(index)];
    });
    return at == m_windows.end() ? nullptr : *at;
}

void Inspector::setSplit(bool split)
{
    if (split == isSplit())
        return;
    if (split) {
        const int second = freePanel(-1);
        if (second < 0)
            return;
        PanelStack* stack = addStack();
        m_front.back() = second;
        tellAway();
        const QSignalBlocker quiet(stack->head());
        stack->head()->choose(second);
        stack->put(panel(second));
        stack->show();
        m_split->setSizes({1000, 1000});
    } else {
        // What the person was at stays in front.
        const int front = m_front[m_active];
        PanelStack* second = m_stacks.back();
        if (m_active == 1)
            chosen(m_stacks[0], front);
        m_active = 0;
        for (Panel* one : m_panels) {
            if (one && second->isAncestorOf(one)) {
                one->hide();
                one->setParent(this);
            }
        }
        m_stacks.pop_back();
        m_front.pop_back();
        second->hide();
        second->deleteLater();
        m_stacks[0]->head()->choose(front);
        m_stacks[0]->put(panel(front));
    }
    emit layoutChanged();
}

void Inspector::setWindowsShown(bool shown)
{
    m_shown = shown;
    for (PanelWindow* own : m_windows) {
        // They come with the main window: the keys stay there.
        own->setAttribute(Qt::WA_ShowWithoutActivating, true);
        own->setVisible(shown);
        own->setAttribute(Qt::WA_ShowWithoutActivating, false);
    }
}

void Inspector::setLayoutActions(const QList<QAction*>& actions)
{
    m_layout = actions;
    for (PanelStack* stack : m_stacks)
        stack->head()->setLayoutActions(actions);
}

void Inspector::refresh(Timestamp now)
{
    for (size_t i = 0; i < m_stacks.size(); ++i) {
        m_stacks[i]->head()->refresh();
        panel(m_front[i])->refresh(now);
    }
    for (PanelWindow* own : m_windows) {
        own->setCount(own->kind().count ? own->kind().count(m_ports) : 0);
        if (own->isVisible())
            own->panel()->refresh(now);
    }
}

void Inspector::themeChanged()
{
    for (Panel* panel : m_panels) {
        if (panel)
            panel->themeChanged();
    }
    for (PanelWindow* own : m_windows)
        own->update();
}

bool Inspector::raiseWindow(const QString& name)
{
    const int index = indexOf(name);
    PanelWindow* own = index < 0 ? nullptr : windowOf(index);
    if (own && m_shown)
        own->comeForward();
    return own != nullptr;
}

void Inspector::showTab(const QString& name)
{
    const int index = indexOf(name);
    if (index < 0 || raiseWindow(name))
        return;
    for (size_t i = 0; i < m_stacks.size(); ++i) {
        if (m_front[i] == index) {
            m_active = i;
            return; // it is in sight
        }
    }
    active()->head()->choose(index);
}

QString Inspector::tab() const
{
    return nameOf(m_front[m_active]);
}

bool Inspector::isShown(const QString& name) const
{
    const int index = indexOf(name);
    if (index < 0)
        return false;
    if (const PanelWindow* own = windowOf(index))
        return own->isVisible() && !own->isMinimized();
    return isVisible() && std::ranges::find(m_front, index) != m_front.end();
}

bool Inspector::isWindowSeen() const
{
    return std::ranges::any_of(
        m_windows, [](const PanelWindow* own) { return own->isVisible() && !own->isMinimized(); });
}

void Inspector::resizeEvent(QResizeEvent* event)
{
    Ground::resizeEvent(event);
    const Qt::Orientation wanted = width() >= sideBySide ? Qt::Horizontal : Qt::Vertical;
    if (m_split->orientation() != wanted)
        m_split->setOrientation(wanted);
}

} // namespace headgate
