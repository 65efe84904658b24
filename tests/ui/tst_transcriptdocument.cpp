// SPDX-License-Identifier: MIT
// The blocks of a transcript: however it streams, loads and changes, they end the same.
#include "tests/ui/transcriptdata.h"
#include "tests/ui/transcriptmirror.h"
#include "ui/models/transcriptdocument.h"
#include "ui/views/transcriptselection.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

const QString streamed =
    u"# Title\n\nSome *words* over\ntwo lines.\n\n1. one\n\n   more of one\n\n2. two\n\n"
    "```cpp\nint a;\n\nint b;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[r]: http://r.org\n\nsee [r]\n\nend"_s;

} // namespace

class TestTranscriptDocument : public QObject
{
    Q_OBJECT

private slots:
    // DG-54
    void streamedTextEndsAsTheFinalText_data()
    {
        QTest::addColumn<int>("step");
        for (const int step : {1, 2, 7, 50, 1000})
            QTest::addRow("%d characters a delta", step) << step;
    }
    void streamedTextEndsAsTheFinalText()
    {
        QFETCH(int, step);
        TranscriptDocument document;
        Mirror mirror(document);
        load(document, emptySession());
        document.apply(MessageChanged{transcriptKey(), message(u"m"_s, Role::Assistant, 1, false)});
        document.apply(PartChanged{transcriptKey(), textPart(u"m"_s, u"p"_s, {}, false)});
        for (qsizetype i = 0; i < streamed.size(); i += step) {
            document.apply(delta(u"m"_s, u"p"_s,
                streamed.sliced(i, std::min<qsizetype>(step, streamed.size() - i))));
            document.flush();
            QVERIFY(mirror.agrees());
        }
        document.apply(PartChanged{transcriptKey(), textPart(u"m"_s, u"p"_s, streamed)});
        document.flush();
        QVERIFY(mirror.agrees());

        TranscriptDocument whole;
        TranscriptLoaded loaded = emptySession();
        loaded.messages.push_back(
            {message(u"m"_s, Role::Assistant, 1, false), {textPart(u"m"_s, u"p"_s, streamed)}});
        load(whole, loaded);
        QCOMPARE(texts(document), texts(whole));
        for (int i = 0; i < whole.blockCount(); ++i) {
            QVERIFY(BlockText::same(document.block(i).item->content, document.block(i).local,
                whole.block(i).item->content, whole.block(i).local));
        }
    }

    // DG-54
    void fullTextInTheMiddleOfDeltasReplacesThem()
    {
        TranscriptDocument document;
        Mirror mirror(document);
        load(document, emptySession());
        document.apply(PartChanged{transcriptKey(), textPart(u"m"_s, u"p"_s, u"a\n\nb"_s, false)});
        document.apply(delta(u"m"_s, u"p"_s, u"c\n\nd"_s));
        document.flush();
        QCOMPARE(texts(document), (QStringList{u"a"_s, u"bc"_s, u"d"_s}));
        document.apply(
            PartChanged{transcriptKey(), textPart(u"m"_s, u"p"_s, u"a\n\nx\n\ny"_s, false)});
        document.apply(delta(u"m"_s, u"p"_s, u"z"_s));
        document.flush();
        QCOMPARE(texts(document), (QStringList{u"a"_s, u"x"_s, u"yz"_s}));
        QVERIFY(mirror.agrees());
    }

    void aLateDeltaAfterTheFinalTextIsDropped()
    {
        TranscriptDocument document;
        load(document, emptySession());
        document.apply(PartChanged{transcriptKey(), textPart(u"m"_s, u"p"_s, u"all"_s)});
        document.apply(delta(u"m"_s, u"p"_s, u"all"_s));
        document.apply(delta(u"m"_s, u"unknown"_s, u"all"_s));
        document.flush();
        QCOMPARE(texts(document), QStringList{u"all"_s});
    }

    void growingAtTheEndLeavesFinishedBlocksAlone()
    {
        TranscriptDocument document;
        Mirror mirror(document);
        load(document, emptySession());
        document.apply(PartChanged{
            transcriptKey(), textPart(u"m"_s, u"p"_s, u"paragraph\n\n"_s.repeated(500), false)});
        document.flush();
        mirror.touched = 0;
        for (int i = 0; i < 100; ++i) {
            document.apply(delta(u"m"_s, u"p"_s, u"word "_s));
            document.flush();
        }
        QVERIFY2(mirror.touched <= 400, qPrintable(QString::number(mirror.touched)));
    }

    // DG-53
    void aPartBeforeItsMessageFindsItsPlace()
    {
        TranscriptDocument document;
        Mirror mirror(document);
        TranscriptLoaded loaded = emptySession();
        loaded.messages.push_back(
            {message(u"b"_s, Role::User, 20), {textPart(u"b"_s, u"b1"_s, u"second"_s)}});
        load(document, loaded);
        document.apply(PartChanged{transcriptKey(), textPart(u"a"_s, u"a1"_s, u"**first**"_s)});
        document.flush();
        QCOMPARE(texts(document), (QStringList{u"second"_s, u"first"_s}));
        document.apply(MessageChanged{transcriptKey(), message(u"a"_s, Role::User, 10)});
        document.flush();
        QVERIFY(mirror.agrees());
        QCOMPARE(texts(document), (QStringList{u"**first**"_s, u"second"_s}));
        QCOMPARE(document.shape(0).kind, BlockKind::Bubble);
    }

    // DG-17, DG-51
    void messagesInAnyOrderEndByTimeAndId()
    {
        std::vector<int> order(60);
        std::iota(order.begin(), order.end(), 0);
        QRandomGenerator random(7);
        std::shuffle(order.begin(), order.end(), random);
        TranscriptDocument document;
        Mirror mirror(document);
        load(document, emptySession());
        for (const int i : order) {
            const QString id = u"m%1"_s.arg(59 - i, 2, 10, QLatin1Char('0'));
            document.apply(MessageChanged{transcriptKey(), message(id, Role::Assistant, i)});
            document.apply(
                PartChanged{transcriptKey(), textPart(id, id + u"p"_s, QString::number(i))});
        }
        document.flush();
        QVERIFY(mirror.agrees());
        QStringList expected;
        for (int i = 0; i < 60; ++i)
            expected << QString::number(i);
        QCOMPARE(texts(document), expected);
    }

    void removedPartsAndMessagesLeaveNothing()
    {
        TranscriptDocument document;
        Mirror mirror(document);
        load(document, shortSession());
        document.apply(PartRemoved{transcriptKey(), MessageId(u"m2"_s), PartId(u"p4"_s)});
        document.apply(PartRemoved{transcriptKey(), MessageId(u"m2"_s), PartId(u"p4"_s)});
        QVERIFY(mirror.agrees());
        QVERIFY(!texts(document).join(u' ').contains(u"tax.ts "_s));
        document.apply(delta(u"m2"_s, u"p5"_s, u" it"_s));
        document.apply(MessageRemoved{transcriptKey(), MessageId(u"m2"_s)});
        document.flush();
        QVERIFY(mirror.agrees());
        QCOMPARE(document.blockCount(), 3); // the bubble and two marks
        document.apply(MessageRemoved{transcriptKey(), MessageId(u"m1"_s)});
        QCOMPARE(document.blockCount(), 2);
    }

    void theSameChangeTwiceChangesNothing()
    {
        TranscriptDocument document;
        load(document, everyKind());
        document.flush();
        QSignalSpy spy(&document, &TranscriptDocument::blocksReplaced);
        for (const MessageWithParts& m : everyKind().messages) {
            document.apply(MessageChanged{transcriptKey(), m.message});
            for (const Part& part : m.parts)
                document.apply(PartChanged{transcriptKey(), part});
        }
        for (const Mark& mark : everyKind().marks)
            document.apply(MarkAdded{transcriptKey(), mark});
        document.flush();
        QCOMPARE(spy.count(), 0);
    }

    void otherSessionsAreIgnored()
    {
        TranscriptDocument document;
        load(document, shortSession());
        const QStringList before = texts(document);
        const SessionKey other{SourceId(u"demo:"_s), SessionId(u"other"_s)};
        QVERIFY(!document.apply(PartChanged{other, textPart(u"m2"_s, u"px"_s, u"no"_s)}));
        QVERIFY(!document.apply(SessionRemoved{transcriptKey()}));
        QCOMPARE(texts(document), before);
    }

    void olderMessagesComeBeforeAndKeepTheIdsOfTheRest()
    {
        const TranscriptLoaded all = longSession(100);
        TranscriptLoaded newest = all;
        newest.messages.erase(newest.messages.begin(), newest.messages.begin() + 60);
        newest.hasOlder = true;
        TranscriptDocument document;
        Mirror mirror(document);
        load(document, newest);
        const std::vector<quint64> before(
            mirror.ids.begin() + 1, mirror.ids.end()); // without "earlier"
        OlderLoaded older{.key = all.key, .messages = {}, .hasOlder = false};
        older.messages.assign(
            all.messages.begin(), all.messages.begin() + 62); // two are known already
        document.apply(older);
        QVERIFY(mirror.agrees());
        QVERIFY(std::equal(before.rbegin(), before.rend(), mirror.ids.rbegin()));
        TranscriptDocument whole;
        load(whole, all);
        QCOMPARE(texts(document), texts(whole));
    }

    void aChangeOfOnePartTouchesOnlyItsBlocks()
    {
        TranscriptDocument document;
        Mirror mirror(document);
        load(document, longSession(300));
        mirror.touched = 0;
        Part part = textPart(u"m000150"_s, u"m000151a"_s, u"x"_s);
        part.message = MessageId(u"m000151"_s);
        document.apply(PartChanged{transcriptKey(), part});
        document.flush();
        QVERIFY(mirror.agrees());
        QVERIFY2(mirror.touched < 60, qPrintable(QString::number(mirror.touched)));
    }

    void partsThatAreNotForReadingAreNotShown()
    {
        TranscriptDocument document;
        load(document, emptySession());
        int i = 0;
        for (const PartKind kind :
            {PartKind::StepStart, PartKind::StepFinish, PartKind::Snapshot, PartKind::Patch}) {
            Part part = textPart(u"m"_s, u"p%1"_s.arg(i++), u"hidden"_s);
            part.kind = kind;
            document.apply(PartChanged{transcriptKey(), part});
        }
        QCOMPARE(document.blockCount(), 0);
    }

    void copiedTextKeepsLinesAndMarkers()
    {
        TranscriptDocument document;
        TranscriptLoaded loaded = emptySession();
        loaded.messages.push_back({message(u"m"_s, Role::Assistant, 1),
            {textPart(u"m"_s, u"p"_s,
                u"# T\n\n- a\n- b\n\n|x|y|\n|---|---|\n|1|2|\n\n```\nc\n\nd\n```"_s)}});
        load(document, loaded);
        TranscriptSelection selection;
        selection.selectAll(document);
        QCOMPARE(selection.text(document), u"T\n\n- a\n- b\n\nx\ty\n1\t2\n\nc\n\nd"_s);
        selection.anchor = {1, 0};
        selection.head = {0, 0};
        QCOMPARE(selection.text(document), u"T\n\n"_s);
    }
};

QTEST_GUILESS_MAIN(TestTranscriptDocument)
#include "tst_transcriptdocument.moc"
