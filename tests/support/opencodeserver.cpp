// SPDX-License-Identifier: MIT
#include "tests/support/opencodeserver.h"

#include "tests/support/testtools.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTimer>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// One request while the server boots may hang for ever: short patience there, asked again.
constexpr auto bootPatience = 1000ms;
constexpr auto patience = 20000ms;

void pause(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

QJsonObject sharedSettings()
{
    QFile file(QStringLiteral(HEADGATE_TEST_SUPPORT "/opencode.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

bool writeFile(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly)
        && file.write(bytes) == bytes.size();
}

} // namespace

bool OpenCodeServer::fail(const QString& why)
{
    m_error = why;
    return false;
}

bool OpenCodeServer::start()
{
    if (!m_root.isValid())
        return fail(u"no temporary directory: %1"_s.arg(m_root.errorString()));
    if (!findPrograms() || !makeProject(projectPath()) || !startModel())
        return false;
    QJsonDocument config(sharedSettings()["config"_L1].toObject());
    QByteArray text = config.toJson();
    text.replace("%MODEL%", m_modelUrl.toUtf8());
    if (!writeFile(under(u"config/opencode/opencode.json"_s), text))
        return fail(u"the configuration could not be written"_s);
    m_port = freePort();
    m_client.base = url();
    return startServer();
}

bool OpenCodeServer::findPrograms()
{
    m_opencode =
        qEnvironmentVariable("HEADGATE_OPENCODE", test::toolsDirectory() + "/opencode/opencode"_L1);
    if (!QFileInfo(m_opencode).isExecutable())
        return fail(
            u"OpenCode is not at %1. packaging/testtools.sh installs it."_s.arg(m_opencode));
    m_node = test::nodeProgram();
    if (m_node.isEmpty())
        return fail(
            u"Node is missing. packaging/setup.sh and packaging/testtools.sh install it."_s);
    return true;
}

bool OpenCodeServer::makeProject(const QString& directory)
{
    if (QFileInfo::exists(directory + "/.git"_L1))
        return true;
    if (!writeFile(directory + "/README.md"_L1, "# A project to try things in\n"))
        return fail(u"%1 could not be written"_s.arg(directory));
    // Without a commit OpenCode takes no project id and no snapshots.
    const QList<QStringList> steps{{u"init"_s, u"-q"_s, u"-b"_s, u"main"_s}, {u"add"_s, u"-A"_s},
        {u"-c"_s, u"user.name=t"_s, u"-c"_s, u"user.email=t@localhost"_s, u"commit"_s, u"-qm"_s,
            u"Begin"_s}};
    for (const QStringList& step : steps) {
        QProcess git;
        git.setWorkingDirectory(directory);
        git.start(u"git"_s, step);
        if (!git.waitForFinished() || git.exitCode() != 0)
            return fail(
                u"git %1: %2"_s.arg(step.first(), QString::fromUtf8(git.readAllStandardError())));
    }
    return true;
}

QString OpenCodeServer::addProject(const QString& name)
{
    const QString directory = QFileInfo(projectPath()).path() + u'/' + name;
    return makeProject(directory) ? QFileInfo(directory).canonicalFilePath() : QString();
}

QProcessEnvironment OpenCodeServer::environment() const
{
    QProcessEnvironment environment; // nothing of the caller's home or configuration is seen
    const QJsonObject fixed = sharedSettings()["environment"_L1].toObject();
    for (auto it = fixed.begin(); it != fixed.end(); ++it)
        environment.insert(it.key(), it.value().toString());
    environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
    const std::pair<const char*, QString> homes[] = {{"HOME", u"home"_s}, {"TMPDIR", u"tmp"_s},
        {"XDG_CONFIG_HOME", u"config"_s}, {"XDG_DATA_HOME", u"data"_s},
        {"XDG_STATE_HOME", u"state"_s}, {"XDG_CACHE_HOME", u"cache"_s}};
    for (const auto& [name, directory] : homes) {
        QDir().mkpath(under(directory));
        environment.insert(QString::fromLatin1(name), under(directory));
    }
    if (!m_client.password.isEmpty())
        environment.insert(u"OPENCODE_SERVER_PASSWORD"_s, m_client.password);
    return environment;
}

bool OpenCodeServer::startModel()
{
    if (m_model.isRunning())
        return true;
    QStringList arguments{QStringLiteral(HEADGATE_TEST_SUPPORT "/scriptedmodel.mjs")};
    if (!m_stories.isEmpty())
        arguments << u"--stories"_s << m_stories;
    m_model.start(m_node, arguments, environment(), projectPath(), under(u"model"_s));
    static const QRegularExpression line(u"listening (\\S+)\\n"_s);
    for (QDeadlineTimer end(20s); !end.hasExpired() && m_model.isRunning(); pause(20ms)) {
        if (const auto match = line.match(m_model.printed()); match.hasMatch()) {
            m_modelUrl = match.captured(1);
            return true;
        }
    }
    return fail(u"the scripted model did not start: %1"_s.arg(m_model.printed()));
}

bool OpenCodeServer::startServer()
{
    const QStringList arguments{u"serve"_s, u"--hostname"_s, u"127.0.0.1"_s, u"--port"_s,
        QString::number(m_port), u"--print-logs"_s, u"--log-level"_s, u"INFO"_s};
    m_server.start(
        m_opencode, arguments, environment(), projectPath(), under(u"server"_s));
    return waitUntilHealthy();
}

bool OpenCodeServer::waitUntilHealthy()
{
    for (QDeadlineTimer end(limit); !end.hasExpired(); pause(50ms)) {
        if (m_client.send("GET", u"/global/health"_s, {}, {}, bootPatience).ok())
            return true;
        if (!m_server.isRunning())
            return fail(u"opencode serve ended with %1: %2"_s.arg(m_server.exitCode()).arg(log()));
    }
    return fail(
        u"opencode serve gave no answer in %1 s: %2"_s.arg(limit.count() / 1000).arg(log()));
}

bool OpenCodeServer::restart()
{
    stop();
    return startServer();
}

QUrl OpenCodeServer::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port));
}

QString OpenCodeServer::projectPath() const
{
    return QDir(under(u"."_s)).canonicalPath() + "/projects/shop"_L1;
}

OpenCodeServer::Answer OpenCodeServer::get(const QString& path, const QString& directory)
{
    return m_client.send(
        "GET", path, {}, directory.isEmpty() ? projectPath() : directory, patience, 3);
}

OpenCodeServer::Answer OpenCodeServer::ask(const QByteArray& verb, const QString& path,
    const QJsonObject& body, const QString& directory, std::chrono::milliseconds patience)
{
    // Asked once: what got no answer may have been carried out.
    return m_client.send(verb, path, QJsonDocument(body).toJson(QJsonDocument::Compact),
        directory.isEmpty() ? projectPath() : directory, patience);
}

OpenCodeServer::Answer OpenCodeServer::post(
    const QString& path, const QJsonObject& body, const QString& directory)
{
    return ask("POST", path, body, directory, limit); // a whole turn can lie in between
}

OpenCodeServer::Answer OpenCodeServer::patch(
    const QString& path, const QJsonObject& body, const QString& directory)
{
    return ask("PATCH", path, body, directory, patience);
}

OpenCodeServer::Answer OpenCodeServer::remove(const QString& path, const QString& directory)
{
    return ask("DELETE", path, {}, directory, patience);
}

QString OpenCodeServer::createSession(const QString& title, const QString& directory)
{
    return post(u"/session"_s, {{u"title"_s, title}}, directory).object()["id"_L1].toString();
}

bool OpenCodeServer::prompt(const QString& session, const QString& text, bool async)
{
    const QJsonArray parts{QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, text}}};
    const QString path = u"/session/"_s + session;
    const QString directory = get(path).object()["directory"_L1].toString();
    const QString before = lastAnswer(session, directory);
    const Answer answer =
        post(path + (async ? "/prompt_async"_L1 : "/message"_L1), {{u"parts"_s, parts}}, directory);
    if (!answer.ok())
        return fail(u"prompt: %1 %2"_s.arg(answer.status).arg(answer.error));
    return !async || waitUntilTaken(session, directory, before);
}

QString OpenCodeServer::lastAnswer(const QString& session, const QString& directory)
{
    const Answer newest = get(u"/session/"_s + session + "/message?limit=1"_L1, directory);
    const QJsonValue info = newest.array().last()["info"_L1];
    return info["role"_L1] == "assistant"_L1 ? info["id"_L1].toString() : QString();
}

bool OpenCodeServer::waitUntilTaken(
    const QString& session, const QString& directory, const QString& before)
{
    // The server says 204 first and "busy" a moment later; who asks in between finds it idle.
    for (QDeadlineTimer end(limit); !end.hasExpired(); pause(10ms)) {
        if (get(u"/session/status"_s, directory).object().contains(session))
            return true;
        if (const QString now = lastAnswer(session, directory); !now.isEmpty() && now != before)
            return true;
    }
    return fail(u"session %1 did not take the prompt"_s.arg(session));
}

QJsonObject OpenCodeServer::waitForRequest(const QString& path, const QString& directory)
{
    for (QDeadlineTimer end(limit); !end.hasExpired(); pause(50ms)) {
        if (const QJsonArray list = get(path, directory).array(); !list.isEmpty())
            return list.last().toObject();
    }
    m_error = u"nothing in GET %1 after %2 s"_s.arg(path).arg(limit.count() / 1000);
    return {};
}

QJsonObject OpenCodeServer::waitForPermission(const QString& directory)
{
    return waitForRequest(u"/permission"_s, directory);
}

QJsonObject OpenCodeServer::waitForQuestion(const QString& directory)
{
    return waitForRequest(u"/question"_s, directory);
}

bool OpenCodeServer::waitUntilIdle(const QString& session, const QString& directory)
{
    for (QDeadlineTimer end(limit); !end.hasExpired(); pause(50ms)) {
        const Answer answer = get(u"/session/status"_s, directory);
        if (answer.ok() && !answer.object().contains(session))
            return true;
    }
    return fail(u"session %1 is still busy after %2 s"_s.arg(session).arg(limit.count() / 1000));
}

bool OpenCodeServer::reply(const QString& request, const QString& reply, const QString& message)
{
    QJsonObject body{{u"reply"_s, reply}};
    if (!message.isEmpty())
        body.insert(u"message"_s, message);
    return post(u"/permission/"_s + request + "/reply"_L1, body).ok();
}

} // namespace headgate
