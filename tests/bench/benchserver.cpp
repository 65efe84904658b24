// SPDX-License-Identifier: MIT
#include "tests/bench/benchserver.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTimer>

#include <cstdio>
#include <cstdlib>

namespace headgate::bench {

using namespace Qt::StringLiterals;

BenchServer::~BenchServer()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(2000))
        m_process.kill();
    m_process.waitForFinished(2000);
}

bool BenchServer::start()
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(u"node"_s, {QStringLiteral(HEADGATE_BENCH_DIR) + u"/server.mjs"_s});
    if (!m_process.waitForStarted() || !m_process.waitForReadyRead(10'000)) {
        std::fprintf(stderr, "The benchmarks need Node 18 or later as the program \"node\".\n");
        return false;
    }
    m_url = u"http://127.0.0.1:"_s + QString::fromLatin1(m_process.readLine().trimmed());
    return true;
}

void Director::tell(const QString& query, Then then)
{
    m_manager.setProxy(QNetworkProxy::NoProxy);
    QUrl url = m_server;
    url.setPath(u"/bench"_s);
    url.setQuery(query);
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    QNetworkReply* reply = m_manager.post(request, QByteArray());
    QObject::connect(reply, &QNetworkReply::finished, reply, [reply, then = std::move(then)] {
        reply->deleteLater();
        if (then)
            then(QJsonDocument::fromJson(reply->readAll()).object());
    });
}

QJsonObject Director::tellAndWait(const QString& query)
{
    std::optional<QJsonObject> answer;
    tell(query, [&answer](const QJsonObject& json) { answer = json; });
    waitUntil([&answer] { return answer.has_value(); }, "the server's answer");
    return *answer;
}

void waitUntil(const std::function<bool()>& so, const char* what)
{
    QElapsedTimer timer;
    timer.start();
    QTimer waker; // what is waited for may be no event of this thread
    waker.start(10);
    while (!so()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (timer.elapsed() > 60'000) {
            std::fprintf(stderr, "Waited a minute for %s\n", what);
            std::exit(1);
        }
    }
}

void turnFor(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace headgate::bench
