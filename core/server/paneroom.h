// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/paneevent.h"

#include <QHash>
#include <QStringList>

#include <optional>
#include <vector>

namespace headgate {

/**
 * Who is in a session, and what was typed there a moment ago. Changes with the events of the
 * session alone, so that its newest ones bring it back after a restart. Values alone; any thread.
 */
class PaneRoom
{
public:
    /** Without a sign of life for longer than this: faded, and gone. */
    static constexpr milliseconds staleAfter{15'000};
    static constexpr milliseconds goneAfter{30'000};
    /** Of the newest events, so many hold whoever is still there, in all likelihood. */
    static constexpr qint64 remembered = 500;

    /** `at`: when the event was stored. */
    void apply(const StoredPaneEvent& event, qint64 offset, Timestamp at);

    /** The event of a POST to the presence of a session; or the answer that refuses it:
     * VALIDATION_ERROR, NOT_FOUND for who has not joined. Not complete yet. */
    std::variant<StoredPaneEvent, HttpResponse> tell(
        const QJsonObject& body, const QString& session, Timestamp now) const;
    /** Those whose time is over. */
    QStringList gone(Timestamp now) const;
    /** `{users, viewerCount}`, in the order they joined. */
    QJsonObject list(Timestamp now) const;

    bool isEmpty() const { return m_users.empty(); }
    void clear() { m_users.clear(); }
    /** The offset of an input that had this id. */
    std::optional<qint64> offsetOf(const QString& inputId) const;

private:
    struct User
    {
        QString id;
        QJsonObject facts; ///< what it says of itself
        Timestamp joined;
        Timestamp seen;
    };

    const User* find(const QString& id) const;

    std::vector<User> m_users; ///< in the order they joined
    QHash<QString, qint64> m_inputs;
    QStringList m_inputOrder;
};

} // namespace headgate
