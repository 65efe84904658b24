// SPDX-License-Identifier: MIT
#include "core/store/journal.h"

#include "core/decode/opencodeobjects.h"
#include "core/project/riskhints.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>

#ifdef Q_OS_UNIX
#include <pwd.h>
#include <unistd.h>
#endif

#include <chrono>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Others hold the lock for one line; the sources should not wait for one who does not let go. */
constexpr int lockPatience = 200;
constexpr auto retryAfter = std::chrono::seconds(5);

/** What a prompt is called where a decision has its reply. */
const QString promptAct = u"prompt"_s;

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

/** Who this process runs as, by the system's word where it has one. */
QString userName()
{
#ifdef Q_OS_UNIX
    const passwd* user = getpwuid(geteuid());
    return user ? QString::fromLocal8Bit(user->pw_name) : QString::number(geteuid());
#else
    return qEnvironmentVariable("USERNAME");
#endif
}

/** What every line about a request says of it. */
QJsonObject lineOf(const Checkpoint& c, const SessionPlace& place, Timestamp settled)
{
    QJsonArray hints;
    for (const RiskHint& hint : riskHints(c))
        hints.append(riskRuleName(hint.rule));
    QJsonObject line{{u"source"_s, c.key.source.value()}, {u"session"_s, c.key.session.value()},
        {u"title"_s, place.title}, {u"parents"_s, QJsonArray::fromStringList(place.parents)},
        {u"request"_s, c.key.request.value()}, {u"kind"_s, checkpointKindName(c.kind)},
        {u"directory"_s, c.directory}, {u"permission"_s, c.permission},
        {u"patterns"_s, QJsonArray::fromStringList(c.patterns)},
        {u"payloadSha256"_s,
            QString::fromLatin1(
                QCryptographicHash::hash(c.text.toUtf8(), QCryptographicHash::Sha256).toHex())},
        {u"hints"_s, hints}, {u"firstSeen"_s, toMs(c.firstSeen)}, {u"settled"_s, toMs(settled)},
        {u"outcome"_s, checkpointStateName(c.state)}, {u"issue"_s, issueCodeName(c.issue.code)}};
    if (c.reply)
        line.insert(u"effective"_s, replyName(*c.reply));
    if (!c.option.isEmpty())
        line.insert(u"effectiveOption"_s, c.option);
    return line;
}

/** Cuts off what a writer that was killed left of a line; its row has the line still. */
void cutTorn(QFile& file)
{
    constexpr qint64 window = 65536;
    qint64 end = file.size();
    while (end > 0) {
        const qint64 begin = std::max<qint64>(0, end - window);
        file.seek(begin);
        const qsizetype feed = file.read(end - begin).lastIndexOf('\n');
        if (feed >= 0) {
            end = begin + feed + 1;
            break;
        }
        end = begin;
    }
    if (end < file.size())
        file.resize(end);
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
        "first_seen,shown,decided,chosen,batch) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)"_s);
    int at = 0;
    for (const QVariant& value :
        {QVariant(decision.key.source.value()), QVariant(decision.key.session.value()),
            QVariant(decision.key.request.value()), QVariant(checkpoint.directory),
            QVariant(replyName(decision.reply)), QVariant(wordsOf(decision)),
            QVariant(actorName(decision.actor)), QVariant(int(CheckpointState::Sending)),
            QVariant(toMs(checkpoint.firstSeen)), QVariant(toMs(decision.shown)),
            QVariant(toMs(now)), QVariant(decision.option), QVariant(decision.batch)})
        q.bindValue(at++, value);
    m_database.run(q);
}

void Journal::settle(const Checkpoint& c, const SessionPlace& place, Timestamp now)
{
    Query find =
        m_database.prepare(u"SELECT id,reply,message,actor,shown,decided,settled,chosen,batch FROM "
                           u"decision WHERE source=?"
                           " AND session=? AND request=? ORDER BY id DESC LIMIT 1"_s);
    bind(find, {c.key.source.value(), c.key.session.value(), c.key.request.value()});
    if (!m_database.run(find) || !find.next() || !find.value(6).isNull())
        return;
    const qint64 id = find.value(0).toLongLong();
    QJsonObject line = lineOf(c, place, now);
    const QString answer = find.value(1).toString();
    line.insert(u"answer"_s, answer);
    line.insert(u"message"_s, find.value(2).toString());
    line.insert(u"actor"_s, find.value(3).toString());
    line.insert(u"user"_s, userName());
    line.insert(u"shown"_s, find.value(4).toLongLong());
    line.insert(u"decided"_s, find.value(5).toLongLong());
    if (answer == replyName(Reply::Answer)) {
        line.insert(u"answers"_s,
            QJsonDocument::fromJson(line.take(u"message"_s).toString().toUtf8()).array());
    }
    // Of a checkpoint; what took effect stands beside it.
    if (const QString chosen = find.value(7).toString(); !chosen.isEmpty())
        line.insert(u"option"_s, chosen);
    if (const QString batch = find.value(8).toString(); !batch.isEmpty())
        line.insert(u"batch"_s, batch);
    if (answer == replyName(Reply::Always))
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

void Journal::witness(const Checkpoint& c, const SessionPlace& place, Timestamp now)
{
    Query find = m_database.prepare(
        u"SELECT 1 FROM decision WHERE source=? AND session=? AND request=? LIMIT 1"_s);
    bind(find, {c.key.source.value(), c.key.session.value(), c.key.request.value()});
    if (!m_database.run(find) || find.next())
        return;
    find.finish();
    QJsonObject line = lineOf(c, place, now);
    line.insert(u"answer"_s, QString());
    addSettled({c.key.source, c.key.session}, c.key.request, c.directory, line, c.state, now);
}

void Journal::note(const SessionKey& session, const QString& directory, const QString& act,
    Decision::Actor actor, Timestamp now, const QString& text)
{
    QJsonObject line{{u"source"_s, session.source.value()}, {u"session"_s, session.session.value()},
        {u"directory"_s, directory}, {u"act"_s, act}, {u"actor"_s, actorName(actor)},
        {u"user"_s, userName()}, {u"decided"_s, toMs(now)}, {u"settled"_s, toMs(now)},
        {u"outcome"_s, checkpointStateName(CheckpointState::Confirmed)}};
    if (!text.isEmpty())
        line.insert(u"text"_s, text);
    addSettled(session, {}, directory, line, CheckpointState::Confirmed, now);
}

/** A row of what was settled when it became known. */
void Journal::addSettled(const SessionKey& session, const RequestId& request,
    const QString& directory, const QJsonObject& line, CheckpointState state, Timestamp now)
{
    Query q = m_database.prepare(
        u"INSERT INTO decision(source,session,request,directory,reply,message,actor,state,"
        "first_seen,shown,decided,settled,unlogged) VALUES(?,?,?,?,?,'',?,?,?,0,?,?,?)"_s);
    const bool logged = m_file.isEmpty();
    bind(q,
        {session.source.value(), session.session.value(), request.value(), directory,
            line["act"_L1].toString(), line["actor"_L1].toString(), int(state),
            line["firstSeen"_L1].toInteger(), toMs(now), toMs(now),
            logged ? QVariant() : QVariant(QString::fromUtf8(compact(line)))});
    if (m_database.run(q))
        m_pending = m_pending || !logged;
}

void Journal::begin(
    const Prompt& prompt, const QString& directory, Decision::Actor actor, Timestamp behind)
{
    Query q = m_database.prepare(
        u"INSERT INTO decision(source,session,request,directory,reply,message,actor,state,"
        "first_seen,shown,decided) VALUES(?,?,?,?,?,?,?,?,?,0,?)"_s);
    bind(q,
        {prompt.key.source.value(), prompt.key.session.value(), prompt.id, directory, promptAct,
            prompt.text, actorName(actor), int(CheckpointState::Sending), toMs(behind),
            toMs(prompt.at)});
    m_database.run(q);
}

void Journal::settle(const Prompt& prompt, Timestamp now)
{
    Query find = m_database.prepare(u"SELECT id,directory,actor FROM decision WHERE source=? AND"
                                    " session=? AND request=? AND settled IS NULL"_s);
    bind(find, {prompt.key.source.value(), prompt.key.session.value(), prompt.id});
    if (!m_database.run(find) || !find.next())
        return;
    const qint64 id = find.value(0).toLongLong();
    const QJsonObject line{{u"source"_s, prompt.key.source.value()},
        {u"session"_s, prompt.key.session.value()}, {u"directory"_s, find.value(1).toString()},
        {u"act"_s, promptAct}, {u"text"_s, prompt.text}, {u"actor"_s, find.value(2).toString()},
        {u"user"_s, userName()}, {u"message"_s, prompt.message.value()},
        {u"decided"_s, toMs(prompt.at)}, {u"settled"_s, toMs(now)},
        {u"outcome"_s, checkpointStateName(CheckpointState::Confirmed)}};
    find.finish();
    const bool kept = prompt.state == Prompt::State::Kept;
    const bool logged = m_file.isEmpty() || !kept; // what the server did not do leaves no line
    Query set = m_database.prepare(
        u"UPDATE decision SET state=?, settled=?, issue=?, unlogged=? WHERE id=?"_s);
    bind(set,
        {int(kept ? CheckpointState::Confirmed : CheckpointState::Failed), toMs(now),
            issueCodeName(prompt.issue.code),
            logged ? QVariant() : QVariant(QString::fromUtf8(compact(line))), id});
    if (m_database.run(set))
        m_pending = m_pending || !logged;
}

std::vector<Journal::OpenPrompt> Journal::openPrompts(const SourceId& source)
{
    Query q = m_database.prepare(u"SELECT session,request,message,decided,first_seen FROM decision"
                                 " WHERE source=? AND reply=? AND settled IS NULL ORDER BY id"_s);
    bind(q, {source.value(), promptAct});
    std::vector<OpenPrompt> open;
    m_database.run(q);
    while (q.next()) {
        Prompt prompt;
        prompt.key = {source, SessionId(q.value(0).toString())};
        prompt.id = q.value(1).toString();
        prompt.text = q.value(2).toString();
        prompt.at = timestampFromMs(q.value(3).toLongLong());
        prompt.state = Prompt::State::Checking;
        prompt.issue = {Issue::Code::SendUnknown, source, {}};
        open.push_back({prompt, timestampFromMs(q.value(4).toLongLong())});
    }
    return open;
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
    cutTorn(file);
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
