// SPDX-License-Identifier: MIT
#include "tests/bench/streamtarget.h"

#include "tests/support/testtools.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QRegularExpression>
#include <QThread>

#include <cstdio>
#include <cstdlib>

namespace headgate::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

StreamTarget::StreamTarget(Kind kind, const QString& cli)
{
    QString program = cli;
    QStringList arguments;
    if (kind == Kind::Full || kind == Kind::Relaxed) {
        arguments =
            QStringList{u"serve"_s, u"--port"_s, u"0"_s, u"--data"_s, m_root.filePath(u"data"_s),
                u"--durability"_s, kind == Kind::Full ? u"full"_s : u"relaxed"_s};
    } else {
        program = test::nodeProgram();
        arguments = QStringList{QStringLiteral(HEADGATE_BENCH_DIR "/../support/streamserver.mjs"),
            test::toolsDirectory() + "/streams/streams"_L1, u"30000"_s};
        if (kind == Kind::File)
            arguments.append(m_root.filePath(u"data"_s));
    }
    if (m_process.start(program, arguments, QProcessEnvironment::systemEnvironment(), m_root.path(),
            m_root.filePath(u"server"_s))) {
        const QDeadlineTimer limit(30s);
        while (m_process.isRunning() && !limit.hasExpired()) {
            if (readAddress())
                return;
            QThread::msleep(10);
        }
    }
    std::fprintf(
        stderr, "%s did not start: %s\n", qPrintable(program), qPrintable(m_process.printed()));
    std::exit(1);
}

bool StreamTarget::readAddress()
{
    static const QRegularExpression address(u"http://127\\.0\\.0\\.1:(\\d+)"_s);
    QFile told(m_root.filePath(u"server.out"_s));
    if (!told.open(QFile::ReadOnly))
        return false;
    const QByteArray text = told.readAll();
    const auto match = address.match(QString::fromUtf8(text));
    m_port = match.captured(1).toUShort();
    return m_port > 0 && text.contains('\n');
}

double StreamTarget::cpuMs() const
{
    double ns = 0;
    const QString tasks = u"/proc/%1/task"_s.arg(m_process.pid());
    for (const QString& id : QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(tasks + u'/' + id + "/schedstat"_L1);
        if (file.open(QFile::ReadOnly))
            ns += file.readAll().split(' ').value(0).toDouble();
    }
    return ns / 1e6;
}

double StreamTarget::residentMb() const
{
    QFile file(u"/proc/%1/statm"_s.arg(m_process.pid()));
    return file.open(QFile::ReadOnly) ? file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6
                                      : 0;
}

} // namespace headgate::bench
