// SPDX-License-Identifier: MIT
#include "core/decode/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

/** Takes what QStringBuilder builds. */
Expected<JsonItems> split(const QByteArray& text)
{
    return splitArray(text);
}

QList<QByteArray> itemsOf(const QByteArray& text)
{
    const auto split = splitArray(text);
    QList<QByteArray> items;
    if (split) {
        for (const QByteArrayView item : split->items)
            items.append(item.toByteArray());
    }
    return items;
}

} // namespace

class TestJsonText : public QObject
{
    Q_OBJECT

private slots:
    void cutsAnObjectIntoItsMembers();
    void cutsNothingThatIsNoObject();
    void keepsEachElementAsItWasWritten()
    {
        // AP-40: numbers beyond 2^53, 1.0, -0 and the order of keys survive.
        const QByteArray text = "\n [ 12345678901234567890 ,1.0,-0, {\"10\":1, \"2\" : [1,2]} "
                                ",\"]\\\",\",[],{}, null]\t";
        const auto cut = split(text);
        QVERIFY(cut);
        QVERIFY(cut->isArray);
        const QList<QByteArray> expected{"12345678901234567890", "1.0", "-0",
            "{\"10\":1, \"2\" : [1,2]}", "\"]\\\",\"", "[]", "{}", "null"};
        QCOMPARE(itemsOf(text), expected);
    }

    void cutsOneLevelOnly()
    {
        QCOMPARE(itemsOf("[[1,2],[3,4]]"), (QList<QByteArray>{"[1,2]", "[3,4]"}));
        QCOMPARE(itemsOf("[[[]]]"), QList<QByteArray>{"[[]]"});
        QCOMPARE(itemsOf("[]"), QList<QByteArray>());
    }

    void takesAValueThatIsNoArray_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"{}", "{\"a\":[1,2]}", "0", "-1.5e+10", "\"\"", "true", "false",
                 "null", "\"\\u00e9\\n\"", "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\""})
            QTest::newRow(text) << QByteArray(text);
    }
    void takesAValueThatIsNoArray()
    {
        QFETCH(QByteArray, text);
        const auto cut = split("  " + text + "\r\n");
        QVERIFY(cut);
        QVERIFY(!cut->isArray);
        QCOMPARE(itemsOf("  " + text + "\r\n"), QList<QByteArray>{text});
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* tag, const QByteArray& text) {
            QTest::newRow(tag) << text;
        };
        row("nothing", "");
        row("white space", " \n");
        row("two values", "1 2");
        row("a trailing comma", "[1,]");
        row("a leading comma", "[,1]");
        row("no comma", "[1 2]");
        row("an open array", "[1");
        row("an open object", "{\"a\":1");
        row("crossed brackets", "[1}");
        row("a key that is no string", "{a:1}");
        row("a key without value", "{\"a\":}");
        row("a key without colon", "{\"a\" 1}");
        row("a comma after a member", "{\"a\":1,}");
        row("a closing bracket alone", "]");
        row("a leading zero", "01");
        row("a leading plus", "+1");
        row("a point without digits", "1.");
        row("a point alone", ".5");
        row("an exponent without digits", "1e");
        row("a minus alone", "-");
        row("NaN", "NaN");
        row("half a word", "tru");
        row("a word and more", "nulls");
        row("an open string", "\"abc");
        row("an open escape", "\"\\");
        row("an unknown escape", "\"\\x41\"");
        row("a short unicode escape", "\"\\u12\"");
        row("a raw line feed in a string", "\"a\nb\"");
        row("a NUL in a string", QByteArray("\"a\0b\"", 5));
        row("a NUL after the value", QByteArray("1\0", 2));
        row("a NUL as an escape", QByteArray("\"\\\0\"", 4));
        row("a byte order mark", "\xef\xbb\xbf[]");
        row("a comment", "[1/*x*/]");
        row("single quotes", "['a']");
        row("a lone continuation byte", "\"\x80\"");
        row("an overlong form", "\"\xc0\xaf\"");
        row("an overlong form of three", "\"\xe0\x80\xaf\"");
        row("a surrogate in UTF-8", "\"\xed\xa0\x80\"");
        row("above U+10FFFF", "\"\xf4\x90\x80\x80\"");
        row("a cut character", "\"\xe2\x82\"");
        row("text beyond ASCII outside a string", "[\xc3\xa9]");
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        const auto cut = split(text);
        QVERIFY(!cut);
        QCOMPARE(cut.error().code, Issue::Code::BadFrame);
        QVERIFY(!checkJson(text));
    }

    void limitsDepthAndNotSize()
    {
        const QByteArray deepest = QByteArray(maxJsonDepth, '[') + QByteArray(maxJsonDepth, ']');
        QVERIFY(split(deepest));
        QVERIFY(!split("[" + deepest + "]"));
        QVERIFY(!split(QByteArray(10'000'000, '[')));
        const QByteArray objects =
            QByteArray("{\"a\":").repeated(maxJsonDepth) + "1" + QByteArray(maxJsonDepth, '}');
        QVERIFY(split(objects));
        QVERIFY(!split("[" + objects + "]"));
        QVERIFY(split("[" + QByteArray("[],").repeated(100'000) + "{}]"));
    }

    void noticesWhereverItIsCut()
    {
        const QByteArray text =
            "[{\"a\\u0041\":[1,2.5e-3,\"\xe2\x82\xac\"],\"b\":{\"c\":null}},true,\"12345678\"]";
        QVERIFY(split(text));
        for (qsizetype end = 0; end < text.size(); ++end)
            QVERIFY2(!split(text.first(end)), text.first(end).constData());
    }

    void findsEachByteThatEndsTheFastRun()
    {
        const QByteArray quote("\"");
        for (qsizetype at = 0; at < 24; ++at) {
            for (const int c : {0x01, 0x1f, 0x0a, 0xff, 0x80}) {
                QByteArray inside(24, 'x');
                inside[at] = char(c);
                QVERIFY(!split(quote + inside + quote));
            }
            for (const int c : {0x20, 0x7f, 0x21, 0x23, 0x5b, 0x5d}) {
                QByteArray inside(24, 'x');
                inside[at] = char(c);
                const QByteArray text = quote + inside + quote;
                QCOMPARE(itemsOf("[" + text + "]"), QList<QByteArray>{text});
            }
        }
    }

    void agreesWithQtOnMutations()
    {
        const QByteArray seed = "[{\"id\":\"evt_1\",\"n\":-12.5e3,\"ok\":true,\"list\":[[],{},\" "
                                "a\\\"b\\\\\",null]},\"text\",0]";
        QRandomGenerator random(20241009);
        for (int i = 0; i < 20000; ++i) {
            QByteArray text = seed;
            for (int n = int(random.bounded(1, 4)); n > 0; --n) {
                const char c = "[]{}\",:\\0123-.eE+ntf \n"[random.bounded(22)];
                text[random.bounded(int(text.size()))] = c;
            }
            QJsonParseError error;
            const QJsonDocument document = QJsonDocument::fromJson("[" + text + "]", &error);
            const bool known = error.error == QJsonParseError::NoError;
            const auto cut = split("[" + text + "]");
            // Qt 6.4: takes some numbers and raw control characters that the grammar does not know.
            if (cut) {
                QVERIFY2(known, text.constData());
                QCOMPARE(qsizetype(cut->items.size()), document.array().size());
            }
        }
    }
};

void TestJsonText::cutsAnObjectIntoItsMembers()
{
    std::vector<JsonMember> members;
    QVERIFY(splitObject(
        R"( { "a" : 1 , "b":{"a":[1,{"c":2}]},"":"x\"y" , "d":[ ],"a":{} } )", members));
    QStringList told;
    for (const JsonMember& member : members)
        told.append(QString::fromUtf8(member.key.toByteArray() + '=' + member.value.toByteArray()));
    QCOMPARE(told,
        QStringList(
            {u"a=1"_s, u"b={\"a\":[1,{\"c\":2}]}"_s, u"=\"x\\\"y\""_s, u"d=[ ]"_s, u"a={}"_s}));
    QVERIFY(splitObject("{}", members));
    QVERIFY(members.empty());
}

void TestJsonText::cutsNothingThatIsNoObject()
{
    std::vector<JsonMember> members;
    for (const char* text : {"", "[]", "1", "null", "{\"a\":1", "{\"a\"}", "{} x", "{\"a\":}"})
        QVERIFY2(!splitObject(text, members), text);
}

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"
