// SPDX-License-Identifier: MIT
#include "core/io/ownlisteners.h"
#include "core/io/serverdiscovery.h"
#include "tests/support/fakeserver.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 20'000; // ms

/** Of a machine that is as slow as it may be; who is left alone stays so for the whole test. */
const ServerDiscovery::Pace pace{1ms, 15'000ms, 3'600'000ms, 4};

/** Answers as an OpenCode server does. */
struct Healthy : FakeServer
{
    explicit Healthy(const QByteArray& version = "1.18.33")
    {
        onJson("/global/health", R"({"healthy":true,"version":")" + version + R"("})");
    }
};

} // namespace

/** DG-45, DG-48: servers are found while somebody looks, and at no other time. */
class TestServerDiscovery : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_candidates.clear(); }

    void ofThreeServersOneDiesAndOneStarts()
    {
        Healthy first("1.0.1");
        Healthy second("1.0.2");
        Healthy third("1.0.3");
        third.stop();
        m_candidates = {{first.url(), u"/p/one"_s}, {second.url(), {}}, {third.url(), {}}};
        ServerDiscovery discovery(candidates(), pace);
        discovery.setWanted(true);
        QTRY_COMPARE_WITH_TIMEOUT(
            versions(discovery), (QStringList{u"1.0.1"_s, u"1.0.2"_s}), patience);
        QCOMPARE(discovery.found()[0], (FoundServer{first.url(), u"1.0.1"_s, u"/p/one"_s}));
        first.stop();
        QVERIFY(third.start());
        QTRY_COMPARE_WITH_TIMEOUT(
            versions(discovery), (QStringList{u"1.0.2"_s, u"1.0.3"_s}), patience);
    }

    void whoNeverAnswersDelaysNobodyAndIsAskedOnce()
    {
        FakeServer silent;
        silent.on("/*", [](const FakeRequest&, const FakeReply&) {});
        Healthy server;
        m_candidates = {{silent.url(), {}}, {server.url(), {}}};
        auto hasty = pace;
        hasty.limit = 5'000ms; // the one that answers may be slow
        ServerDiscovery discovery(candidates(), hasty);
        discovery.setWanted(true);
        QTRY_VERIFY_WITH_TIMEOUT(discovery.sweeps() > 3, patience);
        QCOMPARE(silent.requests().size(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(discovery.found().size(), size_t(1), patience);
    }

    void whoIsSomethingElseIsLeftAlone_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("a web page") << 200 << QByteArray("<html>healthy</html>");
        QTest::newRow("other JSON") << 200 << QByteArray(R"({"healthy":"very"})");
        QTest::newRow("not there") << 404 << QByteArray(R"({"healthy":true})");
        QTest::newRow("a password") << 401 << QByteArray();
        QTest::newRow("without end") << 200 << QByteArray(100'000, 'x');
    }

    void whoIsSomethingElseIsLeftAlone()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        FakeServer other;
        other.on(
            "/*", [&](const FakeRequest&, const FakeReply& reply) { reply.json(body, status); });
        m_candidates = {{other.url(), {}}};
        ServerDiscovery discovery(candidates(), pace);
        discovery.setWanted(true);
        QTRY_VERIFY_WITH_TIMEOUT(discovery.sweeps() > 3, patience);
        QCOMPARE(other.requests().size(), 1);
        QVERIFY(discovery.found().empty());
    }

    void nothingIsAskedWhileNobodyLooks()
    {
        Healthy server;
        m_candidates = {{server.url(), {}}};
        auto calm = pace;
        calm.every = 3'600'000ms;
        ServerDiscovery discovery(candidates(), calm);
        QSignalSpy swept(&discovery, &ServerDiscovery::swept);
        discovery.lookNow(); // the machine woke up
        QCOMPARE(discovery.sweeps(), 0);
        discovery.setWanted(true);
        QCOMPARE(discovery.sweeps(), 1); // at once
        QTRY_COMPARE_WITH_TIMEOUT(swept.size(), 1, patience);
        discovery.lookNow();
        QCOMPARE(discovery.sweeps(), 2);
        QTRY_COMPARE_WITH_TIMEOUT(swept.size(), 2, patience);
        QCOMPARE(discovery.found().size(), size_t(1));
        discovery.setWanted(false);
        discovery.lookNow();
        QCOMPARE(discovery.sweeps(), 2);
        discovery.setWanted(true); // shown again: at once
        QCOMPARE(discovery.sweeps(), 3);
    }

    void aSweepThatIsDroppedTellsNothing()
    {
        Healthy server;
        m_candidates = {{server.url(), {}}};
        ServerDiscovery discovery(candidates(), pace);
        QSignalSpy swept(&discovery, &ServerDiscovery::swept);
        discovery.setWanted(true);
        discovery.setWanted(false);
        discovery.setWanted(true);
        QTRY_COMPARE_WITH_TIMEOUT(discovery.found().size(), size_t(1), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!swept.isEmpty(), patience);
    }

    void whoLooksMayStopInTheMiddle()
    {
        Healthy server;
        m_candidates = {{server.url(), {}}};
        ServerDiscovery discovery(candidates(), pace);
        connect(
            &discovery, &ServerDiscovery::changed, &discovery, [&] { discovery.setWanted(false); });
        discovery.setWanted(true);
        QTRY_COMPARE_WITH_TIMEOUT(discovery.found().size(), size_t(1), patience);
        QCOMPARE(discovery.sweeps(), 1);
    }

    void oneAddressIsAskedOnce()
    {
        Healthy server;
        m_candidates = {{server.url(), u"/p"_s}, {server.url(u"/"_s), {}}};
        ServerDiscovery discovery(candidates(), pace);
        QSignalSpy swept(&discovery, &ServerDiscovery::swept);
        discovery.setWanted(true);
        QTRY_COMPARE_WITH_TIMEOUT(discovery.found().size(), size_t(1), patience);
        QCOMPARE(discovery.found()[0].directory, u"/p"_s);
    }

    void credentialsAreNotSent()
    {
        Healthy server;
        QUrl url = server.url();
        url.setUserName(u"me"_s);
        url.setPassword(u"secret"_s);
        m_candidates = {{url, {}}};
        ServerDiscovery discovery(candidates(), pace);
        discovery.setWanted(true);
        QTRY_VERIFY_WITH_TIMEOUT(!server.requests().isEmpty(), patience);
        QVERIFY(server.requests()[0].header("authorization").isEmpty());
    }

    void programsOfThisUserAreFoundInTheSystemsTables()
    {
#ifdef Q_OS_LINUX
        QTemporaryDir proc;
        const auto write = [&](const QString& path, const QByteArray& text) {
            QDir(proc.path()).mkpath(QFileInfo(path).path());
            QFile file(proc.filePath(path));
            QVERIFY(file.open(QFile::WriteOnly));
            file.write(text);
        };
        const QByteArray me = QByteArray::number(geteuid());
        const QByteArray tail = " 00000000:0000 0A 0:0 0:0 0 ";
        write(u"net/tcp"_s,
            "  sl  local_address\n 0: 0100007F:1000" + tail + me + " 0 71 1\n 1: 0100007F:1001"
                + tail + me + " 0 72 1\n 2: 0100007F:1002" + tail
                + QByteArray::number(geteuid() + 1) + " 0 73 1\n");
        const auto process = [&](const QString& id, int socket, const QString& directory) {
            QDir(proc.path()).mkpath(id + "/fd"_L1);
            QVERIFY(QFile::link(u"socket:[%1]"_s.arg(socket), proc.filePath(id + "/fd/4"_L1)));
            QVERIFY(QFile::link(directory, proc.filePath(id + "/cwd"_L1)));
        };
        process(u"12"_s, 71, u"/p/shop"_s);
        process(QString::number(QCoreApplication::applicationPid()), 72, u"/p/own"_s);
        OwnListeners listeners(proc.path());
        for (int again = 0; again < 2; ++again) {
            const auto found = listeners.look();
            QCOMPARE(found.size(), size_t(1)); // not this program, not another user's
            QCOMPARE(found[0].port, quint16(4096));
            QCOMPARE(found[0].directory, u"/p/shop"_s);
        }
        // The default port is a candidate whether it can be seen or not, and stands once.
        const auto all = localCandidates(listeners);
        QCOMPARE(all.size(), size_t(2));
        QCOMPARE(all[0].url, QUrl(u"http://127.0.0.1:4096"_s));
        QCOMPARE(all[1].url, all[0].url);
#else
        QVERIFY(OwnListeners().look().empty()); // there is no such table
#endif
    }

private:
    ServerDiscovery::Candidates candidates()
    {
        return [this] { return m_candidates; };
    }
    static QStringList versions(const ServerDiscovery& discovery)
    {
        QStringList found;
        for (const FoundServer& one : discovery.found())
            found.append(one.version);
        return found;
    }

    std::vector<ServerDiscovery::Candidate> m_candidates;
};

QTEST_GUILESS_MAIN(TestServerDiscovery)
#include "tst_serverdiscovery.moc"
