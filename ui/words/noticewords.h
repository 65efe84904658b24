// SPDX-License-Identifier: MIT
#pragma once

#include "core/project/notices.h"

namespace headgate::words {

/** What a notification says, in plain text: hidden characters are written out, lines are short. */
struct NoticeText
{
    QString title;
    QString body; ///< one or two lines

    friend bool operator==(const NoticeText&, const NoticeText&) = default;
};

/** Title: the session; body: what is asked or what happened, then server and project (approvals.md
 * H31). Empty where the book does not know it any more. */
NoticeText noticeText(const NoticeTag& tag, const NoticeBook& book, Timestamp now);

/** What a person reads beside a switch: "An agent waits for you". */
QString noticeKindWords(NoticeKind kind);

} // namespace headgate::words
