// SPDX-License-Identifier: MIT
#pragma once

#include <QPointer>
#include <QWidget>

#include <functional>
#include <vector>

class QKeyEvent;
class QLineEdit;
class QListView;
class QPushButton;

namespace headgate {

class FinderModel;
class TextLabel;

/**
 * A field and what fits the words in it, above everything else of the window. UI thread. The keys
 * stay in the field: arrows choose, Enter takes what is chosen, Escape and a press beside it close.
 * The focus then goes back to where it was. It runs nothing of itself.
 */
class FindPopover : public QWidget
{
    Q_OBJECT

public:
    struct Chip
    {
        QString name; ///< what it chooses
        std::function<QString()> words; ///< what is chosen
        std::function<void()> next;
    };
    /** What is looked for. */
    struct Subject
    {
        FinderModel* model = nullptr; ///< outlives the popover
        QString name; ///< what this is, for those who hear it
        QString placeholder;
        QString hint; ///< at the foot: what the keys do
        /** How many fit, in words. */
        std::function<QString(int hits, int total)> count;
        /** While nothing fits: that, and what to do. */
        std::function<QString(const QString& typed)> nothing;
        std::function<QString(const QString& typed)> advice;
        /** What becomes of the chosen row; it closes the popover before it does anything else. */
        std::function<void(int row)> take;
        /** Copies what leads to that row, and says so; empty: there is nothing. */
        std::function<QString(int row)> copy{};
        /** Each narrows the search to the next of its values, by a press or by Alt and its number.
         */
        std::vector<Chip> chips{};
    };

    explicit FindPopover(QWidget* window);
    ~FindPopover() override;

    /** With an empty field, and the model's things as they are; what was open before gives way. */
    void open(Subject subject);
    /** Puts the focus back where it was, and lets the model forget its things. */
    void close();
    bool isOpenWith(const FinderModel* model) const;
    /** In place of what is typed; the field keeps the keys. */
    void type(const QString& words);
    /** Ages, shapes and what the foot says may be others now. */
    void refresh();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void arrange();
    void showFound();
    void sayNothing();
    void choose(int row);
    void step(int by);
    void takeChosen();
    void copyChosen();
    void offerAt(QPoint at);
    void showChips();
    void nextOf(int chip);
    bool pressed(int key, Qt::KeyboardModifiers modifiers);
    void leave(QWidget* focus);
    void vanish();
    void forget();
    bool isHeld(const QKeyEvent& key);
    QRect card() const;

    Subject m_subject;
    QLineEdit* m_field;
    std::vector<QPushButton*> m_chips;
    QListView* m_list;
    TextLabel* m_nothing;
    TextLabel* m_advice;
    TextLabel* m_count;
    TextLabel* m_hint;
    QPointer<QWidget> m_before; ///< had the focus
    bool m_takesFound = false; ///< Enter came before what was looked for
    bool m_held = false; ///< the Enter that took something is still down
};

} // namespace headgate
