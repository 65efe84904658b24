// SPDX-License-Identifier: MIT
#pragma once

#include "ui/keybindings.h"

#include <QAbstractTableModel>

#include <vector>

namespace headgate {

/** Every action and its keys in force, as a table: what it does, and its keys in words. UI thread;
 * follows the bindings by itself. */
class ShortcutModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { WhatColumn, KeysColumn, columns };

    explicit ShortcutModel(KeyBindings& bindings, QObject* parent = nullptr);

    ActionId actionAt(int row) const { return m_rows[size_t(row)]; }
    int rowOf(ActionId id) const; ///< -1: filtered away
    /** Leaves the actions that have all of these in their name or their keys; none: all. */
    void filter(const QStringList& words);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString keysOf(ActionId id) const;

    KeyBindings& m_bindings;
    std::vector<ActionId> m_rows;
};

} // namespace headgate
