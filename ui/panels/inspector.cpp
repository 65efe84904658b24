// SPDX-License-Identifier: MIT
#include "ui/panels/inspector.h"

#include "ui/words/quantity.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyleOptionTab>
#include <QTabBar>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int headMargin = 8;
constexpr int moreWidth = 28;

} // namespace

Inspector::Inspector(PanelPorts ports, QWidget* parent)
    : Ground(&theme::Tokens::panel, {}, parent)
    , m_ports(std::move(ports))
    , m_tabs(new QTabBar(this))
    , m_more(new QPushButton(u"⋯"_s, this))
    , m_pages(new QStackedWidget(this))
    , m_panels(panelKinds().size())
{
    for (const PanelKind& kind : panelKinds()) {
        const int index = m_tabs->addTab(tr(kind.title));
        m_tabs->setTabData(index, QString::fromLatin1(kind.name));
    }
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false); // what does not fit stands in a list
    m_tabs->setAccessibleName(tr("Inspector"));
    auto* head = new Ground(&theme::Tokens::panel, Qt::BottomEdge, this);
    head->setFixedHeight(48);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(headMargin, 0, headMargin, 0);
    row->setSpacing(0);
    row->addWidget(m_tabs, 1, Qt::AlignBottom);
    row->addWidget(m_more, 0, Qt::AlignVCenter);
    m_more->setFixedSize(moreWidth, 28);
    m_more->setAutoDefault(false);
    m_more->setObjectName(u"more-tabs"_s);
    m_more->setProperty("variant", u"link"_s);
    m_more->setAccessibleName(tr("More tabs"));
    m_more->setToolTip(m_more->accessibleName());
    m_more->hide();
    connect(m_more, &QPushButton::clicked, this, &Inspector::showMore);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_pages, 1);
    showTabs();
    connect(m_tabs, &QTabBar::currentChanged, this, &Inspector::showPanel);
    showPanel(m_tabs->currentIndex());
}

/** What has nothing to show has no tab, unless a person asked for it. */
bool Inspector::hasContent(int index) const
{
    const PanelKind& kind = panelKinds()[size_t(index)];
    return !kind.has || kind.has(m_ports);
}

int Inspector::widthOf(int index) const
{
    QStyleOptionTab option;
    option.initFrom(m_tabs);
    option.text = m_tabs->tabText(index);
    const int words = m_tabs->fontMetrics().size(Qt::TextShowMnemonic, option.text).width();
    const int space = style()->pixelMetric(QStyle::PM_TabBarTabHSpace, &option, m_tabs);
    return style()
        ->sizeFromContents(QStyle::CT_TabBarTab, &option, {words + space, 32}, m_tabs)
        .width();
}

/** The tab in front always stands there; of the others as many as there is room for. */
void Inspector::showTabs()
{
    const int current = m_tabs->currentIndex();
    int needed = 0;
    for (int i = 0; i < m_tabs->count(); ++i)
        needed += i == current || hasContent(i) ? widthOf(i) : 0;
    int room = width() - 2 * headMargin;
    const bool crowded = isVisible() && needed > room;
    room -= (crowded ? moreWidth : 0) + widthOf(current);
    for (int i = 0; i < m_tabs->count(); ++i) {
        bool shown = i == current;
        if (!shown && hasContent(i)) {
            room -= widthOf(i);
            shown = !crowded || room >= 0;
        }
        if (m_tabs->isTabVisible(i) != shown)
            m_tabs->setTabVisible(i, shown);
    }
    m_more->setVisible(crowded);
}

void Inspector::showMore()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (m_tabs->isTabVisible(i) || !hasContent(i))
            continue;
        connect(menu->addAction(m_tabs->tabText(i)), &QAction::triggered, this,
            [this, name = m_tabs->tabData(i).toString()] { showTab(name); });
    }
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

void Inspector::resizeEvent(QResizeEvent* event)
{
    Ground::resizeEvent(event);
    showTabs();
}

void Inspector::showPanel(int index)
{
    Panel*& panel = m_panels[size_t(index)];
    if (!panel) {
        panel = panelKinds()[size_t(index)].make(m_ports, m_pages);
        m_pages->addWidget(panel);
    }
    m_pages->setCurrentWidget(panel);
}

void Inspector::refresh(Timestamp now)
{
    showTabs();
    for (size_t i = 0; i < panelKinds().size(); ++i) {
        const PanelKind& kind = panelKinds()[i];
        const int count = kind.count ? kind.count(m_ports) : 0;
        const QString title = tr(kind.title);
        const QString text = count > 0
            ? tr("%1 %2", "title of a tab and a count").arg(title, words::number(count))
            : title;
        if (m_tabs->tabText(int(i)) != text)
            m_tabs->setTabText(int(i), text);
    }
    m_panels[size_t(m_tabs->currentIndex())]->refresh(now);
}

void Inspector::themeChanged()
{
    for (Panel* panel : m_panels) {
        if (panel)
            panel->themeChanged();
    }
}

void Inspector::showTab(const QString& name)
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (m_tabs->tabData(i).toString() != name)
            continue;
        m_tabs->setTabVisible(i, true);
        m_tabs->setCurrentIndex(i);
    }
    showTabs();
}

QString Inspector::tab() const
{
    return m_tabs->tabData(m_tabs->currentIndex()).toString();
}

} // namespace headgate
