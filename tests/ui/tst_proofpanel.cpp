// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "ui/models/eventtablemodel.h"
#include "ui/models/findings.h"
#include "ui/models/proofmodel.h"
#include "ui/models/rulesmodel.h"
#include "ui/models/sourcelist.h"
#include "ui/panels/proofpanel.h"
#include "ui/panels/rulespanel.h"
#include "ui/style.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** The panels on their models, without a window. */
struct Stage
{
    Stage()
        : findings([this](const Command& command) {
            if (const auto* ask = std::get_if<LookUp>(&command))
                asked.push_back(*ask);
        })
    {
        findings.tick(FakeFeed::now());
        for (const Change& change : FakeFeed::sources())
            sources.apply(change);
        ports.sources = &sources;
        ports.findings = &findings;
        ports.events = &events;
        ports.now = &FakeFeed::now;
        ports.submit = [this](const Command& command) { commands.push_back(command); };
        ports.say = [this](const QString& words) { said = words; };
        ports.selected = [this] { return selected; };
        ports.sessionTitle = [](const SessionKey&) { return u"A title"_s; };
        ports.openSession = [this](const SessionKey& key) { opened.push_back(key); };
    }

    void tell(const SourceId& source, Finding finding)
    {
        findings.apply(LookedUp{source, std::make_shared<const Finding>(std::move(finding))});
    }
    static SessionProof whole()
    {
        SessionProof proof;
        proof.session = FakeFeed::mainSession().session;
        proof.cursor = 411;
        proof.events = 412;
        proof.held = {{0, 411}};
        return proof;
    }
    static QStringList texts(const QAbstractItemModel& model)
    {
        QStringList rows;
        for (int row = 0; row < model.rowCount(); ++row)
            rows += model.index(row, 0).data().toString();
        return rows;
    }
    static QPushButton* button(const QWidget& panel, const QString& text)
    {
        for (auto* one : panel.findChildren<QPushButton*>()) {
            if (one->text() == text)
                return one;
        }
        return nullptr;
    }

    SourceList sources;
    std::vector<LookUp> asked;
    Findings findings;
    EventTableModel events;
    std::vector<Command> commands;
    QString said;
    std::vector<SessionKey> opened;
    SessionKey selected = FakeFeed::mainSession();
    PanelPorts ports;
};

bool isShown(QWidget& panel)
{
    panel.resize(348, 760);
    panel.show();
    return QTest::qWaitForWindowExposed(&panel);
}

} // namespace

/** DG-13, DG-63: the proof in the window; H37: saved approvals. */
class TestProofPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    void eachSourceSaysHowItStands()
    {
        Stage stage;
        ProofModel model({&stage.sources, &stage.findings, nullptr, stage.ports.sessionTitle});
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.refresh({}, FakeFeed::now());
        QCOMPARE(model.connectedWords(), u"2 of 3 connected"_s);
        const QStringList rows = Stage::texts(model);
        QVERIFY(rows.contains(u"workstation"_s));
        QVERIFY(rows.contains(u"Offline: connection refused. Reconnecting in 4 s"_s));
        QVERIFY(!rows.filter(u"2 gaps repaired, no duplicate"_s).isEmpty());
        const QString text = model.text();
        QVERIFY2(text.contains(u"last byte 0.4 s"_s), qPrintable(text));
        QVERIFY2(text.contains(u"18,204 events"_s), qPrintable(text));
        QVERIFY2(text.contains(u"2 reconnects"_s), qPrintable(text));
        QVERIFY2(text.contains(u"newest number 4,711"_s), qPrintable(text));
        QVERIFY2(text.contains(u"OpenCode 1.14.2"_s), qPrintable(text));
    }

    void whatIsHeldOfTheSessionIsReadWhileSomebodyLooks()
    {
        Stage stage;
        ProofPanel panel(stage.ports, nullptr);
        QVERIFY(stage.asked.empty());
        QVERIFY(isShown(panel));
        QCOMPARE(stage.asked.size(), size_t(1));
        const auto& wish = std::get<Lookup::Prove>(stage.asked[0].lookup->what);
        QCOMPARE(wish.session, FakeFeed::mainSession().session);
        QVERIFY(!wish.ask);
        panel.refresh(FakeFeed::now()); // nothing came since
        QCOMPARE(stage.asked.size(), size_t(1));
        Proof proof;
        proof.sessions = {Stage::whole()};
        stage.tell(FakeFeed::workstation(), {Finding::Held{wish, true, proof}});
        QVERIFY(Stage::texts(*panel.model()).contains(u"Held of “A title”"_s));
        QVERIFY(panel.model()->text().contains(u"412 events of numbers 0–411"_s));
    }

    void aCheckSaysHowFarItIsAndWhatItCameTo()
    {
        Stage stage;
        ProofPanel panel(stage.ports, nullptr);
        QVERIFY(isShown(panel));
        auto* check = Stage::button(panel, u"Check against the servers"_s);
        stage.asked.clear();
        check->click();
        QCOMPARE(stage.asked.size(), size_t(2)); // the demo has nothing to check against
        QVERIFY(!check->isEnabled());
        QVERIFY(Stage::texts(*panel.model()).contains(u"Reading what is held…"_s));
        const Lookup::Prove wish{{}, true};
        for (const LookUp& one : stage.asked)
            stage.tell(one.source, {Finding::Held{wish, false, {}}});
        QVERIFY(Stage::texts(*panel.model()).contains(u"Comparing with the server…"_s));
        Proof proof;
        proof.sessions = {Stage::whole(), Stage::whole()};
        proof.sessions[0].compared = true;
        proof.sessions[1].session = SessionId(u"ses_other"_s);
        proof.sessions[1].verdict = Verdict::Gap;
        proof.sessions[1].missing = {{3, 3}};
        stage.tell(FakeFeed::workstation(), {Finding::Held{wish, true, proof}});
        const Issue refused{Issue::Code::Unreachable, {}, {u"connection refused"_s}};
        stage.tell(stage.asked[1].source, {Finding::Held{wish, true, {}}, refused});
        QVERIFY(check->isEnabled());
        const QString text = panel.model()->text();
        QVERIFY2(text.contains(u"1 session with a gap, 1 session whole"_s), qPrintable(text));
        QVERIFY2(text.contains(u"missing: 3"_s), qPrintable(text));
        QVERIFY2(text.contains(u"The server could not be asked"_s), qPrintable(text));
        auto* rows = panel.findChild<QListView*>();
        const QModelIndexList bad = panel.model()->match(
            panel.model()->index(0, 0), RowListModel::SessionRole, u"ses_other"_s);
        QCOMPARE(bad.size(), 1);
        rows->setCurrentIndex(bad.front());
        emit rows->activated(bad.front());
        QCOMPARE(stage.opened,
            (std::vector<SessionKey>{{FakeFeed::workstation(), SessionId(u"ses_other"_s)}}));
        // What nobody waits for changes nothing: a source that was replaced says so unasked.
        stage.tell(FakeFeed::workstation(), {Finding::Held{wish, true, {}}, refused});
        QCOMPARE(panel.model()->text(), text);
        Stage::button(panel, u"Copy as text"_s)->click();
        QCOMPARE(QApplication::clipboard()->text(), text);
        QVERIFY(!stage.said.isEmpty());
    }

    void whatCannotBeProvenSaysSo()
    {
        Stage stage;
        SourceStatus stream;
        stream.id = FakeFeed::rooms();
        stream.kind = SourceKind::Stream;
        stage.sources.apply(SourceChanged{stream});
        ProofModel model({&stage.sources, &stage.findings, nullptr, stage.ports.sessionTitle});
        stage.findings.startCheck(stream.id);
        Proof proof;
        proof.stream = StreamProof{Verdict::BestEffort, "0_81", QByteArray("0_90")};
        stage.tell(stream.id, {Finding::Held{{{}, true}, true, proof}});
        model.refresh({}, FakeFeed::now());
        QVERIFY2(model.text().contains(u"Best effort"_s), qPrintable(model.text()));
        QVERIFY2(
            model.text().contains(u"Read up to 0_81, it ends at 0_90"_s), qPrintable(model.text()));
    }

    void reconnectNowAsksWhoWaits() // DG-63
    {
        Stage stage;
        ProofPanel panel(stage.ports, nullptr);
        QVERIFY(isShown(panel));
        Stage::button(panel, u"Reconnect now"_s)->click();
        QCOMPARE(stage.commands.size(), size_t(1));
        QVERIFY(std::holds_alternative<RetrySource>(stage.commands[0]));
    }

    void theNewestEventsStandThere() // DG-63
    {
        Stage stage;
        for (const Change& change : FakeFeed::events())
            stage.events.apply(change);
        stage.events.setFilter(u"nothing fits this"_s);
        ProofModel model(
            {&stage.sources, &stage.findings, &stage.events, stage.ports.sessionTitle});
        model.refresh({}, FakeFeed::now());
        QVERIFY(Stage::texts(model).contains(u"Newest events"_s));
        QCOMPARE(Stage::texts(model).last(), stage.events.newest(5).back()->type);
    }

    void savedApprovalsAreListedByServer() // H37
    {
        Stage stage;
        RulesPanel panel(stage.ports, nullptr);
        const QAbstractItemModelTester tester(
            panel.model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(stage.asked.empty());
        QVERIFY(isShown(panel));
        QCOMPARE(stage.asked.size(), size_t(1)); // who does not answer is not asked
        QVERIFY(std::holds_alternative<Lookup::ReadRules>(stage.asked[0].lookup->what));
        const SavedRule rule{u"sav_1"_s, u"prj_1"_s, u"bash"_s, u"git push *"_s};
        stage.tell(FakeFeed::workstation(), {Finding::Rules{{rule}, {}}});
        QCOMPARE(Stage::texts(*panel.model()),
            (QStringList{u"workstation"_s, u"bash  git push *"_s, u"build box"_s,
                u"Can be read once the server answers."_s}));
        auto* rows = panel.findChild<QListView*>();
        auto* revoke = Stage::button(panel, u"Revoke…"_s);
        QVERIFY(!revoke->isEnabled());
        rows->setCurrentIndex(panel.model()->index(0));
        QVERIFY(!revoke->isEnabled()); // a heading
        rows->setCurrentIndex(panel.model()->index(1));
        revoke->click();
        auto* box = panel.findChild<QMessageBox*>();
        QVERIFY(box);
        QCOMPARE(stage.asked.size(), size_t(1)); // not before the person said so
        for (QAbstractButton* button : box->buttons()) {
            if (button->text() == u"Revoke"_s)
                button->click();
        }
        QCOMPARE(stage.asked.size(), size_t(2));
        QCOMPARE(std::get<Lookup::RevokeRule>(stage.asked[1].lookup->what).rule, rule);
        stage.tell(FakeFeed::workstation(), {Finding::Rules{{}, rule}});
        QVERIFY(Stage::texts(*panel.model())[1].startsWith(u"Nothing is saved."_s));
    }

    void aServerThatCannotTellSaysHowLongAlwaysLasts() // H37
    {
        Stage stage;
        RulesModel model(&stage.sources, &stage.findings);
        stage.tell(FakeFeed::workstation(), {{}, {Issue::Code::NotOffered, {}, {}}});
        model.refresh();
        QCOMPARE(Stage::texts(model)[1],
            u"This server cannot say what was allowed always. It lasts until the server restarts."_s);
    }
};

QTEST_MAIN(TestProofPanel)
#include "tst_proofpanel.moc"
