// SPDX-License-Identifier: MIT
#include "tests/support/tmuxscreen.h"

#include "tests/support/terminaltext.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QFile>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTest>

namespace headgate::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000;

bool write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

bool TmuxScreen::isInstalled()
{
    return !QStandardPaths::findExecutable(u"tmux"_s).isEmpty();
}

bool TmuxScreen::start(TerminalSize size)
{
    m_size = size;
    const bool written = write(path("conf"),
                             "set -g status off\nset -g exit-empty off\nset -g escape-time 0\n"
                             "set -g remain-on-exit on\nset -g history-limit 5000\n"
                             "set -g default-shell /bin/sh\n")
        // The answer to a status request comes when all before it has been read. CAN and ST end
        // whatever was left open.
        && write(path("play"),
            "stty raw -echo\ncat \"$1\"\nprintf '\\030\\033\\\\\\033[5n'\n"
            "dd bs=1 count=4 >/dev/null 2>&1\ntmux -S \"$2\" wait-for -S \"$3\"\nexec sleep 600\n");
    if (!written) {
        m_error = u"cannot write into "_s + m_directory.path();
        return false;
    }
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.insert(u"TERM"_s, u"xterm-256color"_s);
    environment.remove(u"TMUX"_s);
    if (!m_server.start(u"tmux"_s,
            {u"-S"_s, path("socket"), u"-f"_s, path("conf"), u"-u"_s, u"-D"_s}, environment,
            m_directory.path(), path("server"))) {
        m_error = u"tmux does not start"_s;
        return false;
    }
    for (const QDeadlineTimer end(patience); !end.hasExpired(); QTest::qWait(20)) {
        m_error.clear();
        ask({u"new-session"_s, u"-d"_s, u"-s"_s, u"one"_s, u"-x"_s, QString::number(size.columns),
            u"-y"_s, QString::number(size.rows), u"sleep 600"_s});
        if (m_error.isEmpty())
            return true;
    }
    return false;
}

QByteArray TmuxScreen::ask(const QStringList& arguments)
{
    QProcess tmux;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.remove(u"TMUX"_s);
    tmux.setProcessEnvironment(environment);
    tmux.start(u"tmux"_s, QStringList{u"-S"_s, path("socket"), u"-u"_s} + arguments);
    if (!tmux.waitForFinished(patience) || tmux.exitCode() != 0)
        m_error = u"tmux "_s + arguments.value(0) + u": "_s
            + QString::fromLocal8Bit(tmux.readAllStandardError());
    return tmux.readAllStandardOutput();
}

std::optional<TmuxScreen::Seen> TmuxScreen::play(const QByteArray& bytes)
{
    m_error.clear();
    if (!write(path("bytes"), bytes))
        return {};
    const QString done = u"done-%1"_s.arg(++m_played);
    const QString run =
        u"exec sh '%1' '%2' '%3' %4"_s.arg(path("play"), path("bytes"), path("socket"), done);
    const QByteArray said = ask({u"respawn-pane"_s, u"-k"_s, u"-t"_s, u"one"_s, run, u";"_s,
        u"wait-for"_s, done, u";"_s, u"display-message"_s, u"-p"_s, u"-t"_s, u"one"_s,
        u"#{cursor_x} #{cursor_y} #{alternate_on}"_s, u";"_s, u"capture-pane"_s, u"-p"_s, u"-e"_s,
        u"-t"_s, u"one"_s});
    if (!m_error.isEmpty())
        return {};
    const qsizetype end = said.indexOf('\n');
    const QByteArrayList place = said.first(std::max<qsizetype>(end, 0)).split(' ');
    if (place.size() != 3)
        return {};
    Seen seen;
    seen.cursorColumn = place[0].toInt();
    seen.cursorRow = place[1].toInt();
    seen.alternate = place[2] == "1";
    seen.captured = said.sliced(end + 1);
    // Colours go on from line to line. Lines drawn come in the second character set.
    FedTerminal fed(m_size, "\x1b)0");
    int row = 0;
    for (const QByteArray& line : seen.captured.split('\n').first(m_size.rows))
        fed.feed("\x1b[" + QByteArray::number(++row) + ";1H" + line);
    seen.rows = fed.grid.screen().rows;
    return seen;
}

} // namespace headgate::test
