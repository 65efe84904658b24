// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/streamclient.h"

#include <QJsonObject>

#include <chrono>

/** The operations the client suite measures. Main thread; they run an event loop. */
namespace headgate::test {

struct BenchOutcome
{
    bool known = true; ///< there is such an operation
    StreamAnswer answer; ///< why it failed
    std::chrono::nanoseconds time{};
    QJsonObject metrics;
};

BenchOutcome runBenchmark(StreamClient& client, const QUrl& stream, const QByteArray& contentType,
    const QJsonObject& operation);

} // namespace headgate::test
