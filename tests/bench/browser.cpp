// SPDX-License-Identifier: MIT
#include "tests/bench/browser.h"

#include "tests/bench/benchserver.h"
#include "tests/support/blockingclient.h"

#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTimer>

#include <cstdio>
#include <set>

namespace headgate::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // ms

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/** A process and all that came from it. */
std::set<qint64> family(qint64 root)
{
    std::set<qint64> all{root};
    QStringList ids = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (bool grown = true; grown;) {
        grown = false;
        for (const QString& id : std::as_const(ids)) {
            const QByteArray stat = contents(u"/proc/%1/stat"_s.arg(id));
            // "id (name, which may hold anything) state parent ..."
            const qint64 parent =
                stat.mid(stat.lastIndexOf(')') + 2).split(' ').value(1).toLongLong();
            if (parent > 0 && all.count(parent) && all.insert(id.toLongLong()).second)
                grown = true;
        }
    }
    return all;
}

} // namespace

Browser::~Browser()
{
    m_socket.abort();
    m_process.kill();
    m_process.waitForFinished(5000);
}

QString Browser::program()
{
    for (const QString& name : {u"chromium"_s, u"chromium-browser"_s, u"google-chrome"_s}) {
        const QString found = QStandardPaths::findExecutable(name);
        if (!found.isEmpty())
            return found;
    }
    return {};
}

bool Browser::start(const QUrl& page)
{
    m_process.start(program(),
        {u"--headless=new"_s, u"--no-sandbox"_s, u"--no-first-run"_s, u"--disable-gpu"_s,
            u"--disable-background-networking"_s, u"--remote-debugging-port=0"_s,
            u"--window-size=1440,900"_s, "--user-data-dir="_L1 + m_profile.path(),
            page.toString()});
    QByteArray said;
    QElapsedTimer clock;
    clock.start();
    QUrl browser;
    while (browser.isEmpty() && clock.elapsed() < patience
        && m_process.state() != QProcess::NotRunning) {
        m_process.waitForReadyRead(20);
        said += m_process.readAllStandardError();
        const qsizetype at = said.indexOf("ws://");
        const qsizetype end = said.indexOf('\n', at);
        if (at >= 0 && end > at)
            browser = QUrl(QString::fromLatin1(said.mid(at, end - at).trimmed()));
    }
    if (browser.isEmpty()) {
        std::fprintf(stderr, "the browser does not start: %s\n", said.constData());
        return false;
    }
    QObject::connect(
        &m_socket, &QWebSocket::textMessageReceived, &m_socket, [this](const QString& text) {
            const QJsonObject told = QJsonDocument::fromJson(text.toUtf8()).object();
            if (told.contains("id"_L1))
                m_answers.insert(told["id"_L1].toInt(), told["result"_L1].toObject());
        });
    m_socket.open(pageSocket(browser));
    waitUntil([this] { return m_socket.isValid(); }, "the page");
    return true;
}

QUrl Browser::pageSocket(const QUrl& browser)
{
    BlockingClient http;
    http.base = QUrl(u"http://127.0.0.1:%1"_s.arg(browser.port()));
    QUrl found;
    waitUntil(
        [&] {
            const QJsonArray pages =
                http.send("GET", u"/json/list"_s, {}, {}, std::chrono::seconds(10)).array();
            for (const QJsonValue& page : pages) {
                if (page["type"_L1].toString() == "page"_L1)
                    found = QUrl(page["webSocketDebuggerUrl"_L1].toString());
            }
            return !found.isEmpty();
        },
        "a page of the browser");
    return found;
}

QJsonValue Browser::evaluate(const QString& script)
{
    const int id = ++m_asked;
    const QJsonObject wish{{u"id"_s, id}, {u"method"_s, u"Runtime.evaluate"_s},
        {u"params"_s, QJsonObject{{u"expression"_s, script}, {u"returnByValue"_s, true}}}};
    m_socket.sendTextMessage(QString::fromUtf8(QJsonDocument(wish).toJson(QJsonDocument::Compact)));
    waitUntil([&] { return m_answers.contains(id); }, "the browser's answer");
    return m_answers.take(id)["result"_L1]["value"_L1];
}

bool Browser::waitFor(const QString& script)
{
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < patience) {
        if (evaluate(script).toBool())
            return true;
    }
    return false;
}

bool Browser::waitForText(const QString& text)
{
    return waitFor(u"!!document.body && document.body.innerText.includes('%1')"_s.arg(text));
}

double Browser::pss() const
{
    double kb = 0;
    for (const qint64 id : family(m_process.processId())) {
        const QByteArray maps = contents(u"/proc/%1/smaps_rollup"_s.arg(id));
        const qsizetype at = maps.indexOf("\nPss:");
        if (at >= 0)
            kb += maps.mid(at + 5, 40).simplified().split(' ').value(0).toDouble();
    }
    return kb / 1024;
}

int Browser::processes() const
{
    return int(family(m_process.processId()).size());
}

} // namespace headgate::bench
