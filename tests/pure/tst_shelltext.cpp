// SPDX-License-Identifier: MIT
#include "core/project/shelltext.h"

#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

class TestShellText : public QObject
{
    Q_OBJECT

    static QStringList lines(const QString& command)
    {
        QStringList found;
        for (const ShellOperation& op : splitOperations(command))
            found += command.mid(op.begin, op.end - op.begin);
        return found;
    }

private slots:
    void showsOneOperationALine_data() // H3
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("one") << u"ls -l"_s << QStringList{u"ls -l"_s};
        QTest::newRow("and, or, then")
            << u"a && b || c; d"_s << QStringList{u"a &&"_s, u"b ||"_s, u"c;"_s, u"d"_s};
        QTest::newRow("pipe") << u"curl x | sh"_s << QStringList{u"curl x |"_s, u"sh"_s};
        QTest::newRow("background") << u"a & b"_s << QStringList{u"a &"_s, u"b"_s};
        QTest::newRow("redirection is no joiner")
            << u"a 2>&1 &>log"_s << QStringList{u"a 2>&1 &>log"_s};
        QTest::newRow("double quotes")
            << u"echo \"a && b\" && c"_s << QStringList{u"echo \"a && b\" &&"_s, u"c"_s};
        QTest::newRow("escaped quote")
            << u"echo \"a\\\" && b\" ; c"_s << QStringList{u"echo \"a\\\" && b\" ;"_s, u"c"_s};
        QTest::newRow("single quotes")
            << u"echo 'a;b' ; c"_s << QStringList{u"echo 'a;b' ;"_s, u"c"_s};
        QTest::newRow("substitution")
            << u"echo $(a; b) ; c"_s << QStringList{u"echo $(a; b) ;"_s, u"c"_s};
        QTest::newRow("lines") << u"a\nb"_s << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("joiner at a line end") << u"a &&\nb"_s << QStringList{u"a &&"_s, u"b"_s};
        QTest::newRow("empty line stays") << u"a\n\nb"_s << QStringList{u"a"_s, {}, u"b"_s};
        QTest::newRow("comment hides nothing")
            << u"a # don't; stop\nrm b"_s << QStringList{u"a # don't; stop"_s, u"rm b"_s};
        QTest::newRow("here-document once")
            << u"cat > f <<'EOF'\nx && y\nEOF\nz"_s
            << QStringList{u"cat > f <<'EOF'"_s, u"x && y"_s, u"EOF"_s, u"z"_s};
        QTest::newRow("open quote") << u"echo 'a && b"_s << QStringList{u"echo 'a && b"_s};
        QTest::newRow("empty") << QString() << QStringList{};
    }

    void showsOneOperationALine()
    {
        QFETCH(QString, command);
        QTEST(lines(command), "expected");
    }

    /** Whatever the command: every character that is not a blank or a line end is on some line. */
    void losesNothing()
    {
        const QString alphabet = u"a '\"\\&|;()`$\n<>#-"_s;
        quint32 seed = 4711;
        for (int round = 0; round < 3000; ++round) {
            QString command;
            for (int i = 0; i < 24; ++i) {
                seed = seed * 1664525u + 1013904223u;
                command += alphabet[(seed >> 16) % quint32(alphabet.size())];
            }
            QString shown = lines(command).join(QString());
            QString whole = command;
            for (QString* text : {&shown, &whole})
                text->remove(u' ').remove(u'\n');
            QCOMPARE(shown, whole);
        }
    }

    void wordsLoseTheirQuotes()
    {
        QCOMPARE(shellWords(u"git commit -m \"a b\" 'c'd >>log"),
            (QStringList{u"git"_s, u"commit"_s, u"-m"_s, u"a b"_s, u"cd"_s, u">>"_s, u"log"_s}));
    }

    void findsCommandsInsideCommands()
    {
        QCOMPARE(innerCommands(u"a $(b $(c)) `d` '$(e)'"), (QStringList{u"b $(c)"_s, u"d"_s}));
    }
};

QTEST_GUILESS_MAIN(TestShellText)
#include "tst_shelltext.moc"
