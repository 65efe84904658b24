// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/transcriptsearch.h"
#include "ui/views/textlabel.h"

class QLineEdit;
class QPushButton;

namespace headgate {

class Highlights;
class TranscriptView;

/**
 * Finds words in the session that is shown, also where they are folded or out of sight. UI thread.
 * Enter and Shift+Enter go on and back, Escape closes it and gives the keys to the transcript.
 */
class FindBar : public Ground
{
    Q_OBJECT

public:
    /** The view outlives the bar. */
    explicit FindBar(TranscriptView* view, QWidget* parent = nullptr);

    /** Shows it with the words of before, ready to be typed over. */
    void open();
    void close();
    /** To the next place (+1) or the one before (-1), round the ends; opens the bar if it is
     * closed.
     */
    void step(int by);
    /** Shows these words where this item has them, with the item in sight in any case. The keys go
     * to the transcript. */
    void showIn(const TranscriptItem& item, const QString& words);
    /** Words can be made to stand out from now on; they outlive the bar. */
    void setHighlights(Highlights* highlights);
    const TranscriptSearch& search() const { return m_search; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void look(const QString& words);
    void refresh();
    void jump();
    void showPlace(int place);
    void showHighlights();
    void toggleHighlight();
    void offerKept();

    TranscriptView* m_view;
    TranscriptSearch m_search;
    QLineEdit* m_field;
    TextLabel* m_count;
    Highlights* m_highlights = nullptr;
    QPushButton* m_keep;
    QPushButton* m_kept; ///< how many stand out; its menu ends that for each
    PartId m_part; ///< m_jump: the part that the place should be in
    bool m_jump = false; ///< the first place is to be shown once it is known
};

} // namespace headgate
