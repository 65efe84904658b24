// SPDX-License-Identifier: MIT
#include "core/io/terminals.h"
#include "tests/support/fakepty.h"
#include "tests/support/terminalwatch.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 20'000;

} // namespace

class TestTerminals : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_seen = {};
        m_server = std::make_unique<FakePty>();
        m_config = {};
        m_config.url = m_server->url();
    }
    void cleanup()
    {
        m_terminals.reset();
        m_server.reset();
    }

    void terminalsAreListedWithPlainTitles()
    {
        start();
        wish(TerminalWish::List{});
        QTRY_VERIFY_WITH_TIMEOUT(m_seen.listed, patience);
        QCOMPARE(m_seen.listed->directory, u"/shop é"_s);
        QCOMPARE(m_server->directory, QByteArray("%2Fshop%20%C3%A9"));
        QCOMPARE(m_seen.listed->terminals.size(), 1U);
        const TerminalInfo& info = m_seen.listed->terminals.front();
        QCOMPARE(info.title, u"A [31mterminal"_s);
        QCOMPARE(info.command, u"/bin/sh -l"_s);
        QVERIFY(info.running);
    }

    void oneIsMadeAndEnded()
    {
        start();
        wish(TerminalWish::Create{u"vi"_s, {u"a.txt"_s}, u"Notes"_s});
        QTRY_COMPARE_WITH_TIMEOUT(m_seen.made.size(), 1U, patience);
        QVERIFY(m_server->requests.first().startsWith("POST /pty {"));
        QVERIFY(m_server->requests.first().contains("\"args\":[\"a.txt\"],\"command\":\"vi\""));
        wish(TerminalWish::Close{id});
        QTRY_VERIFY_WITH_TIMEOUT(m_seen.listed && m_seen.listed->terminals.empty(), patience);
        QCOMPARE(m_server->requests.last(), QByteArray("DELETE /pty/pty_1"));
    }

    void whatIsWrittenIsShownAndWhatIsTypedArrives()
    {
        m_server->write(u"before\r\n"_s);
        start();
        attach();
        m_server->write(u"after é漢"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_seen.shows(id, u"after é漢"_s), patience);
        QCOMPARE(m_seen.lines(id).first(), u"before"_s);
        wish(TerminalWish::Type{id, u"ls\r"_s});
        QTRY_COMPARE_WITH_TIMEOUT(m_server->typed, u"ls\r"_s, patience);
    }

    void theNewestSizeArrivesAndNoneOvertakes()
    {
        start();
        attach();
        for (int columns = 81; columns <= 100; ++columns)
            wish(TerminalWish::Resize{id, {columns, 30}});
        const QByteArray last = "PUT /pty/pty_1 {\"size\":{\"cols\":100,\"rows\":30}}";
        QTRY_VERIFY_WITH_TIMEOUT(
            !m_server->requests.isEmpty() && m_server->requests.last() == last, patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_seen.shown[id].screen->size.columns, 100, patience);
        int before = 0;
        for (const QByteArray& request : m_server->requests) {
            const qsizetype at = request.indexOf("\"cols\":");
            const int columns = request.sliced(at + 7).split(',').first().toInt();
            QVERIFY(columns > before);
            before = columns;
        }
    }

    void aCutGoesOnWhereItWas()
    {
        m_server->write(u"one "_s);
        start();
        attach();
        m_server->write(u"two "_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_seen.shows(id, u"one two"_s), patience);
        m_server->cut();
        QTRY_COMPARE_WITH_TIMEOUT(m_seen.shown[id].link, TerminalLink::Waiting, patience);
        m_server->write(u"three "_s); // while nobody is connected
        QTRY_VERIFY_WITH_TIMEOUT(m_seen.isLive(id), patience);
        m_server->write(u"four"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_seen.shows(id, u"one two three four"_s), patience);
        QCOMPARE(m_server->cursors, QList<qint64>({0, 8}));
        QVERIFY(!m_seen.shown[id].gap);
    }

    void whatTheServerNoLongerHasIsSaid()
    {
        m_server->kept = 20;
        m_server->write(u"first\r\n"_s);
        start();
        attach();
        m_server->cut();
        QTRY_COMPARE_WITH_TIMEOUT(m_seen.shown[id].link, TerminalLink::Waiting, patience);
        m_server->write(QString(100, u'x') + "\r\nwhole line\r\n"_L1);
        QTRY_VERIFY_WITH_TIMEOUT(m_seen.isLive(id), patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_seen.shown[id].gap, patience);
        QCOMPARE(m_seen.lines(id).first(), u"whole line"_s);
    }

    void aServerThatCountsAnewIsReadFromItsStart()
    {
        m_server->write(u"an old terminal's text"_s);
        start();
        attach();
        m_server->cut();
        QTRY_COMPARE_WITH_TIMEOUT(m_seen.shown[id].link, TerminalLink::Waiting, patience);
        m_server->forget();
        m_server->write(u"new"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_seen.isLive(id), patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_seen.lines(id).first(), u"new"_s, patience);
        QVERIFY(m_seen.shown[id].gap);
    }

    void anEndStaysAnEnd()
    {
        start();
        attach();
        m_server->write(u"last words"_s);
        m_server->end();
        QTRY_VERIFY_WITH_TIMEOUT(m_seen.isEnded(id), patience);
        QVERIFY(m_seen.shows(id, u"last words"_s));
        m_terminals->retryNow();
        QCOMPARE(m_server->cursors.size(), 1);
    }

    void oneThatIsNotThereIsAnEnd()
    {
        m_server->status.clear();
        start();
        wish(TerminalWish::Attach{id, {80, 24}});
        QTRY_VERIFY_WITH_TIMEOUT(m_seen.isEnded(id), patience);
    }

    void aPasswordIsSentAndAskedFor()
    {
        m_server->authorization = "Basic " + QByteArray("opencode:right").toBase64();
        m_server->write(u"secret"_s);
        m_config.user = u"opencode"_s;
        m_config.password = u"wrong"_s;
        start();
        wish(TerminalWish::Attach{id, {80, 24}});
        QTRY_COMPARE_WITH_TIMEOUT(
            m_seen.shown[id].issue.code, Issue::Code::NotAuthorised, patience);
        QCOMPARE(m_seen.shown[id].link, TerminalLink::Waiting);
        m_config.password = u"right"_s;
        m_terminals->reconfigure(m_config);
        QTRY_VERIFY_WITH_TIMEOUT(m_seen.shows(id, u"secret"_s), patience);
    }

    void nothingLeavesWhilePaused()
    {
        start();
        attach();
        m_terminals->pause();
        QTRY_COMPARE_WITH_TIMEOUT(m_server->connections(), 0, patience);
        const qsizetype before = m_server->requests.size();
        wish(TerminalWish::List{});
        wish(TerminalWish::Type{id, u"x"_s});
        m_terminals->resume();
        QTRY_COMPARE_WITH_TIMEOUT(m_server->connections(), 1, patience);
        QCOMPARE(m_server->requests.size(), before);
        QVERIFY(m_server->typed.isEmpty());
    }

    void everyWayToEndIsSafe()
    {
        m_server->saysWhere = false;
        start();
        wish(TerminalWish::Attach{id, {80, 24}});
        m_terminals.reset(); // while it connects
        start();
        wish(TerminalWish::Attach{id, {80, 24}});
        QTRY_COMPARE_WITH_TIMEOUT(m_server->connections(), 1, patience);
        wish(TerminalWish::Detach{id}); // while it waits for the place
        QTRY_COMPARE_WITH_TIMEOUT(m_server->connections(), 0, patience);
        m_server->saysWhere = true;
        attach();
        m_terminals.reset(); // while it is live
        QTRY_COMPARE_WITH_TIMEOUT(m_server->connections(), 0, patience);
    }

private:
    void start()
    {
        m_terminals = std::make_unique<Terminals>(
            m_config, [this](const TerminalNews& news) { m_seen.take(news); });
    }
    void wish(decltype(TerminalWish::what) what)
    {
        m_terminals->use({u"/shop é"_s, std::move(what)});
    }
    void attach()
    {
        wish(TerminalWish::Attach{id, {80, 24}});
        QTRY_VERIFY_WITH_TIMEOUT(m_seen.isLive(id), patience);
    }

    const TerminalId id{u"pty_1"_s};
    SourceConfig m_config;
    std::unique_ptr<FakePty> m_server;
    std::unique_ptr<Terminals> m_terminals;
    TerminalWatch m_seen;
};

QTEST_GUILESS_MAIN(TestTerminals)
#include "tst_terminals.moc"
