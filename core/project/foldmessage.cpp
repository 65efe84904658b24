// SPDX-License-Identifier: MIT
#include "core/project/foldmessage.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

Part* find(MessageWithParts& message, const Part& like)
{
    const auto it = std::find_if(message.parts.begin(), message.parts.end(), [&](const Part& p) {
        const bool sameCall = like.kind == PartKind::Tool && p.kind == PartKind::Tool
            && !like.tool.callId.isEmpty() && p.tool.callId == like.tool.callId;
        return p.id == like.id || sameCall;
    });
    return it == message.parts.end() ? nullptr : &*it;
}

void describe(MessageWithParts& message, const Part& part)
{
    Part* known = find(message, part);
    if (!known) {
        message.parts.push_back(part);
        return;
    }
    const PartId id = known->id;
    const auto started = part.started ? part.started : known->started;
    *known = part;
    known->id = id;
    known->started = started;
}

void append(MessageWithParts& message, const PartDelta& delta)
{
    Part like;
    like.id = delta.part;
    Part* known = find(message, like);
    if (!known) {
        like.message = delta.message;
        like.session = delta.session;
        like.kind = delta.kind;
        like.type = delta.kind == PartKind::Reasoning ? u"reasoning"_s : u"text"_s;
        like.final = false;
        message.parts.push_back(like);
        known = &message.parts.back();
    }
    // A delta behind the whole text is a late copy of a piece of it.
    if (!known->final)
        known->text += delta.text;
}

} // namespace

void fold(MessageWithParts& message, const Fact& fact)
{
    const MessageId& id = message.message.id;
    if (const auto* described = std::get_if<MessageDescribed>(&fact)) {
        if (described->message.id == id)
            message.message = described->message;
    } else if (const auto* part = std::get_if<PartDescribed>(&fact)) {
        if (part->part.message == id)
            describe(message, part->part);
    } else if (const auto* delta = std::get_if<PartDelta>(&fact)) {
        if (delta->message == id)
            append(message, *delta);
    }
}

} // namespace headgate
