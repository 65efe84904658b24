// SPDX-License-Identifier: MIT
#include "ui/models/actionfinder.h"

#include <QCoreApplication>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostRecent = 8;

/** What a list of actions opens is not the list itself. */
bool isListed(ActionId id)
{
    return id != ActionId::FindAction && id != ActionId::OpenMenu;
}

} // namespace

void ActionFinder::take(const Actions& actions, const Reason& reason)
{
    m_ids.clear();
    for (const ActionRow& row : actionTable()) {
        if (isListed(row.id))
            m_ids.push_back(row.id);
    }
    const auto rank = [this](ActionId id) {
        const auto at = m_recent.indexOf(QLatin1StringView(actionTable()[size_t(id)].name));
        return at < 0 ? m_recent.size() : at;
    };
    std::ranges::stable_sort(m_ids, {}, rank);
    std::vector<Thing> things;
    m_notes.clear();
    for (const ActionId id : m_ids) {
        const QAction* action = actions[id];
        const bool on = action->isEnabled();
        things.push_back({.title = action->text(), .enabled = on});
        QString note = on ? Actions::chord(actionTable()[size_t(id)]) : reason(id);
        if (on && note.isEmpty() && action->isChecked())
            note = tr("on");
        m_notes.push_back(note);
    }
    setThings(std::move(things));
}

const ActionRow& ActionFinder::rowOf(int thing) const
{
    return actionTable()[size_t(m_ids[size_t(thing)])];
}

void ActionFinder::setRecent(const QStringList& names)
{
    m_recent = names;
}

void ActionFinder::used(ActionId id)
{
    const QString name = QString::fromLatin1(actionTable()[size_t(id)].name);
    m_recent.removeAll(name);
    m_recent.prepend(name);
    m_recent = m_recent.first(std::min(m_recent.size(), mostRecent));
}

QVariant ActionFinder::fact(int thing, int role) const
{
    const QString& note = m_notes[size_t(thing)];
    switch (role) {
    case NoteRole:
        return note;
    case KeysRole:
        return !note.isEmpty() && note == Actions::chord(rowOf(thing));
    case Qt::AccessibleTextRole: {
        const QString title = QCoreApplication::translate("Actions", rowOf(thing).text);
        return note.isEmpty() ? title : tr("%1, %2").arg(title, note);
    }
    default:
        return {};
    }
}

} // namespace headgate
