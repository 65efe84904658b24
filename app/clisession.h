// SPDX-License-Identifier: MIT
#pragma once

#include "core/engine.h"

#include <QCommandLineParser>
#include <QHash>
#include <QObject>
#include <QTextStream>

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace headgate::cli {

/** What a verb ends with; README and man page name them. */
enum ExitCode {
    Done = 0,
    FailedCode = 1,
    Usage = 2,
    UnreachableCode = 3,
    NotFound = 4,
    AlreadyAnsweredCode = 5,
    NotAuthorisedCode = 6,
    RejectedCode = 7,
    ExpiredCode = 8,
};

/** A verb whose command line is wrong. */
int usageError(const QString& text);
/** The exit code that goes with what went wrong; report() says it on stderr as well. */
int codeOf(const Issue& issue);
int report(const Issue& issue);
void note(const QString& text);
void print(const QString& line);

/** Where the window keeps its history and decisions unless it is told otherwise. */
QString windowProfile();

/** Reads a verb's own arguments. The exit code if that ends the verb: help was asked for, or there
 * is an unknown option. */
std::optional<int> parseArguments(QCommandLineParser& parser, const QStringList& arguments);

/** --help, which parseArguments() obeys. */
void addHelp(QCommandLineParser& parser);

/** A date or a moment of ISO 8601, local where it names no zone; nothing where the option is not
 * set. Errors: BadSource, in words. */
Expected<std::optional<Timestamp>> readMoment(
    const QCommandLineParser& parser, const QString& name);

/** Options every verb that follows a source has: --json, --profile, --user, --password-file. */
void addSourceOptions(QCommandLineParser& parser);

/** SOURCE as written by a person, with the credentials it is to use. Errors: BadSource. Runs an
 * event loop. */
Expected<SourceConfig> readSource(const QCommandLineParser& parser, const QString& text);

/**
 * One source followed for the length of a verb: an Engine, and what it told so far. Main thread.
 * Waiting runs an event loop.
 */
class CliSession : public QObject
{
    Q_OBJECT

public:
    /** `profile`: where the history is kept unless --profile says so; empty: in memory. */
    CliSession(const QCommandLineParser& parser, const QString& source, Engine::EventFeed feed,
        const QString& profile = {});
    ~CliSession() override;

    /** Done, or the exit code of what stood in the way of even trying. */
    int open();
    /** The two halves of it: what is kept can be read, and then the source is followed. */
    int start();
    void follow();

    /** Waits until `done` says so, at most `limit` (0: for ever). False: time is up. Checked after
     * every batch of changes. */
    bool wait(const std::function<bool()>& done, milliseconds limit);
    /** Waits for the snapshot. Done, or the exit code of the first failure, told on stderr unless
     * `quiet`. */
    int waitUntilLive(milliseconds limit, bool quiet = false);
    /** Waits until it is known of each listed request whether it still waits. */
    void waitUntilChecked();

    Engine& engine() { return *m_engine; }
    bool json() const { return m_json; }
    const SourceId& source() const { return m_id; }
    const SourceStatus& status() const { return m_status; }
    const std::map<SessionId, Session>& sessions() const { return m_sessions; }
    const std::vector<Checkpoint>& checkpoints() const { return m_checkpoints; }
    const Checkpoint* checkpoint(const RequestId& request) const;

    /** Called for every change, after the state above took it. */
    std::function<void(const Change&)> onChange;

signals:
    void changed();

private:
    void drain();
    void apply(const Change& change);

    std::unique_ptr<Engine> m_engine;
    SourceConfig m_config;
    SourceId m_id;
    Issue m_badSource;
    QString m_profile;
    SourceStatus m_status;
    std::map<SessionId, Session> m_sessions;
    std::vector<Checkpoint> m_checkpoints;
    bool m_json = false;
};

// The verbs; `arguments` begins with the verb's own name.
int runSessions(const QStringList& arguments);
int runTail(const QStringList& arguments);
int runShow(const QStringList& arguments);
int runPending(const QStringList& arguments);
int runAnswer(const QStringList& arguments);
int runPrompt(const QStringList& arguments);
int runReply(const QStringList& arguments);
int runDoctor(const QStringList& arguments);
int runVerify(const QStringList& arguments);
int runAudit(const QStringList& arguments);
int runBridge(const QStringList& arguments);
int runServe(const QStringList& arguments);
int runSearch(const QStringList& arguments);

} // namespace headgate::cli
