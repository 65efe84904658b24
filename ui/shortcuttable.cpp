// SPDX-License-Identifier: MIT
#include "ui/shortcuttable.h"

#include "ui/models/shortcutmodel.h"
#include "ui/views/textlabel.h"
#include "ui/views/wordsdelegate.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;
using Verdict = KeyBindings::Verdict;

QKeySequence chordOf(const QKeyEvent& press)
{
    switch (press.key()) {
    case Qt::Key_Control:
    case Qt::Key_Shift:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_Meta:
    case Qt::Key_CapsLock:
    case Qt::Key_NumLock:
    case Qt::Key_unknown:
    case 0:
        return {};
    default:
        break;
    }
    Qt::KeyboardModifiers held = press.modifiers()
        & (Qt::ControlModifier | Qt::ShiftModifier | Qt::AltModifier | Qt::MetaModifier);
    // "?" needs Shift on many keyboards, and on others it does not.
    const QString text = press.text();
    if (!text.isEmpty() && text[0].isPrint() && !text[0].isLetterOrNumber() && !text[0].isSpace())
        held &= ~Qt::ShiftModifier;
    return QKeySequence(int(held.toInt()) | press.key());
}

ShortcutTable::ShortcutTable(KeyBindings& bindings, QWidget* parent)
    : QWidget(parent)
    , m_bindings(bindings)
    , m_model(new ShortcutModel(bindings, this))
    , m_view(new QTreeView(this))
    , m_said(new TextLabel(theme::uiFont(12), &theme::Tokens::muted, this))
{
    m_view->setModel(m_model);
    m_view->setItemDelegate(new WordsDelegate(m_view));
    m_view->setMouseTracking(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setAccessibleName(tr("Actions and their keys"));
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setMinimumHeight(300);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(ShortcutModel::WhatColumn, QHeaderView::Stretch);
    m_view->header()->setSectionResizeMode(
        ShortcutModel::KeysColumn, QHeaderView::ResizeToContents);
    m_view->setHeaderHidden(true);
    m_view->installEventFilter(this);
    m_said->wrap();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_view, 1);
    column->addWidget(m_said);
    column->addWidget(buildFoot());
    connect(m_view, &QTreeView::doubleClicked, this, [this] { record(false); });
    connect(
        m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] { stop({}); });
    connect(&bindings, &KeyBindings::changed, this, &ShortcutTable::refresh);
    stop({});
}

QWidget* ShortcutTable::buildFoot()
{
    auto* foot = new QWidget(this);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    const auto add = [&](const QString& words, const QString& tip, auto&& what) {
        auto* button = new QPushButton(words, foot);
        button->setAutoDefault(false);
        button->setToolTip(tip);
        connect(button, &QPushButton::clicked, this, what);
        row->addWidget(button);
        return button;
    };
    m_over =
        add(tr("Take it over"), tr("The other action loses these keys"), [this] { takeOver(); });
    m_keep = add(tr("Leave it"), tr("Nothing changes (Esc)"), [this] {
        stop({});
        m_view->setFocus(Qt::OtherFocusReason);
    });
    for (QPushButton* one : {m_over, m_keep}) {
        one->setAutoDefault(true); // Enter presses the one that has the focus
        one->installEventFilter(this);
    }
    m_new = add(
        tr("New keys"), tr("Press other keys for this action (Enter)"), [this] { record(false); });
    m_more = add(tr("More keys"), tr("Press keys that do it as well"), [this] { record(true); });
    m_none = add(
        tr("No keys"), tr("Take the keys of this action away (Delete)"), [this] { takeAway(); });
    m_reset = add(tr("Reset"), tr("Give this action the keys it came with"), [this] { reset(); });
    row->addStretch(1);
    m_resetAll = add(tr("Reset all"), tr("Give every action the keys it came with"), [this] {
        m_bindings.resetAll();
        stop(tr("All actions have the keys they came with."));
    });
    return foot;
}

QString ShortcutTable::said() const
{
    return m_said->text();
}

std::optional<ActionId> ShortcutTable::current() const
{
    const QModelIndex index = m_view->currentIndex();
    return index.isValid() ? std::optional(m_model->actionAt(index.row())) : std::nullopt;
}

int ShortcutTable::filter(const QStringList& words)
{
    const auto kept = current();
    m_model->filter(words);
    if (kept)
        choose(*kept);
    return m_model->rowCount();
}

void ShortcutTable::goToFirst()
{
    m_view->setCurrentIndex(m_model->index(0, 0));
    m_view->setFocus(Qt::TabFocusReason);
}

void ShortcutTable::choose(ActionId id)
{
    if (const int row = m_model->rowOf(id); row >= 0)
        m_view->setCurrentIndex(m_model->index(row, 0));
}

QString ShortcutTable::hint() const
{
    return current() ? tr("Enter records other keys, Delete takes them away. Keys that answer "
                          "requests stand in no list: nothing else can have them.")
                     : tr("Choose an action to change its keys.");
}

void ShortcutTable::stop(const QString& words)
{
    m_recording = false;
    m_resetting = false;
    m_wanted = {};
    m_said->setColour(&theme::Tokens::muted);
    m_said->setText(words.isEmpty() ? hint() : words);
    refresh();
}

void ShortcutTable::refresh()
{
    const auto id = current();
    const bool conflict = !m_wanted.isEmpty() || m_resetting;
    m_over->setVisible(conflict);
    m_keep->setVisible(conflict);
    for (QPushButton* one : {m_new, m_more, m_none, m_reset, m_resetAll})
        one->setVisible(!conflict);
    m_new->setEnabled(id.has_value());
    m_more->setEnabled(id && !m_bindings.of(*id).isEmpty());
    m_none->setEnabled(id && !m_bindings.of(*id).isEmpty());
    m_reset->setEnabled(id && m_bindings.isChanged(*id));
    m_resetAll->setEnabled(m_bindings.isAnyChanged());
}

void ShortcutTable::record(bool besides)
{
    const auto id = current();
    if (!id)
        return;
    stop({});
    m_recording = true;
    m_besides = besides;
    m_said->setColour(&theme::Tokens::accent);
    m_said->setText(
        tr("Press the keys for “%1”. Esc leaves them as they are.").arg(KeyBindings::nameOf(*id)));
    m_view->setFocus(Qt::OtherFocusReason);
    QAccessibleEvent event(m_said, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void ShortcutTable::take(const QKeySequence& keys)
{
    const auto id = current();
    if (!id)
        return;
    const QString words = keys.toString(QKeySequence::NativeText);
    const Verdict verdict = m_bindings.verdict(*id, keys);
    switch (verdict.kind) {
    case Verdict::Kind::Reserved:
        m_said->setColour(&theme::Tokens::red);
        m_said->setText(tr("%1 cannot be had. %2 Press others, or Esc.").arg(words, verdict.why));
        return; // still recording
    case Verdict::Kind::Taken:
        stop({});
        m_wanted = keys;
        m_said->setColour(&theme::Tokens::red);
        m_said->setText(tr("“%1” has %2 already.").arg(KeyBindings::nameOf(verdict.holder), words));
        refresh();
        askAboutConflict();
        break;
    case Verdict::Kind::Own:
    case Verdict::Kind::Free:
        put(keys);
        break;
    }
    QAccessibleEvent event(m_said, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

/** The person's hands are on the keyboard: what Enter would press has the ring. */
void ShortcutTable::askAboutConflict()
{
    window()->setAttribute(Qt::WA_KeyboardFocusChange);
    m_over->setFocus(Qt::TabFocusReason);
}

void ShortcutTable::put(const QKeySequence& keys)
{
    const auto id = current();
    if (!id)
        return;
    KeyBindings::Keys all = m_besides ? m_bindings.of(*id) : KeyBindings::Keys();
    if (!all.contains(keys))
        all.append(keys);
    m_bindings.set(*id, all);
    const bool off = KeyBindings::isSingle(keys) && !m_bindings.singleKeys();
    stop(off ? tr("Kept, but keys of a single character are off: see above.")
             : tr("%1 does it now.").arg(keys.toString(QKeySequence::NativeText)));
}

void ShortcutTable::takeOver()
{
    const auto id = current();
    if (!id)
        return;
    if (m_resetting) {
        m_bindings.reset(*id);
        stop(tr("It has the keys it came with."));
    } else {
        put(m_wanted);
    }
    m_view->setFocus(Qt::OtherFocusReason);
}

void ShortcutTable::takeAway()
{
    if (const auto id = current()) {
        m_bindings.set(*id, {});
        stop(tr("It has no keys now; it is still found by its name."));
    }
}

void ShortcutTable::reset()
{
    const auto id = current();
    if (!id)
        return;
    const std::vector<ActionId> holders = m_bindings.holdersOfDefaults(*id);
    if (holders.empty()) {
        m_bindings.reset(*id);
        stop(tr("It has the keys it came with."));
        return;
    }
    m_resetting = true;
    m_said->setColour(&theme::Tokens::red);
    m_said->setText(tr("“%1” has keys of it now.").arg(KeyBindings::nameOf(holders.front())));
    refresh();
    askAboutConflict();
}

bool ShortcutTable::eventFilter(QObject* watched, QEvent* event)
{
    const auto type = event->type();
    if (m_recording && watched == m_view && type == QEvent::FocusOut) {
        stop({});
        return false;
    }
    if (type != QEvent::KeyPress && type != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    if (watched != m_view) { // the two answers to a conflict
        if (type != QEvent::KeyPress || key->key() != Qt::Key_Escape)
            return false;
        stop({});
        m_view->setFocus(Qt::OtherFocusReason);
        return true;
    }
    if (m_recording) {
        // Also what means something elsewhere is only noted here.
        event->accept();
        if (type == QEvent::ShortcutOverride || key->isAutoRepeat())
            return true;
        if (key->key() == Qt::Key_Escape && key->modifiers() == Qt::NoModifier)
            stop({});
        else if (const QKeySequence chord = chordOf(*key); !chord.isEmpty())
            take(chord);
        return true;
    }
    if (type == QEvent::KeyPress && key->modifiers() == Qt::NoModifier) {
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (!key->isAutoRepeat())
                record(false);
            return true;
        }
        if (key->key() == Qt::Key_Delete) {
            takeAway();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace headgate
