// SPDX-License-Identifier: MIT
#include "app/singleinstance.h"
#include "tests/support/fakeopencode.h"
#include "tests/support/ownprocess.h"

#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; ///< ms; a window of its own starts

Handover wish()
{
    SourceConfig config;
    config.url = QUrl(u"http://127.0.0.1:4096"_s);
    config.user = u"anna"_s;
    return {
        {config}, {SessionId(u"ses_1"_s), MessageId(u"msg_1"_s), PartId(u"prt_1"_s)}, u"token"_s};
}

/** The built program, offscreen, with a profile in its own folder. */
struct Window
{
    explicit Window(const QTemporaryDir& folder, const QString& name, const QString& profile,
        const QStringList& more)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"HOME"_s, folder.path());
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nowhere"_s);
        environment.insert(u"XDG_RUNTIME_DIR"_s, folder.path());
        started = process.start(QStringLiteral(HEADGATE_WINDOW),
            QStringList{u"--profile"_s, folder.filePath(profile)} + more, environment,
            folder.path(), folder.filePath(name));
    }

    OwnProcess process;
    bool started = false;
};

} // namespace

class TestSingleInstance : public QObject
{
    Q_OBJECT

private slots:
    void aWishIsReadAsItWasWritten()
    {
        const auto read = handoverFromLine(handoverLine(wish()));
        QVERIFY(read);
        QCOMPARE(*read, wish());
    }

    void aPasswordIsNeverWritten()
    {
        Handover secret = wish();
        secret.sources.front().password = u"hunter2"_s;
        secret.sources.front().url.setUserInfo(u"me:hunter2"_s);
        QVERIFY(!handoverLine(secret).contains("hunter2"));
    }

    // DG-35
    void whatIsNotUnderstoodIsRefused_data()
    {
        QTest::addColumn<QByteArray>("line");
        const QByteArray good = handoverLine(wish());
        const auto row = [&good](const char* name, const QByteArray& from, const QByteArray& to) {
            QByteArray line = good;
            line.replace(from, to);
            QVERIFY2(line != good, name);
            QTest::newRow(name) << line;
        };
        QTest::newRow("nothing") << QByteArray("\n");
        QTest::newRow("no JSON") << QByteArray("GET / HTTP/1.1\n");
        QTest::newRow("a list") << QByteArray("[1]\n");
        QTest::newRow("cut") << good.left(good.size() / 2) + '\n';
        QTest::newRow("bytes") << QByteArray("\xff\xfe\0\x01\n", 5);
        QTest::newRow("deep") << QByteArray(4000, '[') + '\n';
        row("another version", "\"headgate\":1", "\"headgate\":2");
        row("no version", "\"headgate\":1,", "");
        row("a session that is a number", "\"session\":\"ses_1\"", "\"session\":1");
        row("a session of two lines", "ses_1", "ses\\n1");
        row("a session without end", "ses_1", QByteArray(5000, 'x'));
        row("a message of two lines", "msg_1", "msg\\n1");
        row("a part that is a list", "\"part\":\"prt_1\"", "\"part\":[]");
        row("sources that are none", "\"sources\":[", "\"sources\":[1,");
        row("a source of another kind", "opencode:http", "opencode:ftp");
        row("a source of no kind", "opencode:http://127.0.0.1:4096", "127.0.0.1:4096");
        row("too many sources", "\"sources\":[",
            "\"sources\":[" + QByteArray("{\"source\":\"demo:\",\"user\":\"\"},").repeated(40));
        row("no list of sources", "\"sources\":[", "\"others\":[");
        row("too long", "\"session\"", "\"more\":\"" + QByteArray(70'000, 'x') + "\",\"session\"");
    }

    void whatIsNotUnderstoodIsRefused()
    {
        QFETCH(const QByteArray, line);
        QVERIFY(!handoverFromLine(line));
        QTemporaryDir profile;
        SingleInstance instance(profile.path());
        QVERIFY(instance.listen());
        QSignalSpy asked(&instance, &SingleInstance::asked);
        QLocalSocket socket;
        socket.connectToServer(profile.filePath(u"window.socket"_s));
        QVERIFY(socket.waitForConnected(patience));
        socket.write(line);
        QByteArray answer;
        connect(&socket, &QLocalSocket::readyRead, &socket, [&] { answer += socket.readAll(); });
        QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QLocalSocket::UnconnectedState, patience);
        // Who is still talking when the door closes may not hear the word.
        if (line.size() < longestHandover)
            QCOMPARE(answer, "refused\n");
        QCOMPARE(asked.count(), 0);
    }

    void aLineWithoutEndIsRefused()
    {
        QTemporaryDir profile;
        SingleInstance instance(profile.path());
        QVERIFY(instance.listen());
        QSignalSpy asked(&instance, &SingleInstance::asked);
        QLocalSocket socket;
        socket.connectToServer(profile.filePath(u"window.socket"_s));
        QVERIFY(socket.waitForConnected(patience));
        socket.write(QByteArray(longestHandover + 1, 'x'));
        QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QLocalSocket::UnconnectedState, patience);
        QCOMPARE(asked.count(), 0);
    }

    void aWishIsTakenAndTheSocketIsTheUsersAlone()
    {
        QTemporaryDir profile;
        SingleInstance instance(profile.path());
        QVERIFY(instance.listen());
        const QFileInfo file(profile.filePath(u"window.socket"_s));
        QCOMPARE(file.permissions()
                & (QFile::ReadGroup | QFile::WriteGroup | QFile::ExeOwner | QFile::ReadOther
                    | QFile::WriteOther),
            QFile::Permissions());
        QSignalSpy asked(&instance, &SingleInstance::asked);
        QLocalSocket socket;
        socket.connectToServer(file.filePath());
        QVERIFY(socket.waitForConnected(patience));
        socket.write(handoverLine(wish()));
        QTRY_COMPARE_WITH_TIMEOUT(asked.count(), 1, patience);
        QCOMPARE(asked.front().front().value<Handover>(), wish());
        QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QLocalSocket::UnconnectedState, patience);
        QCOMPARE(socket.readAll(), "taken\n");
    }

    void nobodyIsThere()
    {
        QTemporaryDir profile;
        QVERIFY(!SingleInstance(profile.path()).handOver(wish()));
    }

    void aLongProfileHasItsSocketElsewhere()
    {
        QTemporaryDir runtime;
        qputenv("XDG_RUNTIME_DIR", runtime.path().toUtf8());
        QTemporaryDir folder;
        SingleInstance instance(folder.filePath(QString(200, u'x')));
        qunsetenv("XDG_RUNTIME_DIR");
        QVERIFY(instance.listen());
        QCOMPARE(QDir(runtime.path()).entryList(QDir::System | QDir::NoDotAndDotDot).size(), 1);
    }

    // DG-35
    void aSecondStartShowsItsSessionInTheFirst()
    {
        FakeOpenCode server;
        server.sessions = {sessionInfo(u"ses_new"_s, u"The newest"_s, t0 + 60'000), sessionInfo()};
        server.addMessage(messageInfo(u"msg_1"_s, t0, t0 + 1));
        server.messages.insert(u"ses_new"_s, {});
        QTemporaryDir folder;
        Window first(folder, u"first"_s, u"p"_s, {});
        QVERIFY(first.started);
        const QString socket = folder.filePath(u"p/window.socket"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(
            QFileInfo::exists(socket), qPrintable(first.process.printed()), patience);
        const Window second(folder, u"second"_s, u"p"_s,
            {u"--connect"_s, server.http.url().toString(), u"--session"_s, ses.value()});
        QTRY_VERIFY2_WITH_TIMEOUT(
            !second.process.isRunning(), qPrintable(second.process.printed()), patience);
        QCOMPARE(second.process.exitCode(), 0);
        // The first one follows the server and opens the session.
        const QByteArray messages = "/session/" + ses.value().toUtf8() + "/message";
        QTRY_VERIFY2_WITH_TIMEOUT(
            server.http.count(messages) > 0, qPrintable(first.process.printed()), patience);
        QCOMPARE(server.http.count("/session/ses_new/message"), 0); // not the one it would choose
        QVERIFY(first.process.isRunning());
        // A link shows a session that is there.
        const Window third(folder, u"third"_s, u"p"_s, {u"headgate://open?session=ses_new"_s});
        QTRY_VERIFY2_WITH_TIMEOUT(server.http.count("/session/ses_new/message") > 0,
            qPrintable(third.process.printed()), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!third.process.isRunning(), patience);
        QCOMPARE(third.process.exitCode(), 0);
        // One that means something else is refused, and disturbs nobody.
        const Window bad(folder, u"bad"_s, u"p"_s, {u"headgate://approve?session=ses_new"_s});
        QTRY_VERIFY_WITH_TIMEOUT(!bad.process.isRunning(), patience);
        QVERIFY(bad.process.exitCode() != 0);
        QVERIFY(first.process.isRunning());
    }

    void aKilledWindowIsInNobodysWay()
    {
        QTemporaryDir folder;
        const QString socket = folder.filePath(u"p/window.socket"_s);
        {
            Window first(folder, u"first"_s, u"p"_s, {});
            QTRY_VERIFY2_WITH_TIMEOUT(
                QFileInfo::exists(socket), qPrintable(first.process.printed()), patience);
            first.process.kill9();
            QTRY_VERIFY_WITH_TIMEOUT(!first.process.isRunning(), patience);
        }
        QVERIFY(QFileInfo::exists(socket)); // left behind
        const Window second(folder, u"second"_s, u"p"_s, {});
        const SingleInstance asking(folder.filePath(u"p"_s));
        QTRY_VERIFY2_WITH_TIMEOUT(
            asking.handOver({}), qPrintable(second.process.printed()), patience);
        QVERIFY(second.process.isRunning());
    }

    void anotherProfileIsAnotherWindow()
    {
        QTemporaryDir folder;
        const Window first(folder, u"first"_s, u"p"_s, {});
        const Window second(folder, u"second"_s, u"q"_s, {});
        for (const QString& profile : {u"p"_s, u"q"_s})
            QTRY_VERIFY_WITH_TIMEOUT(
                QFileInfo::exists(folder.filePath(profile + "/window.socket"_L1)), patience);
        QVERIFY(first.process.isRunning());
        QVERIFY(second.process.isRunning());
    }

    void aPictureIsTakenBeside()
    {
        QTemporaryDir folder;
        const Window first(folder, u"first"_s, u"p"_s, {});
        QTRY_VERIFY_WITH_TIMEOUT(
            QFileInfo::exists(folder.filePath(u"p/window.socket"_s)), patience);
        const Window beside(folder, u"picture"_s, u"q"_s,
            {u"--screenshot"_s, folder.filePath(u"seen.png"_s), u"--after"_s, u"50"_s});
        QTRY_VERIFY_WITH_TIMEOUT(!beside.process.isRunning(), patience);
        QVERIFY(QFileInfo::exists(folder.filePath(u"seen.png"_s)));
        QVERIFY(!QFileInfo::exists(folder.filePath(u"q/window.socket"_s)));
    }
};

QTEST_GUILESS_MAIN(TestSingleInstance)
#include "tst_singleinstance.moc"
