// SPDX-License-Identifier: MIT
#include "ui/words/servingwords.h"

#include "ui/words/issuetext.h"
#include "ui/words/quantity.h"
#include "ui/words/say.h"

namespace headgate::words {

using namespace Qt::StringLiterals;

QString streamDetail(const ServedStream& stream)
{
    return stream.bytes > 0 ? byteSize(stream.bytes)
                            : say("%1 message(s)", stream.messages).arg(number(stream.messages));
}

QString streamReaders(const ServedStream& stream)
{
    return stream.readers > 0 ? say("%1 reader(s)", stream.readers).arg(number(stream.readers))
                              : QString();
}

QString streamSentence(const ServedStream& stream)
{
    QString sentence = stream.name + u": "_s + streamDetail(stream);
    if (stream.readers > 0)
        sentence += u", "_s + streamReaders(stream);
    if (stream.closed)
        sentence += u", "_s + say("closed");
    return sentence;
}

QString servingSentence(const Serving& serving)
{
    switch (serving.state) {
    case Serving::State::Off:
        return say("Other programs on this machine can follow what Headgate holds: another "
                   "Headgate, curl, any Durable Streams client. Nothing leaves this machine.");
    case Serving::State::On:
        return serving.retentionDays > 0
            ? say("Open to programs on this machine. Events are kept %1 day(s).",
                serving.retentionDays)
                  .arg(number(serving.retentionDays))
            : say("Open to programs on this machine. Events are kept until you delete them.");
    case Serving::State::Failed:
        return issueText(serving.issue);
    }
    return {};
}

} // namespace headgate::words
