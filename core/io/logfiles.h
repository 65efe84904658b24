// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/logfile.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <optional>
#include <vector>

/** Log files on this machine's disk: only ever read. Any thread, each object on one. */
namespace headgate {

/**
 * The file that a person means: an absolute path; of a directory, the log in its `.opencode`
 * folder.
 */
QString logPath(const QString& written);

/** Identity and size of what stands at a path now; nothing: no such file. */
struct FoundLog
{
    QString path;
    FileIdentity identity;
    qint64 size = 0;

    friend bool operator==(const FoundLog&, const FoundLog&) = default;
};
std::optional<FoundLog> logAt(const QString& path);

/**
 * The files that a log was rotated into, oldest first, then the one at `path` if it exists. Writers
 * rename `NAME.jsonl` to `NAME_YYYY-MM-DD.jsonl` when a UTC day has passed, or to `NAME_MS.jsonl`
 * when it has grown too large (systems.md 1.8).
 */
std::vector<FoundLog> findLogs(const QString& path);

/** A file that stays the same one while others rename, replace or delete what its path names. */
class OpenLog
{
public:
    /** False: it cannot be opened; error() says why. */
    bool open(const QString& path);
    void close() { m_file.close(); }
    bool isOpen() const { return m_file.isOpen(); }
    QString error() const { return m_file.errorString(); }

    FileIdentity identity() const { return m_identity; }
    qint64 size() const;
    /** Fewer bytes at the end of the file. */
    QByteArray read(qint64 at, qint64 most);
    /** Whether the bytes before LogFile::at are those that were read. */
    bool holds(const LogFile& file);

private:
    QFile m_file;
    FileIdentity m_identity;
};

/** What LogFile::check is of the bytes before its position. */
qint64 logCheck(QByteArrayView bytes);
/** As many of them are looked at, if there are that many. */
inline constexpr qint64 logCheckLength = 512;

} // namespace headgate
