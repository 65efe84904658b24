// SPDX-License-Identifier: MIT
#include "tests/support/streamserver.h"

#include "tests/support/testtools.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>

namespace headgate::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

bool StreamServer::start()
{
    const QString module = toolsDirectory() + "/streams/streams"_L1;
    const QString node = nodeProgram();
    if (!QFile::exists(module) || node.isEmpty()) {
        m_error =
            u"The reference server is not at %1. packaging/testtools.sh installs it."_s.arg(module);
        return false;
    }
    const QString output = m_root.filePath(u"server"_s);
    if (!m_process.start(node, {QStringLiteral(HEADGATE_TEST_SUPPORT "/streamserver.mjs"), module},
            QProcessEnvironment::systemEnvironment(), m_root.path(), output)) {
        m_error = u"Node did not start"_s;
        return false;
    }
    const QDeadlineTimer limit(30s);
    while (m_process.isRunning() && !limit.hasExpired()) {
        QFile told(output + ".out"_L1);
        if (told.open(QFile::ReadOnly)) {
            const QByteArray line = told.readAll();
            if (line.startsWith("http") && line.contains('\n')) {
                m_url = QString::fromUtf8(line.left(line.indexOf('\n')).trimmed());
                return true;
            }
        }
        QEventLoop loop;
        QTimer::singleShot(20ms, &loop, &QEventLoop::quit);
        loop.exec();
    }
    m_error = u"The reference server did not start: %1"_s.arg(m_process.printed());
    return false;
}

bool StreamServer::inject(const QString& path, QJsonObject fault)
{
    fault.insert(u"path"_s, path);
    int status = 0;
    send("POST", u"/_test/inject-error"_s, QJsonDocument(fault).toJson(), "application/json",
        &status);
    return status == 200;
}

void StreamServer::clearFaults()
{
    send("DELETE", u"/_test/inject-error"_s);
}

QByteArray StreamServer::send(const QByteArray& method, const QString& path, const QByteArray& body,
    const QByteArray& contentType, int* status)
{
    QNetworkAccessManager manager;
    QNetworkRequest request(url(path));
    request.setRawHeader("Content-Type", contentType);
    QNetworkReply* reply = manager.sendCustomRequest(request, method, body);
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    if (status)
        *status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return reply->readAll();
}

} // namespace headgate::test
