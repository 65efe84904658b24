// SPDX-License-Identifier: MIT
#include "core/streampublisher.h"

#include "core/decode/opencode.h"
#include "core/logpages.h"

#include <QJsonDocument>

#include <algorithm>
#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** Rows of the history that are looked at in one go: some milliseconds. */
constexpr qint64 sliceRows = 1000;
/** Batches the server may be behind before copying from the history waits for it. */
constexpr size_t mostBatches = 8;
/** The stream of a whole source. */
constexpr auto sourceStream = "events";

QByteArray streamOf(const SessionId& session)
{
    return "session-" + session.value().toUtf8();
}

} // namespace

StreamPublisher::StreamPublisher(History& history, QString directory, Tell tell)
    : m_history(history)
    , m_directory(std::move(directory))
    , m_tell(std::move(tell))
{
    m_sliceTimer.setParent(this);
    m_sliceTimer.setSingleShot(true);
    connect(&m_sliceTimer, &QTimer::timeout, this, &StreamPublisher::copySlice);
}

StreamPublisher::~StreamPublisher()
{
    // Its thread tells of streams until it has ended, and what it tells into must still be there.
    m_server.reset();
}

void StreamPublisher::serve(const Serve& how)
{
    if (m_server)
        return;
    ServerOptions options;
    options.host = how.host;
    options.port = how.port;
    options.directory = m_directory;
    options.retention = std::chrono::hours(24) * how.retentionDays;
    options.panes.idle = std::chrono::minutes(PaneOptions::idleMinutes);
    options.access.token = how.token;
    options.access.origins = how.origins;
    options.onStreams = [this](std::vector<StreamSummary> streams) {
        m_mailbox.post([this, streams = std::move(streams)] { show(streams); });
    };
    m_server = std::make_unique<StreamServer>(std::move(options));
    m_serving = {};
    m_serving.retentionDays = how.retentionDays;
    if (const Outcome started = m_server->start(); !started) {
        m_server.reset();
        m_serving.state = Serving::State::Failed;
        m_serving.issue = started.error();
        m_tell(m_serving);
        return;
    }
    m_serving.state = Serving::State::On;
    m_serving.url = QUrl(m_server->url());
    resume(m_server->streams());
}

void StreamPublisher::stop()
{
    m_sliceTimer.stop();
    m_server.reset();
    m_mirrors.clear();
    m_serving = {};
    m_tell(m_serving);
}

void StreamPublisher::publish(const SessionKey& key, bool on)
{
    if (!m_server)
        return;
    const QByteArray name = streamOf(key.session);
    if (on) {
        mirror(name, key.source, key.session);
    } else if (m_mirrors.erase(name) > 0) {
        m_server->publish({name}, {}, {}); // it is nobody's copy any more
    }
    say();
}

void StreamPublisher::publish(const SourceId& source)
{
    if (m_server)
        mirror(sourceStream, source, {});
}

bool StreamPublisher::wants(const SourceId& source) const
{
    return std::ranges::any_of(
        m_mirrors, [&](const auto& entry) { return entry.second.source == source; });
}

void StreamPublisher::mirror(
    const QByteArray& name, const SourceId& source, const SessionId& session)
{
    if (!m_mirrors
             .try_emplace(name,
                 Mirror{source, session, toMs(m_history.since(source, Timestamp())), 0, false})
             .second)
        return;
    m_sliceTimer.start(0);
}

/** What was being copied when the server ended last time is copied on. */
void StreamPublisher::resume(const std::vector<StreamSummary>& streams)
{
    for (const StreamSummary& stream : streams) {
        const QJsonObject cursor = QJsonDocument::fromJson(stream.copyCursor).object();
        const SourceId source(cursor["source"_L1].toString());
        if (source.isEmpty())
            continue;
        Mirror mirror{source, SessionId(cursor["session"_L1].toString()),
            toMs(m_history.since(source, Timestamp())), 0, false};
        // Rows of another history mean nothing here; then the ids tell what is there already.
        if (cursor["history"_L1].toInteger() == mirror.history)
            mirror.row = cursor["row"_L1].toInteger();
        m_mirrors.emplace(stream.facts.name.text, mirror);
    }
    if (!m_mirrors.empty())
        m_sliceTimer.start(0);
    m_mailbox.post([this, streams] { show(streams); });
}

QByteArray StreamPublisher::cursorText(const Mirror& mirror) const
{
    return QJsonDocument(
        QJsonObject{{u"source"_s, mirror.source.value()}, {u"session"_s, mirror.session.value()},
            {u"row"_s, mirror.row}, {u"history"_s, mirror.history}})
        .toJson(QJsonDocument::Compact);
}

PublishedEvent StreamPublisher::published(const Mirror& mirror, const StoredEvent& event) const
{
    if (!event.id.isEmpty())
        return {event.id.value().toUtf8(), event.raw};
    // Upstream gave it no id: its place in this history is one.
    return {QByteArray::number(mirror.history) + '-' + QByteArray::number(event.row), event.raw};
}

void StreamPublisher::committed(const SourceId& source, const std::vector<StoredEvent>& events)
{
    if (!m_server || events.empty())
        return;
    for (auto& [name, mirror] : m_mirrors) {
        // The rest of what it has to catch up with includes these.
        if (mirror.source == source && mirror.isCaughtUp)
            copy(name, mirror, events, events.back().row);
    }
}

void StreamPublisher::copy(
    const QByteArray& name, Mirror& mirror, const std::vector<StoredEvent>& events, qint64 upTo)
{
    Batches batches;
    for (const StoredEvent& event : events) {
        if (!mirror.session.isEmpty() && event.session != mirror.session)
            continue;
        const PublishedEvent copy = published(mirror, event);
        batches[name].push_back(copy);
        if (mirror.session.isEmpty() && !event.session.isEmpty())
            batches[streamOf(event.session)].push_back(copy);
    }
    mirror.row = upTo;
    if (!batches.empty())
        send(std::move(batches), name, mirror);
}

/** The streams of a source's sessions go first: the cursor of the source speaks for them. */
void StreamPublisher::send(Batches batches, const QByteArray& name, const Mirror& mirror)
{
    auto own = batches.extract(name);
    for (auto& [session, events] : batches) {
        if (!m_mirrors.contains(session))
            m_server->publish({session}, std::move(events), {});
    }
    if (own)
        m_server->publish({name}, std::move(own.mapped()), cursorText(mirror));
}

void StreamPublisher::copySlice()
{
    if (!m_server)
        return;
    if (m_server->waitingBatches() > mostBatches) {
        m_sliceTimer.start(10ms);
        return;
    }
    const auto behind =
        std::ranges::find_if(m_mirrors, [](const auto& entry) { return !entry.second.isCaughtUp; });
    if (behind == m_mirrors.end())
        return;
    auto& [name, mirror] = *behind;
    const qint64 last = m_history.lastRow();
    const qint64 upTo = std::min(last, mirror.row + sliceRows);
    const auto load = isLog(mirror.source) ? logpages::loadRange : historyreader::loadRange;
    copy(name, mirror, load(m_history.database(), mirror.source, mirror.session, mirror.row, upTo),
        upTo);
    mirror.isCaughtUp = upTo == last;
    if (mirror.isCaughtUp)
        copyLiveTexts(name, mirror);
    m_sliceTimer.start(0);
}

/** Deltas leave no event behind: a part that streams is told as it stands, once. */
void StreamPublisher::copyLiveTexts(const QByteArray& name, const Mirror& mirror)
{
    const LiveTexts live = historyreader::loadLive(m_history.database(), mirror.source);
    Batches batches;
    for (auto it = live.parts.cbegin(); it != live.parts.cend(); ++it) {
        if (!mirror.session.isEmpty() && it->session != mirror.session)
            continue;
        const SessionKey key{mirror.source, it->session};
        const QByteArray raw = m_history.rawOf(key, u"p:"_s + it.key().value());
        const QJsonObject frame = QJsonDocument::fromJson(raw).object();
        QJsonObject part = opencode::bodyOf(raw)["part"_L1].toObject();
        if (part.isEmpty())
            continue;
        part.insert(u"text"_s, it->text);
        const Event whole = opencode::makeEvent(mirror.source, frame["directory"_L1].toString(),
            u"message.part.updated"_s, {{u"sessionID"_s, it->session.value()}, {u"part"_s, part}},
            Timestamp());
        const PublishedEvent event{
            "live-" + it.key().value().toUtf8() + '-' + QByteArray::number(it->text.size()),
            whole.raw};
        batches[name].push_back(event);
        if (mirror.session.isEmpty())
            batches[streamOf(it->session)].push_back(event);
    }
    // Where nothing was to be copied, this still notes whose copy the stream is, and makes it.
    batches[name];
    send(std::move(batches), name, mirror);
}

void StreamPublisher::show(const std::vector<StreamSummary>& streams)
{
    if (!m_server)
        return;
    m_serving.streams.clear();
    for (const StreamSummary& stream : streams) {
        ServedStream one;
        one.name = QString::fromUtf8(stream.facts.name.text);
        one.url =
            QUrl(m_server->url() + QString::fromLatin1(QUrl::toPercentEncoding(one.name, "/")));
        const qint64 size = stream.facts.tail - stream.facts.head;
        (stream.facts.isJson ? one.messages : one.bytes) = size;
        one.tail = QString::fromLatin1(stream.tail);
        one.readers = stream.readers;
        one.closed = stream.facts.isClosed;
        m_serving.streams.push_back(std::move(one));
    }
    say();
}

void StreamPublisher::say()
{
    for (ServedStream& stream : m_serving.streams) {
        const auto mirror = m_mirrors.find(stream.name.toUtf8());
        const bool mirrored = mirror != m_mirrors.end() && !mirror->second.session.isEmpty();
        stream.session =
            mirrored ? SessionKey{mirror->second.source, mirror->second.session} : SessionKey();
    }
    m_tell(m_serving);
}

} // namespace headgate
