// SPDX-License-Identifier: MIT
#include "core/streampublisher.h"
#include "tests/support/eventbuilder.h"
#include "tests/support/rawhttp.h"

#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

/** A history, and the publisher of an engine over it, as if the source told what is said here. */
struct Publishing
{
    explicit Publishing(const QString& profile, qint64 began = t0)
        : history(std::move(*History::open(profile)))
        , publisher(*history, profile, [this](const Serving& told) { serving = told; })
    {
        history->begin();
        (void)history->since(source, timestampFromMs(began)); // as a follower does
        (void)history->commit();
    }

    void serve()
    {
        Serve how;
        how.port = 0;
        publisher.serve(how);
    }

    /** One transaction of events `from`..`to` of a session. */
    void commit(int from, int to, const QString& session = u"ses_a"_s)
    {
        std::vector<StoredEvent> events;
        history->begin();
        for (int i = from; i <= to; ++i) {
            // No two of one thing, so that none is superseded.
            const Event event = eventOf(u"command.executed"_s,
                {{u"sessionID"_s, session}, {u"n"_s, i}}, u"evt_%1_%2"_s.arg(session).arg(i));
            qint64 row = 0;
            history->append(event, &row);
            events.push_back({row, event.session, event.id, event.raw});
        }
        QVERIFY(history->commit());
        publisher.committed(source, events);
    }

    /** The numbers that a stream holds, in its order. */
    QString numbers(const QByteArray& stream)
    {
        RawHttp http(quint16(serving.url.port()));
        const RawAnswer all = http.ask("GET", "/v1/stream/" + stream);
        if (all.status != 200)
            return QString::number(all.status);
        QStringList numbers;
        for (const QJsonValue& frame : QJsonDocument::fromJson(all.body).array()) {
            const QJsonObject body = frame["payload"_L1]["properties"_L1].toObject();
            numbers += body.contains("n"_L1) ? QString::number(body["n"_L1].toInt())
                                             : body["part"_L1]["text"_L1].toString();
        }
        return numbers.join(u' ');
    }

    const ServedStream* stream(const QString& name) const
    {
        for (const ServedStream& one : serving.streams) {
            if (one.name == name)
                return &one;
        }
        return nullptr;
    }

    std::unique_ptr<History> history;
    Serving serving;
    StreamPublisher publisher;
};

} // namespace

class TestStreamPublisher : public QObject
{
    Q_OBJECT

private slots:
    void copiesWhatWasAndWhatComes()
    {
        Publishing p({});
        p.commit(1, 3);
        p.serve();
        QVERIFY(p.serving.state == Serving::State::Off); // told with its streams, a turn later
        p.publisher.publish(sesKey, true);
        QVERIFY(p.publisher.wants(source));
        p.commit(4, 5); // while it still catches up
        QTRY_COMPARE(p.serving.state, Serving::State::On);
        QTRY_COMPARE(p.numbers("session-ses_a"), u"1 2 3 4 5"_s);
        p.commit(6, 8);
        QTRY_COMPARE(p.numbers("session-ses_a"), u"1 2 3 4 5 6 7 8"_s);
        p.commit(1, 2, u"ses_b"_s);
        QTRY_VERIFY(p.stream(u"session-ses_a"_s));
        QTRY_COMPARE(p.stream(u"session-ses_a"_s)->messages, 8);
        QCOMPARE(p.stream(u"session-ses_a"_s)->session, sesKey);
        QVERIFY(!p.stream(u"session-ses_b"_s));
    }

    void aSourceHasOneStreamAndOneForEachSession()
    {
        Publishing p({});
        p.commit(1, 2);
        p.serve();
        p.publisher.publish(source);
        p.commit(3, 3, u"ses_b"_s);
        QTRY_VERIFY(p.stream(u"events"_s) && p.stream(u"events"_s)->messages == 3);
        p.commit(4, 4);
        QTRY_COMPARE(p.numbers("events"), u"1 2 3 4"_s);
        QCOMPARE(p.numbers("session-ses_a"), u"1 2 4"_s);
        QCOMPARE(p.numbers("session-ses_b"), u"3"_s);
        // It is the source that is mirrored; a session of it is no mirror of its own.
        QTRY_VERIFY(p.stream(u"session-ses_b"_s));
        QVERIFY(p.stream(u"session-ses_b"_s)->session == SessionKey());
    }

    void goesOnAfterARestartWithoutGapOrDouble()
    {
        const QTemporaryDir dir;
        {
            Publishing p(dir.path());
            p.serve();
            p.publisher.publish(source);
            p.commit(1, 1500); // more than a slice
            QTRY_VERIFY(p.stream(u"events"_s) && p.stream(u"events"_s)->messages == 1500);
        }
        {
            Publishing p(dir.path());
            p.commit(1501, 1502); // nobody serves meanwhile
        }
        Publishing p(dir.path());
        p.serve();
        QTRY_VERIFY(p.stream(u"events"_s) && p.stream(u"events"_s)->messages == 1502);
        p.commit(1503, 1503);
        QTRY_VERIFY(p.numbers("events").endsWith("1500 1501 1502 1503"_L1));
        QCOMPARE(p.numbers("session-ses_a").count(u' '), 1502);
    }

    void aNewHistoryDoublesNothing()
    {
        const QTemporaryDir dir;
        {
            Publishing p(dir.path());
            p.serve();
            p.publisher.publish(sesKey, true);
            p.commit(1, 3);
            QTRY_VERIFY(
                p.stream(u"session-ses_a"_s) && p.stream(u"session-ses_a"_s)->messages == 3);
        }
        for (const QString& file : QDir(dir.path()).entryList({u"history.db*"_s}))
            QFile::remove(dir.filePath(file));
        Publishing p(dir.path(), t0 + 1);
        p.commit(2, 4); // the server tells again what it still knows
        p.serve();
        QTRY_VERIFY(p.stream(u"session-ses_a"_s) && p.stream(u"session-ses_a"_s)->messages == 4);
        QCOMPARE(p.numbers("session-ses_a"), u"1 2 3 4"_s);
    }

    void aPartThatStreamsIsToldAsItStands()
    {
        Publishing p({});
        p.history->begin();
        qint64 row = 0;
        p.history->append(
            eventOf(u"message.part.updated"_s,
                {{u"sessionID"_s, u"ses_a"_s},
                    {u"part"_s,
                        QJsonObject{{u"id"_s, u"prt_1"_s}, {u"messageID"_s, u"msg_1"_s},
                            {u"sessionID"_s, u"ses_a"_s}, {u"type"_s, u"text"_s},
                            {u"text"_s, u""_s}}}},
                u"evt_part"_s),
            &row);
        p.history->appendLive(
            sesKey, MessageId(u"msg_1"_s), PartId(u"prt_1"_s), u"Half a sentence", false);
        QVERIFY(p.history->commit());
        p.serve();
        p.publisher.publish(sesKey, true);
        QTRY_COMPARE(p.numbers("session-ses_a"), u" Half a sentence"_s);
    }

    void whatIsNoLongerPublishedStays()
    {
        const QTemporaryDir dir;
        {
            Publishing p(dir.path());
            p.serve();
            p.publisher.publish(sesKey, true);
            p.commit(1, 2);
            QTRY_VERIFY(
                p.stream(u"session-ses_a"_s) && p.stream(u"session-ses_a"_s)->messages == 2);
            p.publisher.publish(sesKey, false);
            QVERIFY(!p.publisher.wants(source));
            p.commit(3, 3);
        }
        Publishing p(dir.path());
        p.serve();
        QTRY_VERIFY(p.stream(u"session-ses_a"_s));
        QVERIFY(!p.publisher.wants(source));
        QCOMPARE(p.numbers("session-ses_a"), u"1 2"_s);
    }

    void aTakenPortIsASentence()
    {
        Publishing first({});
        first.serve();
        QTRY_COMPARE(first.serving.state, Serving::State::On);
        Publishing second({});
        Serve how;
        how.port = quint16(first.serving.url.port());
        second.publisher.serve(how);
        QCOMPARE(second.serving.state, Serving::State::Failed);
        QCOMPARE(second.serving.issue.code, Issue::Code::PortInUse);
        how.port = 0;
        second.publisher.serve(how);
        QTRY_COMPARE(second.serving.state, Serving::State::On);
        second.publisher.stop();
        QCOMPARE(second.serving.state, Serving::State::Off);
    }
};

QTEST_GUILESS_MAIN(TestStreamPublisher)
#include "tst_streampublisher.moc"
