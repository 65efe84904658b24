// SPDX-License-Identifier: MIT
#include "core/readerworker.h"
#include "tests/support/fakelists.h"

#include <QRandomGenerator>
#include <QTest>

#include <numeric>

using namespace headgate;
using namespace headgate::test;

class TestHistoryReader : public QObject
{
    Q_OBJECT

private slots:
    // DG-17: ids wrapped in August 2026, so that an older message may have the greater id.
    void messagesStandByTimeAndThenById()
    {
        Kept kept;
        struct Row
        {
            QString id;
            qint64 created;
        };
        const std::vector<Row> sorted{{u"msg_fff"_s, t0}, {u"msg_000"_s, t0 + 1},
            {u"msg_001"_s, t0 + 1}, {u"msg_aaa"_s, t0 + 1}, {u"msg_002"_s, t0 + 2}};
        for (const size_t i : {size_t(3), size_t(0), size_t(4), size_t(2), size_t(1)})
            kept.hear(
                u"message.updated"_s, messageBody(messageInfo(sorted[i].id, sorted[i].created)));
        const SessionPage page = kept.page();
        QCOMPARE(page.messages.size(), sorted.size());
        for (size_t i = 0; i < sorted.size(); ++i)
            QCOMPARE(page.messages[i].message.id.value(), sorted[i].id);
    }

    // DG-51
    void pagesOfAHundredThousandMessagesAreInOrder()
    {
        Kept kept;
        constexpr int count = 100'000;
        std::vector<int> order(count);
        std::iota(order.begin(), order.end(), 0);
        std::shuffle(order.begin(), order.end(), QRandomGenerator(7));
        // Three messages share each millisecond.
        const auto id = [](int i) { return u"msg_%1"_s.arg(i, 6, 10, QChar(u'0')); };
        Event told = eventOf(u"message.updated"_s, messageBody(messageInfo(u"msg_x"_s, 12345)));
        const QByteArray raw = told.raw;
        kept.history->begin();
        for (const int i : order) {
            told.raw = raw;
            told.raw.replace("msg_x", id(i).toUtf8());
            told.raw.replace("12345", QByteArray::number(t0 + i / 3));
            told.entity = {"m:"_L1 + id(i), {}, t0 + i / 3, false, {}};
            qint64 row = 0;
            kept.history->append(told, &row);
        }
        QVERIFY(kept.history->commit());
        const auto check = [&](const std::optional<PagePosition>& before, int next, int limit) {
            const SessionPage page =
                historyreader::loadPage(kept.history->database(), sesKey, before, limit);
            QCOMPARE(qsizetype(page.messages.size()), std::min(limit, next));
            for (auto it = page.messages.rbegin(); it != page.messages.rend(); ++it)
                QCOMPARE(it->message.id.value(), id(--next));
            QCOMPARE(page.hasOlder, next > 0);
            QCOMPARE(page.oldest->key, QString("m:"_L1 + id(next)));
        };
        check({}, count, 9973);
        // Borders inside a millisecond and between two.
        for (const int next : {99'999, 50'001, 50'000, 49'999, 9'000, 101, 100, 2})
            check(PagePosition{t0 + next / 3, "m:"_L1 + id(next)}, next, 100);
        QVERIFY(kept.page(ses, 1).messages.at(0).message.id.value() == id(count - 1));
        QCOMPARE(kept.history->hasMessageBefore(sesKey, timestampFromMs(t0)), false);
    }

    void partsStandInTheServersOrder()
    {
        Kept kept;
        kept.hear(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0)));
        for (const auto& id : {u"prt_z"_s, u"prt_a"_s, u"prt_m"_s})
            kept.hear(u"message.part.updated"_s, partBody(textPart(id, u"msg_1"_s, id, true)));
        QCOMPARE(partIds(kept.page()), (QStringList{u"prt_z"_s, u"prt_a"_s, u"prt_m"_s}));
        // A list knows better.
        std::vector<Event> listed{opencode::makeEvent(source, {}, u"message.updated"_s,
            messageBody(messageInfo(u"msg_1"_s, t0)), timestampFromMs(t0))};
        for (const auto& id : {u"prt_m"_s, u"prt_z"_s, u"prt_a"_s})
            listed.push_back(opencode::makeEvent(source, {}, u"message.part.updated"_s,
                partBody(textPart(id, u"msg_1"_s, id, true)), timestampFromMs(t0)));
        kept.apply({MessagesListed{sesKey, listed, true, true, kept.history->lastRow()}});
        kept.hear(
            u"message.part.updated"_s, partBody(textPart(u"prt_0"_s, u"msg_1"_s, u"last"_s, true)));
        QCOMPARE(
            partIds(kept.page()), (QStringList{u"prt_m"_s, u"prt_z"_s, u"prt_a"_s, u"prt_0"_s}));
    }

    void aPartBeforeItsMessageIsShownWithIt()
    {
        Kept kept;
        kept.hear(u"message.part.updated"_s,
            partBody(textPart(u"prt_1"_s, u"msg_1"_s, u"early"_s, true)));
        QVERIFY(kept.page().messages.empty());
        kept.hear(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0)));
        QCOMPARE(partIds(kept.page()), QStringList{u"prt_1"_s});
    }

    // DG-44
    void todosAreThoseToldLast()
    {
        Kept kept;
        kept.apply(itemsOf(framesOf(u"todo.sse"_s)));
        const SessionId session = kept.follower.sessions().entries.begin().key();
        const QJsonArray listed = QJsonDocument::fromJson(readData(u"todo.todo.json"_s)).array();
        const SessionPage page = kept.page(session);
        QCOMPARE(qsizetype(page.todos.size()), listed.size());
        for (size_t i = 0; i < page.todos.size(); ++i) {
            QCOMPARE(page.todos[i].content, listed[qsizetype(i)]["content"_L1].toString());
            QCOMPARE(page.todos[i].status, listed[qsizetype(i)]["status"_L1].toString());
        }
    }

    void marksStandOnTheirPage()
    {
        Kept kept;
        for (int i = 0; i < 6; ++i)
            kept.hear(
                u"message.updated"_s, messageBody(messageInfo(u"msg_%1"_s.arg(i), t0 + 10 * i)));
        kept.history->begin();
        for (const int i : {1, 4}) {
            Mark mark;
            mark.id = u"k%1"_s.arg(i);
            mark.at = timestampFromMs(t0 + 10 * i + 5);
            qint64 row = 0;
            kept.history->append(opencode::makeLocalEvent(source, ses, mark), &row);
        }
        QVERIFY(kept.history->commit());
        const SessionPage newest = kept.page(ses, 3);
        QCOMPARE(newest.marks.size(), size_t(1));
        QCOMPARE(newest.marks[0].id, u"k4"_s);
        const SessionPage older =
            historyreader::loadPage(kept.history->database(), sesKey, newest.oldest, 3);
        QCOMPARE(older.marks.size(), size_t(1));
        QCOMPARE(older.marks[0].id, u"k1"_s);
        QVERIFY(!older.hasOlder);
    }

    void everyRecordedTranscriptIsTheServersOwn_data()
    {
        QTest::addColumn<QString>("recording");
        QTest::addColumn<QString>("answer");
        for (const auto name : {"text"_L1, "edit"_L1, "shell"_L1, "long"_L1, "reasoning"_L1,
                 "permission-once"_L1, "subagent"_L1, "question"_L1, "abort"_L1, "compact"_L1,
                 "message-removed"_L1, "todo"_L1, "error-400"_L1})
            QTest::newRow(name.latin1())
                << QString(name + ".sse"_L1) << QString(name + ".messages.json"_L1);
    }

    void everyRecordedTranscriptIsTheServersOwn()
    {
        QFETCH(QString, recording);
        QFETCH(QString, answer);
        const QJsonArray listed = QJsonDocument::fromJson(readData(answer)).array();
        QVERIFY(!listed.isEmpty());
        Kept kept;
        kept.apply(itemsOf(framesOf(recording)));
        const SessionPage page =
            kept.page(SessionId(listed[0]["info"_L1]["sessionID"_L1].toString()));
        QCOMPARE(qsizetype(page.messages.size()), listed.size());
        for (size_t i = 0; i < page.messages.size(); ++i) {
            const QJsonObject told = listed[qsizetype(i)].toObject();
            QCOMPARE(page.messages[i].message, opencode::message(told["info"_L1].toObject()));
            const QJsonArray parts = told["parts"_L1].toArray();
            QCOMPARE(qsizetype(page.messages[i].parts.size()), parts.size());
            for (size_t j = 0; j < page.messages[i].parts.size(); ++j) {
                const Part part = opencode::part(parts[qsizetype(j)].toObject());
                QVERIFY2(page.messages[i].parts[j] == part, qPrintable(part.id.value()));
            }
        }
    }

private:
    static QStringList partIds(const SessionPage& page)
    {
        QStringList ids;
        for (const Part& part : page.messages.at(0).parts)
            ids.append(part.id.value());
        return ids;
    }
};

QTEST_GUILESS_MAIN(TestHistoryReader)
#include "tst_historyreader.moc"
