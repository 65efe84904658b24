// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/sessiontreemodel.h"

#include <memory>
#include <vector>

namespace headgate {

/** A row of the session tree. Owned by the row above; the root is no row. */
struct SessionTreeModel::Node
{
    RowKind kind = RowKind::Source;
    SourceId source; ///< Source, Directory
    QString directory; ///< Directory
    SessionKey key; ///< Session
    Timestamp activity; ///< Session: newest of it and its subagents
    QString look; ///< what was last announced, to announce only what changes
    Node* parent = nullptr;
    std::vector<std::unique_ptr<Node>> children;

    int row() const
    {
        const auto& rows = parent->children;
        for (size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].get() == this)
                return int(i);
        }
        return -1;
    }

    /** Sessions without a directory, then directories by name; sessions by last activity. */
    friend bool precedes(const Node& a, const Node& b)
    {
        if (a.kind != b.kind)
            return a.kind == RowKind::Session;
        if (a.kind == RowKind::Directory)
            return a.directory < b.directory;
        if (a.activity != b.activity)
            return a.activity > b.activity;
        return a.key < b.key;
    }
};

} // namespace headgate
