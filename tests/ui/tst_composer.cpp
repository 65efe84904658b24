// SPDX-License-Identifier: MIT
#include "ui/panels/composer.h"
#include "ui/style.h"

#include <QApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

const SessionKey one{SourceId(u"s"_s), SessionId(u"one"_s)};
const SessionKey two{SourceId(u"s"_s), SessionId(u"two"_s)};

Prompt failed(const SessionKey& key, const QString& text)
{
    return {key, u"p"_s, text, {}, Prompt::State::Failed, {},
        {Issue::Code::Unreachable, key.source, {u"refused"_s}}};
}

} // namespace

class TestComposer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    void init()
    {
        m_composer = std::make_unique<Composer>();
        m_composer->resize(800, 120);
        m_composer->setSession(one);
        m_composer->show(Composer::Facts{});
        static_cast<QWidget*>(m_composer.get())->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_composer.get()));
        m_text = m_composer->findChild<QPlainTextEdit*>();
        m_send = m_composer->findChild<QPushButton*>();
    }

    void enterSendsAndShiftEnterBeginsALine()
    {
        QSignalSpy sent(m_composer.get(), &Composer::sendWanted);
        QTest::keyClicks(m_text, u"first"_s);
        QTest::keyClick(m_text, Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClicks(m_text, u"second "_s);
        QCOMPARE(sent.count(), 0);
        QTest::keyClick(m_text, Qt::Key_Return);
        QCOMPARE(sent.count(), 1);
        QCOMPARE(sent.front().front().toString(), u"first\nsecond"_s);
        QVERIFY(m_text->toPlainText().isEmpty());
        // Nothing but white space is nothing to say.
        QTest::keyClicks(m_text, u"  "_s);
        QTest::keyClick(m_text, Qt::Key_Return);
        QCOMPARE(sent.count(), 1);
        QVERIFY(!m_send->isEnabled());
    }

    void aKeyHeldDownSendsOnce()
    {
        QSignalSpy sent(m_composer.get(), &Composer::sendWanted);
        QTest::keyClicks(m_text, u"once"_s);
        QKeyEvent held(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, u"\r"_s, true);
        QApplication::sendEvent(m_text, &held);
        QCOMPARE(sent.count(), 0);
        QCOMPARE(m_text->toPlainText(), u"once"_s);
    }

    void draftsBelongToTheirSession()
    {
        QTest::keyClicks(m_text, u"for one"_s);
        m_composer->setSession(two);
        QVERIFY(m_text->toPlainText().isEmpty());
        QTest::keyClicks(m_text, u"for two"_s);
        m_composer->setSession(one);
        QCOMPARE(m_text->toPlainText(), u"for one"_s);
        QCOMPARE(m_composer->draft(two), u"for two"_s);
        QCOMPARE(m_composer->drafts(),
            (QHash<SessionKey, QString>{{one, u"for one"_s}, {two, u"for two"_s}}));
    }

    void wordsThatCameBackLoseNothing() // DG-62
    {
        QTest::keyClicks(m_text, u"and more"_s);
        m_composer->putBack(failed(one, u"the words"_s));
        QCOMPARE(m_text->toPlainText(), u"the words\nand more"_s);
        m_composer->putBack(failed(two, u"elsewhere"_s));
        QCOMPARE(m_composer->draft(two), u"elsewhere"_s);
        QStringList notices;
        for (const TextLabel* label : m_composer->findChildren<TextLabel*>())
            notices << label->text();
        QVERIFY(notices.join(u' ').contains(u"Not sent"_s));
    }

    void withoutAServerADraftStays()
    {
        QSignalSpy sent(m_composer.get(), &Composer::sendWanted);
        m_composer->show(
            Composer::Facts{.running = false, .live = false, .ready = true, .agent = {}});
        QTest::keyClicks(m_text, u"later"_s);
        QTest::keyClick(m_text, Qt::Key_Return);
        QCOMPARE(sent.count(), 0);
        QCOMPARE(m_text->toPlainText(), u"later"_s);
        QVERIFY(!m_send->isEnabled());
    }

    // AP-34, AP-35: Up and Down bring back what was typed, Escape clears
    void whatWasTypedComesBack()
    {
        InputHistory history;
        history.add(u"first"_s);
        history.add(u"second"_s);
        m_composer->setHistory(history);
        Composer::Facts facts;
        facts.reader = Composer::Facts::Reader::Session;
        m_composer->show(facts);
        QTest::keyClicks(m_text, u"draft"_s);
        QTest::keyClick(m_text, Qt::Key_Up);
        QCOMPARE(m_text->toPlainText(), u"second"_s);
        QTest::keyClick(m_text, Qt::Key_Up);
        QTest::keyClick(m_text, Qt::Key_Up); // nothing before it
        QCOMPARE(m_text->toPlainText(), u"first"_s);
        QTest::keyClick(m_text, Qt::Key_Down);
        QTest::keyClick(m_text, Qt::Key_Down);
        QCOMPARE(m_text->toPlainText(), u"draft"_s);
        QTest::keyClick(m_text, Qt::Key_Up);
        QTest::keyClick(m_text, Qt::Key_Escape);
        QVERIFY(m_text->toPlainText().isEmpty());
        m_text->undo();
        QCOMPARE(m_text->toPlainText(), u"second"_s);
        m_text->setPlainText(u"two\nlines"_s);
        QTest::keyClick(m_text, Qt::Key_Up); // moves between them
        QCOMPARE(m_text->toPlainText(), u"two\nlines"_s);
    }

    void nobodyToReadIt_data() // AP-36
    {
        QTest::addColumn<int>("reader");
        QTest::addColumn<bool>("open");
        using Reader = Composer::Facts::Reader;
        QTest::newRow("an agent is at work") << int(Reader::Session) << true;
        QTest::newRow("no agent is at work") << int(Reader::Nobody) << false;
        QTest::newRow("the session has ended") << int(Reader::Closed) << false;
    }
    void nobodyToReadIt()
    {
        QFETCH(int, reader);
        QFETCH(bool, open);
        Composer::Facts facts;
        facts.reader = Composer::Facts::Reader(reader);
        m_text->clearFocus();
        m_text->setPlainText(u"words"_s);
        m_composer->show(facts);
        QCOMPARE(m_text->isEnabled(), open);
        QCOMPARE(m_send->isEnabled(), open);
        QVERIFY(!m_text->placeholderText().isEmpty());
    }

    void theFieldStaysUnderTheHandsOfWhoWrites() // AP-36
    {
        m_text->setFocus();
        QTRY_VERIFY(m_text->hasFocus());
        QTest::keyClicks(m_text, u"half a sen"_s);
        Composer::Facts facts;
        facts.reader = Composer::Facts::Reader::Nobody;
        m_composer->show(facts);
        QVERIFY(m_text->isEnabled());
        QVERIFY(!m_send->isEnabled());
        QSignalSpy sent(m_composer.get(), &Composer::sendWanted);
        QTest::keyClick(m_text, Qt::Key_Return);
        QCOMPARE(sent.count(), 0);
        m_text->clearFocus();
        QTRY_VERIFY(!m_text->isEnabled());
        QCOMPARE(m_text->toPlainText(), u"half a sen"_s);
    }

    void itGrowsWithItsTextUpToABound()
    {
        const int low = m_text->height();
        m_text->setPlainText(u"a\nb\nc"_s);
        const int three = m_text->height();
        QVERIFY(three > low);
        m_text->setPlainText(QStringList(100, u"x"_s).join(u'\n'));
        const int most = m_text->height();
        QVERIFY(most > three);
        m_text->setPlainText(QStringList(200, u"x"_s).join(u'\n'));
        QCOMPARE(m_text->height(), most);
    }

private:
    std::unique_ptr<Composer> m_composer;
    QPlainTextEdit* m_text = nullptr;
    QPushButton* m_send = nullptr;
};

QTEST_MAIN(TestComposer)
#include "tst_composer.moc"
