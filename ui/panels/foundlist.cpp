// SPDX-License-Identifier: MIT
#include "ui/panels/foundlist.h"

#include "ui/views/textlabel.h"
#include "ui/words/quantity.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** More are not offered at once: the others can still be typed. */
constexpr size_t mostRows = 4;

QString nameOf(const FoundServer& server)
{
    return server.version.isEmpty()
        ? FoundList::tr("OpenCode at %1").arg(server.url.authority())
        : FoundList::tr("OpenCode %1 at %2").arg(server.version, server.url.authority());
}

} // namespace

FoundList::FoundList(FoundServers* servers, QWidget* parent)
    : QWidget(parent)
    , m_servers(servers)
    , m_column(new QVBoxLayout(this))
    , m_rows(nullptr)
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    setAccessibleName(tr("Servers that were found"));
    if (!m_servers)
        return;
    connect(m_servers, &FoundServers::changed, this, &FoundList::refresh);
    refresh();
}

FoundList::~FoundList()
{
    if (m_servers)
        m_servers->want(this, false);
}

void FoundList::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    for (QWidget* at = window(); at;
         at = at->parentWidget() ? at->parentWidget()->window() : nullptr)
        at->installEventFilter(this);
    refresh();
    look();
}

void FoundList::hideEvent(QHideEvent* event)
{
    look();
    QWidget::hideEvent(event);
}

bool FoundList::eventFilter(QObject*, QEvent* event)
{
    if (event->type() == QEvent::WindowStateChange)
        look();
    return false;
}

/** While it can be seen, and so can the window that its dialog stands before (DG-48). */
void FoundList::look()
{
    if (!m_servers)
        return;
    bool seen = isVisible();
    for (QWidget* at = window(); at;
         at = at->parentWidget() ? at->parentWidget()->window() : nullptr)
        seen = seen && at->isVisible() && !at->isMinimized();
    m_servers->want(this, seen);
}

void FoundList::refresh()
{
    if (!m_servers)
        return;
    std::vector<FoundServer> offers = m_servers->offers();
    if (offers.size() > mostRows)
        offers.resize(mostRows);
    if (m_rows && offers == m_shown)
        return;
    m_shown = std::move(offers);
    if (m_rows) {
        m_rows->hide();
        m_rows->deleteLater(); // one of its buttons may be the caller
    }
    m_rows = new QWidget(this);
    auto* column = new QVBoxLayout(m_rows);
    column->setContentsMargins(0, 0, 0, m_shown.empty() ? 0 : 8);
    column->setSpacing(8);
    if (!m_shown.empty()) {
        auto* title = new TextLabel(
            theme::uiFont(theme::interfaceSize, QFont::Medium), &theme::Tokens::text, m_rows);
        title->setText(tr("Servers that answer now"));
        column->addWidget(title);
    }
    for (const FoundServer& server : m_shown)
        column->addWidget(row(server));
    m_column->addWidget(m_rows);
    m_rows->show();
    updateGeometry();
}

QWidget* FoundList::row(const FoundServer& server)
{
    auto* card = new Ground(&theme::Tokens::surface,
        Qt::TopEdge | Qt::BottomEdge | Qt::LeftEdge | Qt::RightEdge, m_rows);
    auto* name = new TextLabel(theme::uiFont(), &theme::Tokens::text, card);
    name->setText(nameOf(server));
    auto* place = new TextLabel(theme::uiFont(12), &theme::Tokens::muted, card);
    place->setElide(Qt::ElideMiddle);
    place->setText(server.directory.isEmpty()
            ? tr("not followed yet")
            : tr("started in %1").arg(words::shortPath(server.directory)));
    place->setToolTip(server.directory);
    auto* go = new QPushButton(tr("Connect"), card);
    go->setAutoDefault(false);
    go->setAccessibleName(tr("Connect to %1, %2").arg(name->text(), place->text()));
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(name);
    words->addWidget(place);
    auto* across = new QHBoxLayout(card);
    across->setContentsMargins(12, 8, 8, 8);
    across->setSpacing(12);
    across->addLayout(words, 1);
    across->addWidget(go);
    connect(go, &QPushButton::clicked, this, [this, url = server.url] {
        SourceConfig config;
        config.url = url;
        emit chosen(config);
    });
    return card;
}

} // namespace headgate
