// SPDX-License-Identifier: MIT
#pragma once

#include "core/follower.h"
#include "core/store/historyreader.h"
#include "tests/support/eventbuilder.h"

#include <QMap>

namespace headgate::test {

/** A follower over a history in memory, and what it told. */
struct Kept
{
    std::unique_ptr<History> history = std::move(*History::open({}));
    SourceConfig config = [] {
        SourceConfig made;
        made.url = QUrl(u"http://127.0.0.1:4096"_s);
        return made;
    }();
    Follower follower{config, *history, Engine::EventFeed::Off};
    ChangeBatch changes;
    std::vector<Follower::Wish> wishes;
    QString failure; ///< of the database
    qint64 now = t0;
    int heard = 0;

    void apply(std::vector<SourceItem> items)
    {
        history->begin();
        follower.apply(std::move(items), timestampFromMs(++now), changes, wishes);
        commit();
    }
    void hear(const QString& type, const QJsonObject& body, const QString& id = {},
        std::optional<qint64> seq = {})
    {
        const Event event =
            eventOf(type, body, id.isEmpty() ? u"evt_x%1"_s.arg(++heard) : id, ++now);
        if (seq)
            apply({event, twin(event, *seq)});
        else
            apply({event});
    }
    void decide(const DecisionStep& step)
    {
        history->begin();
        follower.decide(step, timestampFromMs(++now), changes);
        commit();
    }
    /** As if the program began anew with the same history. */
    void restart()
    {
        follower.~Follower();
        new (&follower) Follower(config, *history, Engine::EventFeed::Off);
        history->begin();
        follower.restore(timestampFromMs(now), changes);
        commit();
    }
    CheckpointState stateOf(const QString& request, const SessionId& session = ses) const
    {
        const Checkpoint* found = follower.checkpoint({source, session, RequestId(request)});
        return found ? found->state : CheckpointState::Unknown;
    }
    SessionPage page(const SessionId& session = ses, int limit = 10'000)
    {
        return historyreader::loadPage(history->database(), {source, session}, {}, limit);
    }

private:
    void commit()
    {
        if (const Outcome done = history->commit(); !done && failure.isEmpty())
            failure = done.error().args.join(u' ');
    }
};

/** What a server's lists would say after the part of a stream that it has told so far. */
class FakeLists
{
public:
    void take(const SourceItem& item)
    {
        if (const auto* event = std::get_if<Event>(&item))
            takeEvent(*event);
        else if (const auto* twin = std::get_if<opencode::SyncTwin>(&item))
            takeTwin(*twin);
    }

    /** A whole round; `buffered` came on the stream meanwhile. */
    std::vector<SourceItem> catchUp(
        Kept& kept, const std::vector<SourceItem>& buffered, int pageSize, bool everything)
    {
        const qint64 fence = kept.history->lastRow();
        std::vector<SourceItem> items;
        if (everything) {
            items.push_back(log(kept.follower.cursors()));
            SessionsListed sessions{{}, fence};
            for (const QJsonObject& info : std::as_const(m_sessions))
                sessions.updates.push_back(
                    listed(u"session.updated"_s, sessionBody(info), directoryOf(info)));
            items.push_back(std::move(sessions));
        }
        for (const QString& directory : std::as_const(m_directories)) {
            StatusListed statuses{directory, {}, fence};
            for (auto it = m_statuses.cbegin(); it != m_statuses.cend(); ++it) {
                if (directoryOf(m_sessions.value(it.key())) == directory)
                    statuses.statuses.insert(SessionId(it.key()), it.value());
            }
            items.push_back(std::move(statuses));
        }
        for (auto it = m_sessions.cbegin(); it != m_sessions.cend(); ++it)
            addPages(kept, SessionId(it.key()), pageSize, fence, items);
        for (const QString& directory : std::as_const(m_directories)) {
            RequestsListed permissions{directory, CheckpointKind::Permission, {}, fence};
            RequestsListed questions{directory, CheckpointKind::Question, {}, fence};
            for (const Event& asked : std::as_const(m_requests)) {
                if (asked.directory != directory)
                    continue;
                auto& list = asked.type == "question.asked"_L1 ? questions : permissions;
                list.asked.push_back(listed(asked.type, asked.body, directory));
            }
            items.push_back(std::move(permissions));
            items.push_back(std::move(questions));
        }
        items.insert(items.end(), buffered.begin(), buffered.end());
        if (everything)
            items.push_back(CaughtUp{timestampFromMs(t0)});
        return items;
    }

private:
    struct Stored
    {
        QJsonObject info;
        QStringList order;
        QHash<QString, QJsonObject> parts;
    };

    static Event listed(
        const QString& type, const QJsonObject& body, const QString& directory = shop)
    {
        return opencode::makeEvent(source, directory, type, body, timestampFromMs(t0));
    }
    static QString directoryOf(const QJsonObject& info) { return info["directory"_L1].toString(); }

    void takeEvent(const Event& event)
    {
        const QJsonObject& body = event.body;
        const QString session = event.session.value();
        if (!event.directory.isEmpty())
            m_directories.insert(event.directory);
        if (event.type == "session.created"_L1 || event.type == "session.updated"_L1) {
            m_sessions[session] = body["info"_L1].toObject();
        } else if (event.type == "session.deleted"_L1) {
            m_sessions.remove(session);
            m_statuses.remove(session);
            m_messages.remove(session);
        } else if (event.type == "session.status"_L1) {
            const QJsonObject status = body["status"_L1].toObject();
            if (status["type"_L1].toString() == "idle"_L1)
                m_statuses.remove(session);
            else
                m_statuses[session] = status;
        } else if (event.type == "message.updated"_L1) {
            const QJsonObject info = body["info"_L1].toObject();
            m_messages[session][info["id"_L1].toString()].info = info;
        } else if (event.type == "message.removed"_L1) {
            m_messages[session].remove(body["messageID"_L1].toString());
        } else if (event.type == "message.part.updated"_L1) {
            const QJsonObject part = body["part"_L1].toObject();
            Stored& message = m_messages[session][part["messageID"_L1].toString()];
            const QString id = part["id"_L1].toString();
            if (!message.parts.contains(id))
                message.order.append(id);
            message.parts[id] = part;
        } else if (event.type == "message.part.removed"_L1) {
            Stored& message = m_messages[session][body["messageID"_L1].toString()];
            message.order.removeAll(body["partID"_L1].toString());
            message.parts.remove(body["partID"_L1].toString());
        } else if (event.type == "permission.asked"_L1 || event.type == "question.asked"_L1) {
            m_requests[body["id"_L1].toString()] = event;
        } else if (event.entity.gone && event.entity.key.startsWith("r:"_L1)) {
            m_requests.remove(event.entity.key.mid(2));
        }
    }

    void takeTwin(const opencode::SyncTwin& twin)
    {
        if (auto event = opencode::eventFromTwin(source, twin, timestampFromMs(t0))) {
            event->origin = Origin::History;
            m_log.push_back(*event);
        }
    }

    HistoryListed log(const QHash<SessionId, qint64>& cursors) const
    {
        HistoryListed listed{{}, cursors};
        for (const Event& event : m_log) {
            const auto cursor = cursors.constFind(event.session);
            if (cursor != cursors.cend() && *event.seq > *cursor)
                listed.events.push_back(event);
        }
        return listed;
    }

    /** The newest page, and older ones until they meet what is held. */
    void addPages(Kept& kept, const SessionId& session, int pageSize, qint64 fence,
        std::vector<SourceItem>& items)
    {
        std::vector<const Stored*> all;
        for (const Stored& message : m_messages[session.value()]) {
            if (!message.info.isEmpty())
                all.push_back(&message);
        }
        const auto place = [](const Stored* m) {
            return std::pair(
                m->info["time"_L1]["created"_L1].toInteger(), m->info["id"_L1].toString());
        };
        std::sort(all.begin(), all.end(),
            [&](const Stored* a, const Stored* b) { return place(a) < place(b); });
        size_t end = all.size();
        bool newest = true;
        bool hole = true;
        while (newest || (end > 0 && hole)) {
            const size_t begin = end > size_t(pageSize) ? end - size_t(pageSize) : 0;
            MessagesListed page{{source, session}, {}, newest, begin == 0, fence};
            for (size_t i = begin; i < end; ++i) {
                page.updates.push_back(listed(u"message.updated"_s, messageBody(all[i]->info)));
                for (const QString& part : all[i]->order)
                    page.updates.push_back(
                        listed(u"message.part.updated"_s, partBody(all[i]->parts.value(part))));
            }
            hole = begin < end && isHole(kept, session, *all[begin]);
            items.push_back(std::move(page));
            end = begin;
            newest = false;
        }
    }

    static bool isHole(Kept& kept, const SessionId& session, const Stored& oldest)
    {
        const SessionKey key{source, session};
        const auto known =
            kept.history->entity(key, QString("m:"_L1 + oldest.info["id"_L1].toString()));
        return (!known || known->gone)
            && kept.history->hasMessageBefore(
                key, timestampFromMs(oldest.info["time"_L1]["created"_L1].toInteger()));
    }

    QMap<QString, QJsonObject> m_sessions;
    QHash<QString, QJsonObject> m_statuses;
    QHash<QString, QHash<QString, Stored>> m_messages;
    QHash<QString, Event> m_requests;
    std::vector<Event> m_log;
    QSet<QString> m_directories;
};

} // namespace headgate::test
