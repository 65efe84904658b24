// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/domain/ids.h"
#include "core/io/commandclient.h"

#include <QJsonArray>

namespace headgate {

/**
 * A page of a session's messages, `{info, parts}` in ascending order. A server keeps messages in
 * two places that do not know of each other: /session/:id/message, and /api/session/:id/message for
 * sessions that were run over its newer API. The second is asked where the first has nothing.
 */
struct MessagePage
{
    QJsonArray messages;
    QByteArray older; ///< where the page before it begins, for messagePath(); empty: nowhere
    bool read = true; ///< false: the second place gave no answer, and says nothing

    /** In place of a cursor: the newest page of the second place. */
    static inline const QByteArray next = "next:";
};

/** `before`: empty for the newest page, or MessagePage::older. */
QString messagePath(const SessionId& session, const QByteArray& before, int size);

/** Errors: as the answer says, BadAnswer, and SessionNotFound for 404. A server without the second
 * place has nothing there. */
Expected<MessagePage> readMessagePage(const SourceId& source, const SessionId& session,
    const QByteArray& before, int size, const HttpAnswer& answer);

} // namespace headgate
