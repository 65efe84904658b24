// SPDX-License-Identifier: MIT
#include "core/domain/past.h"
#include "tests/ui/fakefeed.h"
#include "ui/aboutdialog.h"
#include "ui/logwindow.h"
#include "ui/models/findings.h"
#include "ui/models/longwork.h"
#include "ui/models/sourcelist.h"
#include "ui/models/storagemodel.h"
#include "ui/panels/connectionspanel.h"
#include "ui/panels/workpopover.h"
#include "ui/preferences.h"
#include "ui/storagepage.h"
#include "ui/style.h"
#include "ui/supportdialog.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** The panels and pages on their models, without a window. */
struct Stage
{
    Stage()
        : findings([this](const Command& command) { commands.push_back(command); })
    {
        findings.tick(FakeFeed::now());
        for (const Change& change : FakeFeed::sources())
            sources.apply(change);
        ports.sources = &sources;
        ports.findings = &findings;
        ports.now = &FakeFeed::now;
        ports.submit = [this](const Command& command) { commands.push_back(command); };
        ports.reportConnections = [this] { ++reports; };
    }

    template <typename What>
    void tell(What what)
    {
        findings.apply(LookedUp{{}, std::make_shared<const Finding>(Finding{std::move(what)})});
    }
    template <typename What>
    int asked() const
    {
        int count = 0;
        for (const Command& command : commands) {
            const auto* lookUp = std::get_if<LookUp>(&command);
            count += lookUp && std::holds_alternative<What>(lookUp->lookup->what) ? 1 : 0;
        }
        return count;
    }
    template <typename What>
    const What* newest() const
    {
        for (auto it = commands.rbegin(); it != commands.rend(); ++it) {
            if (const auto* found = std::get_if<What>(&*it))
                return found;
        }
        return nullptr;
    }
    HealthFound health() const
    {
        HealthFound found;
        found.at = FakeFeed::now();
        SourceHealth one;
        one.source = FakeFeed::workstation();
        for (int i = 30; i > 0; --i)
            one.minutes.push_back(
                {std::chrono::floor<std::chrono::minutes>(FakeFeed::now()) - i * 1min, 1000 * i, i,
                    milliseconds(10 * i), i == 12 ? 1 : 0});
        one.happened.push_back({FakeFeed::ago(800s), HealthEvent::Kind::Lost, 0, 0ms,
            {Issue::Code::TimedOut, one.source, {u"10"_s}}});
        one.happened.push_back({FakeFeed::ago(780s), HealthEvent::Kind::Connected, 3, 20s, {}});
        found.sources.push_back(one);
        return found;
    }
    StorageFound storage() const
    {
        StorageFound found;
        found.files = {{u"history.db"_s, 40'000'000}, {u"history.db-wal"_s, 4'000'000},
            {u"decisions.jsonl"_s, 12'000}};
        found.free = 9'000'000;
        found.words = 5'000'000;
        for (int i = 0; i < 300; ++i)
            found.sessions.push_back({{FakeFeed::workstation(), SessionId(u"ses_%1"_s.arg(i))},
                u"Session %1"_s.arg(i), 1000 - i, 1'000'000 - i, FakeFeed::now(), false});
        return found;
    }
    static QPushButton* button(const QWidget& in, const QString& text)
    {
        for (auto* one : in.findChildren<QPushButton*>()) {
            if (one->text() == text)
                return one;
        }
        return nullptr;
    }
    static QString texts(const QWidget& in)
    {
        QStringList all;
        for (const auto* label : in.findChildren<QLabel*>()) {
            if (!label->isHidden())
                all += label->text();
        }
        return all.join(u'\n');
    }

    SourceList sources;
    std::vector<Command> commands;
    Findings findings;
    PanelPorts ports;
    int reports = 0;
};

bool isShown(QWidget& widget, const QSize& size)
{
    widget.resize(size);
    widget.show();
    return QTest::qWaitForWindowExposed(&widget);
}

LogLine line(qint64 number, LogLevel level, const QString& text)
{
    return {number, FakeFeed::ago(std::chrono::seconds(100 - number)), level, u"source"_s, text};
}

} // namespace

/** How connections do, what takes long, what the disk holds, and what the program tells of itself.
 */
class TestHealthWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    void eachConnectionSaysHowItDoes()
    {
        Stage stage;
        ConnectionsPanel panel(stage.ports, nullptr);
        QCOMPARE(stage.asked<Lookup::ReadHealth>(), 0); // nobody looks
        QVERIFY(isShown(panel, {348, 760}));
        QCOMPARE(stage.asked<Lookup::ReadHealth>(), 1);
        panel.refresh(FakeFeed::now() + 1s);
        QCOMPARE(stage.asked<Lookup::ReadHealth>(), 1);
        stage.tell(stage.health());
        const ConnectionCard* card = panel.card(FakeFeed::workstation());
        QVERIFY(card);
        const QString words = Stage::texts(*card);
        QVERIFY2(words.contains(u"Connected again after"_s), qPrintable(words));
        QVERIFY2(words.contains(u"Connection lost"_s), qPrintable(words));
        QVERIFY2(words.contains(u"465.0 kB, 465 events"_s), qPrintable(words));
    }

    void buttonsDoWhatTheyOffer()
    {
        Stage stage;
        ConnectionsPanel panel(stage.ports, nullptr);
        QVERIFY(isShown(panel, {348, 760}));
        const ConnectionCard* card = panel.card(FakeFeed::workstation());
        Stage::button(*card, u"Pause"_s)->click();
        QVERIFY(stage.newest<PauseSource>()
            && stage.newest<PauseSource>()->source == FakeFeed::workstation());
        Stage::button(*card, u"Reconnect now"_s)->click();
        QVERIFY(stage.newest<RetrySource>());
        SourceStatus paused = *stage.sources.find(FakeFeed::workstation());
        paused.state = SyncState::Paused;
        stage.sources.apply(SourceChanged{paused});
        panel.refresh(FakeFeed::now());
        QVERIFY(!Stage::button(*card, u"Reconnect now"_s)->isVisible());
        QVERIFY(!Stage::button(*card, u"Pause"_s)->isVisible());
        Stage::button(*card, u"Resume"_s)->click();
        QVERIFY(stage.newest<ResumeSource>());
        Stage::button(panel, u"Report…"_s)->click();
        QCOMPARE(stage.reports, 1);
    }

    void theBarsAreReadByKeys()
    {
        Stage stage;
        Sparkline bars;
        int changes = 0;
        connect(&bars, &Sparkline::currentChanged, this, [&] { ++changes; });
        bars.setParts(stage.health().sources.front().minutes, 1min, Sparkline::Metric::Bytes);
        QVERIFY(isShown(bars, {240, 42}));
        QTest::keyClick(&bars, Qt::Key_End);
        QCOMPARE(bars.current(), 29);
        QVERIFY2(bars.valueText().contains(u"10:44 to 10:45: 1.0 kB, 1 event"_s),
            qPrintable(bars.valueText()));
        QTest::keyClick(&bars, Qt::Key_Home);
        QTest::keyClick(&bars, Qt::Key_Left);
        QCOMPARE(bars.current(), 0);
        for (int i = 0; i < 18; ++i)
            QTest::keyClick(&bars, Qt::Key_Right);
        QVERIFY2(bars.valueText().contains(u"1 reconnect"_s), qPrintable(bars.valueText()));
        QCOMPARE(bars.accessibleDescription(), bars.valueText());
        QTest::keyClick(&bars, Qt::Key_Escape);
        QCOMPARE(bars.current(), -1);
        QVERIFY(changes > 18);
    }

    void whatTakesLongIsListedAndEnds()
    {
        Stage stage;
        LongWork work({[](const SourceId&) { return u"workstation"_s; },
            [](const SessionKey&) { return u"A title"_s; }});
        const Timestamp now = FakeFeed::now();
        work.tick(now);
        SourceStatus source = *stage.sources.find(FakeFeed::workstation());
        source.state = SyncState::CatchUp;
        source.catchUpDone = 250;
        source.catchUpAll = 1000;
        work.apply(SourceChanged{source});
        QVERIFY(work.items().empty()); // it may be over in a moment
        work.tick(now + 2s);
        QCOMPARE(work.items().size(), size_t(1));
        QCOMPARE(work.sentence(), u"Catching up with workstation, 25 %"_s);
        QCOMPARE(work.items()[0].detail, u"250 bytes of 1.0 kB"_s);
        Progress drop{u"drop/x"_s, Progress::Kind::Drop, FakeFeed::mainSession(), 10, 100, true};
        work.apply(ProgressChanged{drop});
        work.tick(now + 4s);
        QCOMPARE(work.sentence(), u"2 things under way"_s);
        QWidget anchor;
        QVERIFY(isShown(anchor, {400, 300}));
        WorkPopover popover(&work, stage.ports.submit, &anchor);
        popover.openAbove(&anchor);
        QVERIFY(popover.isVisible());
        Stage::button(popover, u"Pause"_s)->click();
        QVERIFY(stage.newest<PauseSource>());
        Stage::button(popover, u"Cancel"_s)->click();
        QVERIFY(stage.newest<CancelWork>() && stage.newest<CancelWork>()->id == u"drop/x"_s);
        source.state = SyncState::Live;
        work.apply(SourceChanged{source});
        drop.finished = true;
        work.apply(ProgressChanged{drop});
        QVERIFY(work.items().empty());
        QVERIFY(work.sentence().isEmpty());
        QVERIFY(!popover.isVisible());
    }

    void anExportThatIsEndedNamesItself()
    {
        LongWork work({[](const SourceId&) { return QString(); },
            [](const SessionKey&) { return QString(); }});
        work.tick(FakeFeed::now());
        ExportFound told;
        told.number = 7;
        told.path = u"/tmp/a.html"_s;
        told.done = 5;
        told.all = 10;
        work.apply(
            LookedUp{FakeFeed::workstation(), std::make_shared<const Finding>(pastFinding(told))});
        work.tick(FakeFeed::now() + 2s);
        QCOMPARE(work.items().size(), size_t(1));
        const auto* cancel = std::get_if<LookUp>(&*work.items()[0].cancel);
        QVERIFY(cancel);
        const auto* wish = pastWish<ExportWish>(*cancel->lookup);
        QVERIFY(wish && wish->cancel && wish->number == 7);
        told.finished = true;
        work.apply(
            LookedUp{FakeFeed::workstation(), std::make_shared<const Finding>(pastFinding(told))});
        QVERIFY(work.items().empty());
    }

    void storageListsTheLargestAndFinds()
    {
        Stage stage;
        Preferences preferences{QString()};
        StoragePage page({&preferences, &stage.findings, stage.ports.submit,
            [](const SourceId&) { return u"workstation"_s; }});
        auto* model = page.findChild<StorageModel*>();
        const QAbstractItemModelTester tester(
            model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(isShown(page, {560, 700}));
        QCOMPARE(stage.asked<Lookup::ReadStorage>(), 1);
        stage.tell(stage.storage());
        QCOMPARE(model->rowCount(), 200);
        QVERIFY2(Stage::texts(page).contains(u"44.0 MB in all"_s), qPrintable(Stage::texts(page)));
        QVERIFY(Stage::texts(page).contains(u"The largest 200 of 300 sessions"_s));
        page.findChild<QLineEdit*>()->setText(u"session 29"_s);
        QCOMPARE(model->rowCount(), 11);
        Stage::button(page, u"Make the file smaller"_s)->click();
        QVERIFY(stage.newest<ShrinkHistory>());
    }

    void contentsAreDroppedAfterAsking()
    {
        Stage stage;
        Preferences preferences{QString()};
        StoragePage page({&preferences, &stage.findings, stage.ports.submit,
            [](const SourceId&) { return u"workstation"_s; }});
        QVERIFY(isShown(page, {560, 700}));
        stage.tell(stage.storage());
        QPushButton* drop = Stage::button(page, u"Drop its contents…"_s);
        QVERIFY(!drop->isEnabled());
        auto* rows = page.findChild<QTreeView*>();
        rows->setCurrentIndex(rows->model()->index(1, 0));
        QVERIFY(drop->isEnabled());
        drop->click();
        auto* box = page.findChild<QMessageBox*>();
        QVERIFY(box && box->text().contains(u"Session 1"_s));
        QVERIFY(box->defaultButton()->text().contains(u"Keep"_s));
        QVERIFY(!stage.newest<DropContent>());
        Stage::button(*box, u"Drop them"_s)->click();
        QVERIFY(stage.newest<DropContent>()
            && stage.newest<DropContent>()->key.session == SessionId(u"ses_1"_s));
    }

    void howLongIsKeptAndTold()
    {
        Stage stage;
        Preferences preferences{QString()};
        StoragePage page({&preferences, &stage.findings, stage.ports.submit,
            [](const SourceId&) { return u"workstation"_s; }});
        auto* keep = page.findChild<QComboBox*>();
        auto* amount = page.findChild<QSpinBox*>();
        QCOMPARE(preferences.retention(), Retention());
        keep->setCurrentIndex(1);
        amount->setValue(30);
        QCOMPARE(preferences.retention().keep, Retention::Keep::Days);
        QCOMPARE(preferences.retention().days, 30);
        QVERIFY(stage.newest<KeepFor>() && stage.newest<KeepFor>()->retention.days == 30);
        QVERIFY(Stage::texts(page).contains(u"What goes of a session that rests"_s));
        keep->setCurrentIndex(2);
        amount->setValue(2);
        QCOMPARE(preferences.retention().bytes, 2'000'000'000);
        keep->setCurrentIndex(0);
        QCOMPARE(stage.newest<KeepFor>()->retention.keep, Retention::Keep::All);
    }

    void theLogIsFilteredFollowedAndSaved()
    {
        std::vector<LogLine> lines{line(1, LogLevel::Info, u"followed"_s),
            line(2, LogLevel::Warning, u"lost: timed-out"_s),
            line(3, LogLevel::Debug, u"too small"_s)};
        const auto read = [&](qint64 after) {
            std::vector<LogLine> found;
            std::ranges::copy_if(lines, std::back_inserter(found),
                [&](const LogLine& one) { return one.number > after; });
            return found;
        };
        LogWindow window(read);
        const QAbstractItemModelTester tester(
            window.model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(isShown(window, {860, 520}));
        QCOMPARE(window.model()->rowCount(), 2);
        lines.push_back(line(4, LogLevel::Error, u"stopped: database"_s));
        QTRY_COMPARE(window.model()->rowCount(), 3);
        window.findChild<QLineEdit*>()->setText(u"LOST"_s);
        QCOMPARE(window.model()->rowCount(), 1);
        Stage::button(window, u"Copy"_s)->click();
        QVERIFY(QApplication::clipboard()->text().contains(u"warning source: lost: timed-out"_s));
        const QTemporaryDir dir;
        QVERIFY(window.saveTo(dir.filePath(u"a.log"_s)));
        QVERIFY(!window.saveTo(u"/nowhere/at/all/a.log"_s));
        QVERIFY(Stage::texts(window).contains(u"could not be written"_s));
    }

    void theLogIsBounded()
    {
        qint64 said = 0;
        OwnLogModel model(
            [&](qint64 after) {
                std::vector<LogLine> found;
                while (after < said)
                    found.push_back(line(++after, LogLevel::Info, u"x"_s));
                return found;
            },
            50);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        for (int i = 0; i < 20; ++i) {
            said += 7;
            QVERIFY(model.readOn());
        }
        QCOMPARE(model.rowCount(), 50);
        QVERIFY(!model.readOn());
    }

    void whatIsWrittenIsWhatWasSeen()
    {
        words::SupportFacts facts;
        facts.system.version = u"0.1.0"_s;
        facts.log.push_back(line(1, LogLevel::Info, u"followed"_s));
        int checks = 0;
        SupportDialog dialog(facts, [&] { ++checks; });
        QCOMPARE(checks, 1);
        QVERIFY(!Stage::button(dialog, u"Save as…"_s)->isEnabled());
        DatabaseFacts history;
        history.file = u"history.db"_s;
        history.integrity = QStringList{u"ok"_s};
        dialog.put(history, {});
        QVERIFY(Stage::button(dialog, u"Save as…"_s)->isEnabled());
        QCOMPARE(dialog.findChild<QPlainTextEdit*>()->toPlainText(), dialog.text());
        const QTemporaryDir dir;
        const QString path = dir.filePath(u"bundle.txt"_s);
        QVERIFY(dialog.writeTo(path));
        QFile in(path);
        QVERIFY(in.open(QFile::ReadOnly));
        QCOMPARE(QString::fromUtf8(in.readAll()), dialog.text());
        QVERIFY(dialog.text().contains(u"history.db"_s));
    }

    void aboutNamesWhatItIsMadeOf()
    {
        SystemFacts facts;
        facts.version = u"0.1.0"_s;
        facts.commit = u"6c9ef42"_s;
        facts.qtBuilt = facts.qtRunning = u"6.4.2"_s;
        AboutDialog dialog(withWindowFacts(facts));
        const QString words = Stage::texts(dialog);
        for (const QString& wanted : {u"0.1.0 (commit 6c9ef42)"_s, u"Qt: 6.4.2"_s, u"md4c"_s,
                 u"LGPL-3.0"_s, u"QtKeychain"_s, u"Window system: offscreen"_s})
            QVERIFY2(words.contains(wanted), qPrintable(wanted + u'\n' + words));
        Stage::button(dialog, u"Copy system information"_s)->click();
        QCOMPARE(QApplication::clipboard()->text(), dialog.systemInformation());
    }
};

QTEST_MAIN(TestHealthWindow)
#include "tst_healthwindow.moc"
