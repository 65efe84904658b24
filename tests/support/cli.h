// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <memory>

namespace headgate::test {

/** What a run of headgate-cli left behind. */
struct CliRun
{
    int code = -1; ///< -1: it was killed, or did not end in time
    QString out;
    QString err;

    QList<QJsonObject>
    lines() const; ///< of `out`, one object each; an empty one for any other line
};

/**
 * The built headgate-cli as a process of its own, with an environment that holds nothing of the
 * caller's. Test thread; waiting runs an event loop, so servers of the test go on answering. Ends
 * with this object.
 */
class Cli
{
public:
    /** `input`: what it reads; null: nothing. */
    explicit Cli(const QStringList& arguments, const QStringList& environment = {},
        const QByteArray& input = {});
    ~Cli();

    CliRun finish(std::chrono::milliseconds limit = std::chrono::seconds(60));
    /** Waits until it has printed this; false if it ended before. */
    bool waitForOutput(const QString& text);
    QString printed(); ///< so far, on standard output
    void kill9();
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

    static CliRun run(const QStringList& arguments, const QStringList& environment = {},
        const QByteArray& input = {});

private:
    void read();

    QProcess m_process;
    QByteArray m_out;
    QByteArray m_err;
};

} // namespace headgate::test
