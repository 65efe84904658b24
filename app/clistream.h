// SPDX-License-Identifier: MIT
#pragma once

#include "app/clisession.h"
#include "core/io/streamclient.h"
#include "core/io/streamproducer.h"

/** What the verbs about one durable stream share. */
namespace headgate::cli {

/** --json, --user, --password-file and --help. */
void addStreamOptions(QCommandLineParser& parser);

/** The one URL of a verb, with its credentials. Errors: BadSource. Runs an event loop. */
Expected<SourceConfig> readStream(const QCommandLineParser& parser);

/** Sends it, with a few retries where that is safe. Runs an event loop. */
StreamAnswer ask(const SourceConfig& config, const durable::Request& request);

/** How the client of a verb retries. */
sync::RetryPolicy patience();

/** Says what went wrong on stderr; the exit code that goes with it. */
int report(const SourceConfig& config, const StreamAnswer& answer);

/** Where the stream stands now: the place an answer told, as text or as one JSON object. */
void printPlace(const StreamAnswer& answer, bool json);

// The verbs; `arguments` begins with the verb's own name.
int runRead(const QStringList& arguments);
int runAppend(const QStringList& arguments);
int runCreate(const QStringList& arguments);
int runClose(const QStringList& arguments);
int runDelete(const QStringList& arguments);
int runHead(const QStringList& arguments);

} // namespace headgate::cli
