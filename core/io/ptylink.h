// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/source.h"
#include "core/domain/terminal.h"
#include "core/io/commandclient.h"
#include "core/terminal/ptyreplay.h"

#include <QTimer>
#include <QWebSocket>

namespace headgate {

/**
 * Follows one terminal of an OpenCode server over its websocket, and connects again by itself with
 * the waits of sync/backoff.h. What it tells goes on without a hole or a repetition, or says that
 * it begins anew. Lives in one thread; after close() nothing is emitted.
 */
class PtyLink : public QObject
{
    Q_OBJECT

public:
    PtyLink(SourceConfig config, QString directory, TerminalId terminal, CommandClient& client);
    ~PtyLink() override;

    void open();
    void close();
    /** Forget the waiting time, and take the connection for dead if there is one. */
    void retryNow();
    /** False: there is no connection, so it was dropped. */
    bool type(const QString& text);

    TerminalLink link() const { return m_link; }
    /** Why it is not connected. */
    const Issue& issue() const { return m_issue; }
    const QString& directory() const { return m_directory; }

signals:
    void linkChanged();
    void told(const headgate::terminal::PtyReplay::Told& told);

private:
    void connectSocket();
    void dropSocket();
    void textCame(const QString& text);
    void bytesCame(const QByteArray& bytes);
    void socketEnded();
    void waitFor(Issue issue, bool forPerson = false);
    void setLink(TerminalLink link, Issue issue = {});
    void beat();

    SourceConfig m_config;
    QString m_directory;
    TerminalId m_terminal;
    CommandClient& m_client;
    terminal::PtyReplay m_replay;
    QWebSocket* m_socket = nullptr;
    std::unique_ptr<QObject> m_question; ///< context of the request that asks what became of it
    QTimer m_retry;
    QTimer m_patience; ///< until the server said where it is
    QTimer m_beat;
    TerminalLink m_link = TerminalLink::Connecting;
    Issue m_issue;
    int m_attempt = 0;
    bool m_heard = false; ///< since the last beat
};

} // namespace headgate
