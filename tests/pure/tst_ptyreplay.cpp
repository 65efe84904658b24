// SPDX-License-Identifier: MIT
#include "core/terminal/ptyreplay.h"

#include <QTest>

using headgate::terminal::PtyReplay;
using namespace Qt::StringLiterals;

/** A server that counts 1,000 characters and still has the last of them. */
class TestPtyReplay : public QObject
{
    Q_OBJECT

private slots:
    void theFirstConnectionTellsAllThereIs()
    {
        PtyReplay replay;
        QCOMPARE(replay.cursor(), 0);
        replay.begin();
        QVERIFY(!replay.text(u"one "_s));
        QVERIFY(!replay.text(u"two"_s));
        const auto told = replay.place(7);
        QVERIFY(told && told->anew && !told->gap);
        QCOMPARE(told->text, u"one two"_s);
        QCOMPARE(replay.cursor(), 7);
        QCOMPARE(replay.text(u" three é漢"_s)->text, u" three é漢"_s);
        QCOMPARE(replay.cursor(), 16);
    }

    void aPlaceIsCountedInUtf16()
    {
        PtyReplay replay;
        replay.begin();
        replay.place(0);
        replay.text(u"😀"_s);
        QCOMPARE(replay.cursor(), 2);
    }

    void anotherConnectionGoesOn()
    {
        PtyReplay replay = at(10);
        replay.begin();
        replay.text(u"xyz"_s);
        const auto told = replay.place(13);
        QVERIFY(told && !told->anew && !told->gap);
        QCOMPARE(told->text, u"xyz"_s);
        QCOMPARE(replay.cursor(), 13);
    }

    void nothingNewIsNothing()
    {
        PtyReplay replay = at(10);
        replay.begin();
        const auto told = replay.place(10);
        QVERIFY(told && !told->anew && told->text.isEmpty());
    }

    void whatWasToldIsNotToldAgain()
    {
        PtyReplay replay = at(10);
        replay.begin();
        replay.text(u"89xyz"_s); // from 8 on
        const auto told = replay.place(13);
        QVERIFY(told && !told->anew);
        QCOMPARE(told->text, u"xyz"_s);
    }

    void aHoleBeginsAnew()
    {
        PtyReplay replay = at(10);
        replay.begin();
        replay.text(u"m\x1b[31\nwhole line\n"_s);
        const auto told = replay.place(1000);
        QVERIFY(told && told->anew && told->gap);
        QCOMPARE(told->text, u"whole line\n"_s); // a sequence may be torn before it
        QCOMPARE(replay.cursor(), 1000);
    }

    void aReplayThatBeginsLateStartsAtALine()
    {
        PtyReplay replay;
        replay.begin();
        replay.text(u";31mtorn\nwhole"_s);
        const auto told = replay.place(5000);
        QVERIFY(told && told->anew && !told->gap);
        QCOMPARE(told->text, u"whole"_s);
    }

    void aServerThatCountsAnewIsAskedForAll()
    {
        PtyReplay replay = at(1000);
        replay.begin();
        QVERIFY(!replay.place(40));
        QCOMPARE(replay.cursor(), 0);
        replay.begin();
        replay.text(u"forty"_s);
        const auto told = replay.place(5);
        QVERIFY(told && told->anew && told->gap);
        QCOMPARE(told->text, u"forty"_s);
    }

    void aReplayWithoutEndIsNoticed()
    {
        PtyReplay replay;
        replay.begin();
        replay.text(QString(PtyReplay::longest, u'x'));
        QVERIFY(!replay.tooLong());
        replay.text(u"x"_s);
        QVERIFY(replay.tooLong());
    }

private:
    static PtyReplay at(qint64 cursor)
    {
        PtyReplay replay;
        replay.begin();
        replay.text(QString(qsizetype(cursor), u'.'));
        replay.place(cursor);
        return replay;
    }
};

QTEST_GUILESS_MAIN(TestPtyReplay)
#include "tst_ptyreplay.moc"
