// SPDX-License-Identifier: MIT
#include "ui/views/transcriptview.h"

#include "ui/theme.h"
#include "ui/typography.h"
#include "ui/views/transcriptaccessible.h"
#include "ui/views/transcriptpill.h"

#include <QScrollBar>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds frame(16);

} // namespace

TranscriptView::TranscriptView(QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_flow(m_document, m_layouter)
    , m_painter(m_document, m_layouter)
    , m_pill(new TranscriptPill(this))
{
    installTranscriptAccessibility();
    m_painter.setImages(&m_images);
    connect(&m_images, &TranscriptImages::ready, this, [this] {
        m_onScreen.clear();
        viewport()->update();
    });
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Its range is set while a frame is made; a bar that comes and goes would resize the viewport
    // then.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Transcript"));
    setAutoFillBackground(true); // below the scroll bar
    colourGround();
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setMouseTracking(true);
    viewport()->setCursor(Qt::IBeamCursor);
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setInterval(frame);
    m_flushTimer.setTimerType(Qt::PreciseTimer);
    m_dragTimer.setInterval(frame);
    m_copiedTimer.setSingleShot(true);
    m_copiedTimer.setInterval(milliseconds(1500));
    m_pill->hide();
    connect(
        &m_document, &TranscriptDocument::blocksReplaced, this, &TranscriptView::onBlocksReplaced);
    connect(&m_document, &TranscriptDocument::grew, this, [this](int items) {
        if (!m_follow)
            m_new += items;
    });
    connect(&m_flushTimer, &QTimer::timeout, this, &TranscriptView::flush);
    connect(&m_dragTimer, &QTimer::timeout, this, [this] { dragTo(m_pointer); });
    connect(&m_copiedTimer, &QTimer::timeout, this, [this] {
        m_copied = -1;
        viewport()->update();
    });
    connect(m_pill, &QAbstractButton::clicked, this, &TranscriptView::goToEnd);
    connect(&Typography::inForce(), &Typography::changed, this, &TranscriptView::zoomChanged);
}

TranscriptView::~TranscriptView() = default;

void TranscriptView::openSession(const SessionKey& key)
{
    m_flushTimer.stop();
    m_selection.clear();
    m_hover = m_stop = m_copied = m_toldStop = -1;
    m_toldHead = {};
    m_new = 0;
    m_olderAsked = false;
    m_images.clear();
    m_document.open(key);
    setFollowing(true);
    stir();
}

void TranscriptView::apply(const Change& change)
{
    const bool reload = std::holds_alternative<TranscriptLoaded>(change);
    const bool older = std::holds_alternative<OlderLoaded>(change);
    PartId part;
    int y = 0;
    int local = 0;
    if (reload && !m_follow && m_document.blockCount() > 0) {
        const BlockRef& ref =
            m_document.block(std::min(m_flow.anchor(), m_document.blockCount() - 1));
        part = ref.item->partId;
        local = static_cast<int>(ref.local);
        y = -m_flow.offset();
    }
    if (older)
        pinOverOlder();
    if (!m_document.apply(change))
        return;
    if (reload || older)
        m_olderAsked = false;
    if (!part.value().isEmpty()) { // a reload of what was shown keeps its place
        const TranscriptItem* item = m_document.itemOf(part);
        if (item && item->content.size() > 0)
            m_flow.pin(
                item->firstBlock + std::min(local, static_cast<int>(item->content.size()) - 1), y);
    }
    // Painting before the text is parsed would paint what is there already.
    if (!m_document.isDirty())
        stir();
    else
        flushSoon();
}

void TranscriptView::flushSoon()
{
    if (m_document.isDirty() && !m_flushTimer.isActive())
        m_flushTimer.start();
}

void TranscriptView::showApplied()
{
    if (!m_flushTimer.isActive())
        return;
    m_flushTimer.stop();
    flush();
}

/** The line about earlier messages stays on top; what is below it must not move. */
void TranscriptView::pinOverOlder()
{
    // Behind all blocks until the first of them were laid out.
    const int anchor = std::min(m_flow.anchor(), m_document.blockCount() - 1);
    if (m_document.blockCount() > 1
        && m_document.block(anchor).item->type == TranscriptItem::Type::Older)
        m_flow.pin(anchor + 1, m_flow.laid(anchor).height - m_flow.offset());
}

void TranscriptView::setRunning(bool running)
{
    if (!m_document.setRunning(running)) // asked with each frame
        return;
    flushSoon();
    stir();
}

void TranscriptView::setWaiting(const WaitingCalls& waiting)
{
    m_document.setWaiting(waiting);
    flushSoon();
}

void TranscriptView::setReverted(const MessageId& message)
{
    m_document.setReverted(message);
    flushSoon();
}

void TranscriptView::colourGround()
{
    QPalette ground = palette();
    ground.setColor(QPalette::Window, theme::tokens().bg);
    setPalette(ground);
}

void TranscriptView::themeChanged()
{
    colourGround();
    m_layouter.refresh();
    m_flow.forgetLayouts();
    m_onScreen.clear();
    m_pill->update();
    stir();
}

void TranscriptView::onBlocksReplaced(int first, int removed, int inserted)
{
    m_flow.blocksReplaced(first, removed, inserted);
    m_selection.shift(first, removed, inserted);
    for (int* index : {&m_hover, &m_stop, &m_copied}) {
        if (*index >= 0)
            *index = shiftedIndex(*index, first, removed, inserted);
    }
    stir();
}

void TranscriptView::flush()
{
    m_document.flush();
    stir();
}

void TranscriptView::stir()
{
    m_unsettled = true;
    if (std::exchange(m_stirred, true))
        return;
    // Queued: whatever else changes by then is laid out once.
    QMetaObject::invokeMethod(this, &TranscriptView::freshen, Qt::QueuedConnection);
}

void TranscriptView::settle()
{
    if (!m_unsettled)
        return;
    m_unsettled = false;
    if (m_follow)
        m_flow.toEnd();
    const bool atEnd = m_flow.isAtEnd();
    if (atEnd)
        setFollowing(true);
    updateScrollBar();
    placePill();
    if (m_document.hasOlder() && !m_olderAsked && m_flow.position() < m_flow.viewportHeight()) {
        m_olderAsked = true;
        // Queued: the answer may come at once, and this may be a paint event.
        QMetaObject::invokeMethod(this, &TranscriptView::olderWanted, Qt::QueuedConnection);
    }
}

void TranscriptView::updateScrollBar()
{
    m_guard = true;
    QScrollBar* bar = verticalScrollBar();
    bar->setRange(0, std::max(0, m_flow.total() - m_flow.viewportHeight()));
    bar->setPageStep(std::max(1, m_flow.viewportHeight()));
    bar->setSingleStep(44);
    bar->setValue(m_flow.position());
    m_guard = false;
}

void TranscriptView::placePill()
{
    const bool shown = !m_follow && m_document.blockCount() > 0;
    if (shown) {
        m_pill->setNews(m_new);
        const QRect area = viewport()->geometry();
        m_pill->move(area.left() + (area.width() - m_pill->width()) / 2,
            area.bottom() - m_pill->height() - zoom::px(11));
    }
    if (m_pill->isVisibleTo(this) != shown)
        m_pill->setVisible(shown);
}

void TranscriptView::setFollowing(bool following)
{
    if (following)
        m_new = 0;
    if (m_follow == following)
        return;
    m_follow = following;
    emit followingChanged(following);
}

int TranscriptView::columnLeft() const
{
    return (page().width() - m_layouter.width()) / 2;
}

QSize TranscriptView::page() const
{
    return zoom::logical(viewport()->size());
}

std::vector<TranscriptFlow::Seen> TranscriptView::seenBlocks()
{
    if (m_document.isDirty())
        m_document.flush();
    settle();
    return m_flow.visible();
}

QString TranscriptView::visibleText()
{
    QStringList lines;
    for (const TranscriptFlow::Seen& seen : seenBlocks()) {
        const BlockRef& ref = m_document.block(seen.index);
        lines << ref.item->content.copyTextOf(ref.local);
    }
    return lines.join(u'\n');
}

void TranscriptView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    fitPage();
    stir();
}

void TranscriptView::fitPage()
{
    const int width = page().width() - 2 * BlockMetrics::sideMargin;
    m_flow.setViewport(std::clamp(width, 160, BlockMetrics::column), page().height());
}

/** What stands at the top stays there. */
void TranscriptView::zoomChanged()
{
    fitPage();
    m_pill->resize(m_pill->sizeHint());
    themeChanged();
}

void TranscriptView::scrollContentsBy(int, int)
{
    if (m_guard)
        return;
    const int delta = verticalScrollBar()->value() - m_flow.position();
    // Near by, every block passed is laid out and nothing can jump; far away, guesses must do.
    if (std::abs(delta) <= 2 * m_flow.viewportHeight())
        m_flow.scrollBy(delta);
    else
        m_flow.jumpTo(verticalScrollBar()->value());
    setFollowing(m_flow.isAtEnd());
    stir();
}

void TranscriptView::userScroll(int dy)
{
    m_flow.scrollBy(dy);
    setFollowing(dy > 0 ? m_flow.isAtEnd() : m_flow.isAtEnd() && m_flow.position() <= 0);
    stir();
}

void TranscriptView::goToEnd()
{
    setFollowing(true);
    stir();
}

void TranscriptView::showChangesOf(const MessageId& turn)
{
    constexpr int below = 24; // what stands before it can still be seen a little
    const TranscriptItem* found = m_document.changesOf(turn);
    if (!found)
        return;
    if (found->type == TranscriptItem::Type::Changes && !found->open)
        m_document.toggle(found->firstBlock);
    setFollowing(false);
    m_stop = m_document.changesOf(turn)->firstBlock;
    m_flow.pin(m_stop, below);
    setFocus(Qt::OtherFocusReason);
    stir();
}

} // namespace headgate
