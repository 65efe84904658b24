// SPDX-License-Identifier: MIT
#include "ui/keybindings.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QWidget>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

const ActionRow& rowOf(ActionId id)
{
    return actionTable()[size_t(id)];
}

/** On some keyboards Enter is two keys. */
Qt::Key sameKey(Qt::Key key)
{
    return key == Qt::Key_Enter ? Qt::Key_Return : key == Qt::Key_Backtab ? Qt::Key_Tab : key;
}

bool isEditing(const QKeySequence& keys)
{
    using S = QKeySequence;
    for (const S::StandardKey standard : {S::Copy, S::Cut, S::Paste, S::Undo, S::Redo, S::SelectAll,
             S::MoveToNextWord, S::MoveToPreviousWord, S::SelectNextWord, S::SelectPreviousWord,
             S::DeleteStartOfWord, S::DeleteEndOfWord}) {
        if (S::keyBindings(standard).contains(keys))
            return true;
    }
    return false;
}

/** Keys that move, press, write or lead out wherever one is, unless Ctrl or Alt is held. */
bool isPlain(Qt::Key key)
{
    switch (key) {
    case Qt::Key_Escape:
    case Qt::Key_Return:
    case Qt::Key_Tab:
    case Qt::Key_Space:
    case Qt::Key_Backspace:
    case Qt::Key_Delete:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Insert:
    case Qt::Key_Menu:
        return true;
    default:
        return key >= Qt::Key_A && key <= Qt::Key_Z;
    }
}

} // namespace

KeyBindings& KeyBindings::inForce()
{
    static KeyBindings one;
    return one;
}

QString KeyBindings::whyReserved(const QKeySequence& keys)
{
    if (keys.count() != 1 || keys[0].key() == Qt::Key_unknown || keys[0].key() == 0)
        return tr("That is not one chord.");
    const Qt::Key key = sameKey(keys[0].key());
    const Qt::KeyboardModifiers held = keys[0].keyboardModifiers() & ~Qt::KeypadModifier;
    const bool chorded = held & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    // The dialog of a request takes them in every form, so no action has them in any.
    if (chorded && key == Qt::Key_Return)
        return tr("Enter with Ctrl or Alt answers requests or sends a message, and nothing else.");
    if (chorded && key == Qt::Key_Backspace)
        return tr("Backspace with Ctrl or Alt rejects requests or deletes a word, and nothing "
                  "else.");
    if (chorded && (key == Qt::Key_Tab || key == Qt::Key_Escape || key == Qt::Key_Space))
        return tr("The desktop has its own use for these keys.");
    if (isEditing(keys))
        return tr("These keys edit text wherever text can be edited or copied.");
    if (held == (Qt::ControlModifier | Qt::ShiftModifier) && key == Qt::Key_C)
        return tr("These keys copy from a terminal, and links of what was found.");
    if (held == Qt::AltModifier && key >= Qt::Key_1 && key <= Qt::Key_4)
        return tr("These keys narrow the search of all sessions.");
    if (!chorded && isPlain(key))
        return tr("This key alone moves, presses or writes something. Hold Ctrl or Alt with it.");
    if (!chorded && key >= Qt::Key_0 && key <= Qt::Key_9)
        return tr("Digits alone are written, or set the speed of a replay. Hold Ctrl or Alt with "
                  "it.");
    return {};
}

bool KeyBindings::isSingle(const QKeySequence& keys)
{
    if (keys.count() != 1)
        return false;
    const auto held = keys[0].keyboardModifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
    // Function keys and the like come behind the characters.
    return !held && keys[0].key() < Qt::Key_Escape;
}

KeyBindings::Keys KeyBindings::defaults(ActionId id)
{
    const QString text = QString::fromLatin1(rowOf(id).keys);
    return text.isEmpty() ? Keys() : QKeySequence::listFromString(text);
}

QString KeyBindings::nameOf(ActionId id)
{
    return QCoreApplication::translate("Actions", rowOf(id).text);
}

std::optional<ActionId> KeyBindings::byName(const QString& name)
{
    for (const ActionRow& row : actionTable()) {
        if (name == QLatin1StringView(row.name))
            return row.id;
    }
    return {};
}

/** A key of the table that somebody else was given is not doubled. */
KeyBindings::Keys KeyBindings::all(ActionId id) const
{
    if (const auto it = m_changes.find(id); it != m_changes.end())
        return it->second;
    Keys keys = defaults(id);
    keys.removeIf([this](const QKeySequence& one) {
        return std::ranges::any_of(
            m_changes, [&one](const auto& change) { return change.second.contains(one); });
    });
    return keys;
}

KeyBindings::Keys KeyBindings::of(ActionId id) const
{
    Keys keys = all(id);
    if (!m_singleKeys)
        keys.removeIf([](const QKeySequence& one) { return isSingle(one); });
    return keys;
}

QString KeyBindings::chord(ActionId id) const
{
    const Keys keys = of(id);
    return keys.isEmpty() ? QString() : keys.first().toString(QKeySequence::NativeText);
}

QString KeyBindings::chords(ActionId id) const
{
    QString text;
    for (const QKeySequence& one : of(id)) {
        const QString words = one.toString(QKeySequence::NativeText);
        text = text.isEmpty() ? words : tr("%1 or %2", "two chords").arg(text, words);
    }
    return text;
}

std::optional<ActionId> KeyBindings::holderOf(const QKeySequence& keys, ActionId but) const
{
    for (const ActionRow& row : actionTable()) {
        if (row.id != but && all(row.id).contains(keys))
            return row.id;
    }
    return {};
}

KeyBindings::Verdict KeyBindings::verdict(ActionId id, const QKeySequence& keys) const
{
    if (const QString why = whyReserved(keys); !why.isEmpty())
        return {Verdict::Kind::Reserved, {}, why};
    if (all(id).contains(keys))
        return {Verdict::Kind::Own};
    if (const auto holder = holderOf(keys, id))
        return {Verdict::Kind::Taken, *holder};
    return {};
}

void KeyBindings::put(ActionId id, const Keys& keys)
{
    m_changes.erase(id);
    if (keys != all(id))
        m_changes[id] = keys;
}

void KeyBindings::set(ActionId id, Keys keys)
{
    keys.removeIf([](const QKeySequence& one) { return !whyReserved(one).isEmpty(); });
    for (const QKeySequence& one : std::as_const(keys)) {
        while (const auto holder = holderOf(one, id)) {
            Keys left = all(*holder);
            left.removeAll(one);
            m_changes[*holder] = left;
        }
    }
    put(id, keys);
    emit changed();
}

std::vector<ActionId> KeyBindings::holdersOfDefaults(ActionId id) const
{
    std::vector<ActionId> holders;
    for (const QKeySequence& one : defaults(id)) {
        const auto holder = holderOf(one, id);
        if (holder && std::ranges::find(holders, *holder) == holders.end())
            holders.push_back(*holder);
    }
    return holders;
}

void KeyBindings::reset(ActionId id)
{
    set(id, defaults(id));
}

void KeyBindings::resetAll()
{
    m_changes.clear();
    emit changed();
}

void KeyBindings::setSingleKeys(bool on)
{
    if (m_singleKeys == on)
        return;
    m_singleKeys = on;
    emit changed();
}

void KeyBindings::load(const QHash<QString, QString>& changes, bool singleKeys)
{
    m_changes.clear();
    m_singleKeys = singleKeys;
    Keys given;
    for (const ActionRow& row :
        actionTable()) { // in its order: of two with the same keys the first
        const auto it = changes.constFind(QString::fromLatin1(row.name));
        if (it == changes.cend())
            continue;
        Keys keys = it->isEmpty() ? Keys() : QKeySequence::listFromString(*it);
        keys.removeIf([&given](const QKeySequence& one) {
            return !whyReserved(one).isEmpty() || given.contains(one);
        });
        given += keys;
        if (keys != defaults(row.id))
            m_changes[row.id] = keys;
    }
    emit changed();
}

QHash<QString, QString> KeyBindings::changes() const
{
    QHash<QString, QString> found;
    for (const auto& [id, keys] : m_changes)
        found.insert(QString::fromLatin1(rowOf(id).name),
            QKeySequence::listToString(keys, QKeySequence::PortableText));
    return found;
}

bool KeyBindings::matches(const QKeyEvent& press, ActionId id) const
{
    const int held = int((press.modifiers() & ~Qt::KeypadModifier).toInt());
    return of(id).contains(QKeySequence(held | press.key()));
}

QString keysOrName(ActionId id)
{
    const QString keys = KeyBindings::inForce().chord(id);
    return keys.isEmpty() ? KeyBindings::tr("“%1”").arg(KeyBindings::nameOf(id)) : keys;
}

QString withKeys(const QString& text, ActionId id)
{
    const QString keys = KeyBindings::inForce().chord(id);
    return keys.isEmpty() ? text : KeyBindings::tr("%1 (%2)", "text (keys)").arg(text, keys);
}

void showKeysIn(QWidget* widget, const QString& toolTip, ActionId id)
{
    const auto show = [widget, toolTip, id] { widget->setToolTip(withKeys(toolTip, id)); };
    QObject::connect(&KeyBindings::inForce(), &KeyBindings::changed, widget, show);
    show();
}

} // namespace headgate
