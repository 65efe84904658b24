// SPDX-License-Identifier: MIT
#include "tests/lab/processmeter.h"

#include <QDir>
#include <QFile>

#include <unistd.h>

namespace headgate::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray contents(qint64 pid, const QString& name)
{
    QFile file(u"/proc/%1/%2"_s.arg(pid).arg(name));
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

qint64 ProcessMeter::residentKb(qint64 pid)
{
    for (const QByteArray& line : contents(pid, u"status"_s).split('\n')) {
        if (line.startsWith("RssAnon:"))
            return line.mid(8).trimmed().split(' ').value(0).toLongLong();
    }
    return -1;
}

int ProcessMeter::descriptors(qint64 pid)
{
    const QDir folder(u"/proc/%1/fd"_s.arg(pid));
    return folder.exists()
        ? int(folder.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size())
        : -1;
}

std::chrono::milliseconds ProcessMeter::cpu(qint64 pid)
{
    // Behind the name, which may hold anything: state is field 3, utime and stime are 14 and 15.
    const QByteArray stat = contents(pid, u"stat"_s);
    const QByteArrayList fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    const qint64 ticks = fields.value(11).toLongLong() + fields.value(12).toLongLong();
    return std::chrono::milliseconds(ticks * 1000 / sysconf(_SC_CLK_TCK));
}

} // namespace headgate::test
