// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/streamreader.h"

#include <QJsonObject>

/** Reads as the client suite asks for them. Main thread; they run an event loop. */
namespace headgate::test {

struct ReadOutcome
{
    StreamAnswer answer; ///< why it failed
    QJsonObject fields; ///< what was read
};

/** Reads until `command` has enough: its chunks, the tail, the end, or its time is over. */
ReadOutcome readStream(const StreamReader::Options& options, const QJsonObject& command);

/** The same address with more parameters. */
QUrl withParams(const QUrl& url, const QJsonObject& params);

} // namespace headgate::test
