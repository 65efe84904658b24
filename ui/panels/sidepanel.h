// SPDX-License-Identifier: MIT
#pragma once

#include "ui/views/textlabel.h"

namespace headgate {

class SessionTree;
class SessionTreeModel;

/** Left side: the tree of sources and sessions, and the way to one more. UI thread. */
class SidePanel : public Ground
{
    Q_OBJECT

public:
    explicit SidePanel(SessionTreeModel* model, QWidget* parent = nullptr);

    SessionTree* tree() const { return m_tree; }

signals:
    void addSourceWanted();

private:
    SessionTree* m_tree;
};

} // namespace headgate
