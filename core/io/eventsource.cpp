// SPDX-License-Identifier: MIT
#include "core/io/eventsource.h"

#include <QTimer>

namespace headgate {

void EventSource::stop(const SessionId&, const QString&, std::function<void(DecisionAnswer)> done)
{
    QTimer::singleShot(0, this, [done = std::move(done)] {
        done({{Issue::Code::NotStoppable, {}, {}}});
    });
}

void EventSource::prompt(
    const Prompt&, const QString&, const QString&, std::function<void(DecisionAnswer)> done)
{
    QTimer::singleShot(0, this, [done = std::move(done)] {
        done({{Issue::Code::NotOffered, {}, {}}});
    });
}

void EventSource::act(const SessionAct&, const QString&, std::function<void(ActAnswer)> done)
{
    QTimer::singleShot(0, this, [done = std::move(done)] {
        done({{Issue::Code::NotOffered, {}, {}}, {}});
    });
}

void EventSource::lookUp(const Lookup&, std::function<void(Finding)> done)
{
    QTimer::singleShot(0, this, [done = std::move(done)] {
        done({{}, {Issue::Code::NotOffered, {}, {}}});
    });
}

void EventSource::askForProof(const QHash<SessionId, qint64>&, std::function<void(Witness)> done)
{
    QTimer::singleShot(0, this, [done = std::move(done)] {
        done({{}, {}, {Issue::Code::NotOffered, {}, {}}});
    });
}

void EventSource::learnLimits(const QString&)
{
}

} // namespace headgate
