// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>
#include <QWebSocket>

namespace headgate::bench {

/**
 * A Chromium without a screen, with a profile of its own, driven over its DevTools protocol. Test
 * thread; every call waits in an event loop. It ends with this object.
 */
class Browser
{
public:
    ~Browser();

    /** The program; empty: there is none on this machine. */
    static QString program();

    /** Begins at this page. False, with a sentence on standard error: it did not start. */
    bool start(const QUrl& page);
    /** What a script of the page gives. */
    QJsonValue evaluate(const QString& script);
    /** Until the page has this text, a minute at most; asks without a pause. False: it has not. */
    bool waitForText(const QString& text);
    bool waitFor(const QString& script);
    /** Proportional memory of all its processes, MB. */
    double pss() const;
    int processes() const;

private:
    QUrl pageSocket(const QUrl& browser);

    QTemporaryDir m_profile;
    QProcess m_process;
    QWebSocket m_socket;
    QHash<int, QJsonObject> m_answers;
    int m_asked = 0;
};

} // namespace headgate::bench
