// SPDX-License-Identifier: MIT
#pragma once

#include "ui/keybindings.h"

#include <QWidget>

#include <optional>

class QKeyEvent;
class QPushButton;
class QTreeView;

namespace headgate {

class ShortcutModel;
class TextLabel;

/**
 * All actions with their keys, to be changed: new keys are pressed, who has them already is said
 * and can be made to give them up. Each change counts at once. UI thread.
 */
class ShortcutTable : public QWidget
{
    Q_OBJECT

public:
    explicit ShortcutTable(KeyBindings& bindings, QWidget* parent = nullptr);

    /** Leaves the actions that have all of these words; returns how many. */
    int filter(const QStringList& words);
    void goToFirst();
    void choose(ActionId id);
    /** Waits for keys: they come instead of the action's own, or besides them. */
    void record(bool besides);
    bool isRecording() const { return m_recording; }
    /** What is said below the table. */
    QString said() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Way { Instead, Besides };

    QWidget* buildFoot();
    std::optional<ActionId> current() const;
    void take(const QKeySequence& keys);
    void put(const QKeySequence& keys);
    void askAboutConflict();
    void takeOver();
    void stop(const QString& words);
    void takeAway();
    void reset();
    void refresh();
    QString hint() const;

    KeyBindings& m_bindings;
    ShortcutModel* m_model;
    QTreeView* m_view;
    TextLabel* m_said;
    QPushButton* m_over;
    QPushButton* m_keep;
    QPushButton* m_new;
    QPushButton* m_more;
    QPushButton* m_none;
    QPushButton* m_reset;
    QPushButton* m_resetAll;
    bool m_recording = false;
    bool m_besides = false;
    QKeySequence m_wanted; ///< somebody has them; empty: no conflict
    bool m_resetting = false; ///< the conflict is about the keys of the table
};

/** The chord of a press, as a shortcut would be written; empty: only modifiers are held. */
QKeySequence chordOf(const QKeyEvent& press);

} // namespace headgate
