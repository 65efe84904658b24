// SPDX-License-Identifier: MIT
#include "core/io/logbodies.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** What is read at once: a page of short lines. */
constexpr qint64 readAhead = 128 * 1024;

} // namespace

void LogBodies::add(qint64 number, const LogFile& file)
{
    m_bodies[number].file = file;
}

/** It may have been rotated away since its path was noted. */
bool LogBodies::openBody(Body& body)
{
    const auto is = [&](const QString& path) {
        return body.open.open(path) && body.open.identity() == body.file.identity;
    };
    if (is(body.file.path))
        return true;
    const QFileInfo info(body.file.path);
    const QString base = info.fileName().section(u'.', 0, 0).section(u'_', 0, -2);
    const QString stem = base.isEmpty() ? info.completeBaseName() : base;
    const QStringList names = info.dir().entryList({stem + u'*'}, QDir::Files);
    return std::any_of(names.begin(), names.end(),
        [&](const QString& name) { return is(info.dir().filePath(name)); });
}

QByteArray LogBodies::text(qint64 number, qint64 at, qint64 length, const QByteArray& id)
{
    const auto found = m_bodies.find(number);
    if (found == m_bodies.end() || found->second.file.gone)
        return {};
    Body& body = found->second;
    if (!std::exchange(body.tried, true) && !openBody(body))
        body.open.close();
    if (!body.open.isOpen())
        return {};
    const bool held = at >= body.from && at + length <= body.from + body.bytes.size();
    if (!held) {
        body.from = at;
        body.bytes = body.open.read(at, std::max(length, readAhead));
    }
    const QByteArray line = body.bytes.mid(at - body.from, length).trimmed();
    return line.contains(id) ? line : QByteArray();
}

} // namespace headgate
