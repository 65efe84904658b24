// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

namespace headgate::bench {

inline constexpr qint64 firstTime = 1'790'000'000'000;
inline constexpr int eventsOfSession = 2000;
inline constexpr int deltasOfPart = 12;

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
        m_file.flush();
        m_text.clear();
    }
    /** Writes on, in the session that was written last. */
    void more(qint64 events)
    {
        const QByteArray session = lastSession();
        for (const qint64 until = m_events + events; m_events < until;)
            message(session);
        m_file.write(m_text);
        m_file.flush();
        m_text.clear();
    }
    qint64 events() const { return m_events; }
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

} // namespace headgate::bench
