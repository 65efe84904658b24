// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QDeadlineTimer>
#include <QString>

#include <optional>

namespace headgate::cli {

/**
 * How far a reader of events came, kept in a file: the row of the history. Written whole or not at
 * all, at most five times a second and at the end: who was killed is told some events twice, and
 * none is left out. Main thread.
 */
class CursorFile
{
public:
    /** `path` empty: nothing is kept. */
    CursorFile(QString path, SourceId source);
    ~CursorFile();

    bool isUsed() const { return !m_path.isEmpty(); }
    /** Nothing: there is no file yet. Errors: the words of what is wrong with it. */
    std::optional<QString> read();
    qint64 row() const { return m_row; }
    bool isKnown() const { return m_known; }
    void moveTo(qint64 row);
    bool write();

private:
    QString m_path;
    SourceId m_source;
    qint64 m_row = 0;
    bool m_known = false;
    bool m_dirty = false;
    QDeadlineTimer m_next{0};
};

} // namespace headgate::cli
