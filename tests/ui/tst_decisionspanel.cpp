// SPDX-License-Identifier: MIT
#include "tests/ui/fakerecord.h"
#include "ui/models/checkpointlistmodel.h"
#include "ui/models/decisionlistmodel.h"
#include "ui/panels/decisionspanel.h"
#include "ui/panels/emptynote.h"
#include "ui/style.h"
#include "ui/words/decisionwords.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using Model = DecisionListModel;

namespace {

struct Stage
{
    Stage()
    {
        PanelPorts ports;
        ports.requests = &requests;
        ports.decisions = &record;
        ports.now = &FakeFeed::now;
        ports.openSession = [this](const SessionKey& key) { opened = key; };
        panel = std::make_unique<DecisionsPanel>(ports, nullptr);
        panel->resize(340, 700);
    }

    bool show()
    {
        panel->show();
        return QTest::qWaitForWindowExposed(panel.get());
    }

    CheckpointListModel requests;
    FakeRecord record;
    SessionKey opened;
    std::unique_ptr<DecisionsPanel> panel;
};

} // namespace

/** H36: the record of what was decided, in the window. */
class TestDecisionsPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    void eachOutcomeHasItsOwnWords()
    {
        Model model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.put(FakeRecord().listing, FakeFeed::now());
        QStringList titles;
        for (int row = 0; row < model.rowCount(); ++row)
            titles.append(model.index(row).data().toString());
        QCOMPARE(titles,
            (QStringList{u"Allowed once"_s, u"Rejected"_s, u"Another client: allowed always"_s,
                u"Stopped the session"_s, u"Did not get through: allowed once"_s}));
        QCOMPARE(
            model.index(1).data(Model::SubjectRole).toString(), u"bash  rm -rf node_modules"_s);
        QCOMPARE(model.index(0).data(Model::ActorRole).toString(),
            u"by dev in the window, 12 s after it was seen"_s);
        QCOMPARE(model.index(2).data(Model::ActorRole).toString(), QString());
    }

    void whatIsNewStandsOnTopOfWhatWasThere()
    {
        Model model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        audit::Listing listing = FakeRecord().listing;
        audit::Listing older = listing;
        older.entries.erase(older.entries.begin(), older.entries.begin() + 2);
        model.put(older, FakeFeed::now());
        const QSignalSpy resets(&model, &Model::modelReset);
        const QSignalSpy inserts(&model, &Model::rowsInserted);
        model.put(listing, FakeFeed::now());
        QCOMPARE(resets.size(), 0);
        QCOMPARE(inserts.size(), 1);
        QCOMPARE(model.rowCount(), 5);
        model.put(older, FakeFeed::now()); // somebody cut the file
        QCOMPARE(model.rowCount(), 3);
    }

    void theFilterLooksAtWords()
    {
        Stage stage;
        QVERIFY(stage.show());
        stage.panel->findChild<QLineEdit*>()->setText(u"REJECTED cache"_s);
        QCOMPARE(stage.panel->model()->rowCount(), 1);
        stage.panel->findChild<QLineEdit*>()->setText(u"nothing like it"_s);
        QCOMPARE(stage.panel->model()->rowCount(), 0);
        stage.panel->findChild<QLineEdit*>()->clear();
        QCOMPARE(stage.panel->model()->rowCount(), 5);
    }

    void itIsReadWhenItIsLookedAtAndSomethingSettled()
    {
        Stage stage;
        QCOMPARE(stage.record.reads, 0);
        QVERIFY(stage.show());
        QCOMPARE(stage.record.reads, 1);
        Checkpoint c = FakeFeed::push();
        stage.requests.apply(CheckpointChanged{c});
        c.state = CheckpointState::Confirmed;
        stage.requests.apply(CheckpointChanged{c});
        QTRY_COMPARE(stage.record.reads, 2);
        stage.panel->hide();
        stage.requests.apply(CheckpointChanged{c});
        stage.panel->show();
        QTRY_COMPARE(stage.record.reads, 3);
    }

    void theVerdictIsInWords()
    {
        audit::Report report;
        report.lines = 1;
        QCOMPARE(words::recordVerdict(report).text, u"1 decision, each follows the one before"_s);
        report.faults = {{audit::Fault::Kind::Unlinked, 7}};
        QCOMPARE(words::recordVerdict(report).tone, words::Tone::Bad);
        QVERIFY(words::recordVerdict(report).text.contains(u"line 7"_s));
        report.faults = {{audit::Fault::Kind::Missing, 0, u"per_1"_s}};
        QVERIFY(words::recordVerdict(report).text.contains(u"not in the record"_s));
    }

    void nothingIsCutWhileThereIsNothing()
    {
        Stage stage;
        stage.record.listing = {};
        QVERIFY(stage.show());
        const auto* note = stage.panel->findChild<EmptyNote*>();
        QVERIFY(note->isVisible());
        for (const auto* label : note->findChildren<TextLabel*>())
            QVERIFY2(label->height() >= label->heightForWidth(label->width()),
                qPrintable(u"%1 of %2"_s.arg(label->height()).arg(label->heightForWidth(label->width()))));
    }

    void aRowLeadsToItsSession()
    {
        Stage stage;
        QVERIFY(stage.show());
        auto* rows = stage.panel->findChild<QListView*>();
        rows->setCurrentIndex(stage.panel->model()->index(0));
        QTest::keyClick(rows, Qt::Key_Return);
        QCOMPARE(stage.opened.session, SessionId(u"ses_explore"_s));
    }
};

QTEST_MAIN(TestDecisionsPanel)
#include "tst_decisionspanel.moc"
