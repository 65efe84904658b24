// SPDX-License-Identifier: MIT
#pragma once

#include "app/clisession.h"
#include "core/eventlog.h"

/** What the verbs about one durable event log share. None of them opens a profile. */
namespace headgate::cli {

/** --log, --json and --help; logPath() also reads --log of a verb that has others. */
void addLogOptions(QCommandLineParser& parser);
QString logPath(const QCommandLineParser& parser);

Timestamp now();

/** Text of others, safe for a terminal: one line, nothing hidden in it. */
QString safe(const QString& text);

/** What is known of a checkpoint, and what was decided, as one JSON object. */
QJsonObject toJson(const LogCheckpoint& checkpoint, Timestamp at);
/** The same for people: the question, then one line an option. */
QString describe(const LogCheckpoint& checkpoint, Timestamp at);

// The verbs; `arguments` begins with the verb's own name.
int runCheckpoint(const QStringList& arguments);
int runCheckpointApprove(const QStringList& arguments);
int runCheckpointReject(const QStringList& arguments);
int runCheckpointAnswer(const QStringList& arguments);
int runRecord(const QStringList& arguments);
int runTrail(const QStringList& arguments);

} // namespace headgate::cli
