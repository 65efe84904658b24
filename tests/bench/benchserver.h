// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QProcess>
#include <QUrl>

#include <functional>

namespace headgate::bench {

/** The server of server.mjs: a process of its own, which ends with this object. */
class BenchServer
{
public:
    ~BenchServer();

    /** False, with a sentence on standard error, if Node is missing. */
    bool start();
    QString url() const { return m_url; }

private:
    QProcess m_process;
    QString m_url;
};

/** Tells a running server what to write; the answer says how much it was, and when it began. */
class Director
{
public:
    explicit Director(QUrl server)
        : m_server(std::move(server))
    {
    }

    using Then = std::function<void(const QJsonObject&)>;
    void tell(const QString& query, Then then = {});
    /** The same, waiting for the answer in an event loop. */
    QJsonObject tellAndWait(const QString& query);

private:
    QUrl m_server;
    QNetworkAccessManager m_manager;
};

/** Turns the event loop until it is so; ends the program with a sentence after a minute. */
void waitUntil(const std::function<bool()>& so, const char* what);
/** Turns the event loop for some time. */
void turnFor(int ms);

} // namespace headgate::bench
