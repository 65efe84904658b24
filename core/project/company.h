// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/panenews.h"

#include <QHash>
#include <QPointF>

#include <chrono>
#include <optional>
#include <vector>

/** Who looks at an AgentPane session beside us (systems.md 3.5). Pure; any thread. */
namespace headgate {

namespace presence {
using namespace std::chrono_literals;
constexpr std::chrono::milliseconds heartbeatEvery = 10s;
constexpr std::chrono::milliseconds fadesAfter = 15s; ///< one heartbeat is missing
constexpr std::chrono::milliseconds leavesAfter = 30s;
constexpr std::chrono::milliseconds cursorEvery = 50ms;
constexpr size_t mostAvatars = 5;
constexpr size_t mostHappenings = 200;
} // namespace presence

struct Person
{
    QString id;
    QString name; ///< as others read it; the id where nobody said
    Timestamp joined;
    Timestamp seen; ///< by this client's clock
    qint64 said = 0; ///< its last sign of life by the server's clock; 0: not told
    std::optional<QPointF> cursor;

    friend bool operator==(const Person&, const Person&) = default;
};

/** What happened in a session beside what was written. */
struct Happening
{
    enum class Kind : quint8 { Joined, Left, Started, Paused, Resumed, Completed, Failed };

    Kind kind = Kind::Joined;
    QString who; ///< a person's name, or an agent's id
    QString what; ///< Failed: why
    Timestamp at;

    friend bool operator==(const Happening&, const Happening&) = default;
};

struct Company
{
    std::vector<Person> people; ///< by the time they came
    std::vector<Happening> feed; ///< newest first
    QHash<QString, QString> agents; ///< id -> the state that was told last

    friend bool operator==(const Company&, const Company&) = default;
};

/** Takes what an event says of it; of all others there is nothing to take. True: it changed. */
bool reduce(Company& company, const PaneEvent& event);

/** Who was silent for leavesAfter has left, at the time it is noticed. True: somebody did. */
bool expire(Company& company, Timestamp now);

struct Avatars
{
    struct One
    {
        QString id;
        QString name;
        bool self = false;
        bool faded = false; ///< silent for fadesAfter
        friend bool operator==(const One&, const One&) = default;
    };
    std::vector<One> shown; ///< the person itself first, then as they came; mostAvatars at most
    size_t more = 0; ///< that are not shown
    size_t watching = 0; ///< all of them
    friend bool operator==(const Avatars&, const Avatars&) = default;
};

Avatars avatars(const Company& company, const QString& self, Timestamp now);

/** At most one position each cursorEvery: the first at once, then the newest; the last one always
 * leaves. */
class CursorThrottle
{
public:
    /** What may leave now; nothing: ask again at due(). */
    std::optional<QPointF> offer(const QPointF& position, std::chrono::milliseconds now);
    std::optional<QPointF> take(std::chrono::milliseconds now);
    /** When what is held may leave; nothing is held: empty. */
    std::optional<std::chrono::milliseconds> due() const;

private:
    std::optional<QPointF> m_held;
    std::optional<std::chrono::milliseconds> m_last;
};

} // namespace headgate
