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
        : m_log(path, options())
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
    /** A busy log is waited for between two batches, not in one of them. */
    static EventLog::Options options()
    {
        EventLog::Options made;
        made.writing.lock.patience = 5s;
        return made;
    }

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

/** One source followed into one log. Ends the event loop when it cannot go on. Main thread. */
class Recording
{
public:
    Recording(CliSession& cli, Recorder& recorder)
        : m_cli(cli)
        , m_recorder(recorder)
    {
        cli.onChange = [this](const Change& change) { take(change); };
        QObject::connect(&cli, &CliSession::changed, &cli, [this] { write(); });
    }

    /** The exit code, after what is left was written and everything was said. */
    int finish()
    {
        if (!failed())
            write();
        print(u"%1 events written to %2"_s.arg(m_recorder.count()).arg(m_recorder.path()));
        if (m_missed > 0)
            note(u"%1 events came faster than they were read and are not in the log one by one"_s
                     .arg(m_missed));
        if (failed())
            return report(m_failure);
        if (m_recorder.waiting() == 0)
            return Done;
        note(u"%1 events could not be written: another program holds the log"_s.arg(
            m_recorder.waiting()));
        return FailedCode;
    }

private:
    bool failed() const { return m_failure.code != Issue::Code::None; }

    void take(const Change& change)
    {
        if (const auto* logged = std::get_if<EventsLogged>(&change))
            takeRows(*logged);
        else if (std::holds_alternative<SourceChanged>(change))
            takeStatus(m_cli.status());
    }

    void takeRows(const EventsLogged& logged)
    {
        for (const EventRow& row : logged.rows) {
            // What a source held before is its past, not a recording of it.
            if (m_live || row.origin == Origin::Live)
                m_recorder.take(row);
        }
        if (logged.readOnAfter)
            m_cli.engine().submit(ReadEvents{m_cli.source(), *logged.readOnAfter});
        m_missed += logged.skipped;
    }

    void takeStatus(const SourceStatus& status)
    {
        if (!m_live && status.state == SyncState::Live)
            note(u"recording %1 into %2"_s.arg(m_cli.source().value(), m_recorder.path()));
        m_live = m_live || status.state == SyncState::Live;
        // A server that was never there is told at once; one that went away is waited for.
        const bool hopeless =
            !m_live && status.issue.code != Issue::Code::None && status.state != SyncState::CatchUp;
        if (hopeless || status.state == SyncState::Denied)
            m_failure = status.issue;
        if (failed())
            QCoreApplication::quit();
    }

    void write()
    {
        const Outcome written = m_recorder.write();
        if (written)
            return;
        if (written.error().code == Issue::Code::LogLocked)
            return note(words::issueText(written.error())); // and tried again with the next ones
        m_failure = written.error();
        QCoreApplication::quit();
    }

    CliSession& m_cli;
    Recorder& m_recorder;
    bool m_live = false;
    qint64 m_missed = 0;
    Issue m_failure;
};

void addRecordOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        u"Writes what an OpenCode server tells into a durable event log, in the names its plugin uses."_s);
    addSourceOptions(parser);
    parser.addOption({u"log"_s, u"The log; default: %1."_s.arg(EventLog::defaultPath()), u"file"_s,
        EventLog::defaultPath()});
    parser.addOption({u"session"_s, u"Only this session."_s, u"id"_s});
    parser.addOption(
        {u"for"_s, u"End after this time; default: on SIGTERM or Ctrl+C."_s, u"seconds"_s});
    parser.addPositionalArgument(u"SOURCE"_s, u"opencode:URL, demo: or a bare URL."_s);
}

} // namespace

int runRecord(const QStringList& arguments)
{
    QCommandLineParser parser;
    addRecordOptions(parser);
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    if (parser.positionalArguments().size() != 1)
        return usageError(u"record takes one SOURCE"_s);
    const auto limits = readLimits(parser);
    if (!limits)
        return usageError(limits.error().args.value(0));

    const EndSignals ending;
    Recorder recorder(logPath(parser), limits->only);
    if (const Outcome opened = recorder.open(); !opened)
        return report(opened.error());
    CliSession cli(parser, parser.positionalArguments().constFirst(), Engine::EventFeed::All);
    Recording recording(cli, recorder);
    if (const int code = cli.open(); code != Done)
        return code;
    if (limits->span.count() > 0)
        QTimer::singleShot(limits->span, &cli, [] { QCoreApplication::quit(); });
    QCoreApplication::exec();
    return recording.finish();
}

} // namespace headgate::cli
