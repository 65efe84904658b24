// SPDX-License-Identifier: MIT
#include "core/sessionexport.h"

#include "core/logpages.h"
#include "core/project/markdownexport.h"

#include <QJsonDocument>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

// What one slice takes: some milliseconds.
constexpr int messagesPerSlice = 40;
constexpr qsizetype eventsPerSlice = 200;

/** What an event said, as JSON; a text that is none, as a string. */
QJsonValue valueOf(const QByteArray& data)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(data, &error);
    if (error.error != QJsonParseError::NoError)
        return QString::fromUtf8(data);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

/** Which message it is about, where it says so. */
MessageId messageOf(const HeldEvent& event)
{
    if (event.entity.startsWith("m:"_L1))
        return MessageId(event.entity.mid(2));
    constexpr QByteArrayView key("\"messageID\":\"");
    const qsizetype at = event.row.data.indexOf(key);
    if (at < 0)
        return {};
    const qsizetype from = at + key.size();
    const qsizetype end = event.row.data.indexOf('"', from);
    return MessageId(QString::fromUtf8(event.row.data.mid(from, end - from)));
}

} // namespace

SessionExport::SessionExport(
    Database& database, const SourceId& source, ExportWish wish, Timestamp now, Tell tell)
    : m_database(database)
    , m_key{source, wish.session}
    , m_wish(std::move(wish))
    , m_tell(std::move(tell))
    , m_redaction(m_wish.rules)
    , m_file(m_wish.path)
    , m_slice(this)
{
    m_head.key = m_key;
    m_head.written = now;
    for (const RedactionRow& row : redactionRows()) {
        if (m_wish.rules.contains(row.rule))
            m_head.rules.append(QString::fromLatin1(row.name));
    }
    m_slice.setSingleShot(true);
    connect(&m_slice, &QTimer::timeout, this, &SessionExport::work);
    m_slice.start(0);
}

void SessionExport::cancel()
{
    m_slice.stop();
    if (m_step == Step::Done)
        return;
    m_step = Step::Done;
    m_file.cancelWriting();
    ExportFound ended = told();
    ended.finished = ended.cancelled = true;
    m_tell(std::move(ended));
}

void SessionExport::work()
{
    switch (m_step) {
    case Step::Begin:
        begin();
        break;
    case Step::Gather:
        gather();
        break;
    case Step::Pages:
        gatherPage();
        break;
    case Step::Survey:
        beginEvents();
        break;
    case Step::Messages:
        writeMessages();
        break;
    case Step::Events:
        writeEvents();
        break;
    case Step::Done:
        return;
    }
    if (m_step != Step::Done)
        m_slice.start(0);
}

void SessionExport::begin()
{
    if (!m_wish.path.isEmpty() && !m_file.open(QFile::WriteOnly))
        return finish(m_file.errorString());
    m_head.title = m_redaction.apply(m_wish.title);
    // The place of a log is in its name.
    m_head.key.source = SourceId(m_redaction.apply(m_key.source.value()));
    m_steps = std::make_unique<ReplaySteps>(m_key, ReplaySteps::Of::Everything);
    m_step = Step::Gather;
}

void SessionExport::gather()
{
    if (!m_steps->gather(m_database))
        return;
    m_head.events = qsizetype(m_steps->timeline()->moments.size());
    m_step = m_wish.format == ExportFormat::Lines ? Step::Survey : Step::Pages;
    tellProgress();
}

void SessionExport::gatherPage()
{
    const auto load = isLog(m_key.source) ? logpages::loadPage : historyreader::loadPage;
    SessionPage page = load(m_database, m_key, m_before, messagesPerSlice);
    m_messages.insert(m_messages.end(), std::make_move_iterator(page.messages.rbegin()),
        std::make_move_iterator(page.messages.rend()));
    m_before = page.oldest;
    if (page.hasOlder && page.oldest)
        return;
    std::reverse(m_messages.begin(), m_messages.end());
    m_marks = historyreader::loadMarks(m_database, m_key, {}, {});
    // Where in its source each message was told is known from all events alone.
    m_step = m_wish.format == ExportFormat::Html ? Step::Survey : Step::Messages;
}

/** All events are looked at before anything is written: for the offsets of messages, and for what
 * is cut into pieces. */
void SessionExport::beginEvents()
{
    const bool lines = m_wish.format == ExportFormat::Lines;
    const auto all = qsizetype(m_steps->timeline()->moments.size());
    const bool needless = lines && m_redaction.isOff();
    const qsizetype to = needless ? all : std::min(all, m_event + eventsPerSlice);
    if (!needless) {
        for (const HeldEvent& event : m_steps->held(m_database, m_event, to)) {
            if (lines)
                m_pieces.add(event.row.type, valueOf(event.row.data).toObject());
            else
                noteMessage(event);
        }
    }
    m_event = to;
    if (m_event < all)
        return;
    m_event = 0;
    m_pieces.judge(m_wish.rules);
    write(lines ? sessionfile::firstLine(m_head) : sessionfile::htmlBegin(m_head));
    m_step = lines ? Step::Events : Step::Messages;
}

void SessionExport::noteMessage(const HeldEvent& event)
{
    const MessageId message = messageOf(event);
    const std::optional<qint64> offset = event.at >= 0 ? std::optional(event.at) : event.row.seq;
    if (message.isEmpty() || !offset)
        return;
    const auto known = m_offsets.find(message);
    if (known == m_offsets.end()) {
        m_offsets.insert(message, {*offset, *offset});
        return;
    }
    known->first = std::min(known->first, *offset);
    known->last = std::max(known->last, *offset);
}

QString SessionExport::offsetsOf(const MessageId& message) const
{
    const auto known = m_offsets.constFind(message);
    if (known == m_offsets.cend())
        return {};
    return known->first == known->last ? QString::number(known->first)
                                       : u"%1 to %2"_s.arg(known->first).arg(known->last);
}

void SessionExport::writeMessages()
{
    const size_t to = std::min(m_messages.size(), m_written + messagesPerSlice);
    for (; m_written < to; ++m_written)
        m_redaction.apply(m_messages[m_written]);
    if (m_written < m_messages.size())
        return;
    if (m_wish.format == ExportFormat::Markdown) {
        Session session;
        session.id = m_key.session;
        session.title = m_head.title;
        write(markdownExport(session, m_messages).toUtf8());
        m_step = Step::Events;
        return;
    }
    auto mark = m_marks.begin();
    for (const MessageWithParts& message : m_messages) {
        for (; mark != m_marks.end() && mark->at < message.message.created; ++mark)
            write(sessionfile::htmlMark(*mark));
        write(sessionfile::htmlMessage(message, offsetsOf(message.message.id)));
    }
    for (; mark != m_marks.end(); ++mark)
        write(sessionfile::htmlMark(*mark));
    write(sessionfile::htmlEvents());
    m_step = Step::Events;
}

void SessionExport::writeEvents()
{
    const auto all = qsizetype(m_steps->timeline()->moments.size());
    const qsizetype to = std::min(all, m_event + eventsPerSlice);
    for (HeldEvent& event : m_steps->held(m_database, m_event, to))
        writeEvent(event);
    m_event = to;
    tellProgress();
    if (m_event < all)
        return;
    m_tail.redacted = m_redaction.found();
    if (m_wish.format == ExportFormat::Markdown)
        write(sessionfile::markdownEnd(m_head, m_tail).toUtf8());
    else if (m_wish.format == ExportFormat::Html)
        write(sessionfile::htmlEnd(m_tail));
    else
        write(sessionfile::lastLine(m_tail, m_hash.result().toHex()));
    finish();
}

void SessionExport::writeEvent(HeldEvent& event)
{
    ++m_tail.events;
    m_tail.unkept += event.row.data.isEmpty() ? 1 : 0;
    if (m_wish.format == ExportFormat::Markdown)
        return;
    bool redacted = false;
    QJsonValue data;
    if (m_wish.format == ExportFormat::Lines) {
        const qint64 before = m_redaction.total();
        if (!event.row.data.isEmpty())
            data = valueOf(event.row.data);
        if (QJsonObject whole = data.toObject(); m_pieces.withhold(event.row.type, whole)) {
            data = whole;
            redacted = true;
        }
        data = m_redaction.apply(data);
        redacted = redacted || m_redaction.total() != before;
        write(sessionfile::eventLine(event, data, redacted));
        return;
    }
    // The text is in the messages: only whether its hash may be told is asked here.
    if (!m_redaction.isOff() && !event.row.data.isEmpty()) {
        Redaction own(m_wish.rules);
        own.apply(valueOf(event.row.data));
        redacted = own.total() > 0;
    }
    write(sessionfile::htmlEvent(event, redacted));
}

void SessionExport::write(const QByteArray& bytes)
{
    if (m_wish.path.isEmpty())
        return;
    m_hash.addData(bytes);
    m_file.write(bytes);
}

ExportFound SessionExport::told() const
{
    ExportFound told;
    told.number = m_wish.number;
    told.path = m_wish.path;
    told.done = m_event;
    told.all = m_head.events;
    return told;
}

void SessionExport::tellProgress()
{
    m_tell(told());
}

void SessionExport::finish(const QString& error)
{
    m_step = Step::Done;
    ExportFound last = told();
    last.done = last.all;
    last.finished = true;
    last.found = m_redaction.found();
    QString wrong = error;
    if (wrong.isEmpty() && !m_wish.path.isEmpty() && !m_file.commit())
        wrong = m_file.errorString();
    if (!wrong.isEmpty())
        last.issue = Issue{Issue::Code::LogError, m_key.source, {m_wish.path, wrong}};
    m_tell(std::move(last));
}

} // namespace headgate
