// SPDX-License-Identifier: MIT
// Prints how soon our window and OpenCode's own web page in Chromium show the same sessions of the
// same server, and what they weigh: bench_webui [runs]. Ours is painted, the page's text is in its
// document: it may be painted a little later.
#include "core/engine.h"
#include "tests/bench/benchserver.h"
#include "tests/bench/browser.h"
#include "tests/bench/painted.h"
#include "tests/support/opencodeserver.h"
#include "ui/colourscheme.h"
#include "ui/mainwindow.h"
#include "ui/panels/waitingcard.h"
#include "ui/style.h"
#include "ui/views/transcriptview.h"
#include "ui/windowstate.h"

#include <cstdio>

using namespace headgate;
using namespace headgate::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int turns = 10;
constexpr int stepsOfATurn = 100; // each is an answer of its own
const QString shortEnd = u"the end of the short one"_s;
const QString longEnd = u"the end of the long one"_s;

double msSince(qint64 fromNs, qint64 toNs)
{
    return static_cast<double>(toNs - fromNs) / 1e6;
}

/** Our window on the server, with an empty profile. */
struct Ours
{
    explicit Ours(const QString& url)
        : engine({.profile = profile.path()})
    {
        QApplication::setStyle(new Style);
        QApplication::setFont(theme::uiFont());
        WindowPorts ports{[this](const Command& command) { engine.submit(command); },
            [] { return std::chrono::floor<milliseconds>(std::chrono::system_clock::now()); }, {},
            nullptr, &preferences, &state, &scheme};
        window = std::make_unique<MainWindow>(std::move(ports));
        window->follow(&engine);
        config.url = QUrl(url);
    }
    ~Ours() { window.reset(); }

    SessionKey key(const QString& session) const { return {config.id(), SessionId(session)}; }
    void begin(const QString& session)
    {
        if (!engine.start())
            std::exit(1);
        window->selectWhenKnown(key(session));
        engine.submit(AddSource{config});
        window->resize(1440, 900);
        window->show();
    }
    /** When the words were on the screen, of CLOCK_MONOTONIC. */
    qint64 painted(Painted& app, const QString& words)
    {
        app.await([&](QObject* widget) {
            auto* view = window->findChild<TranscriptView*>();
            return view && widget == view->viewport() && view->visibleText().contains(words);
        });
        waitUntil([&] { return app.atNs() > 0; }, "our window");
        return app.atNs();
    }

    QTemporaryDir profile;
    Preferences preferences{{}};
    WindowState state{{}};
    ColourScheme scheme{ThemeChoice::Light};
    Engine engine;
    SourceConfig config;
    std::unique_ptr<MainWindow> window;
};

/** Opens one session from the start of the process, then the other. */
int measureOurs(Painted& app, const QStringList& arguments)
{
    const QString other = arguments.value(2);
    const auto begun = arguments.value(3).toLongLong();
    Ours ours(arguments.value(0));
    ours.begin(arguments.value(1));
    Figures figures;
    figures["start"] = msSince(begun, ours.painted(app, shortEnd));
    turnFor(3000);
    figures["pss"] = memory().pss;
    const qint64 chosen = steadyNs();
    ours.window->select(ours.key(other));
    figures["open"] = msSince(chosen, ours.painted(app, longEnd));
    turnFor(3000);
    figures["pssLong"] = memory().pss;
    print(figures);
    return 0;
}

RestAnswer askToRun(const QUrl& server, const QString& session, const QString& directory)
{
    BlockingClient http;
    http.base = server;
    return http.send("POST", u"/session/%1/prompt_async"_s.arg(session),
        R"({"parts":[{"type":"text","text":"@run touch benchmark"}]})", directory,
        std::chrono::seconds(20));
}

/** From the prompt on the wire to the request on the screen; it is left unanswered. */
int measureAsk(Painted& app, const QStringList& arguments)
{
    Ours ours(arguments.value(0));
    ours.begin(arguments.value(1));
    ours.painted(app, shortEnd);
    turnFor(1000);
    app.await([](QObject* widget) {
        const auto* card = qobject_cast<WaitingCard*>(widget);
        return card && card->isVisible();
    });
    const qint64 sent = steadyNs();
    askToRun(ours.config.url, arguments.value(1), arguments.value(2));
    waitUntil([&] { return app.atNs() > 0; }, "the request");
    print({{"ask", msSince(sent, app.atNs())}});
    return 0;
}

/** A real server with both sessions. */
struct Peer
{
    OpenCodeServer server;
    QString shortSession;
    QString longSession;

    bool start()
    {
        server.limit = std::chrono::minutes(5);
        if (!server.start()) {
            std::fprintf(stderr, "%s\n", qPrintable(server.error()));
            return false;
        }
        shortSession = server.createSession(u"Short"_s);
        longSession = server.createSession(u"Long"_s);
        bool told = server.prompt(shortSession, u"@say "_s + shortEnd, false);
        const QString steps = QString(u"@glob *\n"_s).repeated(stepsOfATurn);
        for (int i = 0; i < turns && told; ++i)
            told = server.prompt(longSession, steps + u"@say "_s + longEnd, false);
        return told && server.waitUntilIdle(longSession);
    }
    QUrl page(const QString& session) const
    {
        const QByteArray directory = server.projectPath().toUtf8().toBase64(
            QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        return server.url().resolved(
            QUrl(u"/%1/session/%2"_s.arg(QString::fromLatin1(directory), session)));
    }
    void refuse()
    {
        const QString id = server.waitForPermission()["id"_L1].toString();
        if (!id.isEmpty())
            server.reply(id, u"reject"_s);
        server.waitUntilIdle(shortSession);
    }
};

Figures measurePage(Peer& peer)
{
    Browser browser;
    Figures figures;
    const qint64 begun = steadyNs();
    if (!browser.start(peer.page(peer.shortSession)) || !browser.waitForText(shortEnd))
        std::exit(1);
    figures["start"] = msSince(begun, steadyNs());
    turnFor(3000);
    figures["pss"] = browser.pss();
    figures["processes"] = browser.processes();
    const qint64 sent = steadyNs();
    askToRun(peer.server.url(), peer.shortSession, peer.server.projectPath());
    if (!browser.waitForText(u"Allow once"_s))
        std::exit(1);
    figures["ask"] = msSince(sent, steadyNs());
    peer.refuse();
    turnFor(500);
    const qint64 chosen = steadyNs();
    browser.evaluate(u"location.href='%1'"_s.arg(peer.page(peer.longSession).toString()));
    if (!browser.waitForText(longEnd))
        std::exit(1);
    figures["open"] = msSince(chosen, steadyNs());
    turnFor(3000);
    figures["pssLong"] = browser.pss();
    return figures;
}

void row(const char* what, double ours, double page, const char* unit)
{
    std::printf("%-52s %9.1f %9.1f %-3s %6.1fx\n", what, ours, page, unit, page / ours);
}

void printTable(const Figures& ours, const Figures& page)
{
    std::printf("%-52s %9s %9s %10s\n", "", "Headgate", "web page", "ratio");
    row("process start to a short session's last words", ours["start"], page["start"], "ms");
    row("from it to a session of 1,000 answers", ours["open"], page["open"], "ms");
    row("prompt on the wire to the permission (with the turn)", ours["ask"], page["ask"], "ms");
    row("PSS, short session open", ours["pss"], page["pss"], "MB");
    row("PSS, long session open", ours["pssLong"], page["pssLong"], "MB");
    std::printf("The page needs %.0f processes. It loads anew where another session is opened by "
                "its address.\n",
        page["processes"]);
}

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM") && !qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (argc > 2 && qstrcmp(argv[1], "run") == 0) {
        Painted app(argc, argv);
        const QStringList arguments = QCoreApplication::arguments().mid(3);
        return qstrcmp(argv[2], "ask") == 0 ? measureAsk(app, arguments)
                                            : measureOurs(app, arguments);
    }
    const QCoreApplication app(argc, argv);
    const int runs = argc > 1 ? std::max(1, QCoreApplication::arguments().at(1).toInt()) : 3;
    if (Browser::program().isEmpty()) {
        std::printf("no Chromium on this machine: not compared\n");
        return 0;
    }
    Peer peer;
    if (!peer.start())
        return 1;
    const QString self = QCoreApplication::applicationFilePath();
    const QString url = peer.server.url().toString();
    std::vector<Figures> ours;
    std::vector<Figures> page;
    for (int i = 0; i < runs; ++i) {
        Figures one = repeat(self,
            {u"run"_s, u"open"_s, url, peer.shortSession, peer.longSession,
                QString::number(steadyNs())},
            1)
                          .front();
        one["ask"] =
            repeat(self, {u"run"_s, u"ask"_s, url, peer.shortSession, peer.server.projectPath()}, 1)
                .front()["ask"];
        peer.refuse();
        ours.push_back(one);
        page.push_back(measurePage(peer));
    }
    std::printf("Medians of %d runs, the same server and sessions, windows of 1440x900\n", runs);
    printTable(medians(ours), medians(page));
    return 0;
}
