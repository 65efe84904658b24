// SPDX-License-Identifier: MIT
#pragma once

#include "tests/lab/subject.h"
#include "tests/support/watcher.h"

#include <QTemporaryDir>

namespace headgate::test {

/**
 * A Headgate with its profile on disk, which comes back to it after every end. Whenever it says
 * that something is wrong somebody clicks "now", so that rounds do not take as long as a backoff
 * does.
 */
class LabClient
{
public:
    LabClient(SourceConfig config, QString cliSource);

    bool start();
    /** Adds what it did to `tally` and ends it. */
    void stop(Tally& tally);
    Watcher& watcher() { return *m_watcher; }

    /** Ends it, lets headgate-cli follow the same source on the same profile while `meanwhile`
     * runs, and kills that with -9. Then it starts again. False: it does not. */
    bool isKilledWhile(Tally& tally, const std::function<void()>& meanwhile);

    /** Runs the event loop until `done`; false after the limit. */
    bool waitFor(const std::function<bool()>& done,
        std::chrono::milliseconds limit = std::chrono::seconds(90));
    /** Live, with no gap, and `done`. */
    bool settles(const std::function<bool()>& done);
    /** The same; a connection that is neither dead nor right is cut after a while, as networks do.
     */
    bool settlesBehind(FaultProxy& proxy, Tally& tally, const std::function<bool()>& done);
    QString state() const; ///< in a line, for who reads why a round failed

    /** The rows of a query on its history; each column as text. */
    QStringList query(const QString& sql) const;
    const QTemporaryDir& profile() const { return m_profile; }

private:
    bool isWell() const;

    SourceConfig m_config;
    QString m_cliSource;
    QTemporaryDir m_profile;
    std::unique_ptr<Watcher> m_watcher;
};

/** Lets the event loop run for so long. */
void pass(std::chrono::milliseconds time);

} // namespace headgate::test
