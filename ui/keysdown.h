// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>

class QKeyEvent;

namespace headgate {

/**
 * Which keys a person holds at this moment, modifiers left out. Watches the whole program from its
 * making on; a key held while the program loses the focus is forgotten. UI thread. A key is the
 * one on the keyboard, where the system tells it: ":" that was pressed with Shift and let go after
 * Shift is named ";" then. One of which nothing was heard for two seconds, not even a repetition,
 * counts as let go: nobody may have been told of it.
 */
class KeysDown : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds silence{2000};

    explicit KeysDown(QObject* parent = nullptr);

    bool any() const { return !m_down.isEmpty(); }
    /** Any but this one. */
    bool anyBut(int key) const;

signals:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Held
    {
        int key = 0; ///< what it was when it was pressed
        qint64 heardMs = 0; ///< on m_clock: when it was pressed, or repeated itself
    };

    static quint64 placeOf(const QKeyEvent& event);

    void hear(const QKeyEvent& key);
    void forget();

    QHash<quint64, Held> m_down;
    QElapsedTimer m_clock;
    QTimer m_forget;
};

} // namespace headgate
