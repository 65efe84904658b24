// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSet>

namespace headgate {

/**
 * Which keys a person holds at this moment, modifiers left out. Watches the whole program from its
 * making on; a key held while the program loses the focus is forgotten. UI thread.
 */
class KeysDown : public QObject
{
    Q_OBJECT

public:
    explicit KeysDown(QObject* parent = nullptr);

    bool any() const { return !m_down.isEmpty(); }
    /** Any but this one. */
    bool anyBut(int key) const;

signals:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QSet<int> m_down;
};

} // namespace headgate
