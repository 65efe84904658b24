// SPDX-License-Identifier: MIT
#include "tests/support/opencodeserver.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTimer>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

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

QString toolsDirectory()
{
    if (const QString given = qEnvironmentVariable("HEADGATE_TEST_TOOLS"); !given.isEmpty())
        return given;
    // Not QStandardPaths: a test may have switched that to its test mode.
    const QString cache = qEnvironmentVariable("XDG_CACHE_HOME");
    return (cache.isEmpty() ? QDir::homePath() + "/.cache"_L1 : cache) + "/headgate-tests"_L1;
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

QByteArray tail(const QString& path, qint64 bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(std::max<qint64>(0, file.size() - bytes));
    return file.readAll();
}

} // namespace

QJsonArray OpenCodeServer::Answer::array() const
{
    return QJsonDocument::fromJson(body).array();
}

OpenCodeServer::OpenCodeServer() = default;

OpenCodeServer::~OpenCodeServer()
{
    end(m_server);
    end(m_model);
    for (const qint64 group : m_groups)
        ::kill(static_cast<pid_t>(-group), SIGKILL);
}

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
    if (!writeFile(m_root.filePath(u"config/opencode/opencode.json"_s), text))
        return fail(u"the configuration could not be written"_s);
    m_port = freePort();
    return startServer();
}

bool OpenCodeServer::findPrograms()
{
    m_opencode =
        qEnvironmentVariable("HEADGATE_OPENCODE", toolsDirectory() + "/opencode/opencode"_L1);
    if (!QFileInfo(m_opencode).isExecutable())
        return fail(
            u"OpenCode is not at %1. packaging/testtools.sh installs it."_s.arg(m_opencode));
    m_node = toolsDirectory() + "/node/node"_L1;
    if (!QFileInfo(m_node).isExecutable())
        m_node = QStandardPaths::findExecutable(u"node"_s);
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

std::unique_ptr<QProcess> OpenCodeServer::spawn(
    const QString& program, const QStringList& arguments, const QString& output)
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment; // nothing of the caller's home or configuration is seen
    const QJsonObject fixed = sharedSettings()["environment"_L1].toObject();
    for (auto it = fixed.begin(); it != fixed.end(); ++it)
        environment.insert(it.key(), it.value().toString());
    environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
    const std::pair<const char*, QString> homes[] = {{"HOME", u"home"_s}, {"TMPDIR", u"tmp"_s},
        {"XDG_CONFIG_HOME", u"config"_s}, {"XDG_DATA_HOME", u"data"_s},
        {"XDG_STATE_HOME", u"state"_s}, {"XDG_CACHE_HOME", u"cache"_s}};
    for (const auto& [name, directory] : homes) {
        QDir(m_root.path()).mkpath(directory);
        environment.insert(QString::fromLatin1(name), m_root.filePath(directory));
    }
    if (!m_password.isEmpty())
        environment.insert(u"OPENCODE_SERVER_PASSWORD"_s, m_password);
    process->setProcessEnvironment(environment);
    process->setWorkingDirectory(projectPath());
    process->setStandardInputFile(QProcess::nullDevice());
    process->setStandardErrorFile(m_root.filePath(output + ".err"_L1), QIODevice::Append);
    process->setStandardOutputFile(m_root.filePath(output + ".out"_L1), QIODevice::Append);
    process->setChildProcessModifier([] {
        ::setsid(); // a group of its own, so that its commands can be ended with it
        ::prctl(PR_SET_PDEATHSIG, SIGKILL); // and no orphan when the test itself is killed
    });
    process->start(program, arguments);
    process->waitForStarted();
    if (process->processId() > 0)
        m_groups.push_back(process->processId());
    return process;
}

bool OpenCodeServer::startModel()
{
    if (m_model)
        return true;
    QStringList arguments{QStringLiteral(HEADGATE_TEST_SUPPORT "/scriptedmodel.mjs")};
    if (!m_stories.isEmpty())
        arguments << u"--stories"_s << m_stories;
    m_model = spawn(m_node, arguments, u"model"_s);
    static const QRegularExpression line(u"listening (\\S+)\\n"_s);
    for (QDeadlineTimer end(20s); !end.hasExpired(); pause(20ms)) {
        const QString said = QString::fromUtf8(tail(m_root.filePath(u"model.out"_s), 4000));
        if (const auto match = line.match(said); match.hasMatch()) {
            m_modelUrl = match.captured(1);
            return true;
        }
        if (m_model->state() != QProcess::Running)
            break;
    }
    return fail(u"the scripted model did not start: %1"_s.arg(
        QString::fromUtf8(tail(m_root.filePath(u"model.err"_s), 2000))));
}

bool OpenCodeServer::startServer()
{
    m_server = spawn(m_opencode,
        {u"serve"_s, u"--hostname"_s, u"127.0.0.1"_s, u"--port"_s, QString::number(m_port),
            u"--print-logs"_s, u"--log-level"_s, u"INFO"_s},
        u"server"_s);
    return waitUntilHealthy();
}

bool OpenCodeServer::waitUntilHealthy()
{
    for (QDeadlineTimer end(limit); !end.hasExpired(); pause(50ms)) {
        if (send("GET", u"/global/health"_s, {}, {}, bootPatience, 1).ok())
            return true;
        if (m_server->state() != QProcess::Running)
            return fail(u"opencode serve ended with %1: %2"_s.arg(m_server->exitCode()).arg(log()));
    }
    return fail(
        u"opencode serve gave no answer in %1 s: %2"_s.arg(limit.count() / 1000).arg(log()));
}

bool OpenCodeServer::restart()
{
    stop();
    return startServer();
}

void OpenCodeServer::kill9()
{
    if (!m_server)
        return;
    m_server->kill();
    m_server->waitForFinished();
    m_server.reset();
}

void OpenCodeServer::stop()
{
    end(m_server);
}

void OpenCodeServer::end(std::unique_ptr<QProcess>& process)
{
    if (!process)
        return;
    process->terminate();
    if (!process->waitForFinished(5000)) {
        process->kill();
        process->waitForFinished();
    }
    process.reset();
}

bool OpenCodeServer::isRunning() const
{
    return m_server && m_server->state() == QProcess::Running;
}

qint64 OpenCodeServer::pid() const
{
    return m_server ? m_server->processId() : 0;
}

QUrl OpenCodeServer::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port));
}

QString OpenCodeServer::projectPath() const
{
    return QDir(m_root.path()).canonicalPath() + "/projects/shop"_L1;
}

QString OpenCodeServer::log() const
{
    return QString::fromUtf8(tail(m_root.filePath(u"server.out"_s), 1000)
        + tail(m_root.filePath(u"server.err"_s), 3000));
}

OpenCodeServer::Answer OpenCodeServer::get(const QString& path, const QString& directory)
{
    return send("GET", path, {}, directory, patience, 3);
}

OpenCodeServer::Answer OpenCodeServer::post(
    const QString& path, const QJsonObject& body, const QString& directory)
{
    // Asked once: a POST that got no answer may have been carried out.
    return send(
        "POST", path, QJsonDocument(body).toJson(QJsonDocument::Compact), directory, limit, 1);
}

OpenCodeServer::Answer OpenCodeServer::patch(
    const QString& path, const QJsonObject& body, const QString& directory)
{
    return send(
        "PATCH", path, QJsonDocument(body).toJson(QJsonDocument::Compact), directory, patience, 1);
}

OpenCodeServer::Answer OpenCodeServer::remove(const QString& path, const QString& directory)
{
    return send("DELETE", path, {}, directory, patience, 1);
}

OpenCodeServer::Answer OpenCodeServer::send(const QByteArray& verb, const QString& path,
    const QByteArray& body, const QString& directory, std::chrono::milliseconds patience, int tries)
{
    QNetworkRequest request(QUrl(url().toString() + path));
    request.setTransferTimeout(static_cast<int>(patience.count()));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("x-opencode-directory",
        QUrl::toPercentEncoding(directory.isEmpty() ? projectPath() : directory));
    if (!m_password.isEmpty()) {
        const QByteArray pair = "opencode:" + m_password.toUtf8();
        request.setRawHeader("Authorization", "Basic " + pair.toBase64());
    }
    Answer answer;
    for (int i = 0; i < tries && answer.status == 0; ++i) {
        // Qt 6.4: a manager sends again by itself on a kept connection that dropped; a new one has
        // none.
        QNetworkAccessManager network;
        network.setProxy(QNetworkProxy::NoProxy);
        const std::unique_ptr<QNetworkReply> reply(network.sendCustomRequest(request, verb, body));
        QEventLoop loop;
        QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();
        answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (reply->isReadable()) // a request that timed out before the headers is not
            answer.body = reply->readAll();
        answer.nextCursor = reply->rawHeader("x-next-cursor");
        answer.error = answer.ok() ? QString() : reply->errorString();
    }
    return answer;
}

QString OpenCodeServer::createSession(const QString& title, const QString& directory)
{
    return post(u"/session"_s, {{u"title"_s, title}}, directory).object()["id"_L1].toString();
}

bool OpenCodeServer::prompt(const QString& session, const QString& text, bool async)
{
    const QString path = async ? u"/prompt_async"_s : u"/message"_s;
    const QJsonArray parts{QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, text}}};
    const QString directory = get(u"/session/"_s + session).object()["directory"_L1].toString();
    const Answer answer = post(u"/session/"_s + session + path, {{u"parts"_s, parts}}, directory);
    if (!answer.ok())
        m_error = u"prompt: %1 %2"_s.arg(answer.status).arg(answer.error);
    return answer.ok();
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
