// SPDX-License-Identifier: MIT
#include "core/io/logdecision.h"

#include "core/decode/linesplitter.h"
#include "core/decode/logfacts.h"
#include "core/decode/streamevent.h"
#include "core/domain/logids.h"
#include "core/io/logfiles.h"
#include "core/io/logwriter.h"

#include <chrono>
#include <optional>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 readAtOnce = 1024 * 1024;
/** Longer than a lock takes to count as left behind. */
constexpr auto patience = 12s;

/** What a log says of one request. */
class Dossier
{
public:
    explicit Dossier(RequestId request)
        : m_request(std::move(request))
        , m_name(m_request.value().toUtf8())
    {
    }

    /** All files, the newest last. */
    void read(const QString& path)
    {
        asked.reset();
        decided.reset();
        for (const FoundLog& file : findLogs(path))
            readFrom(file.path, 0);
    }
    /** What was written since, if it is the same file still. */
    void readOn(const QString& path)
    {
        const auto now = logAt(path);
        if (now && m_open.isOpen() && now->identity == m_open.identity() && now->size >= m_at)
            readFrom(path, m_at);
        else
            read(path);
    }

    std::optional<StreamEvent> asked;
    std::optional<StreamEvent> decided; ///< the first time

private:
    void readFrom(const QString& path, qint64 from)
    {
        m_at = from;
        if (!m_open.open(path))
            return;
        LineSplitter splitter(from);
        while (true) {
            const QByteArray bytes = m_open.read(splitter.readFrom(), readAtOnce);
            if (bytes.isEmpty())
                break;
            const CutLines cut = splitter.take(bytes);
            for (const CutLine& line : cut.lines)
                take(cut.text(line));
        }
        m_at = splitter.position();
    }

    void take(QByteArrayView line)
    {
        // Most lines do not speak of it, and need not be parsed to know that.
        if (!line.contains(m_name))
            return;
        auto event = streamevent::decode(line.toByteArray());
        if (!event || logfacts::requestOf(*event) != m_request)
            return;
        const bool request = event->type == "checkpoint.requested"_L1;
        auto& to = request ? asked : decided;
        if (!to)
            to = std::move(*event);
    }

    RequestId m_request;
    QByteArray m_name;
    OpenLog m_open;
    qint64 m_at = 0;
};

Outcome checked(const Dossier& dossier, const LogAnswer& answer)
{
    if (!dossier.asked)
        return Issue{Issue::Code::RequestNotFound, {}, {answer.request.value()}};
    if (!dossier.decided)
        return std::monostate();
    return Issue{Issue::Code::AlreadyAnswered, {}, {dossier.decided->actor}};
}

/** It stands in the stream and the run of what it decides, and says what it comes from. */
StreamEvent decisionOf(const StreamEvent& asked, const LogAnswer& answer)
{
    StreamEvent event;
    logids::Last last;
    event.id = logids::next(last, answer.now, answer.random);
    event.timestamp = answer.now;
    event.type = answer.approved ? u"checkpoint.approved"_s : u"checkpoint.rejected"_s;
    event.streamId = asked.streamId;
    event.correlationId = asked.correlationId;
    event.causationId = asked.id;
    event.actor = answer.by;
    QJsonObject payload{{u"checkpoint_id"_s, answer.request.value()}};
    payload.insert(answer.approved ? u"approved_by"_s : u"rejected_by"_s, answer.by);
    if (answer.approved && !answer.option.isEmpty())
        payload.insert(u"selected_option"_s, answer.option);
    if (!answer.approved && !answer.reason.isEmpty())
        payload.insert(u"reason"_s, answer.reason);
    event.payload = payload;
    for (const Fact& fact : logfacts::facts({}, asked)) {
        const auto* request = std::get_if<RequestAsked>(&fact);
        if (request && request->checkpoint.expires && *request->checkpoint.expires < answer.now)
            event.metadata.insert(u"expired"_s, true);
    }
    return event;
}

} // namespace

Outcome decideInLog(const LogAnswer& answer)
{
    // Most of it before the lock is taken, so that little is left to read under it.
    Dossier dossier(answer.request);
    dossier.read(answer.path);
    if (const Outcome open = checked(dossier, answer); !open)
        return open;
    LogWriter::Options options;
    options.lock.patience = patience;
    auto hold = LogWriter(answer.path, options).hold();
    if (!hold)
        return hold.error();
    dossier.readOn(answer.path);
    if (const Outcome open = checked(dossier, answer); !open)
        return open;
    return hold->write(streamevent::encode(decisionOf(*dossier.asked, answer)));
}

} // namespace headgate
