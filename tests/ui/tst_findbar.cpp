// SPDX-License-Identifier: MIT
#include "tests/ui/transcriptdata.h"
#include "ui/panels/findbar.h"
#include "ui/style.h"
#include "ui/views/transcriptview.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>
#include <QVBoxLayout>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

/** A session of many words, with a rare one where a test wants it. */
TranscriptLoaded sessionWith(const QString& rare, int where, int messages = 120)
{
    TranscriptLoaded session;
    session.key = transcriptKey();
    for (int i = 0; i < messages; ++i) {
        const QString id = u"m%1"_s.arg(i, 4, 10, QChar(u'0'));
        const QString text = i == where ? rare : u"Plain words that go on for a while.\n\nMore."_s;
        session.messages.push_back({message(id, i % 2 == 0 ? Role::User : Role::Assistant, i),
            {textPart(id, u"p"_s + id, text)}});
    }
    return session;
}

MessageWithParts shell(const QString& output)
{
    Part part = toolPart(u"t"_s, u"tool"_s, u"bash"_s, {{u"command"_s, u"make"_s}});
    part.tool.output = output;
    return {message(u"t"_s, Role::Assistant, 500), {part}};
}

struct Stage
{
    explicit Stage(const TranscriptLoaded& session)
    {
        auto* column = new QVBoxLayout(&page);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        column->addWidget(bar);
        column->addWidget(view, 1);
        page.resize(820, 600);
        view->openSession(session.key);
        view->apply(session);
        view->showApplied();
        page.show();
        shown = QTest::qWaitForWindowActive(&page);
        field = bar->findChild<QLineEdit*>();
    }

    void find(const QString& words) const
    {
        bar->open();
        field->setText(words);
    }

    bool isDone() const { return !bar->search().isSearching(); }

    QString said() const
    {
        return bar->findChild<TextLabel*>()->text(); // the only one
    }

    QWidget page;
    TranscriptView* view = new TranscriptView(&page);
    FindBar* bar = new FindBar(view, &page);
    QLineEdit* field = nullptr;
    bool shown = false;
};

} // namespace

class TestFindBar : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    void whatIsFarOutOfSightIsFound()
    {
        Stage stage(sessionWith(u"Here a Quokka sits."_s, 3));
        QVERIFY(stage.shown);
        QVERIFY(stage.view->isFollowing());
        QVERIFY(!stage.view->visibleText().contains(u"Quokka"_s));
        stage.find(u"quokka"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stage.said(), u"1 of 1"_s, 15'000);
        QCOMPARE(stage.view->selectedText(), u"Quokka"_s);
        QVERIFY(stage.view->visibleText().contains(u"Quokka"_s));
        QVERIFY(!stage.view->isFollowing());
    }

    void whatIsFoldedIsUnfolded()
    {
        TranscriptLoaded session = sessionWith({}, -1);
        session.messages.push_back(shell(u"one\ntwo zebra three\n"_s));
        Stage stage(session);
        const TranscriptItem* card = stage.view->document().itemOf(PartId(u"tool"_s));
        QVERIFY(!card->open);
        stage.find(u"zebra"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stage.said(), u"1 of 1"_s, 15'000);
        QVERIFY(card->open);
        QCOMPARE(stage.view->selectedText(), u"zebra"_s);
        // It was looked through again since, and is where it was.
        QTRY_VERIFY_WITH_TIMEOUT(stage.isDone(), 15'000);
        QCOMPARE(stage.said(), u"1 of 1"_s);
    }

    void lookingChangesNothing()
    {
        TranscriptLoaded session = sessionWith({}, -1);
        session.messages.push_back(shell(u"one\ntwo zebra three\n"_s));
        Stage stage(session);
        const TranscriptItem* card = stage.view->document().itemOf(PartId(u"tool"_s));
        const CardFacts* facts = card->card.get();
        stage.find(u"nowhere at all"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stage.said(), u"not in this session"_s, 15'000);
        QVERIFY(!card->open);
        QVERIFY(!card->all);
        QCOMPARE(card->card.get(), facts);
        QVERIFY(!stage.view->hasSelection());
        QVERIFY(stage.view->isFollowing());
    }

    void aLongOutputIsShownToItsEnd()
    {
        QString output;
        for (int i = 0; i < 3000; ++i)
            output += u"line %1 of the output\n"_s.arg(i);
        TranscriptLoaded session = sessionWith({}, -1, 6);
        session.messages.push_back(shell(output));
        Stage stage(session);
        stage.find(u"line 2990 of"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stage.said(), u"1 of 1"_s, 15'000);
        QCOMPARE(stage.view->selectedText(), u"line 2990 of"_s);
        QVERIFY(stage.view->visibleText().contains(u"line 2990 of"_s));
    }

    void keysGoOnAndBackRoundTheEnds()
    {
        Stage stage(sessionWith(u"gnu, gnu and gnu"_s, 2));
        stage.find(u"gnu"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stage.said(), u"1 of 3"_s, 15'000);
        QTest::keyClick(stage.field, Qt::Key_Return);
        QCOMPARE(stage.said(), u"2 of 3"_s);
        stage.bar->step(+1);
        QCOMPARE(stage.said(), u"3 of 3"_s);
        QTest::keyClick(stage.field, Qt::Key_Enter);
        QCOMPARE(stage.said(), u"1 of 3"_s);
        QTest::keyClick(stage.field, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(stage.said(), u"3 of 3"_s);
        QCOMPARE(stage.view->selectedText(), u"gnu"_s);
    }

    void whatComesMeanwhileIsFoundAndMovesNothing()
    {
        Stage stage(sessionWith(u"a lynx"_s, 5));
        stage.find(u"lynx"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stage.said(), u"1 of 1"_s, 15'000);
        const QString before = stage.view->visibleText();
        stage.view->apply(MessageChanged{transcriptKey(), message(u"z"_s, Role::Assistant, 900)});
        stage.view->apply(
            PartChanged{transcriptKey(), textPart(u"z"_s, u"pz"_s, u"another Lynx came"_s)});
        stage.view->showApplied();
        QTRY_COMPARE_WITH_TIMEOUT(stage.said(), u"1 of 2"_s, 15'000);
        QCOMPARE(stage.view->visibleText(), before);
        // One that goes is not gone to.
        stage.view->apply(MessageRemoved{transcriptKey(), MessageId(u"m0005"_s)});
        stage.bar->step(+1);
        QCOMPARE(stage.said(), u"1 of 1"_s);
        QVERIFY(stage.view->visibleText().contains(u"another Lynx"_s));
    }

    void anotherSessionIsLookedThroughAnew()
    {
        Stage stage(sessionWith(u"a lynx"_s, 5));
        stage.find(u"lynx"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stage.said(), u"1 of 1"_s, 15'000);
        TranscriptLoaded other = sessionWith(u"no such animal"_s, 5);
        other.key.session = SessionId(u"ses_other"_s);
        stage.view->openSession(other.key);
        stage.view->apply(other);
        stage.view->showApplied();
        QTRY_COMPARE_WITH_TIMEOUT(stage.said(), u"not in this session"_s, 15'000);
        QVERIFY(stage.view->isFollowing());
    }

    void escapeGivesTheKeysToTheTranscript()
    {
        Stage stage(sessionWith(u"a lynx"_s, 5));
        stage.bar->step(+1); // nothing to go on to yet: it asks
        QVERIFY(stage.bar->isVisible());
        QVERIFY(stage.field->hasFocus());
        stage.find(u"lynx"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stage.said(), u"1 of 1"_s, 15'000);
        QTest::keyClick(stage.field, Qt::Key_Escape);
        QVERIFY(!stage.bar->isVisible());
        QVERIFY(stage.view->hasFocus());
        QCOMPARE(stage.view->selectedText(), u"lynx"_s); // to be copied
        QVERIFY(stage.bar->search().places().empty());
        stage.bar->open(); // the words of before
        QTRY_COMPARE_WITH_TIMEOUT(stage.said(), u"1 of 1"_s, 15'000);
    }

    void earlierMessagesAreSpokenOf()
    {
        TranscriptLoaded session = sessionWith(u"a lynx"_s, 5);
        session.hasOlder = true;
        Stage stage(session);
        stage.find(u"lynx"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stage.said(), u"1 of 1 in what is loaded"_s, 15'000);
        stage.find(u"okapi"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stage.said(), u"not in what is loaded"_s, 15'000);
    }
};

QTEST_MAIN(TestFindBar)
#include "tst_findbar.moc"
