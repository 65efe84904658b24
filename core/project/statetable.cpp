// SPDX-License-Identifier: MIT
#include "core/project/statetable.h"

namespace headgate {

namespace {

void remove(StateTable& table, const StateTable::Name& name, ChangeBatch& out)
{
    const auto it = table.rows.constFind(name);
    if (it == table.rows.cend())
        return;
    out.push_back(StateRowChanged{table.source, *it, true});
    table.rows.erase(it);
}

} // namespace

void reduce(StateTable& table, const StateChange& change, Timestamp at, ChangeBatch& out)
{
    const StateTable::Name name{change.type, change.key};
    if (change.operation == StateChange::Operation::Delete) {
        table.told.remove(name);
        remove(table, name, out);
        return;
    }
    if (table.inSnapshot)
        table.told.insert(name);
    StateRow& row = table.rows[name];
    row.type = change.type;
    row.key = change.key;
    row.value = change.value;
    row.at = isKnown(change.at) ? change.at : at;
    ++row.changes;
    out.push_back(StateRowChanged{table.source, row, false});
}

void reduce(StateTable& table, StateControl control, ChangeBatch& out)
{
    switch (control) {
    case StateControl::SnapshotStart:
        table.inSnapshot = true;
        table.told.clear();
        break;
    case StateControl::SnapshotEnd: {
        // Without its begin it says nothing about what came before this client did.
        if (!std::exchange(table.inSnapshot, false))
            break;
        const QList<StateTable::Name> known = table.rows.keys();
        for (const StateTable::Name& name : known) {
            if (!table.told.contains(name))
                remove(table, name, out);
        }
        table.told.clear();
        break;
    }
    case StateControl::Reset:
        clear(table, out);
        break;
    }
}

void clear(StateTable& table, ChangeBatch& out)
{
    table.inSnapshot = false;
    table.told.clear();
    if (table.rows.isEmpty())
        return;
    table.rows.clear();
    out.push_back(StateCleared{table.source});
}

} // namespace headgate
