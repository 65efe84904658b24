// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/command.h"
#include "core/domain/expected.h"

#include <QCommandLineParser>
#include <QSocketNotifier>

#include <memory>

namespace headgate::cli {

/** --port, --host, --token-file, --cors-origin, --retention: where a verb that serves listens. */
void addListenOptions(QCommandLineParser& parser);
/** Errors: BadSource with a sentence. `retentionDays`: where none is given. */
Expected<Serve> readListenOptions(const QCommandLineParser& parser, int retentionDays);

/** SIGTERM and SIGINT end the event loop instead of the program. To be made before any thread. */
class EndSignals
{
public:
    EndSignals();
    ~EndSignals();
    EndSignals(const EndSignals&) = delete;
    EndSignals& operator=(const EndSignals&) = delete;

private:
    int m_file;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace headgate::cli
