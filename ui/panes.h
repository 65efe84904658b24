// SPDX-License-Identifier: MIT
#pragma once

#include <QSplitter>

namespace headgate {

/**
 * Side, middle and inspector. Panes without room fold; a person can open them for a while. Until a
 * person chose widths, those at the sides take their part of what a wide window has to spare.
 */
class Panes : public QSplitter
{
    Q_OBJECT

public:
    static constexpr int sideWidth = 284; ///< and more in a wide window
    static constexpr int inspectorWidth = 348;
    static constexpr int foldInspectorBelow = 1100;
    static constexpr int foldSideBelow = 800;

    Panes(QWidget* side, QWidget* middle, QWidget* inspector, QWidget* parent = nullptr);

    void toggleSide();
    void toggleInspector();
    /** Unfolds or unhides it, so that what was asked for can be seen. */
    void showInspector();
    /** Out of the way for a while, whatever the person chose. */
    void setSideAway(bool away);
    /** The widths that a person chose; empty: none yet. */
    QByteArray chosen() const { return m_chosen ? saveState() : QByteArray(); }
    /** Takes up what chosen() told. Anything else is left alone. */
    void setChosen(const QByteArray& state);
    /** Puts the focus into the pane after or before the one that has it. */
    void cycle(int by);

signals:
    void foldedChanged(bool side, bool inspector);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Fold
    {
        bool folded = false; ///< no room
        bool hidden = false; ///< by the person, where there is room
        bool peeked = false; ///< opened by the person although there is no room
        bool shown() const { return folded ? peeked : !hidden; }
        void toggle() { (folded ? peeked : hidden) ^= true; }
    };

    void putDefaults();
    void follow();
    void fold();
    void arrange();

    Fold m_side;
    Fold m_inspector;
    bool m_sideAway = false;
    bool m_chosen = false;
    bool m_following = false; ///< what moves now is not moved by a person
    double m_zoom; ///< that the sizes were made for
};

} // namespace headgate
