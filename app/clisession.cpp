// SPDX-License-Identifier: MIT
#include "app/clisession.h"

#include "app/credentials.h"
#include "app/suspendwatch.h"
#include "core/domain/sourcetext.h"
#include "core/io/logfiles.h"
#include "core/io/sourceprobe.h"
#include "ui/words/issuetext.h"

#include <QEventLoop>
#include <QFile>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>
#include <cstdio>

namespace headgate::cli {

using namespace Qt::StringLiterals;

namespace {

void write(std::FILE* to, const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), to);
    std::fflush(to);
}

/** HEADGATE_USER, HEADGATE_PASSWORD, else the file's first line, else the keychain. */
void fillCredentials(SourceConfig& config, const QCommandLineParser& parser)
{
    const QString user =
        parser.isSet(u"user"_s) ? parser.value(u"user"_s) : qEnvironmentVariable("HEADGATE_USER");
    if (!user.isEmpty())
        config.user = user;
    config.password = qEnvironmentVariable("HEADGATE_PASSWORD");
    if (parser.isSet(u"password-file"_s)) {
        QFile file(parser.value(u"password-file"_s));
        if (file.open(QFile::ReadOnly))
            config.password = QString::fromUtf8(file.readLine()).trimmed();
        else
            note(u"%1 cannot be read: %2"_s.arg(file.fileName(), file.errorString()));
    }
    // Without a session bus there is no keychain, and asking would only wait.
    if (config.password.isEmpty() && qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")) {
        Credentials credentials;
        QEventLoop loop;
        bool answered = false;
        credentials.complete(config, [&](const SourceConfig& full) {
            config = full;
            answered = true;
            loop.quit();
        });
        if (!answered)
            loop.exec();
    }
    // The name that OpenCode takes where nobody set one.
    if (config.user.isEmpty() && !config.password.isEmpty())
        config.user = u"opencode"_s;
}

/** A path says nothing certain about what answers there; the answer does. */
void askWhatAnswers(SourceConfig& config)
{
    QEventLoop loop;
    new SourceProbe(
        config,
        [&](const Expected<SourceConfig>& found) {
            if (found)
                config = *found;
            loop.quit();
        },
        &loop);
    loop.exec();
}

} // namespace

void note(const QString& text)
{
    write(stderr, QString("headgate-cli: "_L1 + text + u'\n'));
}

void print(const QString& line)
{
    write(stdout, QString(line + u'\n'));
}

int usageError(const QString& text)
{
    note(text);
    return Usage;
}

int report(const Issue& issue)
{
    note(words::issueText(issue));
    return codeOf(issue);
}

int codeOf(const Issue& issue)
{
    switch (issue.code) {
    case Issue::Code::Unreachable:
    case Issue::Code::TimedOut:
    case Issue::Code::ConnectionLost:
    case Issue::Code::Silent:
        return UnreachableCode;
    case Issue::Code::NotAuthorised:
        return NotAuthorisedCode;
    case Issue::Code::RequestNotFound:
    case Issue::Code::SessionNotFound:
    case Issue::Code::StreamNotFound:
    case Issue::Code::LogMissing:
        return NotFound;
    case Issue::Code::AlreadyAnswered:
    case Issue::Code::AnsweredTooLate:
        return AlreadyAnsweredCode;
    case Issue::Code::RequestExpired:
        return ExpiredCode;
    case Issue::Code::NotOffered:
    case Issue::Code::BadSource:
    case Issue::Code::WrongAnswer:
        return Usage;
    default:
        return FailedCode;
    }
}

QString windowProfile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/headgate"_L1;
}

std::optional<int> parseArguments(QCommandLineParser& parser, const QStringList& arguments)
{
    // QCommandLineParser::process() would end the program with 1, which means something else here.
    if (!parser.parse(arguments))
        return usageError(parser.errorText());
    if (!parser.isSet(u"help"_s))
        return {};
    // Qt names the program's file, and knows nothing of verbs.
    const QString text = parser.helpText();
    const qsizetype usage = text.indexOf(u" [options]"_s);
    print(u"Usage: "_s + arguments.value(0) + text.mid(usage));
    return Done;
}

void addHelp(QCommandLineParser& parser)
{
    // QCommandLineParser::addHelpOption() would bring --help-all, with options no verb has.
    parser.addOption({{u"h"_s, u"help"_s}, u"Print this help."_s});
}

void addSourceOptions(QCommandLineParser& parser)
{
    addHelp(parser);
    parser.addOption({u"json"_s, u"Print one JSON object a line."_s});
    parser.addOption({u"profile"_s, u"Keep the history in this directory; without it, in memory."_s,
        u"directory"_s});
    parser.addOption({u"user"_s,
        u"User name for the server; default: opencode, or HEADGATE_USER."_s, u"name"_s});
    parser.addOption({u"password-file"_s,
        u"Read the server's password from the first line of this file; else HEADGATE_PASSWORD, else the keychain."_s,
        u"file"_s});
}

Expected<SourceConfig> readSource(const QCommandLineParser& parser, const QString& text)
{
    auto config = sourceFromText(text);
    // Argument lists are open to every user of the machine.
    if (config && !config->password.isEmpty())
        return Issue{
            Issue::Code::BadSource, {}, {u"a password does not belong on the command line"_s}};
    if (config && config->kind == SourceKind::Log)
        config->url = QUrl::fromLocalFile(logPath(config->url.toLocalFile()));
    else if (config && config->kind != SourceKind::Demo)
        fillCredentials(*config, parser);
    const bool ask = config && !namesItsKind(text) && config->kind == SourceKind::OpenCode
        && config->url.path().size() > 1;
    if (ask)
        askWhatAnswers(*config);
    return config;
}

CliSession::CliSession(const QCommandLineParser& parser, const QString& source,
    Engine::EventFeed feed, const QString& profile)
    : m_profile(parser.isSet(u"profile"_s) ? parser.value(u"profile"_s) : profile)
    , m_json(parser.isSet(u"json"_s))
{
    auto config = readSource(parser, source);
    if (!config) {
        m_badSource = config.error();
        return;
    }
    m_config = *config;
    // Not isSet(), which complains where a verb does not have the option.
    if (parser.optionNames().contains(u"from"_s))
        m_config.from = parser.value(u"from"_s).toUtf8();
    m_id = m_config.id();
    Engine::Options options;
    options.profile = m_profile;
    options.feed = feed;
    m_engine = std::make_unique<Engine>(options);
    connect(m_engine.get(), &Engine::changesReady, this, &CliSession::drain);
}

CliSession::~CliSession() = default;

int CliSession::open()
{
    const int code = start();
    if (code == Done)
        follow();
    return code;
}

int CliSession::start()
{
    if (m_badSource.code != Issue::Code::None)
        return report(m_badSource);
    if (const Outcome started = m_engine->start(); !started)
        return report(started.error());
    const auto* suspend = new SuspendWatch(this);
    connect(suspend, &SuspendWatch::resumed, this, [this] { m_engine->submit(SystemResumed{}); });
    return Done;
}

void CliSession::follow()
{
    m_engine->submit(AddSource{m_config});
}

void CliSession::drain()
{
    for (const Change& change : m_engine->takeChanges()) {
        apply(change);
        if (onChange)
            onChange(change);
    }
    emit changed();
}

void CliSession::apply(const Change& change)
{
    if (const auto* source = std::get_if<SourceChanged>(&change)) {
        m_status = source->status;
    } else if (const auto* session = std::get_if<SessionChanged>(&change)) {
        m_sessions[session->session.id] = session->session;
    } else if (const auto* removed = std::get_if<SessionRemoved>(&change)) {
        m_sessions.erase(removed->key.session);
    } else if (const auto* asked = std::get_if<CheckpointChanged>(&change)) {
        const auto it = std::find_if(m_checkpoints.begin(), m_checkpoints.end(),
            [&](const Checkpoint& c) { return c.key == asked->checkpoint.key; });
        if (it == m_checkpoints.end())
            m_checkpoints.push_back(asked->checkpoint);
        else
            *it = asked->checkpoint;
    } else if (const auto* issue = std::get_if<IssueRaised>(&change)) {
        note(words::issueText(issue->issue));
    }
}

const Checkpoint* CliSession::checkpoint(const RequestId& request) const
{
    const auto it = std::find_if(m_checkpoints.begin(), m_checkpoints.end(),
        [&](const Checkpoint& c) { return c.key.request == request; });
    return it == m_checkpoints.end() ? nullptr : &*it;
}

bool CliSession::wait(const std::function<bool()>& done, milliseconds limit)
{
    if (done())
        return true;
    QEventLoop loop;
    bool finished = false;
    const auto connection = connect(this, &CliSession::changed, &loop, [&] {
        finished = finished || done();
        if (finished)
            loop.quit();
    });
    QTimer timer;
    timer.setSingleShot(true);
    connect(&timer, &QTimer::timeout, &loop, &QEventLoop::quit);
    if (limit.count() > 0)
        timer.start(limit);
    loop.exec();
    disconnect(connection);
    return finished;
}

int CliSession::waitUntilLive(milliseconds limit, bool quiet)
{
    // A stream that has ended was read to its end.
    const auto ready = [this] {
        return m_status.state == SyncState::Live || m_status.state == SyncState::Closed;
    };
    const auto settled = [&] {
        const bool failed = m_status.issue.code != Issue::Code::None;
        return ready() || m_status.state == SyncState::Denied || failed;
    };
    bool answered = wait(settled, limit);
    // A long log is read for as long as that takes; only one that stands still has a fault.
    for (qint64 read = -1; !answered && isLog(m_id) && m_status.events > read;) {
        read = m_status.events;
        answered = wait(settled, limit);
    }
    if (ready())
        return Done;
    Issue issue = m_status.issue;
    if (!answered || issue.code == Issue::Code::None)
        issue = {Issue::Code::TimedOut, m_id, {QString::number(limit.count() / 1000)}};
    if (quiet)
        return issue.code == Issue::Code::NotAuthorised ? NotAuthorisedCode : UnreachableCode;
    return report(issue);
}

void CliSession::waitUntilChecked()
{
    constexpr auto limit = std::chrono::seconds(30); // the look-ups end by themselves before that
    wait(
        [this] {
            return std::none_of(m_checkpoints.begin(), m_checkpoints.end(),
                [](const Checkpoint& c) { return c.state == CheckpointState::Checking; });
        },
        limit);
}

} // namespace headgate::cli
