// SPDX-License-Identifier: MIT
// How long a log takes: from the command to follow it to the first session, to the last line, to
// the newest page of one session; what that costs in memory and on disk.
#include "core/engine.h"
#include "tests/bench/measures.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <cstdio>
#include <functional>
#include <map>

using namespace headgate;
using namespace headgate::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 firstTime = 1'790'000'000'000;
constexpr int eventsOfSession = 2000;
constexpr int deltasOfPart = 12;

/** Lines in the proportions of a busy plugin: mostly deltas, some 400 bytes each. */
class LogFileWriter
{
public:
    explicit LogFileWriter(const QString& path)
        : m_file(path)
    {
        (void)m_file.open(QFile::WriteOnly | QFile::Truncate);
    }

    void write(qint64 events)
    {
        while (m_events < events) {
            const QByteArray session = "ses_" + QByteArray::number(++m_sessions);
            const qint64 begin = m_events;
            line("lifecycle.session.created", session,
                "{\"id\":\"" + session + "\",\"title\":\"Session " + QByteArray::number(m_sessions)
                    + "\",\"directory\":\"/home/dev/"
                      "shop\",\"time\":{\"created\":1,\"updated\":1}}");
            while (m_events - begin < eventsOfSession && m_events < events)
                message(session);
            line("lifecycle.session.idle", session, "{}");
        }
        m_file.write(m_text);
    }
    QByteArray lastSession() const { return "ses_" + QByteArray::number(m_sessions); }

private:
    void line(const char* type, const QByteArray& session, const QByteArray& payload)
    {
        const QByteArray number = QByteArray::number(++m_events);
        m_text += "{\"type\":\"" + QByteArray(type) + "\",\"stream_id\":\"" + session
            + "\",\"correlation_id\":\"aabbccddeeff0011\",\"actor\":\"system\",\"payload\":"
            + payload + ",\"id\":\"0mjx3k2ab_" + number.rightJustified(16, '0')
            + "\",\"timestamp\":" + QByteArray::number(firstTime + m_events) + "}\n";
        if (m_text.size() > 1'000'000) {
            m_file.write(m_text);
            m_text.clear();
        }
    }

    void message(const QByteArray& session)
    {
        const QByteArray number = QByteArray::number(m_events);
        const QByteArray of =
            "\"sessionID\":\"" + session + "\",\"messageID\":\"msg_" + number + '"';
        const QByteArray part = "{" + of + ",\"partID\":\"prt_" + number + "\",";
        for (int i = 0; i < deltasOfPart; ++i)
            line("execution.text_delta", session,
                part + "\"delta\":\"The quick brown fox jumps over the lazy dog. \"}");
        line("execution.text_snapshot", session,
            part + "\"text\":\"" + QByteArray("The quick brown fox. ").repeated(25) + "\"}");
        const QByteArray call = "{\"id\":\"prt_c" + number + "\"," + of
            + ",\"type\":\"tool\",\"callID\":\"c" + number
            + "\",\"tool\":\"bash\",\"state\":{\"input\":{\"command\":\"npm test\"},\"status\":";
        line("execution.tool_start", session, call + "\"running\"}}");
        line("execution.tool_finish", session,
            call + "\"completed\",\"output\":\"" + QByteArray("ok 1 - passes. ").repeated(30)
                + "\"}}");
        line("execution.message.updated", session,
            "{\"id\":\"msg_" + number + "\",\"sessionID\":\"" + session
                + "\",\"role\":\"assistant\",\"time\":{\"created\":"
                + QByteArray::number(firstTime + m_events)
                + ",\"completed\":" + QByteArray::number(firstTime + m_events) + "}}");
    }

    QFile m_file;
    QByteArray m_text;
    qint64 m_events = 0;
    qint64 m_sessions = 0;
};

struct Times
{
    double firstSession = 0; ///< s
    double live = 0; ///< s
    double page = 0; ///< s
    double cpu = 0; ///< s
};

class Run
{
public:
    Run(const QString& log, const QString& profile)
        : m_engine(Engine::Options{profile, Engine::EventFeed::Newest, 100})
    {
        m_config.kind = SourceKind::Log;
        m_config.url = QUrl::fromLocalFile(log);
        QObject::connect(&m_engine, &Engine::changesReady, &m_engine, [this] { drain(); });
    }

    Times measure(const QByteArray& session)
    {
        Times times;
        const double cpu = cpuMs();
        m_clock.start();
        (void)m_engine.start();
        m_engine.submit(AddSource{m_config});
        wait([this] { return m_sessions > 0; });
        times.firstSession = seconds();
        wait([this] { return m_live; });
        times.live = seconds();
        const double before = seconds();
        m_engine.submit(OpenSession{{m_config.id(), SessionId(QString::fromUtf8(session))}});
        wait([this] { return m_messages > 0; });
        times.page = seconds() - before;
        times.cpu = (cpuMs() - cpu) / 1e3;
        return times;
    }

private:
    double seconds() const { return double(m_clock.nsecsElapsed()) / 1e9; }

    void drain()
    {
        for (const Change& change : m_engine.takeChanges()) {
            if (std::holds_alternative<SessionChanged>(change))
                ++m_sessions;
            if (const auto* source = std::get_if<SourceChanged>(&change))
                m_live = source->status.state == SyncState::Live;
            if (const auto* page = std::get_if<TranscriptLoaded>(&change))
                m_messages = page->messages.size();
        }
        if (m_done && m_done())
            m_loop.quit();
    }

    void wait(std::function<bool()> done)
    {
        m_done = std::move(done);
        if (!m_done())
            m_loop.exec();
    }

    Engine m_engine;
    SourceConfig m_config;
    QElapsedTimer m_clock;
    QEventLoop m_loop;
    std::function<bool()> m_done;
    qint64 m_sessions = 0;
    size_t m_messages = 0;
    bool m_live = false;
};

void print(const char* what, const Times& times, qint64 events)
{
    std::printf(
        "%-9s first session %6.3f s   all %7.3f s (%.0f events/s)   page %6.3f s   cpu %6.2f s\n",
        what, times.firstSession, times.live, double(events) / times.live, times.page, times.cpu);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const qint64 events = argc > 1 ? QByteArray(argv[1]).toLongLong() : 500'000;
    const QTemporaryDir directory;
    const QString log = directory.filePath(u"durable_stream.jsonl"_s);
    LogFileWriter writer(log);
    writer.write(events);
    std::printf("%lld events, %.1f MB\n", static_cast<long long>(events),
        double(QFileInfo(log).size()) / 1e6);
    const QString profile = directory.filePath(u"profile"_s);
    print("new", Run(log, profile).measure(writer.lastSession()), events);
    std::printf("history %.1f MB, peak memory %.1f MB\n",
        double(QFileInfo(profile + "/history.db"_L1).size()) / 1e6, memory().peak);
    print("known", Run(log, profile).measure(writer.lastSession()), events);
    return 0;
}
