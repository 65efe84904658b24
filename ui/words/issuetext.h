// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/issue.h"

namespace headgate::words {

/** A plain sentence: what happened and what the person can do. Empty for Code::None. */
QString issueText(const Issue& issue);

/** Two or three words for a list: "connection refused", "password needed". */
QString issueShort(const Issue& issue);

} // namespace headgate::words
