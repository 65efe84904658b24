// SPDX-License-Identifier: MIT
#include "core/project/sessions.h"
#include "tests/support/telling.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;

namespace {

struct Told : Telling<SessionsState, 1000>
{
    const Session& session(const SessionId& id = ses) { return state.entries[id].session; }
};

QJsonObject failedMessage(const QString& name)
{
    QJsonObject info = messageInfo(u"msg_1"_s, t0);
    info.insert(u"error"_s,
        QJsonObject{{u"name"_s, name}, {u"data"_s, QJsonObject{{u"message"_s, u"why"_s}}}});
    return messageBody(info);
}

} // namespace

Q_DECLARE_METATYPE(headgate::SessionStatus)

class TestSessions : public QObject
{
    Q_OBJECT

private slots:
    // DG-55: what the server says, whether the last message is finished, how it ended.
    void statusComesFromThreePlaces_data()
    {
        QTest::addColumn<QString>("told");
        QTest::addColumn<QString>("message");
        QTest::addColumn<bool>("error");
        QTest::addColumn<SessionStatus>("status");
        using enum SessionStatus;
        for (const char* message :
            {"none", "user", "unfinished", "finished", "failed", "aborted"}) {
            for (const bool error : {false, true}) {
                const auto row = [&](const char* told, SessionStatus expected) {
                    QTest::addRow("%s, %s message%s", told, message, error ? ", error" : "")
                        << QString::fromLatin1(told) << QString::fromLatin1(message) << error
                        << expected;
                };
                row("", Unknown);
                row("busy", Running);
                row("retry", Retrying);
                const bool failed = error || QByteArray(message) == "failed";
                row("idle",
                    failed                                    ? Failed
                        : QByteArray(message) == "unfinished" ? Interrupted
                                                              : Idle);
            }
        }
    }

    void statusComesFromThreePlaces()
    {
        QFETCH(QString, told);
        QFETCH(QString, message);
        QFETCH(bool, error);
        QFETCH(SessionStatus, status);
        Told t;
        t.tell(u"session.created"_s, sessionBody(sessionInfo()));
        if (message == "user"_L1)
            t.tell(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0, 0, u"user"_s)));
        else if (message == "unfinished"_L1)
            t.tell(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0)));
        else if (message == "finished"_L1)
            t.tell(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0, t0 + 5)));
        else if (message == "failed"_L1)
            t.tell(u"message.updated"_s, failedMessage(u"APIError"_s));
        else if (message == "aborted"_L1)
            t.tell(u"message.updated"_s, failedMessage(u"MessageAbortedError"_s));
        if (error)
            t.tell(u"session.error"_s,
                {{u"sessionID"_s, ses.value()},
                    {u"error"_s, QJsonObject{{u"name"_s, u"APIError"_s}}}});
        if (!told.isEmpty())
            t.tell(u"session.status"_s, statusBody(told));
        // A new turn forgets how the last one failed.
        QCOMPARE(t.session().status, status);
    }

    void aNewTurnForgetsTheLastFailure()
    {
        Told t;
        t.tell(u"session.error"_s,
            {{u"sessionID"_s, ses.value()}, {u"error"_s, QJsonObject{{u"name"_s, u"E"_s}}}});
        t.tell(u"session.status"_s, statusBody(u"idle"_s));
        QCOMPARE(t.session().status, SessionStatus::Failed);
        t.tell(u"session.status"_s, statusBody(u"busy"_s));
        t.tell(u"session.status"_s, statusBody(u"idle"_s));
        QCOMPARE(t.session().status, SessionStatus::Idle);
    }

    void retryTellsWhenAndWhy()
    {
        Told t;
        QJsonObject body = statusBody(u"retry"_s);
        body[u"status"_s] = QJsonObject{{u"type"_s, u"retry"_s}, {u"attempt"_s, 3},
            {u"message"_s, u"overloaded"_s}, {u"next"_s, t0 + 9000}};
        t.tell(u"session.status"_s, body);
        QCOMPARE(t.session().retryAttempt, 3);
        QCOMPARE(t.session().retryMessage, u"overloaded"_s);
        QCOMPARE(toMs(t.session().retryAt), t0 + 9000);
    }

    // DG-53
    void anEventOfAnUnknownSessionCreatesIt()
    {
        Told t;
        t.tell(u"message.part.updated"_s, partBody(textPart(u"prt_1"_s, u"msg_1"_s, {}, false)));
        QVERIFY(t.session().placeholder);
        QCOMPARE(t.session().directory, shop);
        QCOMPARE(t.session().source, source);
        t.tell(u"session.updated"_s, sessionBody(sessionInfo()));
        QVERIFY(!t.session().placeholder);
        QCOMPARE(t.session().title, u"A session"_s);
    }

    // DG-52
    void anArchivedSessionDisappearsAndComesBack()
    {
        Told t;
        t.tell(u"session.created"_s, sessionBody(sessionInfo()));
        QJsonObject archived = sessionInfo();
        archived[u"time"_s] =
            QJsonObject{{u"created"_s, t0}, {u"updated"_s, t0}, {u"archived"_s, t0}};
        t.changes.clear();
        t.tell(u"session.updated"_s, sessionBody(archived));
        QCOMPARE(t.changes, ChangeBatch{SessionRemoved{sesKey}});
        t.tell(u"session.status"_s, statusBody(u"busy"_s));
        QCOMPARE(t.changes.size(), size_t(1));
        t.tell(u"session.updated"_s, sessionBody(sessionInfo()));
        QVERIFY(std::holds_alternative<SessionChanged>(t.changes.back()));
    }

    void anArchivedSessionIsToldWhileItWaits()
    {
        Told t;
        QJsonObject archived = sessionInfo();
        archived[u"time"_s] =
            QJsonObject{{u"created"_s, t0}, {u"updated"_s, t0}, {u"archived"_s, t0}};
        t.tell(u"session.updated"_s, sessionBody(archived));
        t.changes.clear();
        setWaiting(t.state, ses, 1, t.changes);
        QCOMPARE(t.changes.size(), size_t(1));
        const Session told = std::get<SessionChanged>(t.changes[0]).session;
        QCOMPARE(told.title, u"A session"_s);
        QVERIFY(told.archived);
        // Being archived takes nobody out of sight who waits.
        archived[u"title"_s] = u"Renamed"_s;
        t.tell(u"session.updated"_s, sessionBody(archived));
        QCOMPARE(std::get<SessionChanged>(t.changes.back()).session.title, u"Renamed"_s);
    }

    void aDeletedSessionIsNotBroughtBackByWhatIsLate()
    {
        Told t;
        t.tell(u"session.created"_s, sessionBody(sessionInfo()));
        t.tell(u"session.deleted"_s, sessionBody(sessionInfo()));
        QVERIFY(std::holds_alternative<SessionRemoved>(t.changes.back()));
        t.changes.clear();
        t.tell(u"message.part.delta"_s, deltaBody(u"prt_1"_s, u"msg_1"_s, u"late"_s));
        t.tell(u"session.updated"_s, sessionBody(sessionInfo()));
        t.tell(u"session.idle"_s, {{u"sessionID"_s, ses.value()}});
        QVERIFY(t.changes.empty());
        QVERIFY(t.state.entries.isEmpty());
    }

    // DG-61
    void activitySaysWhatItDoes()
    {
        using enum Activity::Kind;
        Told t;
        const auto activity = [&] { return t.session().activity; };
        t.tell(u"session.status"_s, statusBody(u"busy"_s));
        QCOMPARE(activity().kind, Thinking);
        t.tell(u"message.part.updated"_s, partBody(textPart(u"prt_1"_s, u"msg_1"_s, {}, false)));
        QCOMPARE(activity().kind, Writing);
        QJsonObject reasoning = textPart(u"prt_2"_s, u"msg_1"_s, {}, false);
        reasoning[u"type"_s] = u"reasoning"_s;
        t.tell(u"message.part.updated"_s, partBody(reasoning));
        t.tell(u"message.part.delta"_s, deltaBody(u"prt_2"_s, u"msg_1"_s, u"hm"_s));
        QCOMPARE(activity().kind, Thinking);
        t.tell(u"message.part.updated"_s, partBody(toolPart(u"prt_3"_s, u"msg_1"_s, u"running"_s)));
        QCOMPARE(activity(), (Activity{Tool, u"bash"_s, u"ls"_s}));
        t.tell(u"message.part.updated"_s,
            partBody(toolPart(u"prt_4"_s, u"msg_1"_s, u"running"_s,
                {{u"description"_s, u"look around"_s}}, ses.value(), u"task"_s)));
        QCOMPARE(activity(), (Activity{Tool, u"task"_s, u"look around"_s}));
        t.tell(u"session.status"_s, statusBody(u"idle"_s));
        QCOMPARE(activity().kind, Done);
    }

    void anUnfinishedPartOfAnEndedTurnIsNoActivity()
    {
        Told t;
        t.tell(u"session.status"_s, statusBody(u"idle"_s));
        t.tell(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0)));
        t.tell(u"message.part.updated"_s, partBody(toolPart(u"prt_1"_s, u"msg_1"_s, u"running"_s)));
        t.tell(u"message.part.updated"_s, partBody(textPart(u"prt_2"_s, u"msg_1"_s, {}, false)));
        QCOMPARE(t.session().status, SessionStatus::Interrupted);
        QCOMPARE(t.session().activity.kind, Activity::Kind::Done);
    }

    // DG-60
    void compactionIsAnActivityUntilItEnds()
    {
        for (const bool automatic : {true, false}) {
            Told t;
            t.tell(u"session.status"_s, statusBody(u"busy"_s));
            QJsonObject part = textPart(u"prt_1"_s, u"msg_1"_s, {}, true);
            part[u"type"_s] = u"compaction"_s;
            part[u"auto"_s] = automatic;
            t.tell(u"message.part.updated"_s, partBody(part));
            QCOMPARE(t.session().activity,
                (Activity{Activity::Kind::Compacting, {}, automatic ? u"auto"_s : u"manual"_s}));
            t.tell(u"session.compacted"_s, {{u"sessionID"_s, ses.value()}});
            QCOMPARE(t.session().activity.kind, Activity::Kind::Thinking);
        }
    }

    // DG-58
    void whatWasCaughtUpDoesNotLookLikeNow()
    {
        Told t;
        t.tell(u"session.created"_s, sessionBody(sessionInfo()));
        Event missed =
            eventOf(u"message.updated"_s, messageBody(messageInfo(u"m"_s, t0)), {}, t0 + 3'600'000);
        missed.origin = Origin::History;
        t(missed);
        QCOMPARE(toMs(t.session().updated), t0);
        missed.origin = Origin::Live;
        t(missed);
        QCOMPARE(toMs(t.session().updated), t0 + 3'600'000);
        t.tell(u"session.updated"_s, sessionBody(sessionInfo()));
        QCOMPARE(toMs(t.session().updated), t0 + 3'600'000);
    }

    void whoIsNotListedAsBusyIsIdle()
    {
        Told t;
        t.tell(u"session.created"_s, sessionBody(sessionInfo()));
        settleStatus(t.state, u"/elsewhere"_s, t.changes);
        QCOMPARE(t.session().status, SessionStatus::Unknown);
        settleStatus(t.state, shop, t.changes);
        QCOMPARE(t.session().status, SessionStatus::Idle);
    }

    void whatRunsBelowIsFoundDeepestFirst() // DS-65
    {
        SessionsState state;
        const auto add = [&state](const QString& id, const QString& parent, SessionStatus status) {
            Session& session = state.entries[SessionId(id)].session;
            session.id = SessionId(id);
            session.parent = SessionId(parent);
            session.status = status;
        };
        using enum SessionStatus;
        add(u"root"_s, u"leaf"_s, Running); // a cycle, as a broken server might tell it
        add(u"middle"_s, u"root"_s, Idle);
        add(u"leaf"_s, u"middle"_s, Retrying);
        add(u"done"_s, u"root"_s, Idle);
        add(u"other"_s, {}, Running);
        QStringList names;
        for (const Session& session : runningFrom(state, SessionId(u"root"_s)))
            names += session.id.value();
        QCOMPARE(names, (QStringList{u"leaf"_s, u"root"_s}));
        QVERIFY(runningFrom(state, SessionId(u"nobody"_s)).empty());
    }

    // DG-50
    void aDirectoryIsOneHoweverItIsWritten()
    {
        QCOMPARE(normalDirectory(u"/a/b//"_s), u"/a/b"_s);
        QCOMPARE(normalDirectory(u"/"_s), u"/"_s);
        QCOMPARE(normalDirectory({}), QString());
    }

    void everyRecordingEndsAsItsServerSaid_data()
    {
        QTest::addColumn<QString>("recording");
        QTest::addColumn<SessionStatus>("status");
        QTest::newRow("text") << u"text.sse"_s << SessionStatus::Idle;
        QTest::newRow("abort") << u"abort.sse"_s << SessionStatus::Idle;
        QTest::newRow("error") << u"error-400.sse"_s << SessionStatus::Failed;
        QTest::newRow("compaction") << u"compact.sse"_s << SessionStatus::Idle;
        QTest::newRow("once") << u"permission-once.sse"_s << SessionStatus::Idle;
    }

    void everyRecordingEndsAsItsServerSaid()
    {
        QFETCH(QString, recording);
        QFETCH(SessionStatus, status);
        Told t;
        bool compacted = false;
        for (const SourceItem& item : itemsOf(framesOf(recording))) {
            if (const auto* told = std::get_if<Event>(&item))
                t(*told);
        }
        for (const Change& change : t.changes) {
            const auto* changed = std::get_if<SessionChanged>(&change);
            compacted |= changed && changed->session.activity.kind == Activity::Kind::Compacting;
        }
        QCOMPARE(compacted, recording == "compact.sse"_L1);
        QVERIFY(!t.state.entries.isEmpty());
        for (const auto& entry : t.state.entries) {
            QCOMPARE(entry.session.status, status);
            QVERIFY(!entry.session.placeholder);
            QVERIFY(!isKnown(entry.session.turnStarted));
        }
    }
};

QTEST_GUILESS_MAIN(TestSessions)
#include "tst_sessions.moc"
