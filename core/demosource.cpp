// SPDX-License-Identifier: MIT
#include "core/demosource.h"

#include "core/io/opencodesnapshot.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>

#include <algorithm>
#include <chrono>
#include <limits>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** The recording's own rule: an integer in this range is a time in ms, wherever it stands
 * (resources/demo/README.md). */
constexpr qint64 firstTime = 1'600'000'000'000;
constexpr qint64 lastTime = 2'200'000'000'000;
/** Between a decision and the server's 200, as on a quiet machine. */
constexpr auto answerDelay = 30ms;
constexpr auto heartbeatEvery = 10s;
constexpr auto heartbeat = R"({"payload":{"type":"server.heartbeat","properties":{}}})";
constexpr auto forEver = std::numeric_limits<qint64>::max();

/** Moves every time in a JSON text: those before `border` by `shift`, later ones by `laterShift`.
 * Strings stay. */
QByteArray shifted(const QByteArray& json, qint64 shift, qint64 border, qint64 laterShift)
{
    QByteArray moved;
    moved.reserve(json.size());
    bool inString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString && c == '\\') {
            moved += c;
            moved += json[++i];
            continue;
        }
        if (c == '"')
            inString = !inString;
        if (inString || c < '0' || c > '9') {
            moved += c;
            continue;
        }
        qsizetype end = i;
        while (end < json.size() && json[end] >= '0' && json[end] <= '9')
            ++end;
        const qint64 number = json.mid(i, end - i).toLongLong();
        if (number >= firstTime && number <= lastTime)
            moved += QByteArray::number(number + (number < border ? shift : laterShift));
        else
            moved += json.mid(i, end - i);
        i = end - 1;
    }
    return moved;
}

} // namespace

DemoSource::DemoSource(const SourceConfig& config, SourceHost& host)
    : m_config(config)
    , m_id(config.id())
    , m_host(host)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &DemoSource::playDue);
    m_heartbeat.setInterval(heartbeatEvery);
    connect(&m_heartbeat, &QTimer::timeout, this, [this] { publish({heartbeat}); });
}

Timestamp DemoSource::now() const
{
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

QByteArray DemoSource::load(const QString& file, qint64 borderMs, qint64 laterShift) const
{
    QFile recording(":/demo/"_L1 + file);
    const bool open = recording.open(QFile::ReadOnly);
    Q_ASSERT(open);
    Q_UNUSED(open);
    return shifted(recording.readAll(), m_shift, borderMs, laterShift);
}

/** The server runs and holds all that was before the story; false: it cannot listen. */
bool DemoSource::begin()
{
    ServerOptions options; // in memory
    options.port = 0;
    auto server = std::make_unique<StreamServer>(std::move(options));
    if (const Outcome started = server->start(); !started) {
        SourceStatus status;
        status.id = m_id;
        status.kind = SourceKind::Demo;
        status.state = SyncState::Closed;
        status.issue = started.error();
        m_host.statusChanged(status);
        return false;
    }
    m_server = std::move(server);
    // Whoever else is on this machine does not know the name.
    auto* const random = QRandomGenerator::system();
    m_stream.text = "demo-" + QByteArray::number(random->generate64(), 16);
    QFile recording(u":/demo/snapshot.json"_s);
    if (recording.open(QFile::ReadOnly))
        m_snapshot = QJsonDocument::fromJson(recording.readAll()).object();
    m_clock.start();
    m_shift = toMs(now()) - m_snapshot["began"_L1].toInteger();
    tellSnapshot();
    (void)m_server->copyCursor(m_stream); // the stream is there before it is asked for
    SourceConfig config = m_config;
    config.url = QUrl(m_server->url() + QString::fromLatin1(m_stream.text));
    SourceHost& host = *this;
    m_reader = std::make_unique<HttpSource>(config, host, durableStream);
    return true;
}

void DemoSource::start()
{
    if (!m_reader && !begin())
        return;
    if (m_pausedAt >= 0) {
        for (Track& track : m_tracks)
            track.begunAt += m_clock.elapsed() - m_pausedAt;
        m_pausedAt = -1;
    }
    m_heartbeat.start();
    m_reader->start();
    playDue();
}

void DemoSource::pause()
{
    if (!m_reader)
        return;
    m_timer.stop();
    m_heartbeat.stop();
    m_pausedAt = m_clock.elapsed();
    m_reader->pause();
}

void DemoSource::retryNow()
{
    if (m_reader)
        m_reader->retryNow();
}

void DemoSource::systemResumed()
{
    if (m_reader)
        m_reader->systemResumed();
}

void DemoSource::openSession(const SessionId& session)
{
    if (m_reader)
        m_reader->openSession(session);
}

void DemoSource::take(const SourceId& source, std::vector<SourceItem> items)
{
    m_host.take(source, std::move(items));
}

QHash<SessionId, qint64> DemoSource::cursors(const SourceId& source)
{
    return m_host.cursors(source);
}

/** Each showing has a stream of its own: no place in an earlier one means anything here. */
std::optional<StreamCursor> DemoSource::streamCursor(const SourceId&)
{
    return {};
}

std::vector<SessionId> DemoSource::openSessions(const SourceId& source)
{
    return m_host.openSessions(source);
}

bool DemoSource::hasHoleBefore(
    const SessionKey& session, const MessageId& message, Timestamp created)
{
    return m_host.hasHoleBefore(session, message, created);
}

void DemoSource::statusChanged(const SourceStatus& status)
{
    SourceStatus told = status;
    told.version = m_snapshot["opencode"_L1].toString();
    m_host.statusChanged(told);
    if (told.state != SyncState::Live || std::exchange(m_playing, true))
        return;
    playTrack(u"story.jsonl"_s, forEver, 0, {});
    playDue();
}

/** What a client would ask a server for before it listens, as events. */
void DemoSource::tellSnapshot()
{
    const QJsonObject told = QJsonDocument::fromJson(load(u"snapshot.json"_s, forEver, 0)).object();
    QByteArrayList values;
    const auto add = [&](const QString& directory, const QString& type, const QJsonObject& body) {
        values.append(opencode::makeEvent(m_id, directory, type, body, now()).raw);
    };
    for (const QJsonValue& value : told["sessions"_L1].toArray()) {
        QJsonObject info = value.toObject();
        info.remove(u"project"_s);
        add(info["directory"_L1].toString(), u"session.updated"_s,
            {{u"sessionID"_s, info["id"_L1]}, {u"info"_s, info}});
    }
    for (const QJsonValue& directory : told["directories"_L1].toArray()) {
        const QString path = directory.toString();
        const QJsonObject status = told["status"_L1][path].toObject();
        for (auto it = status.begin(); it != status.end(); ++it)
            add(path, u"session.status"_s, {{u"sessionID"_s, it.key()}, {u"status"_s, it.value()}});
    }
    const QJsonObject todos = told["todos"_L1].toObject();
    for (auto it = todos.begin(); it != todos.end(); ++it)
        add({}, u"todo.updated"_s, {{u"sessionID"_s, it.key()}, {u"todos"_s, it.value()}});
    const auto requests = [&](const QString& key, const QString& type) {
        const QJsonObject lists = told[key].toObject();
        for (auto it = lists.begin(); it != lists.end(); ++it) {
            for (const QJsonValue& request : it.value().toArray())
                add(it.key(), type, request.toObject());
        }
    };
    requests(u"permissions"_s, u"permission.asked"_s);
    requests(u"questions"_s, u"question.asked"_s);
    // After the requests: their age and reason stand in the tool parts that wait.
    const QJsonObject messages = told["messages"_L1].toObject();
    for (const QJsonValue& page : messages) {
        for (const Event& event : OpenCodeSnapshot::messageEvents(m_id, page.toArray(), now()))
            values.append(event.raw);
    }
    publish(std::move(values));
}

void DemoSource::publish(QByteArrayList values)
{
    std::vector<PublishedEvent> events;
    events.reserve(size_t(values.size()));
    for (QByteArray& value : values)
        events.push_back({QByteArray::number(++m_published), std::move(value)});
    m_server->publish(m_stream, std::move(events), {});
}

void DemoSource::playTrack(
    const QString& file, qint64 borderMs, qint64 laterShift, const QString& words)
{
    Track track;
    track.begunAt = m_clock.elapsed();
    const QByteArray placeholder = m_snapshot["words"_L1].toString().toUtf8();
    // As it stands inside a JSON string.
    QByteArray spoken = QJsonDocument(QJsonArray{words}).toJson(QJsonDocument::Compact);
    spoken = spoken.mid(2, spoken.size() - 4);
    QByteArray text = load(file, borderMs, laterShift);
    text.replace(placeholder, spoken);
    for (const QByteArray& line : text.split('\n')) {
        if (!line.isEmpty())
            track.lines.push_back(QJsonDocument::fromJson(line).object());
    }
    m_tracks.push_back(std::move(track));
}

void DemoSource::playDue()
{
    if (m_pausedAt >= 0)
        return;
    const qint64 elapsed = m_clock.elapsed();
    qint64 soonest = forEver;
    QByteArrayList values;
    for (Track& track : m_tracks) {
        const auto due = [&] {
            return track.begunAt + track.lines[track.next]["at"_L1].toInteger();
        };
        while (track.next < track.lines.size() && due() <= elapsed)
            values.append(frameOf(track, track.lines[track.next++]));
        if (track.next < track.lines.size())
            soonest = std::min(soonest, due());
    }
    std::erase_if(m_tracks, [](const Track& track) { return track.next == track.lines.size(); });
    if (!values.isEmpty())
        publish(std::move(values));
    if (soonest != forEver)
        m_timer.start(milliseconds(std::max<qint64>(0, soonest - m_clock.elapsed())));
}

QByteArray DemoSource::frameOf(Track& track, const QJsonObject& line) const
{
    QJsonObject frame = line["frame"_L1].toObject();
    if (line["twin"_L1].isObject()) {
        // Short for the durable copy of the frame before it.
        const QJsonObject payload = track.lastFrame["payload"_L1].toObject();
        const QJsonObject properties = payload["properties"_L1].toObject();
        const QJsonObject sync{{u"id"_s, payload["id"_L1]}, {u"type"_s, line["twin"_L1]["type"_L1]},
            {u"seq"_s, line["twin"_L1]["seq"_L1]}, {u"aggregateID"_s, properties["sessionID"_L1]},
            {u"data"_s, properties}};
        frame = track.lastFrame;
        frame.insert(u"payload"_s,
            QJsonObject{
                {u"type"_s, u"sync"_s}, {u"id"_s, payload["id"_L1]}, {u"syncEvent"_s, sync}});
    } else {
        track.lastFrame = frame;
    }
    return QJsonDocument(frame).toJson(QJsonDocument::Compact);
}

void DemoSource::decide(
    const Decision& decision, const QString&, std::function<void(DecisionAnswer)> done)
{
    QJsonObject wait;
    for (const QJsonValue& value : m_snapshot["waits"_L1].toArray()) {
        if (value["request"_L1].toString() == decision.key.request.value())
            wait = value.toObject();
    }
    const bool known = !wait.isEmpty() && !m_answered.contains(decision.key.request);
    QString branch = replyName(decision.reply);
    if (decision.reply == Reply::Reject && !decision.message.isEmpty())
        branch = u"reject-message"_s;
    const QJsonObject branches = wait["branches"_L1].toObject();
    QString file = branches[branch].toString();
    if (file.isEmpty())
        file = branches[wait["kind"_L1].toString() == "question"_L1 ? "dismiss"_L1
                                                                    : QLatin1StringView("reject")]
                   .toString();
    m_answered.insert(decision.key.request);
    const QString words = decision.reply == Reply::Answer ? decision.answers.value(0).join(u", "_s)
                                                          : decision.message;
    QTimer::singleShot(
        answerDelay, this, [this, known, wait, file, decision, words, done = std::move(done)] {
            if (!known || file.isEmpty()) {
                done({{Issue::Code::RequestNotFound, m_id, {decision.key.request.value()}}});
                return;
            }
            const qint64 border = wait["at"_L1].toInteger();
            playTrack(file, border, toMs(now()) - border, words);
            playDue();
            done({});
        });
}

} // namespace headgate
