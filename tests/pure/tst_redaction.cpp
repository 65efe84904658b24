// SPDX-License-Identifier: MIT
#include "core/project/redaction.h"
#include "core/project/sessionfile.h"
#include "core/project/textpieces.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

QSet<RedactionRule> allRules()
{
    QSet<RedactionRule> rules;
    for (const RedactionRow& row : redactionRows())
        rules.insert(row.rule);
    return rules;
}

QString redact(const QString& text)
{
    return Redaction(allRules()).apply(text);
}

} // namespace

class TestRedaction : public QObject
{
    Q_OBJECT

private slots:
    void whatOthersMustNotReadIsTakenOut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* tag, const QString& text, const QString& expected) {
            QTest::newRow(tag) << text << expected;
        };
        row("a key of a model's provider", u"use sk-ant-api03-abcDEF0123456789xyz now"_s,
            u"use [redacted: token] now"_s);
        row("a token of a code host", u"ghp_0123456789abcdefghijABCDEFGHIJ012345"_s,
            u"[redacted: token]"_s);
        row("a JSON web token", u"t=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4"_s,
            u"t=[redacted: token]"_s);
        row("an access key id", u"AKIAIOSFODNN7EXAMPLE"_s, u"[redacted: token]"_s);
        row("a header", u"curl -H 'Authorization: Bearer abcdef123456' x"_s,
            u"curl -H 'Authorization: Bearer [redacted: authorization]' x"_s);
        row("a header of another scheme", u"Authorization: Basic dXNlcjpwYXNz"_s,
            u"Authorization: Basic [redacted: authorization]"_s);
        row("a cookie", u"Cookie: session=0123456789"_s, u"Cookie: [redacted: authorization]"_s);
        row("a password in an address", u"postgres://app:hunter2@db/shop"_s,
            u"postgres://app:[redacted: password]@db/shop"_s);
        row("a variable", u"DB_PASSWORD=hunter22\nPORT=1"_s,
            u"DB_PASSWORD=[redacted: password]\nPORT=1"_s);
        row("a quoted value with blanks", u"password: \"correct horse\""_s,
            u"password: [redacted: password]"_s);
        row("a JSON text", u"{\"apiKey\": \"abcd1234\"}"_s, u"{\"apiKey\": [redacted: key]}"_s);
        row("a secret", u"CLIENT_SECRET='x1y2z3'"_s, u"CLIENT_SECRET=[redacted: key]"_s);
        row("a variable in camel case", u"dbPassword = 'x1y2'"_s,
            u"dbPassword = [redacted: password]"_s);
        row("a short name", u"DB_PASS=hunter22"_s, u"DB_PASS=[redacted: password]"_s);
        row("a private key",
            u"-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----\nok"_s,
            u"[redacted: private-key]\nok"_s);
        row("a private key that was cut", u"-----BEGIN PRIVATE KEY-----\nMII"_s,
            u"[redacted: private-key]"_s);
        row("a home directory", u"cat /home/ada/shop/cart.cpp"_s, u"cat ~/shop/cart.cpp"_s);
        row("that of a Mac", u"/Users/ada"_s, u"~"_s);
        row("that of Windows", u"C:\\Users\\ada\\shop"_s, u"~\\shop"_s);
        row("that of root", u"ls /root"_s, u"ls ~"_s);
        const QString ofRoot = u"/root"_s; // with something behind it
        row("what lies in that of root", ofRoot + u"/.ssh"_s, u"~/.ssh"_s);
        row("a mail address", u"by Ada <ada@example.org>"_s, u"by Ada <[redacted: mail]>"_s);
    }
    void whatOthersMustNotReadIsTakenOut()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(redact(text), expected);
        // Once taken out, nothing more is found.
        QCOMPARE(redact(expected), expected);
    }

    void whatIsNoSecretStays_data()
    {
        QTest::addColumn<QString>("text");
        for (const auto& text :
            {u"the password is asked for"_s, u"tokens: 1200"_s, u"password = null"_s,
                u"/homepage/x"_s, u"see /usr/root"_s, u"git@2.0"_s, u"PASS   : TestCart::adds()"_s,
                u"bypass: never"_s, u"https://example.org:8080/a@b"_s, u"sk-short"_s,
                u"the secret of good code"_s, u"password: ${DB_PASSWORD}"_s})
            QTest::newRow(qPrintable(text)) << text;
    }
    void whatIsNoSecretStays()
    {
        QFETCH(QString, text);
        QCOMPARE(redact(text), text);
    }

    void rulesCanBeSwitchedOff()
    {
        Redaction none({});
        QVERIFY(none.isOff());
        QCOMPARE(none.apply(u"/home/ada password=hunter22"_s), u"/home/ada password=hunter22"_s);
        Redaction some({RedactionRule::Home});
        QCOMPARE(some.apply(u"/home/ada password=hunter22"_s), u"~ password=hunter22"_s);
        QCOMPARE(some.found(),
            (std::vector<RedactionFound>{{RedactionRule::Home, 1, {u"/home/ada"_s}}}));
    }

    void whatWasFoundIsCountedWithExamples()
    {
        Redaction redaction(allRules());
        redaction.apply(u"/home/ada /home/ada /home/bob a@b.org"_s);
        const auto found = redaction.found();
        QCOMPARE(found.size(), size_t(2));
        QCOMPARE(found[0].count, 3);
        QCOMPARE(found[0].examples, (QStringList{u"/home/ada"_s, u"/home/bob"_s}));
        QCOMPARE(redaction.total(), 4);
    }

    void fieldsAreKnownByTheirNames()
    {
        Redaction redaction(allRules());
        const QJsonObject object{{u"password"_s, u"x"_s}, {u"accessToken"_s, u"abc"_s},
            {u"api_key"_s, u"k"_s}, {u"tokens"_s, 12}, {u"path"_s, u"/home/ada/x"_s},
            {u"list"_s, QJsonArray{u"/home/ada"_s}}};
        const QJsonObject out = redaction.apply(QJsonValue(object)).toObject();
        QCOMPARE(out["password"_L1].toString(), u"[redacted: password]"_s);
        QCOMPARE(out["accessToken"_L1].toString(), u"[redacted: key]"_s);
        QCOMPARE(out["api_key"_L1].toString(), u"[redacted: key]"_s);
        QCOMPARE(out["tokens"_L1].toInt(), 12);
        QCOMPARE(out["path"_L1].toString(), u"~/x"_s);
        QCOMPARE(out["list"_L1][0].toString(), u"~"_s);
    }

    void everyTextOfAMessageIsSeen()
    {
        MessageWithParts message;
        message.message.errorText = u"/home/ada"_s;
        message.message.diffs = {{u"/home/ada/f"_s, u"+/home/ada"_s, {}, 1, 0}};
        Part part;
        part.text = u"/home/ada"_s;
        part.gaps = {2};
        part.fileName = u"/home/ada/f"_s;
        part.url = u"file:///home/ada/f"_s;
        part.tool = {{}, {}, {}, u"/home/ada"_s, {{u"filePath"_s, u"/home/ada/f"_s}},
            u"/home/ada"_s, u"/home/ada"_s, u"/home/ada"_s,
            {{u"/home/ada/g"_s, {}, u"file:///home/ada/g"_s}}, {}, {}, {}};
        message.parts = {part};
        Redaction redaction(allRules());
        redaction.apply(message);
        QCOMPARE(redaction.total(), 13);
        QVERIFY(message.parts[0].gaps.empty());
        QCOMPARE(message.parts[0].url, u"file://~/f"_s);
    }

    void aSecretThatWasCutInTwoIsNotTold()
    {
        const auto chunk = [](const QString& text, const QString& agent) {
            return QJsonObject{{u"data"_s, QJsonObject{{u"text"_s, text}, {u"agentId"_s, agent}}}};
        };
        TextPieces pieces;
        const QList<QJsonObject> all{chunk(u"key sk-abcdefgh"_s, u"a"_s),
            chunk(u"all is well"_s, u"b"_s), chunk(u"ijklmnop1234 ok"_s, u"a"_s)};
        for (const QJsonObject& one : all)
            pieces.add(u"chunk"_s, one);
        pieces.judge(allRules());
        QStringList told;
        for (QJsonObject one : all) {
            pieces.withhold(u"chunk"_s, one);
            told += one["data"_L1]["text"_L1].toString();
        }
        QCOMPARE(
            told, (QStringList{u"[redacted: piece]"_s, u"all is well"_s, u"[redacted: piece]"_s}));
        QJsonObject other = all[0];
        QVERIFY(!pieces.withhold(u"tool:start"_s, other));
    }

    /** As outputs of tools may be. */
    void longTextsAreNoTrouble()
    {
        const QString hex(QString(u"0123456789abcdef"_s).repeated(20'000));
        QCOMPARE(redact(hex), hex);
        const QString dashes(QString(u"ab-cd_"_s).repeated(50'000));
        QCOMPARE(redact(dashes), dashes);
        const QString blanks = u"token"_s + QString(300'000, u' ') + u"x"_s;
        QCOMPARE(redact(blanks), blanks);
    }

    void fileNamesAreSafe_data()
    {
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("name");
        const auto row = [](const char* tag, const QString& title, const QString& name) {
            QTest::newRow(tag) << title << name;
        };
        row("words", u"Mend the cart!"_s, u"mend-the-cart.md"_s);
        row("a way out", u"../../etc/passwd"_s, u"etc-passwd.md"_s);
        row("nothing", u""_s, u"ses-a.md"_s);
        row("only signs", u"///"_s, u"ses-a.md"_s);
        row("a device", u"CON"_s, u"session-con.md"_s);
        row("a numbered device", u"lpt1"_s, u"session-lpt1.md"_s);
        row("accents", u"Café déjà"_s, u"cafe-deja.md"_s);
        row("another script", u"修復"_s, u"修復.md"_s);
        row("very long", QString(500, u'a'), QString(60, u'a') + u".md"_s);
        row("control characters", u"a\nb\0c"_s, u"a-b-c.md"_s);
        row("a dot", u".hidden"_s, u"hidden.md"_s);
    }
    void fileNamesAreSafe()
    {
        QFETCH(QString, title);
        QFETCH(QString, name);
        QCOMPARE(sessionfile::safeName(title, SessionId(u"ses_a"_s), ExportFormat::Markdown), name);
    }

    void htmlEscapesEverything()
    {
        const QString bad = u"<script>alert('x')</script>\"&\u202e"_s;
        SessionFileHead head;
        head.key = {SourceId(bad), SessionId(bad)};
        head.title = bad;
        MessageWithParts message;
        message.message.id = MessageId(bad);
        message.message.model = bad;
        message.message.errorText = bad;
        for (const PartKind kind : {PartKind::Text, PartKind::Reasoning, PartKind::Tool,
                 PartKind::File, PartKind::Agent, PartKind::Retry, PartKind::Unknown}) {
            Part part;
            part.kind = kind;
            part.type = part.text = part.fileName = bad;
            part.tool = {bad, bad, ToolStatus::Failed, bad, {{bad, bad}}, bad + QString(2000, u'x'),
                bad, bad, {{bad, bad, bad}}, {}, {}, {}};
            message.parts.push_back(part);
        }
        Mark mark;
        mark.kind = Mark::Kind::Error;
        mark.detail = bad;
        HeldEvent event;
        event.row.type = bad;
        event.row.id = EventId(bad);
        event.file = bad;
        event.at = 1;
        const QByteArray html = sessionfile::htmlBegin(head)
            + sessionfile::htmlMessage(message, bad) + sessionfile::htmlMark(mark)
            + sessionfile::htmlEvents() + sessionfile::htmlEvent(event, false)
            + sessionfile::htmlEnd({1, 0, {}});
        QVERIFY(!html.contains("<script"));
        QVERIFY(!html.contains("\u202e"));
        QVERIFY(!html.contains("http://") && !html.contains("https://") && !html.contains("src="));
        QVERIFY(!html.contains("alert('x')</script>"));
        QVERIFY(html.contains("&lt;script&gt;"));
    }
};

QTEST_APPLESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
