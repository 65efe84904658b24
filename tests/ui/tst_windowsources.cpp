// SPDX-License-Identifier: MIT
// The window and its sources: their states, their trouble, and addresses typed or dropped.
#include "core/domain/sourcetext.h"
#include "tests/ui/fakefeed.h"
#include "tests/ui/windowstage.h"
#include "ui/connectdialog.h"
#include "ui/mainwindow.h"
#include "ui/panels/inspector.h"
#include "ui/panels/sessionhead.h"
#include "ui/panels/statusstrip.h"
#include "ui/preferences.h"
#include "ui/style.h"
#include "ui/views/proofbadge.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestWindowSources : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    void theStripShowsEachState_data() // DG-13
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* tag, SyncState state, const QString& words) {
            QTest::newRow(tag) << int(state) << words;
        };
        row("idle", SyncState::Idle, u"Not started"_s);
        row("catching up", SyncState::CatchUp, u"Catching up"_s);
        row("live", SyncState::Live, u"Live"_s);
        row("waiting", SyncState::Waiting, u"Reconnecting in 9 s"_s);
        row("paused", SyncState::Paused, u"Paused by you"_s);
        row("denied", SyncState::Denied, u"Password needed"_s);
        row("gone", SyncState::Gone, u"Not there any more"_s);
        row("closed", SyncState::Closed, u"Ended"_s);
    }

    void theStripShowsEachState()
    {
        QFETCH(int, state);
        QFETCH(QString, words);
        Stage stage;
        stage.show();
        SourceStatus source = std::get<SourceChanged>(FakeFeed::sources()[0]).status;
        source.state = SyncState(state);
        source.retryAt = FakeFeed::now() + 9s;
        stage.window->apply({SourceChanged{source}});
        QStringList shown;
        for (const TextLabel* label : stage.child<StatusStrip>()->findChildren<TextLabel*>())
            shown += label->text();
        shown += stage.child<StatusStrip>()->findChild<ProofBadge*>()->text();
        QVERIFY2(shown.contains(words), qPrintable(shown.join(u" | "_s)));
        QVERIFY(shown.contains(u"no gap, no duplicate since 09:12:40"_s));
    }

    void theProofIsOnePressAway() // DG-13
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::all());
        stage.window->action(ActionId::ShowTodos)->trigger();
        stage.child<StatusStrip>()->findChild<ProofBadge*>()->click();
        QCOMPARE(stage.child<Inspector>()->tab(), u"proof"_s);
        stage.window->action(ActionId::ShowTodos)->trigger();
        auto* badge = stage.child<SessionHead>()->findChild<ProofBadge*>();
        QCOMPARE(badge->text(), u"no gap"_s);
        badge->click();
        QCOMPARE(stage.child<Inspector>()->tab(), u"proof"_s);
    }

    void reconnectNowAsksForIt() // DG-14
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::all());
        stage.window->action(ActionId::ReconnectAll)->trigger();
        QCOMPARE(stage.sent<RetrySource>().size(), size_t(1)); // only the one that waits
    }

    void aServerThatCannotStartIsNotSilentlyOff()
    {
        Stage stage;
        stage.show();
        Serving failed;
        failed.state = Serving::State::Failed;
        failed.issue = {Issue::Code::PortInUse, {}, {u"127.0.0.1:4437"_s}};
        stage.window->apply({ServingChanged{failed}});
        bool found = false;
        for (const TextLabel* label : stage.window->findChildren<TextLabel*>())
            found = found || (label->isVisible() && label->text().contains(u"127.0.0.1:4437"_s));
        QVERIFY(found);
    }

    void anAddressIsAskedWhatItIsOf()
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::all());
        QSignalSpy wanted(stage.window.get(), &MainWindow::sourceWanted);
        stage.press(Qt::Key_N, Qt::ControlModifier);
        auto* dialog = stage.child<ConnectDialog>();
        QVERIFY(dialog);
        auto* url = dialog->findChild<QLineEdit*>();
        url->setText(u"10.0.0.7:4437/notes"_s);
        QTest::keyClick(url, Qt::Key_Return);
        QCOMPARE(stage.asked.url, QUrl(u"http://10.0.0.7:4437/notes"_s));
        QVERIFY2(said(*dialog).contains(u"10.0.0.7:4437"_s), qPrintable(said(*dialog)));
        QVERIFY(dialog->isVisible());
        // Neither: it is said, and another address can be tried.
        stage.answer(Issue{Issue::Code::NotOpenCode, {}, {u"a web page"_s}});
        QVERIFY2(said(*dialog).contains(u"a web page"_s), qPrintable(said(*dialog)));
        QTest::keyClick(url, Qt::Key_Return);
        SourceConfig stream = stage.asked;
        stream.kind = SourceKind::Stream;
        stage.answer(stream);
        QVERIFY(!dialog->isVisible());
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].value<SourceConfig>().kind, SourceKind::Stream);
    }

    void anAnswerAboutAnotherAddressIsNotTaken()
    {
        Stage stage;
        stage.show();
        stage.window->apply(FakeFeed::all());
        QSignalSpy wanted(stage.window.get(), &MainWindow::sourceWanted);
        stage.press(Qt::Key_N, Qt::ControlModifier);
        auto* dialog = stage.child<ConnectDialog>();
        auto* url = dialog->findChild<QLineEdit*>();
        url->setText(u"10.0.0.7:4437"_s);
        QTest::keyClick(url, Qt::Key_Return);
        QTest::keyClick(url, Qt::Key_8);
        stage.answer(stage.asked);
        QVERIFY(dialog->isVisible());
        // Who says what it is of needs nobody to ask.
        url->setText(u"stream:http://10.0.0.7:4437/notes"_s);
        QTest::keyClick(url, Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        QVERIFY(!dialog->isVisible());
    }

    void sourcesAreKeptWithoutTheirPasswords()
    {
        QTemporaryDir directory;
        auto config = sourceFromText(u"https://me:secret@example.org:4096/"_s);
        QVERIFY(bool(config));
        QCOMPARE(config->password, u"secret"_s);
        {
            Preferences preferences(directory.path());
            preferences.addSource(*config);
            preferences.addSource(*config);
        }
        QFile file(directory.filePath(u"preferences.ini"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("secret"));
        const auto sources = Preferences(directory.path()).sources();
        QCOMPARE(sources.size(), size_t(1));
        QCOMPARE(sources[0].id(), config->id());
    }

    void addressesAreUnderstood_data()
    {
        QTest::addColumn<QString>("expected");
        QTest::newRow("http://127.0.0.1:4096") << u"opencode:http://127.0.0.1:4096"_s;
        QTest::newRow("127.0.0.1:4096") << u"opencode:http://127.0.0.1:4096"_s;
        QTest::newRow("opencode:https://a.example/") << u"opencode:https://a.example"_s;
        QTest::newRow("demo:") << u"demo:"_s;
        QTest::newRow("ftp://a.example") << QString();
        QTest::newRow("http://") << QString();
        QTest::newRow("") << QString();
    }

    void addressesAreUnderstood()
    {
        const auto config = sourceFromText(QString::fromLatin1(QTest::currentDataTag()));
        QTEST(config ? config->id().value() : QString(), "expected");
    }

    void troubleIsCountedAndNotRepeated()
    {
        Stage stage;
        stage.show();
        const Issue bad{Issue::Code::BadFrame, FakeFeed::workstation(), {u"not JSON"_s}};
        stage.window->apply({IssueRaised{bad, 1}, IssueRaised{bad, 2}});
        bool found = false;
        for (const TextLabel* label : stage.window->findChildren<TextLabel*>())
            found = found || (label->isVisible() && label->text().contains(u"(3 times)"_s));
        QVERIFY(found);
    }

    // An address or a log that is dropped is offered; nothing is followed that nobody confirmed.
    void whatIsDroppedIsOfferedAsASource_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QUrl>("url");
        QTest::addColumn<QString>("offered");
        const QString server = u"http://127.0.0.1:4096"_s;
        QTest::newRow("address") << server << QUrl() << server;
        QTest::newRow("link") << QString() << QUrl(server) << server;
        QTest::newRow("file") << QString() << QUrl::fromLocalFile(u"/home/a/log.jsonl"_s)
                              << u"/home/a/log.jsonl"_s;
        QTest::newRow("words") << u"not an address"_s << QUrl() << QString();
        QTest::newRow("lines") << server + u"\nand more"_s << QUrl() << QString();
        QTest::newRow("script") << QString() << QUrl(u"javascript:alert(1)"_s) << QString();
    }

    void whatIsDroppedIsOfferedAsASource()
    {
        QFETCH(QString, text);
        QFETCH(QUrl, url);
        QFETCH(QString, offered);
        Stage stage;
        stage.show();
        QMimeData data;
        if (url.isEmpty())
            data.setText(text);
        else
            data.setUrls({url});
        QDragEnterEvent enter({400, 300}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(stage.window.get(), &enter);
        QCOMPARE(enter.isAccepted(), !offered.isEmpty());
        QDropEvent drop({400, 300}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(stage.window.get(), &drop);
        auto* dialog = stage.child<ConnectDialog>();
        QCOMPARE(dialog != nullptr, !offered.isEmpty());
        if (dialog)
            QCOMPARE(dialog->findChild<QLineEdit*>()->text(), offered);
        QVERIFY(stage.sent<AddSource>().empty());
    }

private:
    /** Every word that can be read there. */
    static QString said(const QWidget& dialog)
    {
        QStringList all;
        for (const TextLabel* label : dialog.findChildren<TextLabel*>()) {
            if (label->isVisible())
                all += label->text();
        }
        return all.join(u" | "_s);
    }
};

QTEST_MAIN(TestWindowSources)
#include "tst_windowsources.moc"
