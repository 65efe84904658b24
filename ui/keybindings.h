// SPDX-License-Identifier: MIT
#pragma once

#include "ui/actions.h"

#include <QKeySequence>
#include <QObject>

#include <map>
#include <optional>
#include <vector>

class QKeyEvent;
class QWidget;

namespace headgate {

/**
 * Which keys do which action: those of the table of actions, and what the person made of them. UI
 * thread; one in a program, like the theme. No two actions have the same keys, and none has keys
 * that answer a request, write or move (WCAG 2.1.4: those of a single character can be off).
 */
class KeyBindings : public QObject
{
    Q_OBJECT

public:
    using Keys = QList<QKeySequence>;

    KeyBindings() = default;
    /** What all windows go by. */
    static KeyBindings& inForce();

    /** As they are written down: portable text by the action's name, "" for none; and whether keys
     * of a single character do anything. What cannot be is left out. */
    void load(const QHash<QString, QString>& changes, bool singleKeys);
    /** Only what differs from the table. */
    QHash<QString, QString> changes() const;

    Keys of(ActionId id) const;
    /** The first of them as this system writes it; empty: none. */
    QString chord(ActionId id) const;
    /** All of them, " or " between. */
    QString chords(ActionId id) const;
    bool isChanged(ActionId id) const { return m_changes.contains(id); }
    bool isAnyChanged() const { return !m_changes.empty(); }
    bool singleKeys() const { return m_singleKeys; }
    void setSingleKeys(bool on);

    /** Whether `id` can have these keys, and if not, why. */
    struct Verdict
    {
        enum class Kind { Free, Own, Taken, Reserved };
        Kind kind = Kind::Free;
        ActionId holder{}; ///< Taken
        QString why{}; ///< Reserved: a sentence
    };
    Verdict verdict(ActionId id, const QKeySequence& keys) const;
    /** Empty: an action may have them. Else a sentence: what they do where actions do not count. */
    static QString whyReserved(const QKeySequence& keys);
    /** One character without a chord, as "?". */
    static bool isSingle(const QKeySequence& keys);

    /** Takes each of them from who has it; keys that are reserved are left out. */
    void set(ActionId id, Keys keys);
    /** Those of the table again; who took them over loses them. */
    void reset(ActionId id);
    void resetAll();
    /** Others that have keys now which the table gives to `id`. */
    std::vector<ActionId> holdersOfDefaults(ActionId id) const;

    /** Whether a press is one of the keys of `id`, for places that shortcuts do not reach. */
    bool matches(const QKeyEvent& press, ActionId id) const;

    static Keys defaults(ActionId id);
    /** "Next session" in the person's language. */
    static QString nameOf(ActionId id);
    static std::optional<ActionId> byName(const QString& name);

signals:
    void changed();

private:
    Keys all(ActionId id) const; ///< also single ones that are off
    std::optional<ActionId> holderOf(const QKeySequence& keys, ActionId but) const;
    void put(ActionId id, const Keys& keys);

    std::map<ActionId, Keys> m_changes;
    bool m_singleKeys = true;
};

/** Gives a widget a tool tip that ends with the keys of an action, also when they change. */
void showKeysIn(QWidget* widget, const QString& toolTip, ActionId id);
/** The keys of an action for a sentence; its name in quotes where it has none. */
QString keysOrName(ActionId id);
/** "Follow one more server (Ctrl+N)"; the text alone where the action has no keys. */
QString withKeys(const QString& text, ActionId id);

} // namespace headgate
