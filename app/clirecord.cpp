// SPDX-License-Identifier: MIT
#include "app/clilisten.h"
#include "app/clilog.h"
#include "core/project/logbridge.h"
#include "ui/words/issuetext.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimer>

namespace headgate::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** Turns what a source tells into lines of a log. Main thread. */
class Recorder
{
public:
    Recorder(const QString& path, SessionId only)
        : m_log(path)
        , m_only(std::move(only))
    {
    }

    Outcome open()
    {
        const auto read = m_log.resume();
        return read ? Outcome(std::monostate()) : Outcome(read.error());
    }

    void take(const EventRow& row)
    {
        // What this client notes for itself happened nowhere else.
        if (row.origin == Origin::Local || (!m_only.isEmpty() && row.session != m_only))
            return;
        const QJsonObject properties = QJsonDocument::fromJson(row.data).object();
        for (StreamEvent& event : bridge(m_bridge, row.type, properties, m_log.state().intents)) {
            event.timestamp = row.time;
            m_waiting.push_back(std::move(event));
        }
    }

    /** Nothing is written twice: after a log that was busy the same events are tried again. */
    Outcome write()
    {
        if (m_waiting.empty())
            return std::monostate();
        const auto written = m_log.append(m_waiting);
        if (!written)
            return written.error();
        m_count += qint64(m_waiting.size());
        m_waiting.clear();
        return std::monostate();
    }

    qint64 count() const { return m_count; }
    qint64 waiting() const { return qint64(m_waiting.size()); }
    const QString& path() const { return m_log.path(); }

private:
    EventLog m_log;
    SessionId m_only;
    LogBridge m_bridge;
    std::vector<StreamEvent> m_waiting;
    qint64 m_count = 0;
};

struct Limits
{
    SessionId only;
    milliseconds span{0}; ///< 0: until a signal
};

Expected<Limits> readLimits(const QCommandLineParser& parser)
{
    Limits limits;
    limits.only = SessionId(parser.value(u"session"_s));
    bool number = true;
    const double seconds = parser.isSet(u"for"_s) ? parser.value(u"for"_s).toDouble(&number) : 0;
    if (!number || seconds < 0)
        return Issue{Issue::Code::BadSource, {}, {u"--for takes a number of seconds"_s}};
    limits.span = milliseconds(qint64(seconds * 1000));
    return limits;
}

} // namespace

int runRecord(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Writes what an OpenCode server tells into a durable event log, in the names its plugin uses."_s);
    addSourceOptions(parser);
    parser.addOption({u"log"_s, u"The log; default: %1."_s.arg(EventLog::defaultPath()), u"file"_s,
        EventLog::defaultPath()});
    parser.addOption({u"session"_s, u"Only this session."_s, u"id"_s});
    parser.addOption(
        {u"for"_s, u"End after this time; default: on SIGTERM or Ctrl+C."_s, u"seconds"_s});
    parser.addPositionalArgument(u"SOURCE"_s, u"opencode:URL, demo: or a bare URL."_s);
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    if (parser.positionalArguments().size() != 1)
        return usageError(u"record takes one SOURCE"_s);
    const auto limits = readLimits(parser);
    if (!limits)
        return usageError(limits.error().args.value(0));

    const EndSignals ending;
    Recorder recorder(parser.value(u"log"_s), limits->only);
    if (const Outcome opened = recorder.open(); !opened)
        return report(opened.error());
    CliSession cli(parser, parser.positionalArguments().constFirst(), Engine::EventFeed::All);
    bool live = false; // what a source already held is its past, not a recording of it
    qint64 missed = 0;
    Issue failure;
    const auto write = [&] {
        const Outcome written = recorder.write();
        if (!written && written.error().code == Issue::Code::LogLocked)
            note(words::issueText(written.error()));
        else if (!written)
            failure = written.error();
        if (failure.code != Issue::Code::None)
            QCoreApplication::quit();
    };
    cli.onChange = [&](const Change& change) {
        if (const auto* logged = std::get_if<EventsLogged>(&change)) {
            for (const EventRow& row : logged->rows) {
                if (live || row.origin == Origin::Live)
                    recorder.take(row);
            }
            if (logged->readOnAfter)
                cli.engine().submit(ReadEvents{cli.source(), *logged->readOnAfter});
            missed += logged->skipped;
        } else if (std::holds_alternative<SourceChanged>(change)) {
            const SourceStatus& status = cli.status();
            if (!live && status.state == SyncState::Live)
                note(u"recording %1 into %2"_s.arg(cli.source().value(), recorder.path()));
            live = live || status.state == SyncState::Live;
            // A server that was never there is told at once; one that went away is waited for.
            const bool hopeless = !live && status.issue.code != Issue::Code::None
                && status.state != SyncState::CatchUp;
            if (hopeless || status.state == SyncState::Denied)
                failure = status.issue;
            if (failure.code != Issue::Code::None)
                QCoreApplication::quit();
        }
    };
    QObject::connect(&cli, &CliSession::changed, &cli, write);
    if (const int code = cli.open(); code != Done)
        return code;
    if (limits->span.count() > 0)
        QTimer::singleShot(limits->span, &cli, [] { QCoreApplication::quit(); });
    QCoreApplication::exec();
    if (failure.code == Issue::Code::None)
        write();
    print(u"%1 events written to %2"_s.arg(recorder.count()).arg(recorder.path()));
    if (missed > 0)
        note(u"%1 events came faster than they were read and are not in the log one by one"_s.arg(
            missed));
    if (failure.code != Issue::Code::None)
        return report(failure);
    if (recorder.waiting() > 0) {
        note(u"%1 events could not be written: another program holds the log"_s.arg(
            recorder.waiting()));
        return FailedCode;
    }
    return Done;
}

} // namespace headgate::cli
