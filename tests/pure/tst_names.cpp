// SPDX-License-Identifier: MIT
#include "core/domain/checkpoint.h"
#include "core/domain/messagenames.h"
#include "core/domain/source.h"
#include "core/domain/sourcetext.h"

#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

class TestNames : public QObject
{
    Q_OBJECT

private slots:
    void repliesReadBackWhatTheyWrite()
    {
        for (const Reply reply : {Reply::Once, Reply::Always, Reply::Reject, Reply::Answer})
            QCOMPARE(replyFromName(replyName(reply)), reply);
        QVERIFY(!replyFromName(u"yes"));
    }

    void rolesAndToolsKeepUpstreamsWords()
    {
        QCOMPARE(roleName(Role::Assistant), u"assistant"_s);
        QCOMPARE(toolStatusName(ToolStatus::Failed), u"error"_s);
        QCOMPARE(toolStatusName(ToolStatus::Pending), u"pending"_s);
    }

    void onlyABareAddressHasToBeAsked()
    {
        for (const auto& named : {u"demo:"_s, u" opencode:http://h"_s, u"stream:h/a"_s})
            QVERIFY(namesItsKind(named));
        for (const auto& bare : {u"http://h/v1/stream/a"_s, u"h:4096"_s, QString()})
            QVERIFY(!namesItsKind(bare));
    }

    void aSourceIdCarriesNoPassword()
    {
        SourceConfig config;
        config.url = QUrl(u"http://me:secret@127.0.0.1:4096/"_s);
        QCOMPARE(config.id().value(), u"opencode:http://127.0.0.1:4096"_s);
    }

    void anAddressSaysWhatAnswersThere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("id");
        const auto row = [](const char* text, const char* id) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(id);
        };
        row("demo:", "demo:");
        row("127.0.0.1:4096", "opencode:http://127.0.0.1:4096");
        row("http://h/prefix/", "opencode:http://h/prefix");
        row("stream:http://h/a?x=1", "stream:http://h/a?x=1");
        row("stream:h:4437/a%2Fb", "stream:http://h:4437/a%2Fb");
        row("http://h/v1/stream/a", "stream:http://h/v1/stream/a");
        row("https://h/streams/a", "stream:https://h/streams/a");
        row("http://h/stream", "opencode:http://h/stream");
        row("opencode:http://h/v1/stream/a", "opencode:http://h/v1/stream/a");
    }
    void anAddressSaysWhatAnswersThere()
    {
        QFETCH(QString, text);
        const auto config = sourceFromText(text);
        QVERIFY(config);
        QTEST(config->id().value(), "id");
    }

    void aStreamsIdCarriesNoPassword()
    {
        const auto config = sourceFromText(u"stream:http://me:secret@h/a"_s);
        QVERIFY(config);
        QCOMPARE(config->id().value(), u"stream:http://h/a"_s);
        QCOMPARE(config->password, u"secret"_s);
    }
};

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"
