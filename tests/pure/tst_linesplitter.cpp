// SPDX-License-Identifier: MIT
#include "core/decode/linesplitter.h"

#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

/** Number, place and text of each line. */
QStringList told(const CutLines& cut)
{
    QStringList lines;
    for (const CutLine& line : cut.lines)
        lines.append(u"%1@%2 %3"_s.arg(line.number)
                         .arg(line.at)
                         .arg(line.tooLong ? u"(too long)"_s
                                           : QString::fromLatin1(cut.text(line).toByteArray())));
    return lines;
}

QStringList cutAt(const QByteArray& bytes, qsizetype at, LineSplitter splitter = LineSplitter())
{
    QStringList lines = told(splitter.take(bytes.left(at)));
    lines += told(splitter.take(bytes.mid(at)));
    return lines + told(splitter.finish());
}

} // namespace

class TestLineSplitter : public QObject
{
    Q_OBJECT

private slots:
    void tellsTheSameWhereverItIsCut_data();
    void tellsTheSameWhereverItIsCut();
    void waitsForTheEndOfALine();
    void goesOnWhereItWasLeft();
    void keepsNoLineThatIsTooLong();
    void readsOnBehindWhatWaits();
};

void TestLineSplitter::tellsTheSameWhereverItIsCut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("lines") << QByteArray("a\nbc\n") << QStringList{u"1@0 a"_s, u"2@2 bc"_s};
    QTest::newRow("CRLF") << QByteArray("a\r\nb\r\n") << QStringList{u"1@0 a"_s, u"2@3 b"_s};
    QTest::newRow("empty lines count")
        << QByteArray("\n\na\n") << QStringList{u"1@0 "_s, u"2@1 "_s, u"3@2 a"_s};
    QTest::newRow("NUL is a byte like others")
        << QByteArray("a\0b\n", 4) << QStringList{u"1@0 "_s + QString::fromLatin1("a\0b", 3)};
    QTest::newRow("bytes beyond ASCII are not looked at")
        << QByteArray("\xff\xc3\n") << QStringList{u"1@0 ÿÃ"_s};
    QTest::newRow("a last line without an end")
        << QByteArray("a\nb") << QStringList{u"1@0 a"_s, u"2@2 b"_s};
    QTest::newRow("nothing") << QByteArray() << QStringList();
}

void TestLineSplitter::tellsTheSameWhereverItIsCut()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, expected);
    for (qsizetype at = 0; at <= bytes.size(); ++at)
        QCOMPARE(cutAt(bytes, at), expected);
}

// DS-41
void TestLineSplitter::waitsForTheEndOfALine()
{
    LineSplitter splitter;
    QCOMPARE(told(splitter.take("a\n{\"id\":")), QStringList{u"1@0 a"_s});
    QCOMPARE(splitter.position(), 2);
    QCOMPARE(splitter.lines(), 1);
    QCOMPARE(told(splitter.take("1}\n")), QStringList{u"2@2 {\"id\":1}"_s});
    QCOMPARE(splitter.position(), 11);
}

void TestLineSplitter::goesOnWhereItWasLeft()
{
    LineSplitter splitter(100, 7);
    QCOMPARE(told(splitter.take("x\n")), QStringList{u"8@100 x"_s});
    QCOMPARE(splitter.position(), 102);
}

void TestLineSplitter::keepsNoLineThatIsTooLong()
{
    const QByteArray bytes = "ok\n" + QByteArray(50, 'x') + "\nok\n";
    const QStringList expected{u"1@0 ok"_s, u"2@3 (too long)"_s, u"3@54 ok"_s};
    for (qsizetype at = 0; at <= bytes.size(); ++at)
        QCOMPARE(cutAt(bytes, at, LineSplitter(0, 0, 10)), expected);
}

void TestLineSplitter::readsOnBehindWhatWaits()
{
    LineSplitter splitter(0, 0, 4);
    splitter.take("ab\ncd");
    QCOMPARE(splitter.readFrom(), 5);
    splitter.take("efghijkl");
    QCOMPARE(splitter.readFrom(), 13);
    QCOMPARE(splitter.position(), 3);
    splitter.take("\n");
    QCOMPARE(splitter.position(), 14);
}

QTEST_GUILESS_MAIN(TestLineSplitter)
#include "tst_linesplitter.moc"
