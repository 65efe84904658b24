// SPDX-License-Identifier: MIT
#include "ui/panels/proofpanel.h"

#include "ui/models/eventtablemodel.h"
#include "ui/models/findings.h"
#include "ui/models/proofmodel.h"
#include "ui/models/sourcelist.h"
#include "ui/motion.h"
#include "ui/panels/emptynote.h"
#include "ui/views/ledgerdelegate.h"
#include "ui/views/textlabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** What is held of a busy session is read again at most so often. */
constexpr auto readEvery = 5s;

} // namespace

ProofPanel::ProofPanel(const PanelPorts& ports, QWidget* parent)
    : Panel(parent)
    , m_ports(ports)
    , m_model(
          new ProofModel({ports.sources, ports.findings, ports.events, ports.sessionTitle}, this))
    , m_head(buildHead())
    , m_rows(new QListView(this))
    , m_delegate(new LedgerDelegate(m_rows))
    , m_empty(new EmptyNote(tr("No source yet"),
          tr("How each server is connected, what is held of it and the proof that nothing is "
             "missing stand here."),
          this))
    , m_foot(buildFoot())
{
    m_rows->setModel(m_model);
    m_rows->setItemDelegate(m_delegate);
    m_rows->setAccessibleName(tr("Proof"));
    m_rows->setFrameShape(QFrame::NoFrame);
    m_rows->setResizeMode(QListView::Adjust);
    m_rows->setWordWrap(true);
    m_rows->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_rows->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rows->setEditTriggers(QListView::NoEditTriggers);
    m_rows->setMouseTracking(true);
    m_rows->viewport()->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_rows, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(m_foot);
    connect(m_rows, &QListView::activated, this, &ProofPanel::openSession);
    connect(m_ports.findings, &Findings::proofChanged, this, [this] {
        if (isVisible())
            refresh(m_ports.now());
    });
    if (m_ports.motion) {
        m_delegate->setOnRing([this] { m_ports.motion->want(this, true); });
        connect(m_ports.motion, &Motion::turned, this, &ProofPanel::turn);
    }
    refresh(m_ports.now());
}

QWidget* ProofPanel::buildHead()
{
    auto* head = new QWidget(this);
    m_connected = new TextLabel(
        theme::uiFont(theme::interfaceSize, QFont::DemiBold), &theme::Tokens::text, head);
    m_connected->setAccessibleName(tr("Connections"));
    m_retry = new QPushButton(tr("Reconnect now"), head);
    m_retry->setAutoDefault(false);
    m_retry->setToolTip(tr("Ends the waiting of every server that is out of reach (F5)"));
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(16, 12, 12, 4);
    row->setSpacing(8);
    row->addWidget(m_connected, 1);
    row->addWidget(m_retry);
    connect(m_retry, &QPushButton::clicked, this, [this] {
        for (const SourceStatus& source : m_ports.sources->all()) {
            if (source.state == SyncState::Waiting)
                m_ports.submit(RetrySource{source.id});
        }
    });
    return head;
}

QWidget* ProofPanel::buildFoot()
{
    auto* foot = new Ground(&theme::Tokens::surface, Qt::TopEdge, this);
    m_check = new QPushButton(tr("Check against the servers"), foot);
    m_check->setAutoDefault(false);
    m_check->setToolTip(
        tr("Compares all that is held with what each source itself says, up to this moment"));
    auto* copy = new QPushButton(tr("Copy as text"), foot);
    copy->setAutoDefault(false);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(12, 10, 12, 10);
    row->setSpacing(8);
    row->addWidget(m_check);
    row->addStretch(1);
    row->addWidget(copy);
    m_footRow = row;
    connect(m_check, &QPushButton::clicked, this, &ProofPanel::check);
    connect(copy, &QPushButton::clicked, this, &ProofPanel::copy);
    return foot;
}

/** Below one another where the words of a language are long. */
void ProofPanel::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    int needed = 24;
    for (int i = 0; i < m_footRow->count(); ++i) {
        if (const QWidget* button = m_footRow->itemAt(i)->widget())
            needed += button->sizeHint().width() + m_footRow->spacing();
    }
    m_footRow->setDirection(needed > width() ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void ProofPanel::refresh(Timestamp now)
{
    readHeld(now);
    m_model->refresh(m_ports.selected ? m_ports.selected() : SessionKey(), now);
    const bool some = m_ports.sources->rowCount() > 0;
    bool waits = false;
    bool busy = false;
    bool checkable = false;
    for (const SourceStatus& source : m_ports.sources->all()) {
        using State = Findings::Check::State;
        const State state = m_ports.findings->check(source.id).state;
        waits = waits || source.state == SyncState::Waiting;
        busy = busy || state == State::Reading || state == State::Asking;
        checkable = checkable || (source.kind != SourceKind::Demo && !isUnusable(source.id));
    }
    if (const QString words = m_model->connectedWords(); m_connected->text() != words)
        m_connected->setText(words);
    m_retry->setVisible(waits);
    m_check->setEnabled(checkable && !busy);
    m_head->setVisible(some);
    m_rows->setVisible(some);
    m_empty->setVisible(!some);
    m_foot->setVisible(some);
}

/** Only while somebody looks, and only where there may be something new. */
void ProofPanel::readHeld(Timestamp now)
{
    const SessionKey selected = m_ports.selected ? m_ports.selected() : SessionKey();
    const SourceStatus* source = m_ports.sources->find(selected.source);
    if (!isVisible() || selected.isEmpty() || !source || source->kind == SourceKind::Demo)
        return;
    const bool same = m_read == selected;
    if (same && (m_readEvents == source->events || now - m_readAt < readEvery))
        return;
    m_read = selected;
    m_readEvents = source->events;
    m_readAt = now;
    m_ports.findings->readHeld(selected);
}

void ProofPanel::check()
{
    for (const SourceStatus& source : m_ports.sources->all()) {
        if (source.kind != SourceKind::Demo && !isUnusable(source.id))
            m_ports.findings->startCheck(source.id);
    }
}

void ProofPanel::copy()
{
    QGuiApplication::clipboard()->setText(m_model->text());
    m_ports.say(tr("Copied"));
}

void ProofPanel::openSession()
{
    const SessionId session(m_rows->currentIndex().data(RowListModel::SessionRole).toString());
    if (session.isEmpty())
        return;
    // A row names a session that the check of its source found wanting.
    for (const SourceStatus& source : m_ports.sources->all()) {
        const Proof proof = m_ports.findings->check(source.id).proof;
        if (std::ranges::find(proof.sessions, session, &SessionProof::session)
            == proof.sessions.end())
            continue;
        m_ports.openSession({source.id, session});
        return;
    }
}

void ProofPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    refresh(m_ports.now());
}

void ProofPanel::hideEvent(QHideEvent* event)
{
    if (m_ports.motion)
        m_ports.motion->want(this, false);
    Panel::hideEvent(event);
}

void ProofPanel::themeChanged()
{
    m_rows->viewport()->update();
}

/** Repaints the rings in sight. */
void ProofPanel::turn()
{
    bool running = false;
    m_delegate->setAngle(m_ports.motion->angle());
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row);
        const auto shape = LedgerRow::Shape(index.data(RowListModel::ShapeRole).toInt());
        const QRect place = m_rows->visualRect(index);
        if (shape != LedgerRow::Shape::Running || !m_rows->viewport()->rect().intersects(place))
            continue;
        running = true;
        m_rows->viewport()->update(LedgerDelegate::shapeRect(place, index));
    }
    if (!running)
        m_ports.motion->want(this, false);
}

} // namespace headgate
