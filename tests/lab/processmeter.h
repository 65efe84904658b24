// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>

namespace headgate::test {

/** What /proc says of a process. -1: it is gone. */
struct ProcessMeter
{
    static qint64 residentKb(qint64 pid); ///< of its own: anonymous memory, not files mapped
    static int descriptors(qint64 pid);
    static std::chrono::milliseconds cpu(qint64 pid); ///< of all its threads so far
};

} // namespace headgate::test
