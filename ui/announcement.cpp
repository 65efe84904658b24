// SPDX-License-Identifier: MIT
#include "ui/announcement.h"

#include "ui/words/checkpointwords.h"
#include "ui/words/say.h"
#include "ui/words/sessionwords.h"

#include <QAccessible>
#include <QWidget>

namespace headgate {

using namespace Qt::StringLiterals;
using words::say;

void announce(QWidget* where, const QString& sentence)
{
    if (sentence.isEmpty())
        return;
    where->setAccessibleDescription(sentence);
    QAccessibleEvent alert(where, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    QAccessibleValueChangeEvent value(where, sentence);
    QAccessible::updateAccessibility(&value);
}

QString announcementOf(const Checkpoint& request)
{
    if (!request.waits())
        return {};
    return say("An agent waits for you: %1")
        .arg(words::requestTitle(request) + u", "_s + words::requestLine(request));
}

QString announcementOf(const Session& session)
{
    if (!session.parent.isEmpty())
        return {};
    switch (session.status) {
    case SessionStatus::Idle:
        return say("Done: %1").arg(words::sessionTitle(session));
    case SessionStatus::Failed:
        return say("Failed: %1").arg(words::sessionTitle(session));
    case SessionStatus::Interrupted:
        return say("Interrupted: %1").arg(words::sessionTitle(session));
    default:
        return {};
    }
}

} // namespace headgate
