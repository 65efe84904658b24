// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/command.h"
#include "core/domain/serving.h"
#include "core/io/mailbox.h"
#include "core/server/streamserver.h"
#include "core/store/history.h"
#include "core/store/historyreader.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>

namespace headgate {

/**
 * The embedded server of an engine, and what is mirrored into it: committed events are copied as
 * they are committed, earlier ones from the history in slices. How far a stream was copied stands
 * with its data, so a stop anywhere loses and doubles nothing. Engine thread.
 */
class StreamPublisher : public QObject
{
    Q_OBJECT

public:
    using Tell = std::function<void(Serving)>;

    /** `directory` of streams.db; empty: in memory. `tell` hears of every change. */
    StreamPublisher(History& history, QString directory, Tell tell);
    ~StreamPublisher() override;

    void serve(const Serve& how);
    void stop();
    void publish(const SessionKey& session, bool on);
    void publish(const SourceId& source);

    /** Whether events of this source are to be handed over. */
    bool wants(const SourceId& source) const;
    /** Events of one transaction, after its commit, in order. */
    void committed(const SourceId& source, const std::vector<StoredEvent>& events);

private:
    /** One stream that follows a session, or a source with all its sessions. */
    struct Mirror
    {
        SourceId source;
        SessionId session; ///< empty: all of the source
        qint64 history = 0; ///< when following the source began: tells one history from another
        qint64 row = 0; ///< copied up to here
        bool isCaughtUp = false; ///< all that came before is copied; new events go straight on
    };
    using Batches = std::map<QByteArray, std::vector<PublishedEvent>>;

    void mirror(const QByteArray& name, const SourceId& source, const SessionId& session);
    void resume(const std::vector<StreamSummary>& streams);
    void copySlice();
    void copy(const QByteArray& name, Mirror& mirror, const std::vector<StoredEvent>& events,
        qint64 upTo);
    void copyLiveTexts(const QByteArray& name, const Mirror& mirror);
    void send(Batches batches, const QByteArray& name, const Mirror& mirror);
    QByteArray cursorText(const Mirror& mirror) const;
    PublishedEvent published(const Mirror& mirror, const StoredEvent& event) const;
    void show(const std::vector<StreamSummary>& streams);
    void say();

    History& m_history;
    const QString m_directory;
    const Tell m_tell;
    Mailbox m_mailbox{this};
    std::unique_ptr<StreamServer> m_server;
    Serving m_serving;
    std::map<QByteArray, Mirror> m_mirrors; ///< by name of the stream
    QTimer m_sliceTimer;
};

} // namespace headgate
