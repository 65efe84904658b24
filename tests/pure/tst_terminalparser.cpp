// SPDX-License-Identifier: MIT
#include "core/terminal/parser.h"

#include <QTest>

using namespace headgate::terminal;
using namespace Qt::StringLiterals;

namespace {

/** Writes down what it is told: text as it is, the rest in braces. */
class Recorder : public Sink
{
public:
    QString told;

    void printAscii(QByteArrayView text) override { told += QString::fromLatin1(text); }
    void print(char32_t code) override { told += QChar::fromUcs4(code); }
    void control(char code) override { told += u"{%1}"_s.arg(int(code)); }
    void escape(char intermediate, char final) override
    {
        told += u"{ESC "_s;
        if (intermediate)
            told += QLatin1Char(intermediate);
        told += QLatin1Char(final) + "}"_L1;
    }
    void csi(const Csi& sequence) override
    {
        told += u"{CSI "_s;
        if (sequence.prefix)
            told += QLatin1Char(sequence.prefix);
        for (int i = 0; i < sequence.count; ++i) {
            if (i > 0)
                told += sequence.attached[size_t(i)] ? u':' : u';';
            if (sequence.numbers[size_t(i)] >= 0)
                told += QString::number(sequence.numbers[size_t(i)]);
        }
        if (sequence.intermediate)
            told += QLatin1Char(sequence.intermediate);
        told += QLatin1Char(sequence.final) + "}"_L1;
    }
};

QString parse(const QList<QByteArray>& pieces)
{
    Parser parser;
    Recorder recorder;
    for (const QByteArray& piece : pieces)
        parser.feed(piece, recorder);
    return recorder.told;
}

void row(const char* name, const QByteArray& bytes, const QString& told)
{
    QTest::newRow(name) << bytes << told;
}

} // namespace

class TestTerminalParser : public QObject
{
    Q_OBJECT

private slots:
    void eachSequenceIsTold_data() { sequences(); }
    void eachSequenceIsTold()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, told);
        QCOMPARE(parse({bytes}), told);
    }

    void aCutAtAnyByteChangesNothing_data() { sequences(); }
    void aCutAtAnyByteChangesNothing()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, told);
        for (qsizetype a = 0; a <= bytes.size(); ++a) {
            for (qsizetype b = a; b <= bytes.size(); ++b)
                QCOMPARE(parse({bytes.first(a), bytes.sliced(a, b - a), bytes.sliced(b)}), told);
        }
    }

    void aStringThatNeverEndsDoesNotHideTheRest()
    {
        QCOMPARE(parse({"\x1b]52;c;" + QByteArray(Parser::longestString, 'x') + "seen"}),
            u"xxxxxseen"_s);
        QCOMPARE(parse({"\x1bPq" + QByteArray(Parser::longestString, 'x') + "seen"}), u"xseen"_s);
    }

    void moreNumbersThanAreKeptAreLeftOut()
    {
        QByteArray many("\x1b[");
        for (int i = 0; i < 1000; ++i)
            many += "1;";
        const QString told = parse({many + "m."});
        QCOMPARE(told.count(u'1'), Csi::mostNumbers);
        QVERIFY(told.endsWith(u"m}."));
        QCOMPARE(parse({"\x1b[99999999999999999999999999999C"}), u"{CSI 65535C}"_s);
    }

private:
    static void sequences()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("told");
        row("text", "abc", u"abc"_s);
        row("controls", "a\r\n\tb\x07", u"a{13}{10}{9}b{7}"_s);
        row("delete is nothing",
            "a\x7f"
            "b",
            u"ab"_s);
        row("UTF-8", QByteArray("é € 𝄞"), u"é € 𝄞"_s);
        row("too long, surrogate, too great", "\xc0\xaf|\xed\xa0\x80|\xf5\x80", u"��|���|��"_s);
        row("a character breaks off", "\xe2\x82|\xf0\x9f\x1b[m", u"�|�{CSI m}"_s);
        row("8-bit controls are none",
            "a\xc2\x9b"
            "31mb\x9b",
            u"a31mb�"_s);
        row("escapes",
            "\x1b"
            "7\x1b(0\x1b#8\x1bM",
            u"{ESC 7}{ESC (0}{ESC #8}{ESC M}"_s);
        row("numbers", "\x1b[m\x1b[1;;3H\x1b[;H\x1b[?25;1049h\x1b[>c",
            u"{CSI m}{CSI 1;;3H}{CSI ;H}{CSI ?25;1049h}{CSI >c}"_s);
        row("colons", "\x1b[38:2::1:2:3;4:3m", u"{CSI 38:2::1:2:3;4:3m}"_s);
        row("intermediates", "\x1b[!p\x1b[2 q\x1b[?1$p", u"{CSI !p}{CSI 2 q}{CSI ?1$p}"_s);
        row("controls inside", "\x1b[3\r1\nm", u"{13}{10}{CSI 31m}"_s);
        row("broken off", "\x1b[31\x18m\x1b[31\x1am\x1b[31\x1b[32m", u"mm{CSI 32m}"_s);
        row("malformed", "\x1b[1?2m.\x1b[ 1m.\x1b[1\x80m", u"..{CSI 1m}"_s);
        row("titles and clipboards", "\x1b]0;rm -rf\x07.\x1b]52;c;cm0=\x1b\\.\x1bkname\x1b\\",
            u".{ESC \\}.{ESC \\}"_s);
        row("links", "\x1b]8;;http://x.y\x07text\x1b]8;;\x07", u"text"_s);
        row("device strings", "\x1bP$qm\x1b\\.\x1b_G\nx\x1b\\.\x1b^p\x07q\x1b\\.\x1bXs\x1b\\",
            u"{ESC \\}.{ESC \\}.{ESC \\}.{ESC \\}"_s);
    }
};

QTEST_GUILESS_MAIN(TestTerminalParser)
#include "tst_terminalparser.moc"
