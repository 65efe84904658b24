// SPDX-License-Identifier: MIT
#include "core/decode/opencode.h"
#include "tests/support/eventbuilder.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using opencode::decodeFrame;

class TestOpenCode : public QObject
{
    Q_OBJECT

private slots:
    // DG-01, DG-39
    void everyFrameOfEveryRecordingDecodes_data()
    {
        QTest::addColumn<QString>("recording");
        const QStringList names = recordings();
        QVERIFY(names.size() > 20);
        for (const QString& name : names)
            QTest::newRow(qPrintable(name)) << name;
    }

    void everyFrameOfEveryRecordingDecodes()
    {
        QFETCH(QString, recording);
        const QList<QByteArray> frames = framesOf(recording);
        QVERIFY(!frames.isEmpty());
        QHash<EventId, Event> plain;
        for (const QByteArray& data : frames) {
            const auto decoded = decodeFrame(source, data, timestampFromMs(t0));
            QVERIFY2(decoded, data.left(300).constData());
            if (const auto* event = std::get_if<Event>(&*decoded)) {
                QVERIFY(!event->type.isEmpty());
                QVERIFY(!event->id.isEmpty());
                QCOMPARE(opencode::bodyOf(event->raw), event->body);
                (void)opencode::facts(*event);
                plain.insert(event->id, *event);
            } else if (const auto* twin = std::get_if<opencode::SyncTwin>(&*decoded)) {
                checkTwin(*twin, plain.value(twin->id));
                if (QTest::currentTestFailed())
                    return;
            }
        }
    }

    // DG-39, DG-42
    void everyKindOfEventIsAccepted()
    {
        int kinds = 0;
        QSet<QString> types;
        for (const QByteArray& line : readData(u"all-events.jsonl"_s).split('\n')) {
            if (line.isEmpty())
                continue;
            ++kinds;
            const QJsonObject row = QJsonDocument::fromJson(line).object();
            const QByteArray data = compact(row["frame"_L1].toObject());
            const auto decoded = decodeFrame(source, data, timestampFromMs(t0));
            QVERIFY2(decoded, line.left(200).constData());
            if (const auto* event = std::get_if<Event>(&*decoded)) {
                (void)opencode::facts(*event);
                types.insert(event->type);
            }
        }
        QCOMPARE(kinds, 125);
        for (const auto type :
            {"pty.created"_L1, "lsp.updated"_L1, "vcs.branch.updated"_L1, "file.edited"_L1,
                "tui.toast.show"_L1, "installation.updated"_L1, "command.executed"_L1})
            QVERIFY2(types.contains(type), type.latin1());
    }

    // DG-40
    void heartbeatsAndGreetingsAreNoEvents()
    {
        int beats = 0;
        for (const QByteArray& data : framesOf(u"heartbeat.sse"_s)) {
            const auto decoded = decodeFrame(source, data, timestampFromMs(t0));
            beats += std::holds_alternative<opencode::Heartbeat>(*decoded) ? 1 : 0;
        }
        QVERIFY(beats >= 2);
        QVERIFY(
            itemsOf({frame(u"server.heartbeat"_s, {}), frame(u"server.connected"_s, {})}).empty());
    }

    void anUnknownTypeIsKeptWholeAndSaysNothing()
    {
        const QJsonObject body{{u"sessionID"_s, u"ses_x"_s}, {u"some"_s, QJsonArray{1, 2}}};
        const Event event = eventOf(u"session.next.unheard.of"_s, body, u"evt_1"_s);
        QCOMPARE(event.body, body);
        QCOMPARE(event.session, SessionId(u"ses_x"_s));
        QVERIFY(event.entity.key.isEmpty());
        QVERIFY(opencode::facts(event).empty());
    }

    // DG-15
    void whatIsNoFrameIsAnIssue_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("not JSON") << QByteArray("{\"payload\":");
        QTest::newRow("a list") << QByteArray("[1,2]");
        QTest::newRow("a number") << QByteArray("17");
        QTest::newRow("no type") << QByteArray("{}");
        QTest::newRow("a type that is no text") << QByteArray(R"({"payload":{"type":7}})");
        QTest::newRow("not UTF-8") << QByteArray("{\"type\":\"\xff\xfe\"}");
        QTest::newRow("a twin without number") << QByteArray(
            R"({"payload":{"type":"sync","syncEvent":{"id":"e","aggregateID":"s"}}})");
        QTest::newRow("a twin of nothing") << QByteArray(R"({"payload":{"type":"sync"}})");
    }

    void whatIsNoFrameIsAnIssue()
    {
        QFETCH(QByteArray, data);
        const auto decoded = decodeFrame(source, data, timestampFromMs(t0));
        QVERIFY(!decoded);
        QCOMPARE(decoded.error().code, Issue::Code::BadFrame);
        QCOMPARE(decoded.error().source, source);
    }

    void wrongShapesInsideAreTakenAsMissing()
    {
        const QJsonArray wrong{
            QJsonValue(), 7, u"text"_s, true, QJsonArray{1}, QJsonObject{{u"id"_s, 9}}, 1e300};
        for (const QByteArray& line : readData(u"all-events.jsonl"_s).split('\n')) {
            const QJsonObject payload =
                QJsonDocument::fromJson(line).object()["frame"_L1]["payload"_L1].toObject();
            const QJsonObject whole = payload["properties"_L1].toObject();
            for (auto it = whole.begin(); it != whole.end(); ++it) {
                for (const QJsonValue& value : wrong) {
                    QJsonObject broken = whole;
                    broken[it.key()] = value;
                    (void)opencode::facts(
                        eventOf(payload["type"_L1].toString(), broken, u"evt_1"_s));
                }
            }
        }
        Event odd = eventOf(u"message.updated"_s,
            {{u"info"_s,
                QJsonObject{{u"id"_s, u"m"_s}, {u"time"_s, QJsonObject{{u"created"_s, -1e300}}}}}});
        QCOMPARE(odd.entity.order, 0);
    }

    void aToolsAttachmentsAreRead()
    {
        const QJsonObject file{{u"type"_s, u"file"_s}, {u"mime"_s, u"image/png"_s},
            {u"filename"_s, u"a.png"_s}, {u"url"_s, u"data:image/png;base64,AA=="_s}};
        const Part part = opencode::part({{u"id"_s, u"prt_1"_s}, {u"type"_s, u"tool"_s},
            {u"tool"_s, u"read"_s},
            {u"state"_s,
                QJsonObject{{u"status"_s, u"completed"_s},
                    {u"attachments"_s, QJsonArray{file, 7, QJsonObject()}}}}});
        QCOMPARE(part.tool.attachments,
            (std::vector<Attachment>{
                {u"a.png"_s, u"image/png"_s, u"data:image/png;base64,AA=="_s}, {}, {}}));
        QVERIFY(part.url.isEmpty());
    }

    void theQuickTwinIsTheFullOne_data()
    {
        QTest::addColumn<QByteArray>("data");
        const QByteArray usual = twinFrame("evt_1", "message.updated.1", "ses_a", 12);
        QTest::newRow("usual") << usual;
        QTest::newRow("a quote in the directory")
            << QByteArray(usual).replace("/home/dev", "/ho\\\"me\\\\\\\"/d{[");
        QTest::newRow("escapes in the id") << QByteArray(usual).replace("evt_1", "evt\\u0031");
        QTest::newRow("an escaped quote in the session")
            << QByteArray(usual).replace("ses_a", "ses\\\"a");
        QTest::newRow("a negative number") << QByteArray(usual).replace(":12,", ":-1,");
        QTest::newRow("a large number") << QByteArray(usual).replace(":12,", ":9007199254740993,");
        QTest::newRow("a broken number") << QByteArray(usual).replace(":12,", ":12.5,");
        QTest::newRow("a number as text") << QByteArray(usual).replace(":12,", ":\"12\",");
        QTest::newRow("spaces") << QByteArray(usual).replace(",\"seq\":", ", \"seq\" : ");
        QTest::newRow("no session") << QByteArray(usual).replace("\"aggregateID\"", "\"other\"");
        QTest::newRow("a twin as somebody's data")
            << QByteArray(R"({"data":)" + usual.left(usual.size() - 2)
                   + R"(}},"payload":{"properties":{},"type":"file.edited","id":"evt_2"}})");
        QTest::newRow("a twin inside the payload's data")
            << QByteArray(R"({"payload":{"type":"x","properties":)" + usual + R"(,"id":"e"}})");
        QTest::newRow("a twin in a list")
            << QByteArray(R"({"list":[)" + usual + R"(],"payload":{"type":"x","id":"e"}})");
        QTest::newRow("not a twin") << frame(u"file.edited"_s, {}, u"evt_1"_s);
    }

    void theQuickTwinIsTheFullOne()
    {
        QFETCH(QByteArray, data);
        // Blanks in front keep the shortcut away.
        const auto quick = decodeFrame(source, data, timestampFromMs(t0));
        const auto full = decodeFrame(source, "  " + data, timestampFromMs(t0));
        QCOMPARE(bool(quick), bool(full));
        if (!full)
            return;
        QCOMPARE(quick->index(), full->index());
        if (const auto* twin = std::get_if<opencode::SyncTwin>(&*quick)) {
            const auto& other = std::get<opencode::SyncTwin>(*full);
            QCOMPARE(twin->id, other.id);
            QCOMPARE(twin->aggregate, other.aggregate);
            QCOMPARE(twin->seq, other.seq);
        }
    }

    void aTwinCutAnywhereIsRefusedHereOrWhereItIsUsed()
    {
        const QByteArray whole = twinFrame("evt_1", "session.updated.1", "ses_a", 3,
            {{u"info"_s, QJsonObject{{u"a"_s, QJsonObject{{u"b"_s, u"c"_s}}}}}});
        for (qsizetype size = 0; size < whole.size(); ++size) {
            const auto decoded = decodeFrame(source, whole.left(size), timestampFromMs(t0));
            if (decoded)
                QVERIFY(!opencode::eventFromTwin(
                    source, std::get<opencode::SyncTwin>(*decoded), timestampFromMs(t0)));
        }
    }

    void theServersOwnLogReadsLikeTheStream()
    {
        QHash<EventId, Event> live;
        for (const SourceItem& item : itemsOf(framesOf(u"sync-history.sse"_s))) {
            if (const auto* event = std::get_if<Event>(&item))
                live.insert(event->id, *event);
        }
        const QJsonArray rows =
            QJsonDocument::fromJson(readData(u"sync-history.after-5.json"_s)).array();
        QVERIFY(!rows.isEmpty());
        for (const QJsonValue& row : rows) {
            const auto told =
                opencode::eventFromHistory(source, row.toObject(), timestampFromMs(t0));
            QVERIFY(told);
            QCOMPARE(told->origin, Origin::History);
            QCOMPARE(*told->seq, row["seq"_L1].toInteger());
            const Event seen = live.value(told->id);
            QCOMPARE(told->type, seen.type);
            QCOMPARE(told->session, seen.session);
            QCOMPARE(told->body, seen.body);
            QCOMPARE(told->entity, seen.entity);
        }
        QVERIFY(!opencode::eventFromHistory(source, {}, timestampFromMs(t0)));
    }

    void ownMarksAndDecisionsReadBack()
    {
        Mark mark;
        mark.id = u"cut-1"_s;
        mark.at = timestampFromMs(t0 + 5);
        mark.from = timestampFromMs(t0);
        mark.count = 3;
        mark.decisions = 1;
        mark.detail = u"once"_s;
        mark.request = RequestId(u"per_1"_s);
        mark.own = true;
        const auto marks = opencode::facts(opencode::makeLocalEvent(source, ses, mark));
        QCOMPARE(std::get<MarkMade>(marks.at(0)).mark, mark);
        const DecisionStep step{{source, ses, RequestId(u"per_1"_s)}, CheckpointState::Failed,
            Reply::Always, {Issue::Code::SendUnknown, source, {u"a"_s}}};
        const auto steps = opencode::facts(opencode::makeLocalEvent(step, timestampFromMs(t0)));
        const auto& read = std::get<DecisionStep>(steps.at(0));
        QCOMPARE(read.key, step.key);
        QCOMPARE(read.state, step.state);
        QCOMPARE(read.reply, step.reply);
        QCOMPARE(read.issue, step.issue);
    }

private:
    void checkTwin(const opencode::SyncTwin& twin, const Event& plain)
    {
        const auto full = decodeFrame(source, " " + twin.raw, timestampFromMs(t0));
        const auto& other = std::get<opencode::SyncTwin>(*full);
        QCOMPARE(twin.id, other.id);
        QCOMPARE(twin.seq, other.seq);
        QCOMPARE(twin.aggregate, other.aggregate);
        // A recording may begin between the two copies.
        if (plain.id.isEmpty())
            return;
        const auto again = opencode::eventFromTwin(source, twin, timestampFromMs(t0));
        QVERIFY(again);
        QCOMPARE(again->type, plain.type);
        QCOMPARE(again->body, plain.body);
        QCOMPARE(again->session, plain.session);
        QCOMPARE(again->entity, plain.entity);
    }
};

QTEST_GUILESS_MAIN(TestOpenCode)
#include "tst_opencode.moc"
