// SPDX-License-Identifier: MIT
#include "ui/models/shortcutmodel.h"

#include "ui/theme.h"

#include <QFont>

#include <algorithm>

namespace headgate {

ShortcutModel::ShortcutModel(KeyBindings& bindings, QObject* parent)
    : QAbstractTableModel(parent)
    , m_bindings(bindings)
{
    for (const ActionRow& row : actionTable())
        m_rows.push_back(row.id);
    connect(&bindings, &KeyBindings::changed, this, [this] {
        if (!m_rows.empty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
    });
}

int ShortcutModel::rowOf(ActionId id) const
{
    const auto it = std::ranges::find(m_rows, id);
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

void ShortcutModel::filter(const QStringList& words)
{
    std::vector<ActionId> rows;
    for (const ActionRow& row : actionTable()) {
        const bool fits = std::ranges::all_of(words, [&](const QString& word) {
            return KeyBindings::nameOf(row.id).contains(word, Qt::CaseInsensitive)
                || m_bindings.chords(row.id).contains(word, Qt::CaseInsensitive);
        });
        if (fits)
            rows.push_back(row.id);
    }
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int ShortcutModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ShortcutModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString ShortcutModel::keysOf(ActionId id) const
{
    const QString keys = m_bindings.chords(id);
    if (m_bindings.isChanged(id))
        return keys.isEmpty() ? tr("none, changed") : tr("%1, changed").arg(keys);
    return keys;
}

QVariant ShortcutModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const ActionId id = actionAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == WhatColumn ? KeyBindings::nameOf(id) : keysOf(id);
    case Qt::AccessibleTextRole: {
        const QString keys = keysOf(id);
        return tr("%1: %2").arg(KeyBindings::nameOf(id), keys.isEmpty() ? tr("no keys") : keys);
    }
    case Qt::ForegroundRole:
        if (index.column() == KeysColumn)
            return m_bindings.isChanged(id) ? theme::tokens().accent : theme::tokens().muted;
        return {};
    default:
        return {};
    }
}

QVariant ShortcutModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == WhatColumn ? tr("Action") : tr("Keys");
}

} // namespace headgate
