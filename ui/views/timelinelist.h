// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

namespace headgate {

/**
 * The rows of a timeline, each of one height. New ones come in at the top; whoever has scrolled
 * away from there keeps what they read in place. UI thread.
 */
class TimelineList : public QTableView
{
    Q_OBJECT

public:
    explicit TimelineList(QWidget* parent = nullptr);

    bool isAtTop() const;

protected:
    void rowsInserted(const QModelIndex& parent, int first, int last) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
};

} // namespace headgate
