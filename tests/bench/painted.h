// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/measures.h"

#include <QApplication>
#include <QEvent>
#include <QThread>

#include <functional>
#include <utility>

namespace headgate::bench {

/** Knows when a frame that shows something wanted has been painted and flushed. */
class Painted : public QApplication
{
public:
    using QApplication::QApplication;

    /** Of a widget that is painted: whether it shows what is waited for. */
    using Shows = std::function<bool(QObject*)>;
    void await(Shows shows)
    {
        m_shows = std::move(shows);
        m_atNs = 0;
    }
    qint64 atNs() const { return m_atNs; } ///< 0: not yet
    int frames() const { return m_frames; }

    bool notify(QObject* receiver, QEvent* event) override
    {
        // Events of every thread come by here.
        if (QThread::currentThread() != thread())
            return QApplication::notify(receiver, event);
        if (event->type() == QEvent::Paint) {
            m_painting = true;
            if (m_shows && m_shows(receiver)) {
                m_seen = true;
                m_shows = {};
            }
        }
        ++m_depth;
        const bool done = QApplication::notify(receiver, event);
        // Painting and flushing happen inside the outermost event, whatever that was.
        if (--m_depth == 0 && std::exchange(m_painting, false))
            ++m_frames;
        if (m_depth == 0 && std::exchange(m_seen, false))
            m_atNs = steadyNs();
        return done;
    }

private:
    Shows m_shows;
    qint64 m_atNs = 0;
    int m_depth = 0;
    int m_frames = 0;
    bool m_painting = false;
    bool m_seen = false;
};

} // namespace headgate::bench
