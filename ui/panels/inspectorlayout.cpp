// SPDX-License-Identifier: MIT
// Panels of the Inspector in windows of their own, and how it all is remembered.
#include "ui/panels/inspector.h"
#include "ui/panels/panelhead.h"
#include "ui/panels/panelstack.h"
#include "ui/panels/panelwindow.h"

#include <QSignalBlocker>
#include <QSplitter>

#include <algorithm>

namespace headgate {

namespace {

constexpr QSize windowSize(420, 560);

} // namespace

int Inspector::indexOf(const QString& name)
{
    const auto kinds = panelKinds();
    for (size_t i = 0; i < kinds.size(); ++i) {
        if (name == QLatin1StringView(kinds[i].name))
            return int(i);
    }
    return -1;
}

QString Inspector::nameOf(int index)
{
    return QString::fromLatin1(panelKinds()[size_t(index)].name);
}

void Inspector::moveOut(const QString& name, const QPoint& at)
{
    const int index = indexOf(name);
    if (index < 0 || raiseWindow(name))
        return;
    const QPoint beside =
        window()->frameGeometry().topRight() - QPoint(windowSize.width() + 24, -96);
    const QRect wanted(at.isNull() ? beside : at - QPoint(80, 16), windowSize);
    openWindow(index, placeOnScreens(wanted, screenPlaces()));
    tellAway();
    emit layoutChanged();
}

/** Whoever had it in front gets another. */
void Inspector::openWindow(int index, const QRect& place)
{
    Panel* moved = panel(index);
    for (size_t i = 0; i < m_stacks.size(); ++i) {
        if (m_front[i] != index)
            continue;
        const int next = freePanel(index);
        if (next < 0)
            continue;
        m_front[i] = next;
        const QSignalBlocker quiet(m_stacks[i]->head());
        m_stacks[i]->head()->choose(next);
        m_stacks[i]->put(panel(next));
    }
    auto* own = new PanelWindow(panelKinds()[size_t(index)], moved, window());
    own->setGeometry(place);
    own->setCount(own->kind().count ? own->kind().count(m_ports) : 0);
    m_windows.push_back(own);
    connect(own, &PanelWindow::seenChanged, this, &Inspector::layoutChanged);
    connect(own, &PanelWindow::backWanted, this, [this, index] { putBack(nameOf(index)); });
    if (m_shown)
        own->comeForward();
}

/** In front, where the person looks for it. */
void Inspector::putBack(const QString& name)
{
    const int index = indexOf(name);
    PanelWindow* own = index < 0 ? nullptr : windowOf(index);
    if (!own)
        return;
    std::erase(m_windows, own);
    if (Panel* back = own->takePanel()) {
        back->hide();
        back->setParent(this);
    }
    own->hide();
    own->deleteLater();
    tellAway();
    active()->head()->choose(index);
    emit layoutChanged();
}

void Inspector::putAllBack()
{
    while (!m_windows.empty())
        putBack(nameOf(int(&m_windows.front()->kind() - panelKinds().data())));
    setSplit(false);
    showTab(nameOf(0));
}

void Inspector::tellAway()
{
    std::vector<bool> away(panelKinds().size(), false);
    for (const PanelWindow* own : m_windows)
        away[size_t(&own->kind() - panelKinds().data())] = true;
    for (PanelStack* stack : m_stacks)
        stack->head()->setAway(away);
}

PanelLayout Inspector::panelLayout() const
{
    PanelLayout layout;
    if (isSplit()) {
        layout.second = nameOf(m_front[1 - m_active]);
        layout.sizes = m_split->saveState();
    }
    for (const PanelWindow* own : m_windows)
        layout.windows.push_back({QString::fromLatin1(own->kind().name), own->geometry()});
    return layout;
}

void Inspector::restoreLayout(const PanelLayout& layout, const QList<QRect>& screens)
{
    for (const PanelLayout::Window& one : layout.windows) {
        const int index = indexOf(one.panel);
        const QRect place = placeOnScreens(one.place, screens);
        if (index >= 0 && !windowOf(index) && place.isValid())
            openWindow(index, place);
    }
    tellAway();
    const int second = indexOf(layout.second);
    if (second >= 0 && !windowOf(second)) {
        setSplit(true);
        if (isSplit()) {
            m_stacks[1]->head()->choose(second);
            m_split->restoreState(layout.sizes);
            m_active = 0;
        }
    }
    emit layoutChanged();
}

} // namespace headgate
