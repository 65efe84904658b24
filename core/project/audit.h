// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/** What decisions.jsonl says: who decided what, and whether somebody changed the file since
 * (approvals.md H35, H36). Pure. */
namespace headgate::audit {

/** One line of the file. */
struct Entry
{
    qint64 line = 0; ///< 1-based
    SourceId source;
    SessionId session;
    QString title; ///< of the session, when it was decided; empty in lines of earlier versions
    QString request; ///< empty: an act on a session
    QString directory;
    QString permission;
    QStringList patterns;
    QString answer; ///< replyName(), or the act: "stop"; empty: nobody here answered
    QString effective; ///< the answer that took effect, where it was another one
    QString message;
    QString actor; ///< "window", "notification", "cli"; empty with `answer`
    QString user; ///< of the operating system
    QString batch; ///< the same for all that were decided together; empty: by itself
    QStringList hints; ///< riskRuleName()
    QString payloadSha256;
    QString outcome; ///< checkpointStateName()
    QString issue;
    Timestamp firstSeen;
    std::optional<Timestamp> decided;
    Timestamp settled;
    QJsonObject raw; ///< the line, with what is not known here

    friend bool operator==(const Entry&, const Entry&) = default;
};

/** A place at which the file is not what was written. */
struct Fault
{
    enum class Kind : quint8 {
        Unreadable, ///< no JSON object
        Unlinked, ///< it does not carry the hash of the line before: one of the two was changed, or
                  ///< what stood between them is gone
        Missing, ///< a decision that the profile knows has no line: cut off at the end
    };

    Kind kind = Kind::Unlinked;
    qint64 line = 0; ///< 1-based; Missing: 0
    QString request{}; ///< Missing: whose

    friend bool operator==(const Fault&, const Fault&) = default;
};

QString faultName(Fault::Kind kind); ///< "unreadable", "unlinked", "missing"

/** What the check of a whole file came to. */
struct Report
{
    qint64 lines = 0;
    QByteArray head; ///< SHA-256 of the last line; empty: there is none
    std::vector<Fault> faults;

    friend bool operator==(const Report&, const Report&) = default;
};

/** What a person looks through: the newest entries, and what the check came to. */
struct Listing
{
    std::vector<Entry> entries; ///< the newest first
    Report report;
};

/** Takes the lines of the file in their order, without their line feeds. */
class Chain
{
public:
    /** Nothing for a line that cannot be read, which is a fault. */
    std::optional<Entry> add(const QByteArray& line);

    qint64 lines() const { return m_lines; }
    const std::vector<Fault>& faults() const { return m_faults; }
    /** SHA-256 of the last line, hexadecimal: noted elsewhere, it proves the file up to here. */
    QByteArray head() const { return m_head; }

private:
    qint64 m_lines = 0;
    QByteArray m_head;
    std::vector<Fault> m_faults;
};

QByteArray csvHeader();
QByteArray csv(const Entry& entry); ///< times are ISO 8601 in UTC

} // namespace headgate::audit
