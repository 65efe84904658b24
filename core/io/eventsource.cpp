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

} // namespace headgate
