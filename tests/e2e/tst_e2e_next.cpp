// SPDX-License-Identifier: MIT
#include "tests/support/opencodeserver.h"
#include "tests/support/watcher.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/** Sessions of a real server that are run over its newer API. */
class TestE2eNext : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), qPrintable(m_server.error()));
        QVERIFY(warmUp());
    }

    void showsATurnThatNoOlderListKnows() // DG-39
    {
        QTemporaryDir profile;
        const QString session = create();
        QVERIFY(!session.isEmpty());
        QStringList live;
        {
            Watcher watcher(profile.path());
            QVERIFY(watcher.follow(m_server.url()));
            QVERIFY(watcher.waitUntilLive());
            QVERIFY(watcher.open(session));
            QVERIFY(prompt(session,
                u"@think Hm.\n@say I look.\n@tool read {\"path\":\"README.md\"}\n@say Seen."_s));
            QVERIFY(watcher.waitFor([&] {
                return watcher.transcript(session).lastText() == u"Seen."_s
                    && watcher.session(session)->status == SessionStatus::Idle;
            }));
            live = outline(watcher.transcript(session));
            const QString text = live.join(u'\n');
            for (const auto& shown : {u"Hm."_s, u"I look."_s, u"read"_s, u"Seen."_s})
                QVERIFY2(text.contains(shown), qPrintable(text));
            QVERIFY(m_server.get(u"/session/"_s + session + "/message"_L1).array().isEmpty());
            QVERIFY(!m_server.get(u"/api/session/"_s + session + "/message"_L1)
                         .object()["data"_L1]
                         .toArray()
                         .isEmpty());
            QCOMPARE(watcher.status().badFrames, 0);
            QCOMPARE(watcher.status().openGaps, 0);
        }
        // The same history, and one that was not there.
        for (const QString& path : {profile.path(), QString()}) {
            Watcher again(path);
            QVERIFY(again.follow(m_server.url()));
            QVERIFY(again.waitUntilLive());
            QVERIFY(again.open(session));
            QVERIFY(again.waitFor([&] { return outline(again.transcript(session)) == live; }));
            QVERIFY(again.waitFor([&] { return again.session(session)->readOnly; }));
        }
    }

private:
    QString create()
    {
        const QJsonObject location{{u"directory"_s, m_server.projectPath()}};
        return m_server.post(u"/api/session"_s, {{u"location"_s, location}})
            .object()["data"_L1]["id"_L1]
            .toString();
    }

    bool prompt(const QString& session, const QString& text)
    {
        const QJsonObject words{{u"text"_s, text}};
        return m_server.post(u"/api/session/"_s + session + "/prompt"_L1, {{u"prompt"_s, words}})
            .ok();
    }

    /** While the server reads its catalogue a turn takes whatever model is there, or none, and then
     * says nothing of it. */
    bool warmUp()
    {
        Watcher watcher;
        if (!watcher.follow(m_server.url()) || !watcher.waitUntilLive())
            return false;
        for (int tries = 0; tries < 16; ++tries) {
            const QString session = create();
            if (session.isEmpty() || !watcher.open(session) || !prompt(session, u"@say Ready."_s))
                return false;
            const auto ended = [&] {
                const auto& messages = watcher.transcript(session).messages;
                return !messages.empty() && messages.back().message.completed.has_value();
            };
            if (watcher.waitFor(ended, 15s)
                && watcher.transcript(session).lastText() == u"Ready."_s)
                return true;
        }
        return false;
    }

    OpenCodeServer m_server;
};

QTEST_GUILESS_MAIN(TestE2eNext)
#include "tst_e2e_next.moc"
