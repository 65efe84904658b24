// SPDX-License-Identifier: MIT
#include "ui/words/noticewords.h"

#include "core/project/visibletext.h"
#include "ui/words/checkpointwords.h"
#include "ui/words/say.h"
#include "ui/words/sessionwords.h"
#include "ui/words/sourcewords.h"

namespace headgate::words {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestTitle = 80;
constexpr qsizetype longestLine = 160;

/** One line in which nothing is hidden: titles and commands are an agent's words. */
QString plainLine(QString text, qsizetype longest)
{
    // Cut first: a long text costs no more than its begin.
    text.truncate(longest * 4);
    QString line = makeVisible(text.simplified()).text;
    if (line.size() > longest)
        line = line.left(longest - 1) + u'…';
    return line;
}

/** "workstation · shop" */
QString placeOf(const NoticeTag& tag, const NoticeBook& book, const QString& directory)
{
    const SourceStatus* source = book.source(tag.source);
    const QString name = source ? sourceName(*source) : tag.source.value();
    const QString project = directory.section(u'/', -1, -1, QString::SectionSkipEmpty);
    const QString place = project.isEmpty() ? name : QString(name + u" · "_s + project);
    return plainLine(place, longestLine);
}

QString requestBody(const Checkpoint& c, Timestamp now)
{
    const QString line = requestLine(c);
    QString body = plainLine(
        line.isEmpty() ? requestTitle(c) : say("%1: %2").arg(requestTitle(c), line), longestLine);
    // Its own answer did not get through: why the person hears of it again.
    if (c.state == CheckpointState::Failed)
        body = plainLine(outcome(c, now).text, longestLine) + u'\n' + body;
    return body;
}

QString turnBody(NoticeKind kind, const Session& session)
{
    if (kind == NoticeKind::TurnEnded)
        return say("The turn has ended.");
    if (session.status == SessionStatus::Failed && !session.activity.subject.isEmpty())
        return say("Failed: %1").arg(session.activity.subject);
    return session.status == SessionStatus::Failed ? say("The turn failed.")
                                                   : say("The turn was cut off.");
}

} // namespace

NoticeText noticeText(const NoticeTag& tag, const NoticeBook& book, Timestamp now)
{
    NoticeText text;
    if (tag.kind == NoticeKind::Disconnected) {
        const SourceStatus* source = book.source(tag.source);
        if (source)
            text = {plainLine(sourceName(*source), longestTitle),
                plainLine(sourceSentence(*source, now).text, longestLine)};
        return text;
    }
    const Session* session = book.session(tag.sessionKey());
    // The request may be there before its session is described.
    text.title = session ? plainLine(sessionTitle(*session), longestTitle)
                         : say("A session not described yet");
    QString directory = session ? session->directory : QString();
    if (tag.kind == NoticeKind::Blocked) {
        const Checkpoint* c = book.request(tag.checkpointKey());
        if (!c)
            return {};
        text.body = requestBody(*c, now);
        if (!c->directory.isEmpty())
            directory = c->directory;
    } else {
        if (!session)
            return {};
        text.body = plainLine(turnBody(tag.kind, *session), longestLine);
    }
    text.body += u'\n' + placeOf(tag, book, directory);
    return text;
}

QString noticeKindWords(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::Blocked:
        return say("An agent waits for you");
    case NoticeKind::Failed:
        return say("A turn failed or was cut off");
    case NoticeKind::TurnEnded:
        return say("A turn has ended");
    case NoticeKind::Disconnected:
        break;
    }
    return say("A server cannot be reached any more");
}

} // namespace headgate::words
