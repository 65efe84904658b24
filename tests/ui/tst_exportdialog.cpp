// SPDX-License-Identifier: MIT
#include "core/domain/past.h"
#include "tests/ui/fakefeed.h"
#include "ui/exportdialog.h"
#include "ui/style.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

Session session()
{
    Session made;
    made.source = FakeFeed::workstation();
    made.id = FakeFeed::mainSession().session;
    made.title = u"Mend the cart"_s;
    return made;
}

/** A dialog, what it asks for, and a history that answers as the test wants. */
struct Stage
{
    Stage()
        : dialog(session(), [this](const Command& command) { note(command); })
    {
        dialog.show();
    }

    void note(const Command& command)
    {
        if (const auto* wish = pastWish<ExportWish>(*std::get<LookUp>(command).lookup))
            wishes.push_back(*wish);
    }
    void tell(ExportFound found)
    {
        dialog.apply(LookedUp{FakeFeed::workstation(),
            std::make_shared<const Finding>(pastFinding(std::move(found)))});
    }
    /** An answer to what was asked last. */
    ExportFound answer(bool finished = true) const
    {
        ExportFound found;
        found.number = wishes.back().number;
        found.path = wishes.back().path;
        found.finished = finished;
        return found;
    }
    QString words() const
    {
        QStringList shown;
        for (const QLabel* label : dialog.findChildren<QLabel*>()) {
            if (label->isVisible())
                shown += label->text();
        }
        return shown.join(u'|');
    }
    QPushButton* button(const QString& text) const
    {
        for (auto* one : dialog.findChildren<QPushButton*>()) {
            if (one->text() == text)
                return one;
        }
        return nullptr;
    }

    std::vector<ExportWish> wishes; ///< before the dialog, which asks at once
    ExportDialog dialog;
};

} // namespace

class TestExportDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    // AP-49
    void whatWouldBeTakenOutIsShownFirst()
    {
        Stage stage;
        QCOMPARE(stage.wishes.size(), size_t(1));
        QVERIFY(stage.wishes[0].path.isEmpty());
        QCOMPARE(size_t(stage.wishes[0].rules.size()), redactionRows().size());
        ExportFound found = stage.answer();
        found.found = {{RedactionRule::Token, 2, {u"sk-secret"_s}}};
        stage.tell(found);
        QVERIFY2(stage.words().contains("2 found: sk-secret"_L1), qPrintable(stage.words()));
        // What one rule finds may differ from format to format.
        auto* format = stage.dialog.findChild<QComboBox*>();
        format->setCurrentIndex(format->findData(int(ExportFormat::Lines)));
        QCOMPARE(stage.wishes.back().format, ExportFormat::Lines);
        QVERIFY(stage.wishes.back().path.isEmpty());
    }

    void aFileIsWrittenWithWhatIsChosen()
    {
        Stage stage;
        stage.tell(stage.answer());
        stage.dialog.findChild<QCheckBox*>(u"mail"_s)->setChecked(false);
        stage.dialog.writeTo(u"/tmp/out.html"_s);
        const ExportWish wish = stage.wishes.back();
        QCOMPARE(wish.path, u"/tmp/out.html"_s);
        QCOMPARE(wish.format, ExportFormat::Html);
        QCOMPARE(wish.session, session().id);
        QVERIFY(wish.rules.contains(RedactionRule::Home));
        QVERIFY(!wish.rules.contains(RedactionRule::Mail));
        QVERIFY(!stage.button(u"Save as…"_s)->isEnabled());
        ExportFound half = stage.answer(false);
        half.done = 50;
        half.all = 100;
        stage.tell(half);
        const auto* bar = stage.dialog.findChild<QProgressBar*>();
        QVERIFY(bar->isVisible());
        QCOMPARE(bar->value() * 2, bar->maximum());
        stage.tell(stage.answer());
        QVERIFY2(stage.words().contains("Written: /tmp/out.html"_L1), qPrintable(stage.words()));
        QVERIFY(!bar->isVisible());
        QVERIFY(stage.button(u"Save as…"_s)->isEnabled());
    }

    void longWorkCanBeEnded()
    {
        Stage stage;
        stage.tell(stage.answer());
        stage.dialog.writeTo(u"/tmp/out.html"_s);
        const quint64 number = stage.wishes.back().number;
        stage.button(u"Cancel"_s)->click();
        QVERIFY(stage.wishes.back().cancel);
        QCOMPARE(stage.wishes.back().number, number);
        ExportFound ended = stage.answer();
        ended.cancelled = true;
        stage.tell(ended);
        QVERIFY2(stage.words().contains("No file was written"_L1), qPrintable(stage.words()));
        QVERIFY(stage.dialog.isVisible());
    }

    void closingEndsWhatIsUnderWay()
    {
        Stage stage;
        stage.dialog.reject();
        QVERIFY(stage.wishes.back().cancel);
        QCOMPARE(stage.wishes.back().number, stage.wishes.front().number);
    }

    void aFailureSaysWhatToDo()
    {
        Stage stage;
        stage.tell(stage.answer());
        stage.dialog.writeTo(u"/nowhere/out.html"_s);
        ExportFound failed = stage.answer();
        failed.issue = Issue{Issue::Code::LogError, FakeFeed::workstation(),
            {u"/nowhere/out.html"_s, u"No such directory"_s}};
        stage.tell(failed);
        QVERIFY2(stage.words().contains("could not be written"_L1), qPrintable(stage.words()));
        QVERIFY(stage.words().contains("No such directory"_L1));
    }

    void answersToOthersAreIgnored()
    {
        Stage stage;
        ExportFound other = stage.answer();
        other.number += 1000;
        other.found = {{RedactionRule::Token, 2, {u"sk-secret"_s}}};
        stage.tell(other);
        QVERIFY(!stage.words().contains("sk-secret"_L1));
    }
};

QTEST_MAIN(TestExportDialog)
#include "tst_exportdialog.moc"
