// SPDX-License-Identifier: MIT
#include "core/io/logfiles.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QtEndian>

#include <algorithm>
#include <sys/stat.h>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

FileIdentity identityOf(const struct stat& found)
{
    return {static_cast<qint64>(found.st_dev), static_cast<qint64>(found.st_ino)};
}

/** When a file of this name was rotated away, ms; nothing: it is no part of the log. */
std::optional<qint64> rotatedAt(const QString& name, const QString& base)
{
    if (!name.startsWith(base + u'_') || !name.endsWith(".jsonl"_L1))
        return {};
    const QString mark = name.mid(base.size() + 1).chopped(6);
    bool number = false;
    const qint64 ms = mark.toLongLong(&number);
    if (number)
        return ms;
    const QDate day = QDate::fromString(mark, Qt::ISODate);
    if (!day.isValid() || mark.size() != 10)
        return {};
    // Named by the day it ends with: what grew too large on that day came before.
    return QDateTime(day.addDays(1), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
}

} // namespace

QString logPath(const QString& written)
{
    QString path = written;
    if (path == "~"_L1 || path.startsWith("~/"_L1))
        path.replace(0, 1, QDir::homePath());
    const QFileInfo info(path);
    path = QDir::cleanPath(info.absoluteFilePath());
    const bool directory = info.isDir() || (written.endsWith(u'/') && !info.exists());
    return directory ? QString(path + "/.opencode/durable_stream.jsonl"_L1) : path;
}

std::optional<FoundLog> logAt(const QString& path)
{
    struct stat found = {};
    if (::stat(QFile::encodeName(path).constData(), &found) != 0 || !S_ISREG(found.st_mode))
        return {};
    return FoundLog{path, identityOf(found), static_cast<qint64>(found.st_size)};
}

std::vector<FoundLog> findLogs(const QString& path)
{
    const QFileInfo info(path);
    const QString base =
        info.fileName().endsWith(".jsonl"_L1) ? info.fileName().chopped(6) : info.fileName();
    struct Rotated
    {
        qint64 at;
        FoundLog log;
    };
    std::vector<Rotated> rotated;
    const QStringList names = info.dir().entryList(QDir::Files, QDir::Name);
    for (const QString& name : names) {
        const auto at = rotatedAt(name, base);
        const auto log = at ? logAt(info.dir().filePath(name)) : std::nullopt;
        if (log)
            rotated.push_back({*at, *log});
    }
    std::stable_sort(rotated.begin(), rotated.end(),
        [](const Rotated& a, const Rotated& b) { return a.at < b.at; });
    std::vector<FoundLog> found;
    for (Rotated& one : rotated)
        found.push_back(std::move(one.log));
    if (auto current = logAt(path))
        found.push_back(std::move(*current));
    return found;
}

bool OpenLog::open(const QString& path)
{
    m_file.close();
    m_file.setFileName(path);
    struct stat found = {};
    if (!m_file.open(QFile::ReadOnly | QFile::Unbuffered) || ::fstat(m_file.handle(), &found) != 0)
        return false;
    m_identity = identityOf(found);
    return true;
}

qint64 OpenLog::size() const
{
    struct stat found = {};
    return ::fstat(m_file.handle(), &found) == 0 ? static_cast<qint64>(found.st_size) : 0;
}

QByteArray OpenLog::read(qint64 at, qint64 most)
{
    if (!m_file.seek(at))
        return {};
    return m_file.read(most);
}

bool OpenLog::holds(const LogFile& file)
{
    if (size() < file.at)
        return false;
    const QByteArray before = read(file.at - file.checked, file.checked);
    return before.size() == file.checked && logCheck(before) == file.check;
}

qint64 logCheck(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return 0;
    const QByteArray hash = QCryptographicHash::hash(bytes.toByteArray(), QCryptographicHash::Sha1);
    return qFromLittleEndian<qint64>(hash.constData());
}

} // namespace headgate
