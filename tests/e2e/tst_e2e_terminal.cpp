// SPDX-License-Identifier: MIT
#include "tests/support/faultproxy.h"
#include "tests/support/opencodeserver.h"
#include "tests/support/terminalwatch.h"
#include "tests/support/watcher.h"

#include <QJsonArray>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** A full-screen program: draws its size, says which key came, and draws anew on "r". */
constexpr char fullScreen[] = R"(
draw() { set -- $(stty size); printf '\033[2J\033[1;1H\033[7m top %sx%s \033[m\033[%s;1Hbottom' "$2" "$1" "$1"; }
printf '\033[?1049h\033[?25l'; stty raw -echo; draw
while :; do
    k=$(dd bs=1 count=1 2>/dev/null)
    case $k in q) break;; r) draw;; *) printf '\033[3;5H\033[K\033[1;32mkey %s\033[m' "$k";; esac
done
stty sane; printf '\033[?25h\033[?1049l'; echo back)";

} // namespace

/** Terminals of a real server. */
class TestE2eTerminal : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_server.setPassword(u"opened sesame"_s);
        QVERIFY2(m_server.start(), qPrintable(m_server.error()));
        m_proxy = std::make_unique<FaultProxy>(m_server.port());
        m_watcher.onChange = [this](const Change& change) {
            if (const auto* told = std::get_if<TerminalTold>(&change))
                m_seen.take(*told->news);
        };
        QVERIFY(m_watcher.follow(
            QUrl(u"http://127.0.0.1:%1"_s.arg(m_proxy->port())), u"opened sesame"_s));
        QVERIFY(m_watcher.waitUntilLive());
    }

    void aShellAnswers()
    {
        const TerminalId shell = make(u"/bin/sh"_s, {});
        QVERIFY(!shell.isEmpty());
        wish(TerminalWish::Attach{shell, {80, 24}});
        QVERIFY(m_watcher.waitFor([&] { return m_seen.isLive(shell); }));
        type(shell, u"printf 'hel''lo %s\\n' \"$PWD\"\r"_s);
        QVERIFY(waitToSee(shell, u"hello "_s + m_server.projectPath()));

        wish(TerminalWish::List{});
        QVERIFY(m_watcher.waitFor([&] {
            return m_seen.listed && m_seen.listed->terminals.size() == 1
                && m_seen.listed->terminals.front().id == shell;
        }));
        wish(TerminalWish::Close{shell});
        QVERIFY(m_watcher.waitFor([&] { return m_seen.isEnded(shell); }));
        QVERIFY(m_watcher.waitFor([&] { return m_seen.listed->terminals.empty(); }));
        wish(TerminalWish::Detach{shell});
    }

    void aFullScreenProgramTakesKeysAndANewSize()
    {
        const TerminalId id = make(u"/bin/sh"_s, {u"-c"_s, QLatin1StringView(fullScreen)});
        QVERIFY(!id.isEmpty());
        wish(TerminalWish::Attach{id, {80, 24}});
        QVERIFY(waitToSee(id, u"bottom"_s));
        type(id, u"r"_s);
        QVERIFY(waitToSee(id, u" top 80x24"_s));
        QVERIFY(m_seen.shown[id].screen->alternate);
        type(id, u"x"_s);
        QVERIFY(waitToSee(id, u"key x"_s));
        wish(TerminalWish::Resize{id, {100, 30}});
        QVERIFY(m_watcher.waitFor([&] {
            type(id, u"r"_s);
            return m_seen.shows(id, u" top 100x30"_s);
        }));
        QVERIFY(waitToSee(id, u"bottom"_s));
        const auto& screen = *m_seen.shown[id].screen;
        QCOMPARE(terminal::rowText(screen.rows.back(), 0, 100), u"bottom"_s);
        QVERIFY(!screen.modes.cursorVisible);
        type(id, u"q"_s);
        QVERIFY(m_watcher.waitFor([&] { return m_seen.isEnded(id); }));
        QVERIFY(m_seen.shows(id, u"back"_s));
        QVERIFY(!m_seen.shown[id].screen->alternate);
        wish(TerminalWish::Detach{id});
    }

    void cutsNeitherLoseNorRepeatALine()
    {
        const TerminalId id = make(u"/bin/sh"_s,
            {u"-c"_s,
                u"i=0; while [ $i -lt 400 ]; do echo line $i é漢; i=$((i+1)); sleep 0.01; done; echo END; read x"_s});
        QVERIFY(!id.isEmpty());
        wish(TerminalWish::Attach{id, {80, 24}});
        const int before = m_proxy->cuts();
        for (const char* seen : {"line 20 ", "line 90 ", "line 200 "}) {
            QVERIFY(waitToSee(id, QLatin1StringView(seen)));
            m_proxy->cutNow(FaultProxy::Cut::Reset, "/pty/");
            QVERIFY(m_watcher.waitFor([&] { return !m_seen.isLive(id); }));
            m_watcher.submit(SystemResumed{}); // no need to wait
            QVERIFY(m_watcher.waitFor([&] { return m_seen.isLive(id); }));
        }
        QVERIFY(m_proxy->cuts() > before);
        QVERIFY(waitToSee(id, u"END"_s));
        QStringList told;
        for (const QString& line : m_seen.lines(id)) {
            if (line.startsWith(u"line "_s))
                told += line;
        }
        QStringList expected;
        for (int i = 0; i < 400; ++i)
            expected += u"line %1 é漢"_s.arg(i);
        QCOMPARE(told, expected);
        QVERIFY(!m_seen.shown[id].gap);
        // Somebody who comes later sees the same.
        wish(TerminalWish::Detach{id});
        wish(TerminalWish::Attach{id, {80, 24}});
        m_seen.shown.erase(id);
        QVERIFY(waitToSee(id, u"END"_s));
        QCOMPARE(m_seen.lines(id).filter(u"line "_s), expected);
        wish(TerminalWish::Close{id});
        QVERIFY(m_watcher.waitFor([&] { return m_seen.isEnded(id); }));
    }

private:
    void wish(decltype(TerminalWish::what) what)
    {
        m_watcher.submit(UseTerminal{m_watcher.source(),
            std::make_shared<const TerminalWish>(
                TerminalWish{m_server.projectPath(), std::move(what)})});
    }

    TerminalId make(const QString& command, const QStringList& arguments)
    {
        const size_t before = m_seen.made.size();
        wish(TerminalWish::Create{command, arguments, u"A test"_s});
        m_watcher.waitFor([&] { return m_seen.made.size() > before; });
        return m_seen.made.size() > before ? m_seen.made.back() : TerminalId();
    }

    void type(const TerminalId& id, const QString& text) { wish(TerminalWish::Type{id, text}); }

    bool waitToSee(const TerminalId& id, const QString& text)
    {
        return m_watcher.waitFor([&] { return m_seen.shows(id, text); });
    }

    OpenCodeServer m_server;
    std::unique_ptr<FaultProxy> m_proxy;
    Watcher m_watcher;
    TerminalWatch m_seen;
};

QTEST_GUILESS_MAIN(TestE2eTerminal)
#include "tst_e2e_terminal.moc"
