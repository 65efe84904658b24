// SPDX-License-Identifier: MIT
#include "core/decode/sseparser.h"

#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Items = std::vector<SseItem>;

Q_DECLARE_METATYPE(Items)

namespace {

constexpr qsizetype smallLimit = 64;

SseItem frame(QByteArray data, QByteArray event = {}, QByteArray id = {})
{
    return SseFrame{std::move(data), std::move(event), std::move(id)};
}

SseItem tooLarge()
{
    return Issue{Issue::Code::FrameTooLarge, {}, {QString::number(smallLimit)}};
}

SseItem badFrame()
{
    return Issue{Issue::Code::BadFrame, {}, {u"not UTF-8"_s}};
}

Items parse(const QList<QByteArray>& pieces)
{
    SseParser parser(smallLimit);
    Items items;
    for (const QByteArray& piece : pieces)
        parser.feed(piece, items);
    return items;
}

QByteArray line(qsizetype bytes)
{
    return QByteArray(bytes, 'x');
}

} // namespace

class TestSseParser : public QObject
{
    Q_OBJECT

private slots:
    void eachFixtureGivesItsItems_data() { fixtures(); }
    void eachFixtureGivesItsItems()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Items, items);
        QCOMPARE(parse({bytes}), items);
    }

    void aCutAtAnyByteChangesNothing_data() { fixtures(); }
    void aCutAtAnyByteChangesNothing()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Items, items);
        for (qsizetype at = 0; at <= bytes.size(); ++at)
            QCOMPARE(parse({bytes.first(at), {}, bytes.sliced(at)}), items);
    }

    void twoCutsAtAnyBytesChangeNothing_data() { fixtures(); }
    void twoCutsAtAnyBytesChangeNothing()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Items, items);
        for (qsizetype a = 0; a <= bytes.size(); ++a) {
            for (qsizetype b = a; b <= bytes.size(); ++b)
                QCOMPARE(parse({bytes.first(a), bytes.sliced(a, b - a), bytes.sliced(b)}), items);
        }
    }

    void bytesOneByOneChangeNothing_data() { fixtures(); }
    void bytesOneByOneChangeNothing()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Items, items);
        QList<QByteArray> pieces;
        for (const char byte : bytes)
            pieces.append(QByteArray(1, byte));
        QCOMPARE(parse(pieces), items);
    }

    void aResetForgetsTheOldConnection()
    {
        SseParser parser;
        Items items;
        parser.feed("id: 7\ndata: half", items);
        parser.reset();
        parser.feed("\xEF\xBB\xBF"
                    "data: new\n\n",
            items);
        QCOMPARE(items, Items{frame("new")});
    }

    void aFrameAtTheLimitPassesAndOneByteMoreDoesNot()
    {
        QCOMPARE(
            parse({"data:" + line(smallLimit - 5) + "\n\n"}), Items{frame(line(smallLimit - 5))});
        QCOMPARE(parse({"data:" + line(smallLimit - 4) + "\n\n"}), Items{tooLarge()});
    }

    void manySmallLinesWithOneKindOfEndAreRead()
    {
        SseParser parser;
        Items items;
        QByteArray bytes;
        for (int i = 0; i < 100'000; ++i)
            bytes += "data\r\r";
        parser.feed(bytes, items);
        QCOMPARE(items.size(), size_t(100'000));
    }

private:
    static void fixtures();
};

// DG-01, DG-05, DG-15
void TestSseParser::fixtures()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Items>("items");
    const auto row = [](const char* name, const QByteArray& bytes, const Items& items) {
        QTest::newRow(name) << bytes << items;
    };

    row("nothing", "", {});
    row("one frame", "data: {\"a\":1}\n\n", {frame("{\"a\":1}")});
    row("ends in LF", "data:a\n\ndata:b\n\n", {frame("a"), frame("b")});
    row("ends in CR", "data:a\r\rdata:b\r\r", {frame("a"), frame("b")});
    row("ends in CRLF", "data:a\r\n\r\ndata:b\r\n\r\n", {frame("a"), frame("b")});
    row("ends mixed", "data:a\n\r\ndata:b\r\n\rdata:c\r\n\n", {frame("a"), frame("b"), frame("c")});
    row("LF then CR is two ends", "data:a\n\rdata:b\n\n", {frame("a"), frame("b")});
    row("byte order mark",
        "\xEF\xBB\xBF"
        "data:a\n\n",
        {frame("a")});
    row("byte order mark later is data", "data:\xEF\xBB\xBF\n\n", {frame("\xEF\xBB\xBF")});
    row("two byte order marks: one is text",
        "\xEF\xBB\xBF\xEF\xBB\xBF"
        "data:a\n\n",
        {});
    row("half a byte order mark", "\xEF\xBB:\ndata:a\n\n", {frame("a")});
    row("several data lines", "data:a\ndata:\ndata:b\n\n", {frame("a\n\nb")});
    row("one space goes, the second stays", "data:  a\n\n", {frame(" a")});
    row("a colon in the value", "data: a: b\n\n", {frame("a: b")});
    row("an empty data line is a frame", "data\n\n", {frame("")});
    row("no data, no frame", "event: x\n\ndata:a\n\n", {frame("a")});
    row("the event's name", "event: control\ndata:a\n\ndata:b\n\n",
        {frame("a", "control"), frame("b")});
    row("the id stays in force", "id: 1\ndata:a\n\ndata:b\n\nid: 2\ndata:c\n\n",
        {frame("a", {}, "1"), frame("b", {}, "1"), frame("c", {}, "2")});
    row("an empty id resets it", "id: 1\ndata:a\n\nid\ndata:b\n\n",
        {frame("a", {}, "1"), frame("b")});
    row("an id with NUL does not count", "id: 1\ndata:a\n\nid: 2\0\ndata:b\n\n"_ba,
        {frame("a", {}, "1"), frame("b", {}, "1")});
    row("an id without data counts", "id: 9\n\ndata:a\n\n", {frame("a", {}, "9")});
    row("comments", ": heartbeat\n\n:\ndata:a\n\n", {SseComment{}, SseComment{}, frame("a")});
    row("retry", "retry: 1500\n\n", {SseRetry{1500ms}});
    row("retry that is no number", "retry: 1s\nretry:\nretry: -1\n\n", {});
    row("unknown fields", "dat: a\nDATA: b\n data: c\ndata :d\ndata:e\n\n", {frame("e")});
    row("an unfinished frame", "data:a\n\ndata:b\n", {frame("a")});
    row("an unfinished line", "data:a\n\ndata:b", {frame("a")});
    row("other line ends are text", "data:\xE2\x80\xA8\xC2\x85\x0B\n\n",
        {frame("\xE2\x80\xA8\xC2\x85\x0B")});
    row("text beyond ASCII", "data:äöü €\n\n", {frame("äöü €")});
    row("not UTF-8", "data:\xFF\n\ndata:b\n\n", {badFrame(), frame("b")});
    row("half a character", "data:\xC3\n\ndata:b\n\n", {badFrame(), frame("b")});
    row("too large in one line", "data:" + line(100) + "\n\ndata:b\n\n", {tooLarge(), frame("b")});
    row("too large in many lines",
        "data:" + line(40) + "\ndata:" + line(40) + "\ndata:c\n\ndata:b\n\n",
        {tooLarge(), frame("b")});
    row("too large with CRLF", "data:" + line(100) + "\r\ndata:a\r\n\r\ndata:b\r\n\r\n",
        {tooLarge(), frame("b")});
    row("too large and unfinished", "data:" + line(100), {tooLarge()});
    row("a comment too large", ":" + line(100) + "\ndata:a\n\ndata:b\n\n",
        {tooLarge(), frame("b")});
}

QTEST_GUILESS_MAIN(TestSseParser)
#include "tst_sseparser.moc"
