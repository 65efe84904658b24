// SPDX-License-Identifier: MIT
#include "core/ownlog.h"

#include "core/project/ownwords.h"

#include <QDir>
#include <QFile>

#include <cstdio>
#include <cstdlib>
#include <deque>
#include <memory>
#include <mutex>

namespace headgate {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logSource, "headgate.source", QtInfoMsg)
Q_LOGGING_CATEGORY(logHistory, "headgate.history", QtInfoMsg)
Q_LOGGING_CATEGORY(logServer, "headgate.server", QtInfoMsg)
Q_LOGGING_CATEGORY(logWindow, "headgate.window", QtInfoMsg)

namespace ownlog {

namespace {

/** What is more within one second is counted and not kept: a loop that complains must not push out
 * what was said before it. */
constexpr int linesASecond = 100;
constexpr qsizetype longestLine = 2000;

struct State
{
    std::mutex mutex;
    std::deque<LogLine> lines;
    qint64 newest = 0;
    Wish wish;
    std::unique_ptr<QFile> file;
    qint64 second = 0;
    int inSecond = 0;
    int leftOut = 0;
};

/** Outlives everything that may still log while the program ends. */
State& state()
{
    static auto* made = new State;
    return *made;
}

LogLevel levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return LogLevel::Debug;
    case QtInfoMsg:
        return LogLevel::Info;
    case QtWarningMsg:
        return LogLevel::Warning;
    case QtCriticalMsg:
    case QtFatalMsg:
        break;
    }
    return LogLevel::Error;
}

/** Unasked, a lost connection is told by who looks at it, and not on standard error as well. */
void show(State& s, const LogLine& line, bool ours)
{
    if (line.level < s.wish.shown.value_or(ours ? LogLevel::Error : LogLevel::Warning))
        return;
    const QByteArray text = logLineText(line).toUtf8() + '\n';
    if (s.file) {
        s.file->write(text);
        s.file->flush();
        return;
    }
    std::fwrite(text.constData(), 1, size_t(text.size()), stderr);
}

/** `s` is locked. */
void keep(State& s, LogLine line, bool ours)
{
    line.number = ++s.newest;
    show(s, line, ours);
    s.lines.push_back(std::move(line));
    if (s.lines.size() > logLinesKept)
        s.lines.pop_front();
}

void take(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    static thread_local bool busy = false; // taking a line may make Qt say something
    if (busy)
        return;
    busy = true;
    State& s = state();
    LogLine line;
    line.at = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
    line.level = levelOf(type);
    const QString category = QString::fromLatin1(context.category ? context.category : "");
    const bool ours = category.startsWith("headgate."_L1);
    line.category = ours ? category.mid(9) : category == "default"_L1 ? u"qt"_s : category;
    const QString words = withoutSecrets(message.left(longestLine)).simplified();
    line.text = words;
    {
        const std::lock_guard lock(s.mutex);
        const qint64 second = toMs(line.at) / 1000;
        if (second != s.second) {
            s.second = second;
            s.inSecond = 0;
            if (const int left = std::exchange(s.leftOut, 0); left > 0) {
                LogLine note = line;
                note.level = LogLevel::Warning;
                note.category = u"log"_s;
                note.text = u"%1 lines within one second were left out"_s.arg(left);
                keep(s, std::move(note), true);
            }
        }
        if (++s.inSecond > linesASecond && line.level < LogLevel::Error)
            ++s.leftOut;
        else if (line.level >= s.wish.level)
            keep(s, std::move(line), ours);
    }
    busy = false;
    if (type == QtFatalMsg)
        std::abort();
}

} // namespace

Outcome begin(const Wish& wish)
{
    State& s = state();
    {
        const std::lock_guard lock(s.mutex);
        s.wish = wish;
        s.file.reset();
        if (!wish.file.isEmpty()) {
            auto file = std::make_unique<QFile>(wish.file);
            if (!file->open(QFile::WriteOnly | QFile::Append))
                return Issue{Issue::Code::LogError, {}, {wish.file, file->errorString()}};
            file->setPermissions(QFile::ReadOwner | QFile::WriteOwner);
            s.file = std::move(file);
        }
    }
    if (wish.level == LogLevel::Debug)
        QLoggingCategory::setFilterRules(u"headgate.*.debug=true"_s);
    qInstallMessageHandler(take);
    return std::monostate();
}

std::vector<LogLine> linesAfter(qint64 number)
{
    State& s = state();
    const std::lock_guard lock(s.mutex);
    std::vector<LogLine> found;
    for (const LogLine& line : s.lines) {
        if (line.number > number)
            found.push_back(line);
    }
    return found;
}

qint64 newest()
{
    State& s = state();
    const std::lock_guard lock(s.mutex);
    return s.newest;
}

std::optional<LogLevel> levelFromName(const QString& name)
{
    for (const LogLevel level :
        {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error}) {
        if (name == logLevelName(level))
            return level;
    }
    return {};
}

} // namespace ownlog

} // namespace headgate
