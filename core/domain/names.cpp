// SPDX-License-Identifier: MIT
#include "core/domain/checkpoint.h"
#include "core/domain/event.h"
#include "core/domain/health.h"
#include "core/domain/issue.h"
#include "core/domain/messagenames.h"
#include "core/domain/session.h"
#include "core/domain/source.h"

namespace headgate {

using namespace Qt::StringLiterals;

bool isRecoverable(Issue::Code code)
{
    using enum Issue::Code;
    switch (code) {
    case Unreachable:
    case TimedOut:
    case ConnectionLost:
    case Silent:
    case HttpError:
    case BadAnswer:
    case LogLocked:
        return true;
    case None:
    case TlsError:
    case NotAuthorised:
    case NotOpenCode:
    case RedirectRefused:
    case BadFrame:
    case FrameTooLarge:
    case ProfileLocked:
    case DatabaseError:
    case RequestNotFound:
    case AlreadyAnswered:
    case AnsweredTooLate:
    case WrongAnswer:
    case NotStoppable:
    case SendUnknown:
    case PortInUse:
    case CannotListen:
    case BadSource:
    case SessionNotFound:
    case StreamNotFound:
    case StreamRestarted:
    case LogMissing:
    case LogBeganAnew:
    case BadLines:
    case NotAnswerable:
    case BadEvent:
    case LogError:
    case LockLost:
    case NotOffered:
    case PromptLost:
    case RequestExpired:
        return false;
    }
    return false;
}

QString issueCodeName(Issue::Code code)
{
    using enum Issue::Code;
    switch (code) {
    case None:
        return u"none"_s;
    case Unreachable:
        return u"unreachable"_s;
    case TimedOut:
        return u"timed-out"_s;
    case ConnectionLost:
        return u"connection-lost"_s;
    case Silent:
        return u"silent"_s;
    case TlsError:
        return u"tls-error"_s;
    case NotAuthorised:
        return u"not-authorised"_s;
    case NotOpenCode:
        return u"not-opencode"_s;
    case HttpError:
        return u"http-error"_s;
    case RedirectRefused:
        return u"redirect-refused"_s;
    case BadFrame:
        return u"bad-frame"_s;
    case FrameTooLarge:
        return u"frame-too-large"_s;
    case BadAnswer:
        return u"bad-answer"_s;
    case ProfileLocked:
        return u"profile-locked"_s;
    case DatabaseError:
        return u"database-error"_s;
    case RequestNotFound:
        return u"request-not-found"_s;
    case AlreadyAnswered:
        return u"already-answered"_s;
    case AnsweredTooLate:
        return u"answered-too-late"_s;
    case WrongAnswer:
        return u"wrong-answer"_s;
    case NotStoppable:
        return u"not-stoppable"_s;
    case SendUnknown:
        return u"send-unknown"_s;
    case PortInUse:
        return u"port-in-use"_s;
    case CannotListen:
        return u"cannot-listen"_s;
    case BadSource:
        return u"bad-source"_s;
    case SessionNotFound:
        return u"session-not-found"_s;
    case StreamNotFound:
        return u"stream-not-found"_s;
    case StreamRestarted:
        return u"stream-restarted"_s;
    case LogMissing:
        return u"log-missing"_s;
    case LogBeganAnew:
        return u"log-began-anew"_s;
    case BadLines:
        return u"bad-lines"_s;
    case NotAnswerable:
        return u"not-answerable"_s;
    case BadEvent:
        return u"bad-event"_s;
    case LogError:
        return u"log-error"_s;
    case LogLocked:
        return u"log-locked"_s;
    case LockLost:
        return u"lock-lost"_s;
    case NotOffered:
        return u"not-offered"_s;
    case PromptLost:
        return u"prompt-lost"_s;
    case RequestExpired:
        return u"request-expired"_s;
    }
    return {};
}

Issue::Code issueFromName(const QString& name)
{
    constexpr int last = int(Issue::Code::RequestExpired);
    for (int i = 0; i <= last; ++i) {
        const auto code = static_cast<Issue::Code>(i);
        if (issueCodeName(code) == name)
            return code;
    }
    return Issue::Code::None;
}

QString healthKindName(HealthEvent::Kind kind)
{
    switch (kind) {
    case HealthEvent::Kind::Connected:
        return u"connected"_s;
    case HealthEvent::Kind::Lost:
        return u"lost"_s;
    case HealthEvent::Kind::Denied:
        return u"denied"_s;
    case HealthEvent::Kind::Gone:
        return u"gone"_s;
    case HealthEvent::Kind::Closed:
        return u"closed"_s;
    case HealthEvent::Kind::Paused:
        return u"paused"_s;
    case HealthEvent::Kind::Resumed:
        return u"resumed"_s;
    case HealthEvent::Kind::Gap:
        return u"gap"_s;
    case HealthEvent::Kind::Repaired:
        return u"repaired"_s;
    case HealthEvent::Kind::BadFrames:
        return u"bad-frames"_s;
    }
    return {};
}

QString originName(Origin origin)
{
    switch (origin) {
    case Origin::Live:
        return u"live"_s;
    case Origin::Snapshot:
        return u"snapshot"_s;
    case Origin::History:
        return u"history"_s;
    case Origin::Local:
        return u"local"_s;
    }
    return {};
}

QString sessionStatusName(SessionStatus status)
{
    switch (status) {
    case SessionStatus::Unknown:
        return u"unknown"_s;
    case SessionStatus::Idle:
        return u"idle"_s;
    case SessionStatus::Running:
        return u"running"_s;
    case SessionStatus::Retrying:
        return u"retrying"_s;
    case SessionStatus::Interrupted:
        return u"interrupted"_s;
    case SessionStatus::Failed:
        return u"failed"_s;
    }
    return {};
}

QString roleName(Role role)
{
    switch (role) {
    case Role::Unknown:
        return u"unknown"_s;
    case Role::User:
        return u"user"_s;
    case Role::Assistant:
        return u"assistant"_s;
    }
    return {};
}

QString toolStatusName(ToolStatus status)
{
    switch (status) {
    case ToolStatus::Pending:
        return u"pending"_s;
    case ToolStatus::Running:
        return u"running"_s;
    case ToolStatus::Completed:
        return u"completed"_s;
    case ToolStatus::Failed:
        return u"error"_s;
    }
    return {};
}

QString replyName(Reply reply)
{
    switch (reply) {
    case Reply::Once:
        return u"once"_s;
    case Reply::Always:
        return u"always"_s;
    case Reply::Reject:
        return u"reject"_s;
    case Reply::Answer:
        return u"answer"_s;
    }
    return {};
}

std::optional<Reply> replyFromName(QStringView name)
{
    for (const Reply reply : {Reply::Once, Reply::Always, Reply::Reject, Reply::Answer}) {
        if (name == replyName(reply))
            return reply;
    }
    return {};
}

QString checkpointKindName(CheckpointKind kind)
{
    switch (kind) {
    case CheckpointKind::Permission:
        return u"permission"_s;
    case CheckpointKind::Question:
        return u"question"_s;
    case CheckpointKind::Hitl:
        return u"checkpoint"_s;
    }
    return {};
}

QString checkpointStateName(CheckpointState state)
{
    switch (state) {
    case CheckpointState::Pending:
        return u"pending"_s;
    case CheckpointState::Sending:
        return u"sending"_s;
    case CheckpointState::Sent:
        return u"sent"_s;
    case CheckpointState::Confirmed:
        return u"confirmed"_s;
    case CheckpointState::AnsweredElsewhere:
        return u"answered-elsewhere"_s;
    case CheckpointState::TooLate:
        return u"too-late"_s;
    case CheckpointState::Cancelled:
        return u"cancelled"_s;
    case CheckpointState::Unknown:
        return u"unknown"_s;
    case CheckpointState::Checking:
        return u"checking"_s;
    case CheckpointState::Failed:
        return u"failed"_s;
    }
    return {};
}

QString syncStateName(SyncState state)
{
    switch (state) {
    case SyncState::Idle:
        return u"idle"_s;
    case SyncState::CatchUp:
        return u"catch-up"_s;
    case SyncState::Live:
        return u"live"_s;
    case SyncState::Waiting:
        return u"waiting"_s;
    case SyncState::Paused:
        return u"paused"_s;
    case SyncState::Denied:
        return u"denied"_s;
    case SyncState::Gone:
        return u"gone"_s;
    case SyncState::Closed:
        return u"closed"_s;
    }
    return {};
}

} // namespace headgate
