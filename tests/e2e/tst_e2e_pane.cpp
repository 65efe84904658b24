// SPDX-License-Identifier: MIT
// Two Headgates and one headgate-cli at the embedded server, which has sessions with channels.
#include "core/domain/lookup.h"
#include "core/project/company.h"
#include "core/project/panelines.h"
#include "tests/support/blockingclient.h"
#include "tests/support/cli.h"
#include "tests/support/watcher.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;
const SessionId room{u"room"_s};

/** A Headgate that looks at the session. */
struct Seat
{
    QString user;
    Watcher watch{{}, Engine::EventFeed::Newest};
    QHash<QString, Prompt> prompts;
    Company company;
    QStringList lines;
    bool ready = false;

    Seat(const QUrl& url, const QString& name)
        : user(name)
    {
        watch.onChange = [this](const Change& change) { take(change); };
        SourceConfig config;
        config.kind = SourceKind::AgentPane;
        config.url = url;
        ready = watch.follow(config) && watch.waitUntilLive() && watch.open(room.value());
        attend(true);
    }
    void attend(bool here, std::optional<QPointF> cursor = {})
    {
        const Lookup::Attend wish{room, here, user, {}, cursor};
        watch.submit(LookUp{watch.source(), std::make_shared<const Lookup>(Lookup{wish})});
    }
    QPointF cursorOf(const QString& id) const
    {
        for (const Person& person : company.people) {
            if (person.id == id)
                return person.cursor.value_or(QPointF());
        }
        return {};
    }
    void take(const Change& change)
    {
        if (const auto* words = std::get_if<PromptChanged>(&change))
            prompts.insert(words->prompt.id, words->prompt);
        const auto* told = std::get_if<LookedUp>(&change);
        const auto* news = told ? std::get_if<Finding::Room>(&told->finding->what) : nullptr;
        if (!news || news->session != room)
            return;
        if (news->anew) {
            company = {};
            lines.clear();
        }
        for (const PaneEvent& event : news->events) {
            reduce(company, event);
            for (const PaneLine& line : linesOf(event))
                lines += line.text;
        }
    }
    QStringList people() const
    {
        // A list of them that was on its way while somebody left is out of date in 30 s.
        Company there = company;
        expire(there, std::chrono::floor<milliseconds>(std::chrono::system_clock::now()));
        QStringList all;
        for (const Person& person : there.people)
            all += person.id;
        all.sort();
        return all;
    }
    void type(const QString& id, const QString& text)
    {
        watch.submit(SendPrompt{{watch.source(), room}, id, text});
    }
};

} // namespace

class TestE2ePane : public QObject
{
    Q_OBJECT

private slots:
    void twoHeadgatesAndOneCliSeeEachOther()
    {
        const QTemporaryDir profile;
        Engine server({profile.path(), Engine::EventFeed::Off, 100});
        Serving serving;
        connect(&server, &Engine::changesReady, this, [&] {
            for (const Change& change : server.takeChanges()) {
                if (const auto* told = std::get_if<ServingChanged>(&change))
                    serving = told->serving;
            }
        });
        QVERIFY(bool(server.start()));
        Serve wish;
        wish.port = 0;
        server.submit(wish);
        QTRY_COMPARE_WITH_TIMEOUT(serving.state, Serving::State::On, patience);
        const QUrl url(u"http://127.0.0.1:%1"_s.arg(serving.url.port()));
        const BlockingClient client{url, {}};
        const RestAnswer made = client.send("POST", u"/api/sessions"_s,
            R"({"id":"room","title":"Room"})", {}, std::chrono::seconds(30));
        QCOMPARE(made.status, 201);

        Seat ada(url, u"ada"_s);
        auto bo = std::make_unique<Seat>(url, u"bo"_s);
        QVERIFY(ada.ready && bo->ready);
        const QStringList both{u"ada"_s, u"bo"_s};
        QTRY_COMPARE_WITH_TIMEOUT(ada.people(), both, patience);
        QTRY_COMPARE_WITH_TIMEOUT(bo->people(), both, patience);

        const QString source = "agentpane:"_L1 + url.toString();
        Cli tail({u"tail"_s, source, u"--json"_s});
        QVERIFY(tail.waitForOutput(u"presence:joined"_s));
        ada.type(u"p-ada"_s, u"first"_s);
        QTRY_COMPARE_WITH_TIMEOUT(
            ada.prompts.value(u"p-ada"_s).state, Prompt::State::Kept, patience);
        QVERIFY(tail.waitForOutput(u"first"_s));
        const CliRun typed =
            Cli::run({u"prompt"_s, source, u"--session"_s, u"room"_s, u"from the command line"_s});
        QVERIFY2(typed.code == 0, qPrintable(typed.err));
        bo->type(u"p-bo"_s, u"last"_s);
        const QStringList all{u"first"_s, u"from the command line"_s, u"last"_s};
        QTRY_COMPARE_WITH_TIMEOUT(ada.lines, all, patience);
        QTRY_COMPARE_WITH_TIMEOUT(bo->lines, all, patience);
        QVERIFY(tail.waitForOutput(u"last"_s));

        // AP-32: where one points, the other sees
        bo->attend(true, QPointF(12, 3));
        QTRY_COMPARE_WITH_TIMEOUT(ada.cursorOf(u"bo"_s), QPointF(12, 3), patience);

        // AP-30: who goes says so, also with the last breath of its program
        bo->attend(false);
        QTRY_COMPARE_WITH_TIMEOUT(ada.people(), QStringList{u"ada"_s}, patience);
        bo->attend(true);
        QTRY_COMPARE_WITH_TIMEOUT(ada.people(), both, patience);
        bo.reset();
        QTRY_COMPARE_WITH_TIMEOUT(ada.people(), QStringList{u"ada"_s}, patience);
        // Closing a window is both: its session is left, and the program ends.
        auto cy = std::make_unique<Seat>(url, u"cy"_s);
        QVERIFY(cy->ready);
        QTRY_COMPARE_WITH_TIMEOUT(ada.people(), (QStringList{u"ada"_s, u"cy"_s}), patience);
        cy->attend(false);
        cy.reset();
        QTRY_COMPARE_WITH_TIMEOUT(ada.people(), QStringList{u"ada"_s}, patience);
        const auto left = [&] {
            return tail.printed().split(u'\n').filter(u"\"presence:left\""_s);
        };
        QTRY_COMPARE_WITH_TIMEOUT(left().size(), 3, patience);
        QVERIFY2(left().filter(u"timeout"_s).isEmpty(), qPrintable(left().join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestE2ePane)
#include "tst_e2e_pane.moc"
