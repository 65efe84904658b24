// SPDX-License-Identifier: MIT
#include "ui/panels/connectionspanel.h"

#include "ui/models/findings.h"
#include "ui/models/sourcelist.h"
#include "ui/panels/emptynote.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** What comes is asked for so often; what does not come moves on in the picture once a minute. */
constexpr auto askEvery = 2s;
constexpr auto moveEvery = 60s;

} // namespace

ConnectionsPanel::ConnectionsPanel(const PanelPorts& ports, QWidget* parent)
    : Panel(parent)
    , m_ports(ports)
    , m_head(buildHead())
    , m_scroll(new QScrollArea(this))
    , m_empty(new EmptyNote(tr("No source yet"),
          tr("How each connection does, what came over it in the last hour and day, and when and "
             "why it was lost stand here. Add a server with Ctrl+N."),
          this))
    , m_foot(buildFoot())
{
    auto* page = new QWidget(m_scroll);
    m_column = new QVBoxLayout(page);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addStretch(1);
    m_scroll->setWidget(page);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    page->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_scroll, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(m_foot);
    connect(m_ports.findings, &Findings::healthChanged, this, [this] { refresh(m_ports.now()); });
    refresh(m_ports.now());
}

QWidget* ConnectionsPanel::buildHead()
{
    auto* head = new QWidget(this);
    m_span = new QComboBox(head);
    m_span->addItem(tr("Last hour"));
    m_span->addItem(tr("Last day"));
    m_span->setAccessibleName(tr("How far back"));
    m_metric = new QComboBox(head);
    m_metric->addItem(tr("Bytes"), int(Sparkline::Metric::Bytes));
    m_metric->addItem(tr("Events"), int(Sparkline::Metric::Events));
    m_metric->addItem(tr("Slowest event"), int(Sparkline::Metric::Lag));
    m_metric->setAccessibleName(tr("What the bars show"));
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(16, 12, 12, 8);
    row->setSpacing(8);
    row->addWidget(m_span);
    row->addWidget(m_metric);
    row->addStretch(1);
    for (QComboBox* box : {m_span, m_metric})
        connect(box, &QComboBox::currentIndexChanged, this, [this] { refresh(m_ports.now()); });
    return head;
}

QWidget* ConnectionsPanel::buildFoot()
{
    auto* foot = new Ground(&theme::Tokens::surface, Qt::TopEdge, this);
    auto* report = new QPushButton(tr("Report…"), foot);
    report->setAutoDefault(false);
    report->setToolTip(tr("All of this as Markdown or JSON, without secrets, for somebody else"));
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(12, 10, 12, 10);
    row->addStretch(1);
    row->addWidget(report);
    connect(report, &QPushButton::clicked, this, [this] {
        if (m_ports.reportConnections)
            m_ports.reportConnections();
    });
    return foot;
}

/** Only while somebody looks. */
void ConnectionsPanel::askSometimes(Timestamp now)
{
    qint64 counted = 0;
    for (const SourceStatus& source : m_ports.sources->all())
        counted += source.bytes + source.events + source.reconnects + qint64(source.state);
    const auto rest = now - m_asked;
    if (rest < (counted == m_askedAt ? milliseconds(moveEvery) : milliseconds(askEvery)))
        return;
    m_asked = now;
    m_askedAt = counted;
    m_ports.findings->readHealth();
}

/** A card for each source, in their order. */
void ConnectionsPanel::arrange()
{
    std::vector<SourceId> order;
    for (const SourceStatus& source : m_ports.sources->all())
        order.push_back(source.id);
    if (order == m_order)
        return;
    m_order = order;
    for (auto it = m_cards.begin(); it != m_cards.end();) {
        if (std::ranges::find(order, it->first) == order.end()) {
            delete it->second;
            it = m_cards.erase(it);
        } else {
            ++it;
        }
    }
    for (size_t i = 0; i < order.size(); ++i) {
        ConnectionCard*& card = m_cards[order[i]];
        if (!card)
            card = new ConnectionCard(m_ports.submit, m_scroll->widget());
        m_column->removeWidget(card);
        m_column->insertWidget(int(i), card);
        card->setVisible(true);
    }
}

void ConnectionsPanel::refresh(Timestamp now)
{
    if (isVisible())
        askSometimes(now);
    arrange();
    const bool some = !m_order.empty();
    m_head->setVisible(some);
    m_scroll->setVisible(some);
    m_foot->setVisible(some);
    m_empty->setVisible(!some);
    const HealthFound* health = m_ports.findings->health();
    const ConnectionCard::View view{
        m_span->currentIndex() == 1, Sparkline::Metric(m_metric->currentData().toInt())};
    for (const SourceStatus& source : m_ports.sources->all()) {
        const SourceHealth* of = nullptr;
        if (health) {
            const auto at = std::ranges::find(health->sources, source.id, &SourceHealth::source);
            of = at == health->sources.end() ? nullptr : &*at;
        }
        m_cards.at(source.id)->show(source, of, view, now);
    }
}

ConnectionCard* ConnectionsPanel::card(const SourceId& source) const
{
    const auto at = m_cards.find(source);
    return at == m_cards.end() ? nullptr : at->second;
}

void ConnectionsPanel::themeChanged()
{
    m_scroll->viewport()->update();
}

void ConnectionsPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    refresh(m_ports.now());
}

} // namespace headgate
