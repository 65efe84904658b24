// SPDX-License-Identifier: MIT
#include "ui/connectdialog.h"
#include "ui/style.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

QPushButton* button(const QWidget& in, const QString& text)
{
    const auto buttons = in.findChildren<QPushButton*>();
    const auto it = std::find_if(
        buttons.begin(), buttons.end(), [&](const QPushButton* b) { return b->text() == text; });
    return it == buttons.end() ? nullptr : *it;
}

/** The program as started in a project that has a log. */
struct Project
{
    Project()
        : before(QDir::currentPath())
    {
        QDir(folder.path()).mkpath(u".opencode"_s);
        QFile file(log());
        if (file.open(QFile::WriteOnly))
            file.write("{}\n");
        QDir::setCurrent(folder.path());
    }
    ~Project() { QDir::setCurrent(before); }
    QString log() const { return folder.filePath(u".opencode/durable_stream.jsonl"_s); }

    QString before;
    QTemporaryDir folder;
};

} // namespace

class TestConnectDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QApplication::setStyle(new Style);
    }

    void aLogIsOpenedFromTheProjectsFolder() // DS-15
    {
        const Project project;
        ConnectDialog dialog({});
        dialog.show();
        button(dialog, u"Open a log…"_s)->click();
        auto* files = dialog.findChild<QFileDialog*>();
        QVERIFY(files);
        const QString log = QFileInfo(project.log()).canonicalFilePath();
        QTRY_COMPARE(files->selectedFiles(), QStringList{log});
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        // As the file dialog's own Open button says it.
        QMetaObject::invokeMethod(files, "accept");
        QTRY_COMPARE(accepted.count(), 1);
        QCOMPARE(dialog.config().kind, SourceKind::Log);
        QCOMPARE(dialog.config().url.toLocalFile(), log);
    }

    void withoutALogItBeginsWhereItStands()
    {
        const Project project;
        QVERIFY(QFile::remove(project.log()));
        ConnectDialog dialog({});
        dialog.show();
        button(dialog, u"Open a log…"_s)->click();
        auto* files = dialog.findChild<QFileDialog*>();
        QVERIFY(files);
        QVERIFY(files->selectedFiles().isEmpty()
            || QFileInfo(files->selectedFiles().constFirst()).isDir());
        files->reject();
        QVERIFY(dialog.isVisible());
    }

    void aLeftFileDialogChangesNothing()
    {
        const Project project;
        ConnectDialog dialog({});
        dialog.show();
        button(dialog, u"Open a log…"_s)->click();
        dialog.findChild<QFileDialog*>()->reject();
        QVERIFY(dialog.isVisible());
        QVERIFY(dialog.config().url.isEmpty());
    }

    void whatIsNoAddressIsSaidAtOnce()
    {
        ConnectDialog dialog({});
        dialog.show();
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        auto* address = dialog.findChildren<QLineEdit*>().constFirst();
        QTest::keyClicks(address, u"ftp://nowhere"_s);
        QTest::keyClick(address, Qt::Key_Return);
        QCOMPARE(accepted.count(), 0);
        QVERIFY(button(dialog, u"Connect"_s)->isEnabled());
        QVERIFY(dialog.focusWidget() == address);
    }

    void anAskedAddressMayBeChangedMeanwhile()
    {
        SourceFinder::Found answer;
        ConnectDialog dialog([&](const SourceConfig&, QObject*, const SourceFinder::Found& found) {
            answer = found;
        });
        dialog.show();
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        auto* address = dialog.findChildren<QLineEdit*>().constFirst();
        QTest::keyClicks(address, u"http://127.0.0.1:1/some/where"_s);
        QTest::keyClick(address, Qt::Key_Return);
        QVERIFY(answer);
        QVERIFY(!button(dialog, u"Connect"_s)->isEnabled());
        QTest::keyClicks(address, u"x"_s);
        QVERIFY(button(dialog, u"Connect"_s)->isEnabled());
        QCOMPARE(accepted.count(), 0);
    }

    void aServerThatAsksIsGivenUserAndPassword()
    {
        SourceStatus asking;
        asking.id = SourceId(u"opencode:http://127.0.0.1:4096"_s);
        asking.url = QUrl(u"http://127.0.0.1:4096"_s);
        ConnectDialog dialog({});
        dialog.askAgain(asking);
        dialog.show();
        QVERIFY(!button(dialog, u"Open a log…"_s)->isVisible());
        const auto fields = dialog.findChildren<QLineEdit*>();
        QVERIFY(fields.at(0)->isReadOnly());
        QCOMPARE(fields.at(2)->echoMode(), QLineEdit::Password);
        QTest::keyClicks(fields.at(1), u"me"_s);
        QTest::keyClicks(fields.at(2), u"secret"_s);
        QTest::keyClick(fields.at(2), Qt::Key_Return);
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
        QCOMPARE(dialog.config().url, asking.url);
        QCOMPARE(dialog.config().user, u"me"_s);
        QCOMPARE(dialog.config().password, u"secret"_s);
        QVERIFY(!dialog.remember()); // nobody asked for that
    }
};

QTEST_MAIN(TestConnectDialog)
#include "tst_connectdialog.moc"
