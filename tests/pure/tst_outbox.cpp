// SPDX-License-Identifier: MIT
#include "core/outbox.h"
#include "tests/support/eventbuilder.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;

namespace {

PartAppended appended(const QString& text, const QString& part = u"prt_1"_s)
{
    return {sesKey, MessageId(u"msg_1"_s), PartId(part), text};
}

PartChanged changed(const QString& text, const QString& part = u"prt_1"_s)
{
    PartChanged change;
    change.key = sesKey;
    change.part.id = PartId(part);
    change.part.message = MessageId(u"msg_1"_s);
    change.part.text = text;
    return change;
}

SessionChanged session(const QString& title, const QString& id = ses.value())
{
    SessionChanged change;
    change.session.source = source;
    change.session.id = SessionId(id);
    change.session.title = title;
    return change;
}

EventsLogged logged(qint64 from, int count)
{
    EventsLogged rows;
    for (int i = 0; i < count; ++i) {
        EventRow row;
        row.row = from + i;
        rows.rows.push_back(row);
    }
    return rows;
}

} // namespace

class TestOutbox : public QObject
{
    Q_OBJECT

private slots:
    void theCallerIsWokenOnce()
    {
        Outbox box(10, Outbox::Keep::Newest);
        QVERIFY(!box.post({}));
        QVERIFY(box.post({session(u"a"_s)}));
        QVERIFY(!box.post({session(u"b"_s)}));
        QCOMPARE(box.take(), ChangeBatch{session(u"b"_s)});
        QVERIFY(box.take().empty());
        QVERIFY(box.post({session(u"c"_s)}));
    }

    void appendedTextConcatenates()
    {
        Outbox box(10, Outbox::Keep::Newest);
        box.post({changed(u"a"_s), appended(u"b"_s), appended(u"c"_s)});
        box.post({appended(u"x"_s, u"prt_2"_s), appended(u"y"_s, u"prt_2"_s)});
        QCOMPARE(box.take(), (ChangeBatch{changed(u"abc"_s), appended(u"xy"_s, u"prt_2"_s)}));
        // Nothing of a taken batch is touched any more.
        box.post({appended(u"d"_s)});
        QCOMPARE(box.take(), ChangeBatch{appended(u"d"_s)});
    }

    void aWholePartReplacesItsPieces()
    {
        Outbox box(10, Outbox::Keep::Newest);
        box.post({appended(u"b"_s), changed(u"final"_s)});
        QCOMPARE(box.take(), ChangeBatch{changed(u"final"_s)});
    }

    void whatComesAfterARemovalStaysAfterIt()
    {
        Outbox box(10, Outbox::Keep::Newest);
        const PartRemoved part{sesKey, MessageId(u"msg_1"_s), PartId(u"prt_1"_s)};
        box.post({changed(u"a"_s), part, changed(u"b"_s)});
        QCOMPARE(box.take(), (ChangeBatch{changed(u"a"_s), part, changed(u"b"_s)}));
        const MessageRemoved message{sesKey, MessageId(u"msg_1"_s)};
        box.post({changed(u"a"_s), message, changed(u"b"_s)});
        QCOMPARE(box.take(), (ChangeBatch{changed(u"a"_s), message, changed(u"b"_s)}));
        const SessionRemoved gone{sesKey};
        box.post({session(u"a"_s), gone, session(u"b"_s)});
        QCOMPARE(box.take(), (ChangeBatch{session(u"a"_s), gone, session(u"b"_s)}));
    }

    void aNewPageTakesThePlaceOfWhatWasToldOfThatTranscript()
    {
        Outbox box(10, Outbox::Keep::Newest);
        PartChanged other = changed(u"other"_s);
        other.key.session = SessionId(u"ses_b"_s);
        TranscriptLoaded page;
        page.key = sesKey;
        box.post({changed(u"old"_s), other, appended(u"x"_s), page, changed(u"new"_s)});
        QCOMPARE(box.take(), (ChangeBatch{other, page, changed(u"new"_s)}));
    }

    void theFeedKeepsItsNewestRowsAndCountsTheRest()
    {
        Outbox box(100, Outbox::Keep::Newest);
        for (int i = 0; i < 1000; ++i) {
            box.post({logged(i * 10, 10)});
            if (i % 3 == 0)
                box.post({MessageRemoved{sesKey, MessageId(u"m"_s)}});
        }
        qint64 skipped = 0;
        qint64 kept = 0;
        qint64 last = -1;
        for (const Change& change : box.take()) {
            if (const auto* rows = std::get_if<EventsLogged>(&change)) {
                skipped += rows->skipped;
                kept += qint64(rows->rows.size());
                last = rows->rows.back().row;
            }
        }
        QVERIFY(kept <= 200);
        QCOMPARE(kept + skipped, 10'000);
        QCOMPARE(last, 9999);
    }

    void whoNeedsEachRowIsToldWhereToReadOn()
    {
        Outbox all(100, Outbox::Keep::Oldest);
        for (int i = 0; i < 100; ++i)
            all.post({logged(i * 10, 10)});
        const EventsLogged first = std::get<EventsLogged>(all.take().at(0));
        QCOMPARE(first.rows.size(), size_t(100));
        QCOMPARE(first.rows.front().row, 0);
        QCOMPARE(first.readOnAfter, std::optional<qint64>(99));
        // Until that was read, nothing of the feed is told.
        all.post({logged(1000, 10)});
        QVERIFY(all.take().empty());
        QVERIFY(all.answer(logged(100, 910)));
        all.resumeFeed();
        all.post({logged(1010, 10)});
        const ChangeBatch taken = all.take();
        QCOMPARE(std::get<EventsLogged>(taken.at(0)).rows.back().row, 1009);
        QCOMPARE(std::get<EventsLogged>(taken.at(1)).rows.front().row, 1010);
    }

    void aNewPartKeepsItsPlaceWhenItIsToldAgain()
    {
        Outbox box(10, Outbox::Keep::Newest);
        PartChanged late = changed(u"late"_s);
        late.after = PartId(u"prt_0"_s);
        box.post({late, changed(u"later"_s)});
        const auto told = std::get<PartChanged>(box.take().at(0));
        QCOMPARE(told.part.text, u"later"_s);
        QCOMPARE(told.after, std::optional(PartId(u"prt_0"_s)));
    }

    void issuesAreCountedAndNotRepeated()
    {
        Outbox box(10, Outbox::Keep::Newest);
        const Issue issue{Issue::Code::BadFrame, source, {u"x"_s}};
        for (int i = 0; i < 5; ++i)
            box.post({IssueRaised{issue, 1}});
        box.post({IssueRaised{{Issue::Code::BadFrame, source, {u"y"_s}}, 1}});
        const ChangeBatch taken = box.take();
        QCOMPARE(taken.size(), size_t(2));
        QCOMPARE(std::get<IssueRaised>(taken[0]).count, 5);
    }

    void aLineageIsToldAsItStands()
    {
        const auto row = [](qsizetype place, qsizetype parent) {
            LineageRow one;
            one.place = place;
            one.parent = parent;
            return one;
        };
        Outbox box(100, Outbox::Keep::Newest);
        box.post({LineageGrew{source, true, {row(0, -1), row(1, 0), row(2, 0)}}});
        box.post({LineageGrew{source, false, {row(1, 2), row(3, 1)}}});
        ChangeBatch taken = box.take();
        QCOMPARE(taken.size(), size_t(1));
        QCOMPARE(std::get<LineageGrew>(taken[0]),
            (LineageGrew{source, true, {row(0, -1), row(1, 2), row(2, 0), row(3, 1)}}));
        box.post({LineageGrew{source, false, {row(4, 0)}}});
        box.post({LineageGrew{source, true, {row(0, -1)}}}); // a new one hides the old
        taken = box.take();
        QCOMPARE(taken.size(), size_t(1));
        QCOMPARE(std::get<LineageGrew>(taken[0]), (LineageGrew{source, true, {row(0, -1)}}));
    }

    void aSlowCallerCostsWhatIsOpenAndNotHowLongItSleeps()
    {
        Outbox box(100, Outbox::Keep::Newest);
        SourceStatus status;
        status.id = source;
        for (int i = 0; i < 20'000; ++i) {
            const QString n = QString::number(i % 7);
            Checkpoint request;
            request.key = {source, ses, RequestId(n)};
            status.events = i;
            MessageChanged message;
            message.key = sesKey;
            message.message.id = MessageId(n);
            box.post({session(n, n), SourceChanged{status}, CheckpointChanged{request}, message,
                changed(n, n), appended(n, n), TodosChanged{sesKey, {}}, logged(i, 1)});
        }
        const ChangeBatch taken = box.take();
        QVERIFY2(taken.size() < 50, qPrintable(QString::number(taken.size())));
        for (const Change& change : taken) {
            if (const auto* last = std::get_if<SourceChanged>(&change))
                QCOMPARE(last->status.events, 19'999);
        }
    }
};

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
