// SPDX-License-Identifier: MIT
#include "core/io/demosource.h"

#include "core/io/opencodesnapshot.h"
#include "core/project/sessions.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

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
    : m_id(config.id())
    , m_host(host)
{
    m_status.id = m_id;
    m_status.kind = SourceKind::Demo;
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &DemoSource::playDue);
    m_heartbeat.setInterval(10s);
    connect(&m_heartbeat, &QTimer::timeout, this, [this] {
        m_status.lastByte = now();
        report(SyncState::Live);
    });
}

Timestamp DemoSource::now() const
{
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

void DemoSource::report(SyncState state)
{
    m_status.state = state;
    m_reported = now();
    m_host.statusChanged(m_status);
}

QByteArray DemoSource::load(const QString& file, qint64 borderMs, qint64 laterShift) const
{
    QFile recording(":/demo/"_L1 + file);
    const bool open = recording.open(QFile::ReadOnly);
    Q_ASSERT(open);
    Q_UNUSED(open);
    return shifted(recording.readAll(), m_shift, borderMs, laterShift);
}

void DemoSource::start()
{
    m_heartbeat.start();
    if (m_snapshot.isEmpty()) {
        m_clock.start();
        QFile recording(u":/demo/snapshot.json"_s);
        if (recording.open(QFile::ReadOnly))
            m_snapshot = QJsonDocument::fromJson(recording.readAll()).object();
        m_shift = toMs(now()) - m_snapshot["began"_L1].toInteger();
        tellSnapshot();
        playTrack(u"story.jsonl"_s, std::numeric_limits<qint64>::max(), 0, {});
    } else if (m_pausedAt >= 0) {
        for (Track& track : m_tracks)
            track.begunAt += m_clock.elapsed() - m_pausedAt;
        m_pausedAt = -1;
    }
    m_status.lastByte = now();
    report(SyncState::Live);
    playDue();
}

void DemoSource::pause()
{
    m_timer.stop();
    m_heartbeat.stop();
    m_pausedAt = m_clock.elapsed();
    report(SyncState::Paused);
}

void DemoSource::tellSnapshot()
{
    m_status.version = m_snapshot["opencode"_L1].toString();
    const QJsonObject told =
        QJsonDocument::fromJson(load(u"snapshot.json"_s, std::numeric_limits<qint64>::max(), 0))
            .object();
    const qint64 fence = m_host.fence();
    std::vector<SourceItem> items{StreamCut{now()}};
    SessionsListed sessions{{}, fence};
    for (const QJsonValue& value : told["sessions"_L1].toArray()) {
        QJsonObject info = value.toObject();
        info.remove(u"project"_s);
        sessions.updates.push_back(opencode::makeEvent(m_id, info["directory"_L1].toString(),
            u"session.updated"_s, {{u"sessionID"_s, info["id"_L1]}, {u"info"_s, info}}, now()));
    }
    items.push_back(std::move(sessions));
    for (const QJsonValue& directory : told["directories"_L1].toArray()) {
        const QString path = directory.toString();
        StatusListed statuses{path, {}, fence};
        const QJsonObject status = told["status"_L1][path].toObject();
        for (auto it = status.begin(); it != status.end(); ++it)
            statuses.statuses.insert(SessionId(it.key()), it.value().toObject());
        items.push_back(std::move(statuses));
    }
    const QJsonObject todos = told["todos"_L1].toObject();
    for (auto it = todos.begin(); it != todos.end(); ++it) {
        items.push_back(opencode::makeEvent(m_id, {}, u"todo.updated"_s,
            {{u"sessionID"_s, it.key()}, {u"todos"_s, it.value()}}, now()));
    }
    const auto requests = [&](const QString& key, const QString& type, CheckpointKind kind) {
        const QJsonObject lists = told[key].toObject();
        for (auto it = lists.begin(); it != lists.end(); ++it) {
            RequestsListed listed{it.key(), kind, {}, fence};
            for (const QJsonValue& request : it.value().toArray())
                listed.asked.push_back(
                    opencode::makeEvent(m_id, it.key(), type, request.toObject(), now()));
            items.push_back(std::move(listed));
        }
    };
    requests(u"permissions"_s, u"permission.asked"_s, CheckpointKind::Permission);
    requests(u"questions"_s, u"question.asked"_s, CheckpointKind::Question);
    // After the requests: their age and reason stand in the tool parts that wait.
    const QJsonObject messages = told["messages"_L1].toObject();
    for (auto it = messages.begin(); it != messages.end(); ++it) {
        items.push_back(MessagesListed{{m_id, SessionId(it.key())},
            OpenCodeSnapshot::messageEvents(m_id, it.value().toArray(), now()), true, true, fence});
    }
    items.push_back(CaughtUp{{}});
    m_host.take(m_id, std::move(items));
    m_host.fence(); // Committed before it is called live.
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
    const qint64 elapsed = m_clock.elapsed();
    qint64 soonest = std::numeric_limits<qint64>::max();
    std::vector<SourceItem> items;
    for (Track& track : m_tracks) {
        const auto due = [&] {
            return track.begunAt + track.lines[track.next]["at"_L1].toInteger();
        };
        while (track.next < track.lines.size() && due() <= elapsed)
            tell(track, track.lines[track.next++], items);
        if (track.next < track.lines.size())
            soonest = std::min(soonest, due());
    }
    std::erase_if(m_tracks, [](const Track& track) { return track.next == track.lines.size(); });
    if (!items.empty()) {
        m_status.lastByte = now();
        const bool stale = m_status.lastByte - m_reported >= 1s;
        m_host.take(m_id, std::move(items));
        if (stale)
            report(SyncState::Live);
    }
    if (soonest != std::numeric_limits<qint64>::max())
        m_timer.start(milliseconds(std::max<qint64>(0, soonest - m_clock.elapsed())));
}

void DemoSource::tell(Track& track, const QJsonObject& line, std::vector<SourceItem>& items)
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
    auto decoded =
        opencode::decodeFrame(m_id, QJsonDocument(frame).toJson(QJsonDocument::Compact), now());
    if (!decoded)
        items.push_back(decoded.error());
    else if (auto* event = std::get_if<Event>(&*decoded))
        items.push_back(std::move(*event));
    else if (auto* twin = std::get_if<opencode::SyncTwin>(&*decoded))
        items.push_back(std::move(*twin));
}

void DemoSource::openSession(const SessionId& session)
{
    // Everything was told at the start; this only says that the newest page has been answered.
    m_host.take(m_id, {MessagesListed{{m_id, session}, {}, true, false, 0}});
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
