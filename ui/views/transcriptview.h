// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/deeplink.h"
#include "ui/views/transcriptcopy.h"
#include "ui/views/transcriptdamage.h"
#include "ui/views/transcriptflow.h"
#include "ui/views/transcriptimages.h"
#include "ui/views/transcriptselection.h"

#include <QAbstractScrollArea>
#include <QSet>
#include <QTimer>
#include <QUrl>

namespace headgate {

class Highlights;
class Motion;
class TranscriptPill;

/** What a person goes from one to the next of. */
enum class JumpTo : quint8 {
    Turn, ///< what the person said
    Tool,
    Error,
    Approval, ///< what was decided, and what waits
    Mark, ///< what the person marked
};

/**
 * Shows one session's transcript. UI thread. Lays out and paints only what is in sight; text that
 * streams is parsed once a frame. Follows the end until the person scrolls up.
 */
class TranscriptView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TranscriptView(QWidget* parent = nullptr);
    ~TranscriptView() override;

    /** Empties the view and waits for the session's TranscriptLoaded. An empty key shows nothing.
     */
    void openSession(const SessionKey& key);
    /** Takes what concerns the transcript of the open session and ignores the rest. */
    void apply(const Change& change);
    /** Shows at once what apply() left for the next frame: the caller has no more. */
    void showApplied();
    void setRunning(bool running);
    /** Cards of tools that wait for a person say so, and open the request. */
    void setWaiting(const WaitingCalls& waiting);
    void setReverted(const MessageId& message);
    void setReading(const ReadingWishes& wishes) { m_document.setReading(wishes); }
    void themeChanged();
    /** The clock that turns the rings; it outlives the view. */
    void setMotion(Motion* motion);

    const TranscriptDocument& document() const { return m_document; }
    bool isFollowing() const { return m_follow; }
    bool hasSelection() const { return !m_selection.isEmpty(); }
    QString selectedText() const { return m_selection.text(m_document); }
    /** The text in sight, one block a line. */
    QString visibleText();
    /** The blocks in sight, as they are after everything that was applied. */
    std::vector<TranscriptFlow::Seen> seenBlocks();
    /** The block the keyboard stands on, or -1. */
    int currentStop() const { return m_stop; }
    size_t layoutCount() const { return m_flow.layoutCount(); }
    /** Goes to the next of a kind, or back to the one before, and stands there. False: there is
     * none in what is loaded; earlier messages are asked for. */
    bool jump(JumpTo what, int step);
    /** What is selected, else the message where the keyboard stands or the topmost in sight. False:
     * there is neither. */
    bool copyAs(CopyForm form);
    /** What leads to the same place. */
    DeepLink linkHere();
    /** What stands at that place. */
    QString wordsHere();
    /** Places that are marked, as PlaceMarks::placesIn() has them. */
    void setMarked(const QSet<QString>& places);
    /** Words that stand out from now on; they outlive the view. */
    void setHighlights(const Highlights* highlights);

public slots:
    void goToEnd();
    /** What the turn that this message began did to files, unfolded at the top; its words where it
     * did nothing. No effect while it is not loaded. */
    void showChangesOf(const headgate::MessageId& turn);
    /** Selects this much of block `i` and brings it into sight. */
    void showPlace(int i, int offset, int length);
    /** Shows what is folded around block `i`; `all`: every line of a long output as well. */
    void unfold(int i, bool all);
    void copy() const;
    void selectAll();
    /** Folds, or unfolds, every card and thought that is loaded. */
    void foldAll(bool open);

signals:
    void olderWanted();
    void sessionActivated(const headgate::SessionId& session);
    void requestActivated(const headgate::RequestId& request);
    /** A tool's card that waits was chosen. */
    void waitingActivated(const headgate::CheckpointKey& request);
    void linkActivated(const QUrl& url);
    void pictureActivated(const headgate::Part& part);
    void followingChanged(bool following);
    /** The person's own doing moved the end of the selection or the block the keyboard stands on:
     * so many characters of that message are before it. */
    void pointed(const headgate::MessageId& message, int before);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Spot
    {
        TextPlace place;
        int y = 0; ///< top of the block in the viewport
        bool onWords = false;
    };

    void colourGround();
    void turn();
    void onBlocksReplaced(int first, int removed, int inserted);
    void flush();
    void flushSoon();
    /** Something changed: settle and paint before the next frame. */
    void stir();
    void freshen();
    std::vector<ShownBlock> shown();
    void paintEmpty(QPainter& p) const;
    void settle();
    void updateScrollBar();
    void placePill();
    void setFollowing(bool following);
    void userScroll(int dy);
    void pinOverOlder();
    int columnLeft() const;
    /** The viewport in px of 100 %, as all positions in here are. */
    QSize page() const;
    void fitPage();
    void zoomChanged();

    Spot spotAt(QPoint at);
    QUrl linkAt(const Spot& spot) const;
    bool isStop(int i) const;
    int nextStop(int from, int step, int first, int last) const;
    void moveStop(int step);
    void activate(int i);
    void copyCode(int i);
    void updateHover(QPoint at);
    void extendSelection(const QKeyEvent& event);
    bool scrollKey(const QKeyEvent& event);
    bool activateAt(QPoint at);
    void dragTo(QPoint at);
    void selectBlock(int i);
    void tellPoint();
    int placeOfJump(int step);
    int placeToCopy();
    bool copyMessage(int block, CopyForm form);
    DeepLink linkOf(int block) const;
    bool isMarked(const TranscriptItem& item) const;
    bool isWanted(const TranscriptItem& item, JumpTo what) const;

    TranscriptDocument m_document;
    BlockLayouter m_layouter;
    TranscriptFlow m_flow;
    TranscriptPainter m_painter;
    TranscriptSelection m_selection;
    TranscriptImages m_images;
    TranscriptPill* m_pill;
    Motion* m_motion = nullptr;
    QTimer m_flushTimer;
    QTimer m_dragTimer; ///< scrolls while the pointer is held beyond an edge
    QTimer m_copiedTimer;
    QPoint m_pressed;
    QPoint m_pointer;
    qint64 m_doubleClick = 0;
    int m_new = 0;
    int m_hover = -1;
    int m_stop = -1;
    TextPlace m_toldHead; ///< by pointed(), or forgotten since
    int m_toldStop = -1;
    int m_copied = -1;
    int m_wheel = 0; ///< angle not yet scrolled
    bool m_follow = true;
    QSet<QString> m_marked;
    std::vector<ShownBlock> m_onScreen; ///< once all that is asked for is painted
    bool m_unsettled = true;
    bool m_stirred = false; ///< freshen() is on its way
    bool m_guard = false; ///< we move the scroll bar ourselves
    bool m_dragging = false;
    bool m_olderAsked = false;
};

} // namespace headgate
