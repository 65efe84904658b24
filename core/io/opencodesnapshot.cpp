// SPDX-License-Identifier: MIT
#include "core/io/opencodesnapshot.h"

#include "core/io/messagepage.h"
#include "core/project/sessions.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** A request that meets the server while it boots is never answered: a short limit and another try
 * (opencode.md 0). */
constexpr milliseconds answerLimit = 8s;
constexpr int tries = 3;
constexpr int sessionsPerPage = 500;

QString encoded(const QString& text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace

OpenCodeSnapshot::OpenCodeSnapshot(const SourceId& source, CommandClient& client, SourceHost& host,
    SnapshotPlan plan, QObject* parent)
    : QObject(parent)
    , m_source(source)
    , m_client(client)
    , m_host(host)
    , m_plan(std::move(plan))
{
}

Timestamp OpenCodeSnapshot::now() const
{
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

void OpenCodeSnapshot::start()
{
    if (m_plan.everything)
        askServer();
    else
        askDetails();
}

void OpenCodeSnapshot::get(const QString& path, const QString& directory, Handler handler)
{
    ++m_waiting;
    m_client.get(
        path, directory.toUtf8(), answerLimit, tries,
        [this, path, handler = std::move(handler)](
            const HttpAnswer& answer) { received(answer, path, handler); },
        this);
}

void OpenCodeSnapshot::received(
    const HttpAnswer& answer, const QString& path, const Handler& handler)
{
    Q_UNUSED(path);
    if (m_ended)
        return;
    --m_waiting;
    handler(answer);
    if (!m_ended && m_waiting == 0)
        done();
}

void OpenCodeSnapshot::fail(const Issue& issue)
{
    if (std::exchange(m_ended, true))
        return;
    Issue named = issue;
    named.source = m_source;
    emit failed(named);
}

void OpenCodeSnapshot::done()
{
    if (m_plan.everything && !m_details) {
        askDetails();
        if (m_waiting > 0)
            return;
    }
    for (RequestsListed& listed : std::exchange(m_olderRequests, {})) {
        // A server that was not used that way takes many seconds to read its catalogue before it
        // answers; and where no such turn runs, nothing of it waits.
        if (m_active.isEmpty())
            m_requests.push_back(std::move(listed));
        else
            askNextRequests(std::move(listed));
    }
    if (m_waiting > 0)
        return;
    m_ended = true;
    dropEmptyPages();
    emit finished();
}

/** Where the older list has nothing, the newer one may: it can take seconds to answer first, so it
 * is asked once all else is known. Until then an empty list says nothing. */
void OpenCodeSnapshot::dropEmptyPages()
{
    std::erase_if(m_messages, [this](const MessagesListed& listed) {
        const bool empty = m_hasNext && listed.newest && listed.updates.empty();
        if (empty)
            m_olderCursors.remove(listed.session.session);
        return empty;
    });
}

QJsonDocument OpenCodeSnapshot::json(const HttpAnswer& answer, const QString& path)
{
    if (!answer.ok()) {
        fail(answer.issue);
        return {};
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(answer.body, &error);
    if (error.error != QJsonParseError::NoError) {
        const bool page = answer.header("content-type").startsWith("text/html");
        if (page)
            fail({Issue::Code::NotOpenCode, m_source, {u"a web page"_s}});
        else
            fail({Issue::Code::BadAnswer, m_source, {path, error.errorString()}});
    }
    return document;
}

/** What another shape would say is not "nothing": an empty list deletes what it does not name. */
QJsonArray OpenCodeSnapshot::list(const HttpAnswer& answer, const QString& path)
{
    const QJsonDocument document = json(answer, path);
    if (!m_ended && !document.isArray())
        fail({Issue::Code::BadAnswer, m_source, {path, u"not a list"_s}});
    return document.array();
}

QJsonObject OpenCodeSnapshot::object(const HttpAnswer& answer, const QString& path)
{
    const QJsonDocument document = json(answer, path);
    if (!m_ended && !document.isObject())
        fail({Issue::Code::BadAnswer, m_source, {path, u"not an object"_s}});
    return document.object();
}

void OpenCodeSnapshot::askServer()
{
    get(u"/global/health"_s, {}, [this](const HttpAnswer& answer) {
        if (answer.status == 404)
            return fail(
                {Issue::Code::NotOpenCode, m_source, {u"a server without /global/health"_s}});
        const QJsonObject health = json(answer, u"/global/health"_s).object();
        if (m_ended)
            return;
        if (!health["healthy"_L1].isBool())
            return fail({Issue::Code::NotOpenCode, m_source, {u"another kind of server"_s}});
        m_version = health["version"_L1].toString();
    });
    get(u"/project"_s, {}, [this](const HttpAnswer& answer) {
        if (answer.status == 404)
            return;
        for (const QJsonValue& project : list(answer, u"/project"_s)) {
            const QString worktree = normalDirectory(project["worktree"_L1].toString());
            // "/" stands for whatever lies in no repository; its sessions name their real
            // directory.
            if (!worktree.isEmpty() && worktree != "/"_L1)
                m_plan.directories.insert(worktree);
        }
    });
    m_listed.fence = m_host.fence();
    askSessions({});
}

void OpenCodeSnapshot::askSessions(const QByteArray& cursor)
{
    // Archived ones too: what a complete list does not name was deleted.
    QString path = u"/experimental/session?archived=true&limit=%1"_s.arg(sessionsPerPage);
    if (!cursor.isEmpty())
        path += "&cursor="_L1 + encoded(QString::fromUtf8(cursor));
    get(path, {}, [this, cursor](const HttpAnswer& answer) {
        if (answer.status == 404)
            return askOlderServerSessions();
        takeSessions(answer);
        const QByteArray next = answer.header("x-next-cursor");
        if (!m_ended && !next.isEmpty() && next != cursor)
            askSessions(next);
    });
}

void OpenCodeSnapshot::takeSessions(const HttpAnswer& answer)
{
    for (const QJsonValue& value : list(answer, u"/experimental/session"_s)) {
        QJsonObject info = value.toObject();
        info.remove(u"project"_s); // Only in lists: events do not carry it.
        const QString id = info["id"_L1].toString();
        const QString directory = normalDirectory(info["directory"_L1].toString());
        if (id.isEmpty())
            continue;
        if (!directory.isEmpty())
            m_plan.directories.insert(directory);
        m_sessions.insert(SessionId(id));
        m_listed.updates.push_back(opencode::makeEvent(m_source, directory, u"session.updated"_s,
            {{u"sessionID"_s, id}, {u"info"_s, info}}, now()));
    }
}

void OpenCodeSnapshot::askOlderServerSessions()
{
    // Servers without the list over all directories: one directory after the other.
    const QSet<QString> directories = m_plan.directories;
    for (const QString& directory : directories) {
        get(u"/session?limit=100000"_s, directory,
            [this](const HttpAnswer& answer) { takeSessions(answer); });
    }
    if (directories.isEmpty())
        get(u"/session?limit=100000"_s, {},
            [this](const HttpAnswer& answer) { takeSessions(answer); });
}

void OpenCodeSnapshot::askDetails()
{
    m_details = true;
    if (m_plan.everything)
        askHistory();
    const QSet<QString> directories = m_plan.directories;
    for (const QString& directory : directories)
        askDirectory(directory);
    askActive();
    for (const SessionId& session : m_plan.open)
        askMessages(session, {}, pagesToOverlap);
}

void OpenCodeSnapshot::askHistory()
{
    if (m_plan.cursors.isEmpty())
        return;
    // Sessions that are not named would send their whole past.
    QJsonObject cursors;
    for (const SessionId& session : std::as_const(m_sessions))
        cursors.insert(session.value(), endOfLog);
    for (auto it = m_plan.cursors.cbegin(); it != m_plan.cursors.cend(); ++it)
        cursors.insert(it.key().value(), it.value());
    ++m_waiting;
    const QString path = u"/sync/history"_s;
    m_client.postIdempotentJson(
        path, {}, QJsonDocument(cursors).toJson(QJsonDocument::Compact), 4 * answerLimit, tries,
        [this, path](const HttpAnswer& answer) {
            received(answer, path, [this, path](const HttpAnswer& a) {
                if (a.status == 404) // An older server keeps no such log; the lists have to do.
                    return;
                HistoryListed listed{{}, m_plan.cursors};
                for (const QJsonValue& row : list(a, path)) {
                    auto event = opencode::eventFromHistory(m_source, row.toObject(), now());
                    if (event)
                        listed.events.push_back(std::move(*event));
                    else
                        m_history.push_back(event.error());
                }
                m_history.push_back(std::move(listed));
            });
        },
        this);
}

void OpenCodeSnapshot::askDirectory(const QString& directory)
{
    const qint64 fence = m_host.fence();
    get(u"/session/status"_s, directory, [this, directory, fence](const HttpAnswer& answer) {
        StatusListed listed{directory, {}, fence};
        const QJsonObject statuses = object(answer, u"/session/status"_s);
        for (auto it = statuses.begin(); it != statuses.end(); ++it)
            listed.statuses.insert(SessionId(it.key()), it.value().toObject());
        m_statuses.push_back(std::move(listed));
    });
    askRequests(directory, CheckpointKind::Permission);
    askRequests(directory, CheckpointKind::Question);
}

/** Sessions that are run over the newer API: /session/status does not name them. */
void OpenCodeSnapshot::askActive()
{
    const bool all = m_plan.everything || m_plan.directories.isEmpty();
    const QString directory = all ? QString() : *m_plan.directories.cbegin();
    get(u"/api/session/active"_s, directory, [this](const HttpAnswer& answer) {
        // An older server has no such list, or answers with its web page.
        const QJsonObject body = QJsonDocument::fromJson(answer.body).object();
        m_hasNext = answer.ok() && body["data"_L1].isObject();
        const QStringList active = body["data"_L1].toObject().keys();
        for (const QString& name : active) {
            // Deleted ones are named for ever where a request of theirs waited.
            const SessionId session(name);
            if (!m_plan.everything || m_sessions.contains(session))
                m_active.insert(session);
        }
    });
}

void OpenCodeSnapshot::askRequests(const QString& directory, CheckpointKind kind)
{
    const qint64 fence = m_host.fence();
    const bool permission = kind == CheckpointKind::Permission;
    const QString path = permission ? u"/permission"_s : u"/question"_s;
    get(path, directory,
        [this, directory, fence, kind, permission, path](const HttpAnswer& answer) {
            if (answer.status == 404) // An older server.
                return;
            // OpenCode 1.18: while a webfetch without a time limit waits, its directory's list
            // cannot be had at all. The stream has to do; nothing counts as gone.
            if (answer.status == 400) {
                Issue named = answer.issue;
                named.source = m_source;
                m_requests.push_back(named);
                return;
            }
            RequestsListed listed{directory, kind, {}, fence};
            const QString type = permission ? u"permission.asked"_s : u"question.asked"_s;
            for (const QJsonValue& request : list(answer, path))
                listed.asked.push_back(
                    opencode::makeEvent(m_source, directory, type, request.toObject(), now()));
            if (!m_ended)
                m_olderRequests.push_back(std::move(listed));
        });
}

/** Those of sessions that are run over the newer API stand in a list of their own. Both together
 * are all that wait: with one alone nothing counts as gone. */
void OpenCodeSnapshot::askNextRequests(RequestsListed listed)
{
    const bool permission = listed.kind == CheckpointKind::Permission;
    const QString path = permission ? u"/api/permission/request"_s : u"/api/question/request"_s;
    const QString directory = listed.directory;
    get(path, directory,
        [this, listed = std::move(listed), permission](const HttpAnswer& answer) mutable {
            const QJsonValue data = QJsonDocument::fromJson(answer.body).object()["data"_L1];
            // An older server has no such list, or answers with its web page.
            const bool none = answer.status == 404 || (answer.ok() && !data.isArray());
            if (!answer.ok() && !none) {
                Issue named = answer.issue;
                named.source = m_source;
                m_requests.push_back(named);
                for (Event& asked : listed.asked)
                    m_requests.push_back(std::move(asked));
                return;
            }
            const QString type = permission ? u"permission.v2.asked"_s : u"question.v2.asked"_s;
            for (const QJsonValue& request : data.toArray()) {
                listed.asked.push_back(opencode::makeEvent(
                    m_source, listed.directory, type, request.toObject(), now()));
            }
            m_requests.push_back(std::move(listed));
        });
}

std::vector<Event> OpenCodeSnapshot::messageEvents(
    const SourceId& source, const QJsonObject& message, Timestamp now)
{
    const QJsonObject info = message["info"_L1].toObject();
    const QString session = info["sessionID"_L1].toString();
    if (info["id"_L1].toString().isEmpty() || session.isEmpty())
        return {};
    std::vector<Event> events;
    events.push_back(opencode::makeEvent(
        source, {}, u"message.updated"_s, {{u"sessionID"_s, session}, {u"info"_s, info}}, now));
    for (const QJsonValue& part : message["parts"_L1].toArray()) {
        events.push_back(opencode::makeEvent(source, {}, u"message.part.updated"_s,
            {{u"sessionID"_s, session}, {u"part"_s, part}}, now));
    }
    return events;
}

std::vector<Event> OpenCodeSnapshot::messageEvents(
    const SourceId& source, const QJsonArray& page, Timestamp now)
{
    std::vector<Event> events;
    for (const QJsonValue& message : page) {
        std::vector<Event> one = messageEvents(source, message.toObject(), now);
        events.insert(
            events.end(), std::make_move_iterator(one.begin()), std::make_move_iterator(one.end()));
    }
    return events;
}

bool OpenCodeSnapshot::leavesHole(
    SourceHost& host, const SessionKey& session, const QJsonArray& page)
{
    if (page.isEmpty())
        return false;
    const QJsonObject oldest = page.first()["info"_L1].toObject();
    return host.hasHoleBefore(session, MessageId(oldest["id"_L1].toString()),
        timestampFromMs(oldest["time"_L1]["created"_L1].toInteger()));
}

void OpenCodeSnapshot::askMessages(const SessionId& session, const QByteArray& before, int pages)
{
    const qint64 fence = m_host.fence();
    const bool newest = before.isEmpty();
    const QString path = messagePath(session, before, m_plan.pageSize);
    get(path, {}, [this, session, before, fence, newest, pages](const HttpAnswer& answer) {
        const auto page = readMessagePage(m_source, session, before, m_plan.pageSize, answer);
        if (!page) {
            // Deleted meanwhile: its event is on the stream.
            if (page.error().code != Issue::Code::SessionNotFound)
                fail(page.error());
            return;
        }
        m_olderCursors.insert(session, page->older);
        const SessionKey key{m_source, session};
        m_messages.push_back(MessagesListed{key, messageEvents(m_source, page->messages, now()),
            newest, page->older.isEmpty(), fence});
        if (!page->older.isEmpty() && pages > 1 && leavesHole(m_host, key, page->messages))
            askMessages(session, page->older, pages - 1);
    });
}

std::vector<SourceItem> OpenCodeSnapshot::takeItems()
{
    std::vector<SourceItem> items = std::move(m_history);
    if (m_plan.everything)
        items.push_back(std::move(m_listed));
    // Who is busy comes before who waits: a request of an idle session is a ghost.
    for (StatusListed& listed : m_statuses) {
        // Nobody says which directory is theirs; in every list, so that none calls them idle.
        for (const SessionId& session : std::as_const(m_active)) {
            if (!listed.statuses.contains(session))
                listed.statuses.insert(session, {{u"type"_s, u"busy"_s}});
        }
        items.push_back(std::move(listed));
    }
    for (MessagesListed& listed : m_messages)
        items.push_back(std::move(listed));
    items.insert(items.end(), std::make_move_iterator(m_requests.begin()),
        std::make_move_iterator(m_requests.end()));
    return items;
}

} // namespace headgate
