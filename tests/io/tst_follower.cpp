// SPDX-License-Identifier: MIT
#include "tests/support/eventbuilder.h"
#include "tests/support/fakelists.h"

#include <QRandomGenerator>
#include <QTest>

#include <numeric>

using namespace headgate;
using namespace headgate::test;

Q_DECLARE_METATYPE(headgate::CheckpointState)

class TestFollower : public QObject
{
    Q_OBJECT

private slots:
    // DG-02, DG-04, DG-07, DG-16, DG-49
    void cutsListsAndLogsGiveTheStateOfTheUncutRun_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 40; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

    void cutsListsAndLogsGiveTheStateOfTheUncutRun()
    {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        QStringList names = recordings();
        std::shuffle(names.begin(), names.end(), random);
        QList<QByteArray> frames;
        for (const QString& name : names.mid(0, 3))
            frames += framesOf(name);
        const std::vector<SourceItem> stream = itemsOf(frames);

        Kept uncut;
        FakeLists whole;
        for (const SourceItem& item : stream)
            whole.take(item);
        uncut.apply(stream);
        uncut.apply(whole.catchUp(uncut, {}, 1000, true));

        Kept kept;
        FakeLists server;
        size_t at = 0;
        const auto step = [&](size_t most) {
            const size_t end = std::min(stream.size(), at + random.bounded(quint32(most)) + 1);
            std::vector<SourceItem> piece(
                stream.begin() + qsizetype(at), stream.begin() + qsizetype(end));
            for (const SourceItem& item : piece)
                server.take(item);
            at = end;
            return piece;
        };
        while (at < stream.size()) {
            kept.apply(step(60));
            switch (random.bounded(3)) {
            case 0: { // a cut: some are missed, some are buffered behind the lists
                kept.apply({StreamCut{timestampFromMs(t0)}});
                step(40);
                std::vector<SourceItem> buffered = step(15);
                const std::vector<SourceItem> lists =
                    server.catchUp(kept, buffered, int(random.bounded(2, 30)), true);
                kept.apply(lists);
                break;
            }
            case 1: { // lists that are older than what the stream said meanwhile
                const std::vector<SourceItem> lists =
                    server.catchUp(kept, {}, int(random.bounded(2, 30)), false);
                kept.apply(step(10));
                kept.apply(lists);
                break;
            }
            default: // the server says its last words again
                kept.apply({stream.begin() + qsizetype(at > 10 ? at - 10 : 0),
                    stream.begin() + qsizetype(at)});
            }
        }
        kept.apply({StreamCut{timestampFromMs(t0)}});
        kept.apply(server.catchUp(kept, {}, 1000, true));
        compare(kept, uncut);
    }

    void anEventOfTheLogAndOfTheStreamCountsOnce()
    {
        Kept kept;
        kept.hear(u"session.created"_s, sessionBody(sessionInfo()), u"evt_0"_s, 0);
        const Event missed =
            eventOf(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0)), u"evt_1"_s);
        Event log = *opencode::eventFromHistory(source, historyRow(missed, 1), timestampFromMs(t0));
        kept.apply({StreamCut{}, HistoryListed{{log}, {{ses, 0}}}, missed, twin(missed, 1),
            CaughtUp{timestampFromMs(t0)}});
        QCOMPARE(kept.page().messages.size(), size_t(1));
        QCOMPARE(kept.follower.cursors().value(ses), 1);
        QCOMPARE(kept.follower.status().duplicates, 1);
    }

    void aHoleInTheSequenceIsRepairedOnce()
    {
        Kept kept;
        kept.hear(u"session.created"_s, sessionBody(sessionInfo()), u"evt_0"_s, 0);
        kept.wishes.clear();
        const Event missed = eventOf(
            u"session.updated"_s, sessionBody(sessionInfo(ses.value(), u"Old"_s)), u"evt_1"_s);
        kept.hear(
            u"session.updated"_s, sessionBody(sessionInfo(ses.value(), u"New"_s)), u"evt_2"_s, 2);
        kept.hear(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0)), u"evt_3"_s, 3);
        QCOMPARE(kept.wishes.size(), size_t(1));
        QCOMPARE(kept.wishes[0].kind, Follower::Wish::Kind::Repair);
        QCOMPARE(kept.wishes[0].cursor, 0);
        QCOMPARE(kept.follower.status().openGaps, 1);
        QCOMPARE(kept.follower.cursors().value(ses), 0);
        HistoryListed log{{}, {{ses, 0}}};
        log.events.push_back(
            *opencode::eventFromHistory(source, historyRow(missed, 1), timestampFromMs(t0)));
        for (const auto& [id, seq] : {std::pair{u"evt_2"_s, 2}, std::pair{u"evt_3"_s, 3}}) {
            QJsonObject row = historyRow(missed, seq);
            row[u"id"_s] = id;
            log.events.push_back(*opencode::eventFromHistory(source, row, timestampFromMs(t0)));
        }
        kept.apply({log});
        QCOMPARE(kept.follower.status().openGaps, 0);
        QCOMPARE(kept.follower.cursors().value(ses), 3);
        // The missed one is older than what is known: kept as proof, not applied.
        QCOMPARE(kept.follower.sessions().entries[ses].session.title, u"New"_s);
        QCOMPARE(kept.follower.status().gaps, 1);
    }

    void aTwinBeforeItsEventInOneBatchCountsOnce()
    {
        Kept kept;
        kept.hear(u"session.created"_s, sessionBody(sessionInfo()), u"evt_0"_s, 0);
        const Event event =
            eventOf(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0)), u"evt_1"_s);
        kept.apply({twin(event, 1), event});
        QCOMPARE(kept.page().messages.size(), size_t(1));
        QCOMPARE(kept.follower.cursors().value(ses), 1);
        QCOMPARE(kept.follower.status().duplicates, 1);
    }

    void aTwinOfALaterBatchFencesAsWell()
    {
        Kept kept;
        kept.hear(u"session.created"_s, sessionBody(sessionInfo()), u"evt_0"_s, 0);
        const Event fresh = eventOf(
            u"session.updated"_s, sessionBody(sessionInfo(ses.value(), u"New"_s)), u"evt_2"_s);
        kept.apply({fresh});
        kept.apply({twin(fresh, 2)});
        const Event missed = eventOf(
            u"session.updated"_s, sessionBody(sessionInfo(ses.value(), u"Old"_s)), u"evt_1"_s);
        kept.apply({HistoryListed{
            {*opencode::eventFromHistory(source, historyRow(missed, 1), timestampFromMs(t0))},
            {{ses, 0}}}});
        QCOMPARE(kept.follower.sessions().entries[ses].session.title, u"New"_s);
    }

    // DG-07
    void whatChangedInTheOutageIsRepairedAndMarked()
    {
        Kept kept;
        kept.hear(u"session.created"_s, sessionBody(sessionInfo()), u"evt_0"_s);
        for (const int i : {1, 2, 3})
            kept.hear(
                u"message.updated"_s, messageBody(messageInfo(u"msg_%1"_s.arg(i), t0 + i, t0 + i)));
        kept.follower.setOpen(ses, true);
        SourceStatus transport;
        transport.lastByte = timestampFromMs(t0);
        kept.follower.transportChanged(transport, {}, kept.changes);
        kept.apply({StreamCut{}});
        QJsonObject edited = messageInfo(u"msg_2"_s, t0 + 2, t0 + 9);
        std::vector<Event> listed{
            opencode::makeEvent(source, {}, u"message.updated"_s,
                messageBody(messageInfo(u"msg_1"_s, t0 + 1, t0 + 1)), timestampFromMs(t0)),
            opencode::makeEvent(
                source, {}, u"message.updated"_s, messageBody(edited), timestampFromMs(t0)),
            opencode::makeEvent(source, {}, u"message.updated"_s,
                messageBody(messageInfo(u"msg_4"_s, t0 + 4)), timestampFromMs(t0))};
        kept.apply({MessagesListed{sesKey, listed, true, true, kept.history->lastRow()},
            CaughtUp{timestampFromMs(t0)}});
        const SessionPage page = kept.page();
        QCOMPARE(ids(page), (QStringList{u"msg_1"_s, u"msg_2"_s, u"msg_4"_s}));
        QCOMPARE(toMs(*page.messages[1].message.completed), t0 + 9);
        QCOMPARE(page.marks.size(), size_t(1));
        QCOMPARE(page.marks[0].kind, Mark::Kind::Repaired);
        QVERIFY(page.marks[0].count >= 2);
    }

    // DG-06, DG-17
    void aPagesBorderInsideAMillisecondRemovesNothing()
    {
        Kept kept;
        for (const auto& id : {u"msg_1"_s, u"msg_2"_s, u"msg_3"_s})
            kept.hear(u"message.updated"_s, messageBody(messageInfo(id, t0)));
        const Event last = opencode::makeEvent(source, {}, u"message.updated"_s,
            messageBody(messageInfo(u"msg_2"_s, t0)), timestampFromMs(t0));
        kept.apply({MessagesListed{sesKey, {last}, false, false, kept.history->lastRow()}});
        QCOMPARE(ids(kept.page()), (QStringList{u"msg_1"_s, u"msg_2"_s, u"msg_3"_s}));
        kept.apply({MessagesListed{sesKey, {last}, true, false, kept.history->lastRow()}});
        QCOMPARE(ids(kept.page()), (QStringList{u"msg_1"_s, u"msg_2"_s}));
    }

    void aListOlderThanTheStreamOverwritesNothing()
    {
        Kept kept;
        const qint64 fence = kept.history->lastRow();
        kept.hear(u"session.created"_s, sessionBody(sessionInfo()));
        kept.hear(u"session.status"_s, statusBody(u"busy"_s));
        kept.hear(u"permission.asked"_s, permission(u"per_1"_s));
        kept.apply({RequestsListed{shop, CheckpointKind::Permission, {}, fence}});
        QCOMPARE(kept.stateOf(u"per_1"_s), CheckpointState::Pending);
        kept.hear(u"permission.replied"_s, repliedBody(u"per_1"_s, u"once"_s));
        const Event asked = opencode::makeEvent(
            source, shop, u"permission.asked"_s, permission(u"per_1"_s), timestampFromMs(t0));
        kept.apply({RequestsListed{shop, CheckpointKind::Permission, {asked}, fence},
            StatusListed{shop, {}, fence}});
        QCOMPARE(kept.stateOf(u"per_1"_s), CheckpointState::AnsweredElsewhere);
        QCOMPARE(kept.follower.sessions().entries[ses].session.status, SessionStatus::Running);
        // A deleted session is not brought back, and what is late of it stays out.
        kept.hear(u"session.deleted"_s, sessionBody(sessionInfo()));
        kept.apply({SessionsListed{{opencode::makeEvent(source, shop, u"session.updated"_s,
                                       sessionBody(sessionInfo()), timestampFromMs(t0))},
            fence}});
        kept.hear(u"message.part.delta"_s, deltaBody(u"prt_1"_s, u"msg_1"_s, u"late"_s));
        QVERIFY(kept.follower.sessions().entries.isEmpty());
    }

    void aListAskedForBeforeOurAnswerSaysNothingOfIt()
    {
        Kept kept;
        kept.hear(u"session.status"_s, statusBody(u"busy"_s));
        kept.hear(u"permission.asked"_s, permission(u"per_1"_s));
        const qint64 fence = kept.history->lastRow();
        kept.decide(
            {{source, ses, RequestId(u"per_1"_s)}, CheckpointState::Sending, Reply::Once, {}});
        kept.decide({{source, ses, RequestId(u"per_1"_s)}, CheckpointState::Sent, Reply::Once, {}});
        const Event asked = opencode::makeEvent(
            source, shop, u"permission.asked"_s, permission(u"per_1"_s), timestampFromMs(t0));
        kept.apply({RequestsListed{shop, CheckpointKind::Permission, {asked}, fence}});
        QCOMPARE(kept.stateOf(u"per_1"_s), CheckpointState::Sent);
        kept.hear(u"permission.replied"_s, repliedBody(u"per_1"_s, u"once"_s));
        QCOMPARE(kept.stateOf(u"per_1"_s), CheckpointState::Confirmed);
    }

    void aRestartWithAnAnswerOnItsWayWaitsForTheList_data()
    {
        QTest::addColumn<bool>("listed");
        QTest::addColumn<CheckpointState>("after");
        QTest::newRow("still listed") << true << CheckpointState::Failed;
        QTest::newRow("gone") << false << CheckpointState::Unknown;
    }

    void aRestartWithAnAnswerOnItsWayWaitsForTheList()
    {
        QFETCH(bool, listed);
        QFETCH(CheckpointState, after);
        Kept kept;
        kept.hear(u"session.created"_s, sessionBody(sessionInfo()));
        kept.hear(u"session.status"_s, statusBody(u"busy"_s));
        kept.hear(u"permission.asked"_s, permission(u"per_1"_s));
        kept.decide(
            {{source, ses, RequestId(u"per_1"_s)}, CheckpointState::Sending, Reply::Once, {}});
        kept.restart();
        QCOMPARE(kept.stateOf(u"per_1"_s), CheckpointState::Failed);
        QCOMPARE(kept.follower.checkpoint({source, ses, RequestId(u"per_1"_s)})->issue.code,
            Issue::Code::SendUnknown);
        const qint64 fence = kept.history->lastRow();
        std::vector<Event> asked;
        if (listed)
            asked.push_back(opencode::makeEvent(
                source, shop, u"permission.asked"_s, permission(u"per_1"_s), timestampFromMs(t0)));
        kept.apply({StatusListed{shop, {{ses, {{u"type"_s, u"busy"_s}}}}, fence},
            RequestsListed{shop, CheckpointKind::Permission, asked, fence}});
        QCOMPARE(kept.stateOf(u"per_1"_s), after);
    }

    void aRequestThatEndedIsNotOfferedAfterARestart()
    {
        Kept kept;
        kept.hear(u"session.created"_s, sessionBody(sessionInfo()));
        kept.hear(u"session.status"_s, statusBody(u"busy"_s));
        kept.hear(u"permission.asked"_s, permission(u"per_1"_s));
        kept.hear(u"session.status"_s, statusBody(u"idle"_s));
        kept.restart();
        QCOMPARE(kept.stateOf(u"per_1"_s), CheckpointState::Cancelled);
        QCOMPARE(kept.follower.sessions().entries[ses].session.waiting, 0);
    }

    // DG-54
    void textToldAndTextStreamedMixAndSurviveARestart()
    {
        Kept kept;
        kept.hear(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0)));
        const auto text = [&](const QString& so) {
            kept.hear(
                u"message.part.updated"_s, partBody(textPart(u"prt_1"_s, u"msg_1"_s, so, false)));
        };
        const auto delta = [&](const QString& more) {
            kept.hear(u"message.part.delta"_s, deltaBody(u"prt_1"_s, u"msg_1"_s, more));
        };
        const auto shown = [&] { return kept.page().messages.at(0).parts.at(0); };
        text(u"He"_s);
        delta(u"ll"_s);
        QCOMPARE(shown().text, u"Hell"_s);
        text(u"Hello, "_s);
        delta(u"wor"_s);
        QCOMPARE(shown().text, u"Hello, wor"_s);
        kept.restart();
        QCOMPARE(shown().text, u"Hello, wor"_s);
        delta(u"ld"_s);
        QCOMPARE(shown().text, u"Hello, world"_s);
        QCOMPARE(shown().gaps, std::vector<qsizetype>{10});
        kept.hear(u"message.part.updated"_s,
            partBody(textPart(u"prt_1"_s, u"msg_1"_s, u"Hello, wide world"_s, true)));
        QCOMPARE(shown().text, u"Hello, wide world"_s);
        QVERIFY(shown().gaps.empty());
        delta(u"late"_s);
        QCOMPARE(shown().text, u"Hello, wide world"_s);
    }

    // DG-16
    void aDeltaThatIsSentTwiceCountsOnce()
    {
        Kept kept;
        kept.hear(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0)));
        kept.hear(u"message.part.updated"_s, partBody(textPart(u"prt_1"_s, u"msg_1"_s, {}, false)));
        const Event delta = eventOf(
            u"message.part.delta"_s, deltaBody(u"prt_1"_s, u"msg_1"_s, u"once"_s), u"evt_d"_s);
        kept.apply({delta, delta});
        kept.apply({delta});
        QCOMPARE(kept.page().messages.at(0).parts.at(0).text, u"once"_s);
        QCOMPARE(kept.follower.status().duplicates, 2);
    }

    // DG-17
    void aPartOfAListIsToldWithItsPlace()
    {
        Kept kept;
        kept.follower.setOpen(ses, true);
        kept.hear(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0)));
        for (const auto& id : {u"prt_1"_s, u"prt_3"_s})
            kept.hear(u"message.part.updated"_s, partBody(textPart(id, u"msg_1"_s, id, true)));
        std::vector<Event> listed{opencode::makeEvent(source, {}, u"message.updated"_s,
            messageBody(messageInfo(u"msg_1"_s, t0)), timestampFromMs(t0))};
        for (const auto& id : {u"prt_0"_s, u"prt_1"_s, u"prt_2"_s, u"prt_3"_s})
            listed.push_back(opencode::makeEvent(source, {}, u"message.part.updated"_s,
                partBody(textPart(id, u"msg_1"_s, id, true)), timestampFromMs(t0)));
        kept.changes.clear();
        kept.apply(
            {MessageFetched{sesKey, listed, kept.history->lastRow(), MessageId(u"msg_1"_s)}});
        QList<QPair<QString, QString>> told;
        for (const Change& change : kept.changes) {
            if (const auto* part = std::get_if<PartChanged>(&change)) {
                QVERIFY(part->after.has_value());
                told.append({part->part.id.value(), part->after->value()});
            }
        }
        QCOMPARE(
            told, (QList<QPair<QString, QString>>{{u"prt_0"_s, {}}, {u"prt_2"_s, u"prt_1"_s}}));
    }

    void aRemovedPartStreamsNoMore()
    {
        Kept kept;
        kept.follower.setOpen(ses, true);
        kept.hear(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0)));
        kept.hear(u"message.part.updated"_s, partBody(textPart(u"prt_1"_s, u"msg_1"_s, {}, false)));
        kept.hear(u"message.part.delta"_s, deltaBody(u"prt_1"_s, u"msg_1"_s, u"a"_s));
        kept.hear(u"message.part.removed"_s,
            {{u"sessionID"_s, ses.value()}, {u"messageID"_s, u"msg_1"_s},
                {u"partID"_s, u"prt_1"_s}});
        kept.changes.clear();
        kept.hear(u"message.part.delta"_s, deltaBody(u"prt_1"_s, u"msg_1"_s, u"b"_s));
        for (const Change& change : kept.changes) {
            QVERIFY(!std::holds_alternative<PartAppended>(change));
            QVERIFY(!std::holds_alternative<PartChanged>(change));
        }
        QVERIFY(kept.page().messages.at(0).parts.empty());
    }

    void badFramesAreCountedAndStopNothing()
    {
        Kept kept;
        kept.apply({Issue{Issue::Code::BadFrame, source, {u"x"_s}},
            eventOf(u"session.created"_s, sessionBody(sessionInfo()), u"evt_1"_s)});
        QCOMPARE(kept.follower.status().badFrames, 1);
        QCOMPARE(kept.follower.sessions().entries.size(), 1);
    }

private:
    static QStringList ids(const SessionPage& page)
    {
        QStringList list;
        for (const MessageWithParts& message : page.messages)
            list.append(message.message.id.value());
        return list;
    }

    void compare(Kept& kept, Kept& uncut)
    {
        QCOMPARE(kept.failure, QString());
        const auto& a = kept.follower.sessions().entries;
        const auto& b = uncut.follower.sessions().entries;
        QCOMPARE(
            QSet<SessionId>(a.keyBegin(), a.keyEnd()), QSet<SessionId>(b.keyBegin(), b.keyEnd()));
        for (auto it = a.cbegin(); it != a.cend(); ++it) {
            const Session& mine = it->session;
            const Session& other = b[it.key()].session;
            QCOMPARE(mine.title, other.title);
            QCOMPARE(mine.parent, other.parent);
            QCOMPARE(mine.archived, other.archived);
            QCOMPARE(mine.status, other.status);
            QCOMPARE(mine.waiting, other.waiting);
            const SessionPage p = kept.page(it.key());
            const SessionPage q = uncut.page(it.key());
            QCOMPARE(ids(p), ids(q));
            for (size_t i = 0; i < p.messages.size(); ++i) {
                QCOMPARE(p.messages[i].message, q.messages[i].message);
                QCOMPARE(p.messages[i].parts.size(), q.messages[i].parts.size());
                for (size_t j = 0; j < p.messages[i].parts.size(); ++j) {
                    Part mineToo = p.messages[i].parts[j];
                    Part otherToo = q.messages[i].parts[j];
                    if (!mineToo.final) // only what ended is the same whatever was missed
                        continue;
                    QVERIFY2(mineToo == otherToo, qPrintable(mineToo.id.value()));
                }
            }
        }
        QCOMPARE(kept.follower.status().openGaps, 0);
        for (const Change& change : kept.changes) {
            if (const auto* asked = std::get_if<CheckpointChanged>(&change))
                QVERIFY(uncut.follower.checkpoint(asked->checkpoint.key) != nullptr);
        }
    }
};

QTEST_GUILESS_MAIN(TestFollower)
#include "tst_follower.moc"
