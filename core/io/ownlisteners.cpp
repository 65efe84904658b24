// SPDX-License-Identifier: MIT
#include "core/io/ownlisteners.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_LINUX
#include <unistd.h>
#endif

namespace headgate {

using namespace Qt::StringLiterals;

OwnListeners::OwnListeners(QString proc)
    : m_proc(std::move(proc))
{
}

#ifdef Q_OS_LINUX

namespace {

QByteArray readAll(const QString& path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

/** The inode of "socket:[12345]"; 0: it is no socket. */
quint64 socketOf(const QString& target)
{
    if (!target.startsWith("socket:["_L1) || !target.endsWith(u']'))
        return 0;
    return QStringView(target).mid(8).chopped(1).toULongLong();
}

QString linkOf(const QString& path)
{
    char target[4096];
    const ssize_t length = ::readlink(QFile::encodeName(path).constData(), target, sizeof(target));
    return length < 0 ? QString() : QFile::decodeName(QByteArray(target, qsizetype(length)));
}

} // namespace

std::vector<OwnListeners::Program> OwnListeners::look()
{
    const quint32 me = geteuid();
    std::vector<proctcp::Listener> own;
    for (const auto& table : {u"/net/tcp"_s, u"/net/tcp6"_s}) {
        for (proctcp::Listener& one : proctcp::listeners(readAll(m_proc + table))) {
            if (one.user == me)
                own.push_back(std::move(one));
        }
    }
    QHash<quint64, Owner> known;
    QSet<quint64> wanted;
    for (const proctcp::Listener& one : own) {
        if (m_owners.contains(one.inode))
            known.insert(one.inode, m_owners.value(one.inode));
        else
            wanted.insert(one.inode);
    }
    m_owners = std::move(known);
    if (!wanted.isEmpty())
        learn(std::move(wanted));
    std::vector<Program> found;
    for (const proctcp::Listener& one : own) {
        const Owner owner = m_owners.value(one.inode);
        if (!owner.self)
            found.push_back({one.host, one.port, owner.directory});
    }
    return found;
}

/** Whose these sockets are. One that no process shows is remembered as nobody's. */
void OwnListeners::learn(QSet<quint64> wanted)
{
    for (const quint64 inode : std::as_const(wanted))
        m_owners.insert(inode, {});
    const QStringList processes = QDir(m_proc).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString& process : processes) {
        bool number = false;
        const qint64 id = process.toLongLong(&number);
        const QString at = m_proc + u'/' + process;
        if (!number || QFileInfo(at).ownerId() != geteuid())
            continue;
        const QStringList files =
            QDir(at + "/fd"_L1).entryList(QDir::Files | QDir::System | QDir::Hidden);
        for (const QString& file : files) {
            const quint64 inode = socketOf(linkOf(at + "/fd/"_L1 + file));
            if (inode == 0 || !wanted.remove(inode))
                continue;
            m_owners.insert(
                inode, {linkOf(at + "/cwd"_L1), id == QCoreApplication::applicationPid()});
        }
        if (wanted.isEmpty())
            return;
    }
}

#else

std::vector<OwnListeners::Program> OwnListeners::look()
{
    return {};
}

void OwnListeners::learn(QSet<quint64>)
{
}

#endif

} // namespace headgate
