// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QString>

#include <chrono>
#include <functional>
#include <utility>

namespace headgate {

/** A text id that cannot be mistaken for another kind of id. Opaque: compared for equality, never
 * parsed. */
template <typename Tag>
class Id
{
public:
    Id() = default;
    explicit Id(QString value)
        : m_value(std::move(value))
    {
    }

    const QString& value() const { return m_value; }
    bool isEmpty() const { return m_value.isEmpty(); }

    friend bool operator==(const Id& a, const Id& b) { return a.m_value == b.m_value; }
    friend bool operator!=(const Id& a, const Id& b) { return !(a == b); }
    /** An order for containers; it says nothing about age. */
    friend bool operator<(const Id& a, const Id& b) { return a.m_value < b.m_value; }
    friend size_t qHash(const Id& id, size_t seed = 0) { return ::qHash(id.m_value, seed); }

private:
    QString m_value;
};

using SourceId = Id<struct SourceTag>; ///< "opencode:http://127.0.0.1:4096", "demo:"
using SessionId = Id<struct SessionTag>;
using MessageId = Id<struct MessageTag>;
using PartId = Id<struct PartTag>;
using RequestId = Id<struct RequestTag>; ///< permission or question
using EventId = Id<struct EventTag>;

/** Wall time in UTC with the resolution every upstream uses. The epoch itself means "not known". */
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;
using std::chrono::milliseconds;

constexpr bool isKnown(Timestamp t)
{
    return t.time_since_epoch().count() != 0;
}

inline Timestamp timestampFromMs(qint64 ms)
{
    return Timestamp(milliseconds(ms));
}

inline qint64 toMs(Timestamp t)
{
    return t.time_since_epoch().count();
}

/** A session is unique only together with its source. */
struct SessionKey
{
    SourceId source;
    SessionId session;

    bool isEmpty() const { return source.isEmpty() && session.isEmpty(); }
    friend bool operator==(const SessionKey&, const SessionKey&) = default;
    friend bool operator<(const SessionKey& a, const SessionKey& b)
    {
        return a.source == b.source ? a.session < b.session : a.source < b.source;
    }
    friend size_t qHash(const SessionKey& k, size_t seed = 0)
    {
        return qHashMulti(seed, k.source, k.session);
    }
};

} // namespace headgate

template <typename Tag>
struct std::hash<headgate::Id<Tag>>
{
    size_t operator()(const headgate::Id<Tag>& id) const noexcept { return qHash(id); }
};

template <>
struct std::hash<headgate::SessionKey>
{
    size_t operator()(const headgate::SessionKey& k) const noexcept { return qHash(k); }
};
