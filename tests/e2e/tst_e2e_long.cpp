// SPDX-License-Identifier: MIT
#include "tests/support/opencodeserver.h"
#include "tests/support/watcher.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

/** A long session on a real server: opened at its end, and paged to its begin. */
class TestE2eLong : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.start(), qPrintable(m_server.error()));
        m_session = m_server.createSession(u"Long"_s);
        QVERIFY(m_server.prompt(m_session, u"@say As it is written."_s, false));
        QVERIFY(m_server.waitUntilIdle(m_session));
        // By prompts it would take the server minutes.
        m_server.stop();
        fill();
        QVERIFY2(m_server.restart(), qPrintable(m_server.error()));
    }

    void threeThousandMessagesAreOpenedAndPaged()
    {
        const RestAnswer all = m_server.get(u"/session/"_s + m_session + "/message"_L1);
        const QStringList told = outline(all.array());
        QCOMPARE(all.array().size(), messages + 2);
        QTemporaryDir profile;
        {
            Watcher watcher(profile.path());
            QVERIFY(watcher.follow(m_server.url()));
            QVERIFY(watcher.waitUntilLive());
            QElapsedTimer clock;
            clock.start();
            QVERIFY(watcher.open(m_session));
            const qint64 opened = clock.elapsed();
            const auto& shown = watcher.transcript(m_session);
            QVERIFY(shown.messages.size() < size_t(messages));
            QCOMPARE(shown.lastText(), u"As it is written."_s);
            int pages = 1;
            for (; shown.hasOlder; ++pages) {
                const size_t before = shown.messages.size();
                watcher.submit(LoadOlder{{watcher.source(), SessionId(m_session)}});
                QVERIFY(watcher.waitFor(
                    [&] { return shown.messages.size() > before || !shown.hasOlder; }));
            }
            qInfo("3,000 messages: newest page after %lld ms, all %d pages after %lld ms", opened,
                pages, clock.elapsed());
            QCOMPARE(outline(shown), told);
            QCOMPARE(watcher.issues().size(), size_t(0));
        }
        // Out of the history, and the server says nothing new.
        Watcher again(profile.path());
        QVERIFY(again.follow(m_server.url()));
        QVERIFY(again.waitUntilLive());
        QElapsedTimer clock;
        clock.start();
        QVERIFY(again.open(m_session));
        qInfo("3,000 messages, held already: newest page after %lld ms", clock.elapsed());
        QCOMPARE(again.marks(m_session, Mark::Kind::Repaired), 0);
    }

private:
    static constexpr int messages = 3000;

    struct Template
    {
        qint64 created = 0;
        QJsonObject message;
        QJsonObject text;
    };

    /** Copies the one turn there is, a second from one message to the next, all before it. */
    void fill()
    {
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"long"_s);
            database.setDatabaseName(m_server.databasePath());
            QVERIFY2(database.open(), qPrintable(database.lastError().text()));
            QVERIFY(database.transaction());
            const std::vector<Template> turn = read(database);
            QCOMPARE(turn.size(), size_t(2));
            QSqlQuery message(database);
            QVERIFY(message.prepare(u"INSERT INTO message VALUES(?,?,?,?,?)"_s));
            QSqlQuery part(database);
            QVERIFY(part.prepare(u"INSERT INTO part VALUES(?,?,?,?,?,?)"_s));
            for (int i = 0; i < messages; ++i) {
                Template one = turn[size_t(i % 2)];
                const qint64 at = turn.front().created - (messages - i) * 1000LL;
                const QString id = u"_0000%1Long0000000000"_s.arg(i, 8, 16, QLatin1Char('0'));
                QJsonObject time = one.message["time"_L1].toObject();
                time[u"created"_s] = at;
                one.message[u"time"_s] = time;
                one.text[u"text"_s] = u"Message %1"_s.arg(i);
                const QString of = u"msg"_s + id;
                const QString text = u"prt"_s + id;
                run(message, {of, m_session, at, at, textOf(one.message)});
                run(part, {text, of, m_session, at, at, textOf(one.text)});
            }
            QVERIFY2(database.commit(), qPrintable(database.lastError().text()));
        }
        QSqlDatabase::removeDatabase(u"long"_s);
    }

    std::vector<Template> read(QSqlDatabase& database) const
    {
        std::vector<Template> turn;
        QSqlQuery query(database);
        query.prepare(u"SELECT m.time_created, m.data, p.data FROM message m JOIN part p ON "
                      "p.message_id=m.id WHERE m.session_id=? AND "
                      "json_extract(p.data, '$.type')='text' ORDER BY m.time_created"_s);
        query.addBindValue(m_session);
        if (!query.exec())
            qWarning("%s", qPrintable(query.lastError().text()));
        const auto object = [&query](int column) {
            return QJsonDocument::fromJson(query.value(column).toByteArray()).object();
        };
        while (query.next())
            turn.push_back({query.value(0).toLongLong(), object(1), object(2)});
        return turn;
    }

    static QString textOf(const QJsonObject& object)
    {
        return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    }

    static void run(QSqlQuery& query, const QVariantList& values)
    {
        for (qsizetype i = 0; i < values.size(); ++i)
            query.bindValue(int(i), values[i]);
        if (!query.exec())
            qFatal("%s", qPrintable(query.lastError().text()));
    }

    OpenCodeServer m_server;
    QString m_session;
};

QTEST_GUILESS_MAIN(TestE2eLong)
#include "tst_e2e_long.moc"
