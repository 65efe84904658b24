// SPDX-License-Identifier: MIT
#include "core/store/journal.h"

#include "core/decode/opencodeobjects.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>

#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Others hold the lock for one line; the sources should not wait for one who does not let go. */
constexpr int lockPatience = 200;
constexpr auto retryAfter = std::chrono::seconds(5);

QString actorName(Decision::Actor actor)
{
    switch (actor) {
    case Decision::Actor::Window:
        return u"window"_s;
    case Decision::Actor::Notification:
        return u"notification"_s;
    case Decision::Actor::Cli:
        return u"cli"_s;
    }
    return {};
}

/** What goes with the reply: words to the agent, or the answers to a question as JSON. */
QString wordsOf(const Decision& decision)
{
    return decision.reply == Reply::Answer ? QString::fromUtf8(
               QJsonDocument(opencode::toJson(decision.answers)).toJson(QJsonDocument::Compact))
                                           : decision.message;
}

/** The last whole line of a file, without its line feed. */
QByteArray lastLine(QFile& file)
{
    const qint64 size = file.size();
    qint64 window = std::min<qint64>(size, 4096);
    while (window > 0) {
        file.seek(size - window);
        QByteArray tail = file.read(window);
        while (tail.endsWith('\n'))
            tail.chop(1);
        const qsizetype feed = tail.lastIndexOf('\n');
        if (feed >= 0 || window == size)
            return tail.mid(feed + 1);
        window = std::min(size, window * 4);
    }
    return {};
}

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/** Without what ties each to the one before. */
QList<QJsonObject> linesOf(QFile& file)
{
    QList<QJsonObject> lines;
    file.seek(0);
    while (!file.atEnd()) {
        QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        line.remove(u"prev"_s);
        lines.append(line);
    }
    return lines;
}

} // namespace

Journal::Journal(Database& database, const QString& profile)
    : m_database(database)
    , m_file(profile.isEmpty() ? QString() : profile + "/decisions.jsonl"_L1)
    , m_pending(!m_file.isEmpty())
{
}

void Journal::begin(const Decision& decision, const Checkpoint& checkpoint, Timestamp now)
{
    Query q = m_database.prepare(
        u"INSERT INTO decision(source,session,request,directory,reply,message,actor,state,"
        "first_seen,shown,decided,chosen) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)"_s);
    int at = 0;
    for (const QVariant& value : {QVariant(decision.key.source.value()),
             QVariant(decision.key.session.value()), QVariant(decision.key.request.value()),
             QVariant(checkpoint.directory), QVariant(replyName(decision.reply)),
             QVariant(wordsOf(decision)), QVariant(actorName(decision.actor)),
             QVariant(int(CheckpointState::Sending)), QVariant(toMs(checkpoint.firstSeen)),
             QVariant(toMs(decision.shown)), QVariant(toMs(now)), QVariant(decision.option)})
        q.bindValue(at++, value);
    m_database.run(q);
}

void Journal::settle(const Checkpoint& c, Timestamp now)
{
    Query find = m_database.prepare(
        u"SELECT id,reply,message,actor,shown,decided,settled,chosen FROM decision WHERE source=?"
        " AND session=? AND request=? ORDER BY id DESC LIMIT 1"_s);
    find.bindValue(0, c.key.source.value());
    find.bindValue(1, c.key.session.value());
    find.bindValue(2, c.key.request.value());
    if (!m_database.run(find) || !find.next() || !find.value(6).isNull())
        return;
    const qint64 id = find.value(0).toLongLong();
    QJsonObject line{{u"source"_s, c.key.source.value()}, {u"session"_s, c.key.session.value()},
        {u"request"_s, c.key.request.value()}, {u"directory"_s, c.directory},
        {u"permission"_s, c.permission}, {u"patterns"_s, QJsonArray::fromStringList(c.patterns)},
        {u"payloadSha256"_s,
            QString::fromLatin1(
                QCryptographicHash::hash(c.text.toUtf8(), QCryptographicHash::Sha256).toHex())},
        {u"answer"_s, find.value(1).toString()}, {u"message"_s, find.value(2).toString()},
        {u"actor"_s, find.value(3).toString()}, {u"firstSeen"_s, toMs(c.firstSeen)},
        {u"shown"_s, find.value(4).toLongLong()}, {u"decided"_s, find.value(5).toLongLong()},
        {u"settled"_s, toMs(now)}, {u"outcome"_s, checkpointStateName(c.state)},
        {u"issue"_s, issueCodeName(c.issue.code)}};
    if (line["answer"_L1].toString() == replyName(Reply::Answer)) {
        line.insert(u"answers"_s,
            QJsonDocument::fromJson(line.take(u"message"_s).toString().toUtf8()).array());
    }
    // Of a checkpoint: what was chosen here, and what took effect.
    if (const QString chosen = find.value(7).toString(); !chosen.isEmpty())
        line.insert(u"option"_s, chosen);
    if (!c.option.isEmpty())
        line.insert(u"effectiveOption"_s, c.option);
    if (c.reply)
        line.insert(u"effective"_s, replyName(*c.reply));
    if (line["answer"_L1].toString() == "always"_L1)
        line.insert(u"scope"_s, QJsonArray::fromStringList(c.always));
    find.finish();
    Query set = m_database.prepare(
        u"UPDATE decision SET state=?, settled=?, issue=?, unlogged=? WHERE id=?"_s);
    const bool logged = m_file.isEmpty();
    bind(set,
        {int(c.state), toMs(now), issueCodeName(c.issue.code),
            logged ? QVariant() : QVariant(QString::fromUtf8(compact(line))), id});
    if (m_database.run(set))
        m_pending = !logged;
}

void Journal::note(const SessionKey& session, const QString& directory, const QString& act,
    Decision::Actor actor, Timestamp now)
{
    const QJsonObject line{{u"source"_s, session.source.value()},
        {u"session"_s, session.session.value()}, {u"directory"_s, directory}, {u"act"_s, act},
        {u"actor"_s, actorName(actor)}, {u"decided"_s, toMs(now)}, {u"settled"_s, toMs(now)},
        {u"outcome"_s, checkpointStateName(CheckpointState::Confirmed)}};
    Query q = m_database.prepare(
        u"INSERT INTO decision(source,session,request,directory,reply,message,actor,state,"
        "first_seen,shown,decided,settled,unlogged) VALUES(?,?,'',?,?,'',?,?,0,0,?,?,?)"_s);
    const bool logged = m_file.isEmpty();
    bind(q,
        {session.source.value(), session.session.value(), directory, act, actorName(actor),
            int(CheckpointState::Confirmed), toMs(now), toMs(now),
            logged ? QVariant() : QVariant(QString::fromUtf8(compact(line)))});
    if (m_database.run(q))
        m_pending = m_pending || !logged;
}

std::vector<Journal::Line> Journal::unlogged()
{
    std::vector<Line> lines;
    Query q = m_database.prepare(
        u"SELECT id,unlogged FROM decision WHERE unlogged IS NOT NULL ORDER BY id"_s);
    m_database.run(q);
    while (q.next()) {
        lines.push_back({q.value(0).toLongLong(),
            QJsonDocument::fromJson(q.value(1).toString().toUtf8()).object()});
    }
    return lines;
}

void Journal::flush()
{
    if (!m_pending || !m_retry.hasExpired())
        return;
    QLockFile lock(m_file + ".lock"_L1);
    const std::vector<Line> lines = unlogged();
    if (!lines.empty()) {
        if (!lock.tryLock(lockPatience) || !write(lines)) {
            m_retry.setRemainingTime(retryAfter);
            return;
        }
        m_database.begin();
        Query done = m_database.prepare(u"UPDATE decision SET unlogged=NULL WHERE id=?"_s);
        for (const Line& line : lines) {
            bind(done, {line.id});
            m_database.run(done);
        }
        // If this fails, the next start finds the lines in the file.
        if (!m_database.commit())
            return;
    }
    m_pending = false;
    m_mayRepeat = false;
}

bool Journal::write(const std::vector<Line>& lines)
{
    QFile file(m_file);
    if (!file.open(QFile::ReadWrite | QFile::Append))
        return false;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const QList<QJsonObject> known = m_mayRepeat ? linesOf(file) : QList<QJsonObject>();
    const qint64 before = file.size();
    QByteArray previous = lastLine(file);
    QByteArray text;
    for (const Line& line : lines) {
        if (known.contains(line.object))
            continue;
        // Each line carries the hash of the one before: an edit shows (approvals.md H36).
        QJsonObject object = line.object;
        object.insert(u"prev"_s,
            previous.isEmpty()
                ? QString()
                : QString::fromLatin1(
                    QCryptographicHash::hash(previous, QCryptographicHash::Sha256).toHex()));
        previous = compact(object);
        text += previous + '\n';
    }
    if (file.write(text) == text.size() && file.flush())
        return true;
    file.resize(before); // a full disk: half a line would break the chain
    return false;
}

} // namespace headgate
