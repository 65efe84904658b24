// SPDX-License-Identifier: MIT
#include "core/decode/durable.h"

#include <QTest>

using namespace headgate;
using namespace headgate::durable;
using namespace Qt::StringLiterals;

namespace {

SseFrame data(const QByteArray& text)
{
    return {text, "data", {}};
}

SseFrame controlFrame(const QByteArray& text)
{
    return {text, "control", {}};
}

/** The batches of one connection's bytes, cut into pieces of `size`; "!" where one is refused. */
QByteArrayList read(const QByteArray& wire, qsizetype size, bool base64 = false)
{
    SseParser parser;
    SseBatches batches;
    batches.reset(base64);
    std::vector<SseItem> items;
    for (qsizetype at = 0; at < wire.size(); at += size)
        parser.feed(QByteArrayView(wire).sliced(at, std::min(size, wire.size() - at)), items);
    QByteArrayList told;
    for (const SseItem& item : items) {
        const auto* frame = std::get_if<SseFrame>(&item);
        if (!frame)
            continue;
        const auto batch = batches.feed(*frame);
        if (!batch)
            told.append("!");
        else if (*batch)
            told.append((*batch)->payloads.join('|') + " -> " + (*batch)->place.next
                + ((*batch)->place.closed          ? " closed"
                        : (*batch)->place.upToDate ? " tail"
                                                   : ""));
    }
    return told;
}

/** The values of a body that arrives in pieces. */
QByteArrayList cutEverywhere(Content content, const QByteArray& body, qsizetype size)
{
    Values values(content);
    QByteArrayList told;
    for (qsizetype at = 0; at < body.size(); at += size) {
        // A restart in between: only the rest is carried over.
        Values next(content, values.rest());
        const auto taken = next.take(body.mid(at, size));
        told += taken ? *taken : QByteArrayList{"!"};
        values = next;
    }
    return told + values.finish();
}

} // namespace

class TestDurable : public QObject
{
    Q_OBJECT

private slots:
    void aContentTypeSaysHowValuesFall_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<int>("content");
        const auto row = [](const char* type, Content content) {
            QTest::newRow(type) << QByteArray(type) << int(content);
        };
        row("application/json", Content::Json);
        row("Application/JSON; charset=utf-8", Content::Json);
        row("application/jsonp", Content::Bytes);
        row("application/x-ndjson", Content::Lines);
        row("application/ndjson", Content::Lines);
        row("text/plain", Content::Text);
        row("TEXT/markdown;charset=utf-8", Content::Text);
        row("application/octet-stream", Content::Bytes);
        row("", Content::Bytes);
    }
    void aContentTypeSaysHowValuesFall()
    {
        QFETCH(QByteArray, type);
        QTEST(int(contentOf(type)), "content");
        QVERIFY(sameContentType(type, QByteArray(type.toUpper() + " ; x=y")));
        QVERIFY(!sameContentType(type, "image/png"));
    }

    // DG-20
    void anOffsetIsOpaqueAndEncoded_data()
    {
        QTest::addColumn<QByteArray>("offset");
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("start") << QByteArray("-1") << QByteArray("offset=-1");
        QTest::newRow("numbers are text") << QByteArray("09") << QByteArray("offset=09");
        QTest::newRow("odd") << QByteArray("a+b%2F\"") << QByteArray("offset=a%2Bb%252F%22");
    }
    void anOffsetIsOpaqueAndEncoded()
    {
        QFETCH(QByteArray, offset);
        QFETCH(QByteArray, target);
        const QUrl url = readUrl(QUrl(u"http://h/v1/stream/a"_s), offset);
        QCOMPARE(url.query(QUrl::FullyEncoded).toLatin1(), target);
    }

    void aLiveReadSortsItsParametersAndKeepsTheStreamsOwn()
    {
        const QUrl stream(u"http://h/s?token=x%2By&live=no&a=1#top"_s);
        QCOMPARE(readUrl(stream, "0_1", Live::LongPoll, "12 3").toEncoded(),
            "http://h/s?a=1&cursor=12%203&live=long-poll&offset=0_1&token=x%2By");
        QCOMPARE(readUrl(stream, "0_1", Live::Sse).toEncoded(),
            "http://h/s?a=1&live=sse&offset=0_1&token=x%2By");
        // The cursor belongs to live reads: a catch-up is to be the same for every reader.
        QCOMPARE(readUrl(stream, "0_1", Live::No, "123").toEncoded(),
            "http://h/s?a=1&offset=0_1&token=x%2By");
    }

    void whatCannotBeAnOffsetIsKnown_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("good");
        for (const char* good : {"-1", "now", "0000_0001", "01HZX~!", "9"})
            QTest::newRow(good) << QByteArray(good) << true;
        for (const char* bad : {"", "a,b", "a&b", "a=b", "a?b", "a/b", "a b", "a\nb"})
            QTest::newRow(bad) << QByteArray(bad) << false;
        QTest::newRow("255") << QByteArray(255, 'x') << true;
        QTest::newRow("256") << QByteArray(256, 'x') << false;
    }
    void whatCannotBeAnOffsetIsKnown()
    {
        QFETCH(QByteArray, text);
        QTEST(isOffset(text), "good");
    }

    // DG-19
    void headersSayWhereAnAnswerEnds()
    {
        const Place place = placeOf({{"stream-next-offset", " 0_7 "}, {"STREAM-CURSOR", "42"},
            {"Stream-Up-To-Date", "TRUE"}});
        QCOMPARE(place, (Place{"0_7", "42", true, false}));
        QCOMPARE(placeOf({{"Stream-Closed", "true"}}), (Place{{}, {}, true, true}));
        QCOMPARE(placeOf({{"Stream-Closed", "yes"}, {"Stream-Up-To-Date", "1"}}), Place());
    }

    void aControlFrameIsReadOrRefused()
    {
        const auto good =
            control(R"({"streamNextOffset":"0_7","streamCursor":"42","upToDate":true})");
        QVERIFY(good);
        QCOMPARE(*good, (Place{"0_7", "42", true, false}));
        const auto closed = control(R"({"streamNextOffset":"0_7","streamClosed":true})");
        QVERIFY(closed && closed->closed && closed->upToDate && closed->cursor.isEmpty());
        for (const char* bad : {"", "{", "[]", "{}", R"({"streamNextOffset":7})"})
            QVERIFY2(!control(bad), bad);
    }

    // AP: data counts with its control alone, wherever the bytes are cut
    void dataCountsOnlyWithItsControl_data()
    {
        QTest::addColumn<QByteArray>("eol");
        QTest::newRow("LF") << QByteArray("\n");
        QTest::newRow("CRLF") << QByteArray("\r\n");
        QTest::newRow("CR") << QByteArray("\r");
    }
    void dataCountsOnlyWithItsControl()
    {
        QFETCH(QByteArray, eol);
        QByteArray wire = "event: data\ndata:[{\"k\":\"\xC3\xA4\"},{\"k\":\"w\"}]\n\n"
                          "event: control\ndata:{\"streamNextOffset\":\"2\"}\n\n"
                          ": a comment\nevent: other\ndata: x\n\n"
                          "event: data\ndata: [3]\n\nevent: data\ndata:[4]\n\n"
                          "event: control\ndata: {\"streamNextOffset\":\"4\",\"upToDate\":true}\n\n"
                          "event: data\ndata:[5]\n\n";
        wire.replace("\n", eol);
        const QByteArrayList expected{
            "[{\"k\":\"\xC3\xA4\"},{\"k\":\"w\"}] -> 2", "[3]|[4] -> 4 tail"};
        for (qsizetype size = 1; size <= wire.size(); ++size)
            QCOMPARE(read(wire, size), expected);
    }

    void aMalformedControlIsNeverPassedOver()
    {
        QCOMPARE(read("event: data\ndata:[1]\n\nevent: control\ndata:{oops\n\n", 1000),
            QByteArrayList{"!"});
        QCOMPARE(read("event: control\ndata:\n\n", 1000), QByteArrayList{"!"});
    }

    void base64IsUndoneEventByEvent()
    {
        // "hi" and "yo": both padded, so that together they would be no base64 at all.
        const QByteArray wire = "event: data\ndata:aG\ndata:k=\n\nevent: data\ndata:eW8=\n\n"
                                "event: data\ndata:\n\n"
                                "event: control\ndata:{\"streamNextOffset\":\"4\"}\n\n";
        for (qsizetype size = 1; size <= wire.size(); ++size)
            QCOMPARE(read(wire, size, true), QByteArrayList{"hi|yo| -> 4"});
        QCOMPARE(read("event: data\ndata:a*b=\n\n", 1000, true), QByteArrayList{"!"});
    }

    // AP-39
    void theOlderDialectIsReadAsWell()
    {
        const QByteArray wire = "id: 01A\ndata: {\"a\":1}\n\ndata: under the same id\n\n"
                                "id: 01B\ndata: {\"a\":2}\n\n";
        for (qsizetype size = 1; size <= wire.size(); ++size)
            QCOMPARE(read(wire, size),
                (QByteArrayList{
                    "{\"a\":1}\n -> 01A", "under the same id\n -> 01A", "{\"a\":2}\n -> 01B"}));
        Values lines(Content::Lines);
        QCOMPARE(*lines.take("{\"a\":1}\n"), QByteArrayList{"{\"a\":1}"});
        QCOMPARE(*Values().take("{\"a\":1}\n"), QByteArrayList{"{\"a\":1}"});
        // What never had an id says nothing about a place.
        QCOMPARE(read("data: x\n\n", 100), QByteArrayList());
    }

    void aBatchThatWasCutIsForgottenByTheNextConnection()
    {
        SseBatches batches;
        batches.reset(false);
        QVERIFY(batches.feed(data("[1]")));
        QVERIFY(batches.hasUnfinished());
        batches.reset(false);
        const auto batch = batches.feed(controlFrame(R"({"streamNextOffset":"1"})"));
        QVERIFY(batch && *batch && (*batch)->payloads.isEmpty());
    }

    // DG-21
    void linesAndCharactersMayBeCutAnywhere_data()
    {
        QTest::addColumn<int>("content");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArrayList>("values");
        QTest::newRow("lines") << int(Content::Lines)
                               << QByteArray("{\"a\":\"\xE2\x82\xAC\"}\n\n{\"b\":2}\r\n{\"c\"")
                               << QByteArrayList{"{\"a\":\"\xE2\x82\xAC\"}", "{\"b\":2}", "{\"c\""};
    }
    void linesAndCharactersMayBeCutAnywhere()
    {
        QFETCH(int, content);
        QFETCH(QByteArray, body);
        QFETCH(QByteArrayList, values);
        for (qsizetype size = 1; size <= body.size(); ++size)
            QCOMPARE(cutEverywhere(Content(content), body, size), values);
    }

    void textIsCutBetweenCharacters()
    {
        const QByteArray body = "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80z";
        for (qsizetype size = 1; size <= body.size(); ++size) {
            const QByteArrayList values = cutEverywhere(Content::Text, body, size);
            QCOMPARE(values.join(), body);
            for (const QByteArray& value : values)
                QVERIFY(value.isValidUtf8());
        }
        // What is no UTF-8 at all does not hold anything up.
        QCOMPARE(cutEverywhere(Content::Text, "\xFF\xFE!", 1).join(), QByteArray("\xFF\xFE!"));
    }

    void aJsonBodyKeepsItsMessagesAsTheyWereWritten()
    {
        Values values;
        const auto taken = values.take("[ 12345678901234567890, {\"b\":1.0,\"a\":[ ]} ,\"x,]\" ]");
        QVERIFY(taken);
        QCOMPARE(
            *taken, (QByteArrayList{"12345678901234567890", "{\"b\":1.0,\"a\":[ ]}", "\"x,]\""}));
        QCOMPARE(*values.take("[]"), QByteArrayList());
        QCOMPARE(*values.take(""), QByteArrayList());
        QCOMPARE(*values.take("{\"bare\":1}"), QByteArrayList{"{\"bare\":1}"});
        for (const char* bad : {"[1,2", "XY1]", "[1,]", "[1] [2]"})
            QVERIFY2(!values.take(bad), bad);
    }
};

QTEST_GUILESS_MAIN(TestDurable)
#include "tst_durable.moc"
