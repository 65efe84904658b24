// SPDX-License-Identifier: MIT
#include "ui/settingsfields.h"
#include "ui/settingstransfer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using settingstransfer::Plan;

namespace {

QByteArray document(const QByteArray& inside)
{
    return "{\"headgate-settings\": 1" + (inside.isEmpty() ? QByteArray() : ", " + inside) + "}";
}

void apply(const Plan& plan, Preferences& to)
{
    for (const auto& change : plan.changes)
        change.apply(to);
}

/** Everything other than it comes. */
void change(Preferences& preferences)
{
    preferences.setTheme(ThemeChoice::Contrast);
    preferences.setZoom(150);
    preferences.setFonts(u"Some Sans"_s, u"Some Mono"_s);
    preferences.setReducedMotion(true);
    preferences.setReading({true, ReadingWishes::Calls::AllFolded});
    NoticeWishes wishes;
    for (const NoticeKind kind : noticeKinds)
        wishes.of(kind) = {!wishes.of(kind).on, !wishes.of(kind).sound};
    wishes.quietHours = true;
    wishes.quietFrom = std::chrono::minutes(61);
    wishes.quietTo = std::chrono::minutes(122);
    wishes.muted = {SourceId(u"opencode:http://a:1"_s)};
    preferences.setNotices(wishes);
    preferences.setTrayShown(false);
    preferences.setStaysInTray(true);
    preferences.setKeys({{u"new-session"_s, u"Ctrl+Alt+N"_s}, {u"quit"_s, {}}});
    preferences.setSingleKeys(false);
    preferences.setTellsPresence(false);
    preferences.setServing(true);
    preferences.setServePort(5000);
}

} // namespace

class TestSettingsTransfer : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenIsTakenWhole()
    {
        const QTemporaryDir here;
        const QTemporaryDir there;
        Preferences from{here.path()};
        change(from);
        Preferences to{there.path()};
        const Plan plan = settingstransfer::read(settingstransfer::write(from), to);
        QVERIFY2(plan.refusal.isEmpty(), qPrintable(plan.refusal));
        QCOMPARE(plan.problems, QStringList());
        QVERIFY(plan.changes.size() > 20);
        apply(plan, to);
        QCOMPARE(settingstransfer::write(to), settingstransfer::write(from));
        QCOMPARE(to.zoom(), 150);
        QCOMPARE(to.notices(), from.notices());
        QCOMPARE(to.keys(), from.keys());
        QVERIFY(settingstransfer::read(settingstransfer::write(from), to).changes.empty());
    }

    void everyFieldTakesItsOwnValueAndNoOther()
    {
        const QTemporaryDir here;
        const QTemporaryDir there;
        const Preferences fresh{here.path()};
        Preferences other{there.path()};
        change(other);
        QStringList names;
        for (const auto& field : settingstransfer::settingsFields()) {
            const QString name = field.group + u'.' + field.name;
            QVERIFY2(!names.contains(name), qPrintable(name));
            names.append(name);
            QVERIFY2(field.trouble(field.get(fresh)).isEmpty(), qPrintable(name));
            QVERIFY2(field.trouble(field.get(other)).isEmpty(), qPrintable(name));
            const QString why = field.trouble(QJsonObject{{u"no"_s, 1}});
            QVERIFY2(why.endsWith(u'.'), qPrintable(name));
        }
    }

    void nothingSecretIsWritten()
    {
        Preferences preferences{{}};
        SourceConfig config;
        config.url = QUrl(u"http://anna:pass-word@example.org:4096"_s);
        config.user = u"anna"_s;
        config.password = u"pass-word"_s;
        preferences.addSource(config);
        SourceConfig stream;
        stream.kind = SourceKind::Stream;
        stream.url = QUrl(u"http://example.org/v1/stream/x?access_token=geheim&kind=a"_s);
        preferences.addSource(stream);
        const QByteArray written = settingstransfer::write(preferences);
        QVERIFY(written.contains("example.org:4096"));
        QVERIFY(written.contains("kind=a"));
        QVERIFY(!written.contains("pass-word"));
        QVERIFY(!written.contains("geheim"));
    }

    void serversAreAddedAndNamedAndNeverTakenAway()
    {
        const QTemporaryDir here;
        const QTemporaryDir there;
        Preferences from{here.path()};
        SourceConfig config;
        config.url = QUrl(u"http://a.example:4096"_s);
        config.name = u"bench"_s;
        from.addSource(config);
        const QByteArray written = settingstransfer::write(from);
        Preferences to{there.path()};
        Plan plan = settingstransfer::read(written, to);
        QCOMPARE(plan.servers.size(), 1);
        QCOMPARE(plan.servers.front().id(), config.id());
        QCOMPARE(plan.changes.size(), 1);
        config.name = u"old"_s;
        to.addSource(config);
        plan = settingstransfer::read(written, to);
        QVERIFY(plan.servers.empty());
        QCOMPARE(plan.changes.size(), 1);
        apply(plan, to);
        QCOMPARE(to.sources().front().name, u"bench"_s);
        QVERIFY(settingstransfer::read(document({}), to).changes.empty());
    }

    void whatIsNoFileOfSettingsIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing") << QByteArray() << u"no file of settings"_s;
        QTest::newRow("text") << QByteArray("hello") << u"no file of settings"_s;
        QTest::newRow("a list") << QByteArray("[1]") << u"no file of settings"_s;
        QTest::newRow("cut") << QByteArray("{\"headgate-settings\": 1, ") << u"no file"_s;
        QTest::newRow("another program's") << QByteArray("{\"a\": 1}") << u"does not say"_s;
        QTest::newRow("a newer form") << QByteArray("{\"headgate-settings\": 2}")
                                      << u"form 2, and this Headgate knows form 1"_s;
        QTest::newRow("a form in between")
            << QByteArray("{\"headgate-settings\": 1.5}") << u"form 1.5"_s;
        QTest::newRow("too large")
            << document("\"x\": \"" + QByteArray(settingstransfer::mostBytes, 'x') + "\"")
            << u"no file"_s;
    }
    void whatIsNoFileOfSettingsIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, says);
        const Plan plan = settingstransfer::read(bytes, Preferences{{}});
        QVERIFY2(plan.refusal.contains(says), qPrintable(plan.refusal));
        QVERIFY(plan.changes.empty());
    }

    void badValuesAreNamedAndTheOthersAreTaken_data()
    {
        QTest::addColumn<QByteArray>("inside");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char* name, const char* inside, const QString& problem) {
            QTest::newRow(name) << QByteArray(inside) << problem;
        };
        row("too large", R"("appearance": {"size": 900})",
            u"appearance.size is 900: it can be a whole number from 80 to 200."_s);
        row("another type", R"("reading": {"thoughts": "yes"})",
            u"reading.thoughts is yes: it can be true or false."_s);
        row("another word", R"("appearance": {"colours": "pink"})",
            u"appearance.colours is pink: it can be system, light, dark, contrast."_s);
        row("no time", R"("notifications": {"quietFrom": "25:00"})",
            u"notifications.quietFrom is 25:00: it can be a time as 22:30."_s);
        row("an unknown group", R"("colors": {"a": 1})",
            u"“colors” is nothing that Headgate knows."_s);
        row("an unknown name", R"("appearance": {"colour": 1})",
            u"“appearance.colour” is nothing that Headgate knows."_s);
        row("keys that answer", R"("keys": {"quit": "Ctrl+Return"})",
            u"keys.quit is Ctrl+Return: Enter with Ctrl or Alt answers requests or sends a "
            u"message, "
            "and nothing else."_s);
        row("no keys", R"("keys": {"quit": "rubbish"})",
            u"keys.quit is rubbish: That is not one chord."_s);
        row("an unknown action", R"("keys": {"fly": "Ctrl+Alt+F"})",
            u"“keys.fly” is nothing that Headgate knows."_s);
        row("keys given twice", R"("keys": {"add-server": "Ctrl+Alt+F", "quit": "Ctrl+Alt+F"})",
            u"keys.quit is Ctrl+Alt+F: “add-server” has these keys in the same file."_s);
        row("no address", R"("servers": [{"kind": "opencode", "url": "nowhere"}])",
            u"servers[0]: “nowhere” is no address that can be followed."_s);
        row("a password", R"("servers": [{"kind": "opencode", "url": "http://a:b@c.example:1"}])",
            u"servers[0]: a password stands in its address, and is not taken."_s);
    }
    void badValuesAreNamedAndTheOthersAreTaken()
    {
        QFETCH(QByteArray, inside);
        QFETCH(QString, problem);
        const Plan plan = settingstransfer::read(
            document(inside + ", \"serving\": {\"port\": 4444}"), Preferences{{}});
        QVERIFY2(plan.refusal.isEmpty(), qPrintable(plan.refusal));
        QVERIFY2(plan.problems.contains(problem), qPrintable(plan.problems.join(u'\n')));
        QCOMPARE(plan.problems.size(), 1);
        QVERIFY(std::ranges::any_of(plan.changes,
            [](const Plan::Change& change) { return change.what == "serving.port"_L1; }));
    }

    void anOldFileOfPreferencesGoesOnWorking()
    {
        QTemporaryDir profile;
        {
            QFile old(profile.filePath(u"preferences.ini"_s));
            QVERIFY(old.open(QIODevice::WriteOnly));
            old.write("[look]\ntheme=dark\nreducedMotion=true\n\n[sources]\n1\\kind=opencode\n"
                      "1\\name=\n1\\url=http://127.0.0.1:4096\n1\\user=\nsize=1\n");
        }
        const Preferences preferences(profile.path());
        QCOMPARE(preferences.theme(), ThemeChoice::Dark);
        QCOMPARE(preferences.zoom(), 100);
        QVERIFY(preferences.keys().isEmpty());
        QVERIFY(preferences.singleKeys());
        QCOMPARE(preferences.reading(), ReadingWishes());
        QVERIFY(preferences.tellsPresence());
        QCOMPARE(preferences.sources().size(), 1U);
    }
};

QTEST_MAIN(TestSettingsTransfer)
#include "tst_settingstransfer.moc"
