// SPDX-License-Identifier: MIT
#include "core/ownlog.h"
#include "core/project/ownwords.h"
#include "ui/words/supportwords.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Timestamp at = timestampFromMs(1'747'219'500'000);

/** What must never be in anything that is given to others. */
QStringList planted()
{
    return {u"hunter2horse"_s, u"sk-ant-REDACTME0123456789abcdef"_s,
        u"ghp_0123456789abcdef0123456789abcdef0123"_s, u"abc.def.secretbearer"_s,
        QDir::homePath() + u"/shop"_s, u"/home/mallory"_s, u"mallory@example.org"_s,
        u"querysecret99"_s, u"the agent said this"_s};
}

SourceStatus secretSource()
{
    SourceStatus s;
    s.id = SourceId(u"opencode:http://mallory:hunter2horse@10.0.0.7:4096"_s);
    s.url =
        QUrl(u"http://mallory:hunter2horse@10.0.0.7:4096/x?token=querysecret99#querysecret99"_s);
    s.state = SyncState::Waiting;
    s.issue = {Issue::Code::Unreachable, s.id,
        {u"password=hunter2horse at /home/mallory/x of mallory@example.org"_s}};
    s.events = 12;
    s.lastByte = at - 5s;
    s.since = at - 1h;
    return s;
}

words::SupportFacts secretFacts()
{
    words::SupportFacts facts;
    facts.system.version = u"0.1.0"_s;
    facts.system.qtBuilt = u"6.4.2"_s;
    facts.system.qtRunning = u"6.5.0"_s;
    facts.connections = {u"0.1.0"_s, at, {secretSource()}, {}};
    SourceHealth health;
    health.source = secretSource().id;
    health.minutes.push_back({at, 1000, 3, 200ms, 1});
    health.happened.push_back({at - 1min, HealthEvent::Kind::Lost, 0, 0ms, secretSource().issue});
    health.happened.push_back({at, HealthEvent::Kind::Connected, 3, 60s, {}});
    facts.connections.health.sources.push_back(health);
    facts.history =
        DatabaseFacts{u"history.db"_s, 4096, 9, u"wal"_s, 10, 1, {{u"event"_s, 12}}, {u"ok"_s}, {}};
    facts.settings = {words::settingText(u"theme"_s, u"dark"_s),
        words::settingText(u"sources/1/url"_s, u"http://x:hunter2horse@y/?k=querysecret99"_s),
        words::settingText(u"draft"_s, u"the agent said this"_s),
        words::settingText(u"/home/mallory of a key"_s, u"x"_s),
        words::settingText(u"list"_s, QStringList{u"the agent said this"_s, u"b"_s})};
    LogLine line;
    line.at = at;
    line.level = LogLevel::Warning;
    line.category = u"source"_s;
    line.text = u"Authorization: Bearer abc.def.secretbearer, key "
                "sk-ant-REDACTME0123456789abcdef, ghp_0123456789abcdef0123456789abcdef0123 in "_s
        + QDir::homePath() + u"/shop"_s;
    facts.log.push_back(line);
    return facts;
}

} // namespace

/** What is written for others: reports, the log, the bundle. Nothing in it may be a secret. */
class TestSupportWords : public QObject
{
    Q_OBJECT

private slots:
    void nothingPlantedIsInTheBundle()
    {
        const QString text = words::supportText(secretFacts());
        for (const QString& secret : planted())
            QVERIFY2(!text.contains(secret), qPrintable(secret + u"\n"_s + text));
        for (const QString& wanted : {u"0.1.0"_s, u"6.5.0 (built with 6.4.2)"_s, u"10.0.0.7:4096"_s,
                 u"history.db"_s, u"event: 12"_s, u"theme = dark"_s, u"Connected again after"_s})
            QVERIFY2(text.contains(wanted), qPrintable(wanted + u"\n"_s + text));
    }

    void nothingPlantedIsInTheReports()
    {
        const words::ConnectionReport report = secretFacts().connections;
        const QString markdown = words::reportMarkdown(report);
        const QJsonObject json = words::reportJson(report);
        const QString text = QString::fromUtf8(QJsonDocument(json).toJson());
        for (const QString& secret : planted()) {
            QVERIFY2(!markdown.contains(secret), qPrintable(secret + u"\n"_s + markdown));
            QVERIFY2(!text.contains(secret), qPrintable(secret + u"\n"_s + text));
        }
        const QJsonObject one = json["sources"_L1].toArray().at(0).toObject();
        QCOMPARE(one["now"_L1]["state"_L1].toString(), u"waiting"_s);
        QCOMPARE(one["now"_L1]["address"_L1].toString(), u"http://10.0.0.7:4096/x"_s);
        QCOMPARE(one["lastHour"_L1]["bytes"_L1].toInt(), 1000);
        QCOMPARE(one["happened"_L1].toArray().size(), 2);
        QVERIFY2(markdown.contains(u"Last hour: 1.0 kB in 3 events"_s), qPrintable(markdown));
    }

    void settingsTellNoWords()
    {
        QCOMPARE(words::settingText(u"tray"_s, true), u"tray = true"_s);
        QCOMPARE(words::settingText(u"port"_s, 4437), u"port = 4437"_s);
        QCOMPARE(words::settingText(u"name"_s, u"My server"_s), u"name = (9 characters)"_s);
        QCOMPARE(
            words::settingText(u"x"_s, u"correcthorsebatterystaple"_s), u"x = (25 characters)"_s);
    }

    void addressesKeepOnlyWhereTheyLead()
    {
        QCOMPARE(withoutSecrets(u"GET http://a:b@host:1/p?q=1#f failed"_s),
            u"GET http://host:1/p failed"_s);
        QCOMPARE(withoutSecrets(u"wss://host/x y"_s), u"wss://host/x y"_s);
        QCOMPARE(plainAddress(QUrl(u"https://u:p@h/x?y=1#z"_s)), u"https://h/x"_s);
    }

    void theLogKeepsNoSecret()
    {
        QTemporaryDir dir;
        const QString file = dir.filePath(u"own.log"_s);
        QVERIFY(ownlog::begin({LogLevel::Info, LogLevel::Info, file}));
        const qint64 before = ownlog::newest();
        qCWarning(logSource).noquote() << "password=hunter2horse for http://u:hunter2horse@h/?x=1";
        qCDebug(logSource) << "too small to be told";
        qWarning("said by a library");
        const auto lines = ownlog::linesAfter(before);
        QCOMPARE(lines.size(), size_t(2));
        QCOMPARE(lines[0].category, u"source"_s);
        QCOMPARE(lines[1].category, u"qt"_s);
        QVERIFY2(!lines[0].text.contains(u"hunter2horse"_s), qPrintable(lines[0].text));
        QFile in(file);
        QVERIFY(in.open(QFile::ReadOnly));
        const QString text = QString::fromUtf8(in.readAll());
        QVERIFY(text.contains(u"said by a library"_s));
        QVERIFY(!text.contains(u"hunter2horse"_s));
        QVERIFY(!(QFile::permissions(file) & (QFile::ReadOther | QFile::ReadGroup)));
    }

    void theLogIsBounded()
    {
        QVERIFY(ownlog::begin({LogLevel::Info, LogLevel::Error, {}}));
        const qint64 before = ownlog::newest();
        for (int i = 0; i < 5000; ++i)
            qCInfo(logSource) << "again" << i;
        QVERIFY(ownlog::linesAfter(0).size() <= logLinesKept);
        // A loop that complains does not push out what was said before it.
        QVERIFY(ownlog::newest() - before < 5000);
    }

    void aFileThatCannotBeWrittenIsSaid()
    {
        const Outcome begun = ownlog::begin({LogLevel::Info, {}, u"/nowhere/at/all/own.log"_s});
        QVERIFY(!begun);
        QCOMPARE(begun.error().code, Issue::Code::LogError);
        QVERIFY(ownlog::begin({}));
    }
};

QTEST_GUILESS_MAIN(TestSupportWords)
#include "tst_supportwords.moc"
