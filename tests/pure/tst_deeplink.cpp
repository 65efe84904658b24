// SPDX-License-Identifier: MIT
#include "core/domain/deeplink.h"

#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

class TestDeepLink : public QObject
{
    Q_OBJECT

private slots:
    void aLinkNamesASession_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("session"); // empty: refused
        const auto row = [](const char* name, const QString& text, const QString& session = {}) {
            QTest::newRow(name) << text << session;
        };
        row("plain", u"headgate://open?session=ses_1"_s, u"ses_1"_s);
        row("as a desktop writes it", u"headgate://open/?session=ses_1"_s, u"ses_1"_s);
        row("in capitals", u"HEADGATE://OPEN?session=Ses_1"_s, u"Ses_1"_s);
        row("encoded", u"headgate://open?session=a%2Fb"_s, u"a/b"_s);
        row("more is passed over", u"headgate://open?session=x&reply=always"_s, u"x"_s);
        row("no session", u"headgate://open"_s);
        row("another verb", u"headgate://approve?session=ses_1"_s);
        row("another scheme", u"https://open?session=ses_1"_s);
        row("a control character", u"headgate://open?session=a%0Ab"_s);
        row("a space", u"headgate://open?session=a%20b"_s);
        row("what turns the direction", u"headgate://open?session=a%E2%80%AEb"_s);
        row("endless", u"headgate://open?session="_s + QString(5000, u'a'));
        row("rubbish", u"headgate:%%%"_s);
        row("a message with a line end", u"headgate://open?session=x&message=a%0Ab"_s);
        row("a part that turns the direction", u"headgate://open?session=x&part=a%E2%80%AEb"_s);
    }
    void aLinkNamesASession()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, session);
        const auto found = readLink(text);
        QCOMPARE(bool(found), !session.isEmpty());
        if (found)
            QCOMPARE(found->session.value(), session);
        else
            QCOMPARE(found.error().code, Issue::Code::BadSource);
    }

    void whatALinkIsMadeOfIsReadBack_data()
    {
        QTest::addColumn<QString>("session");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("part");
        QTest::newRow("a session") << u"ses_1"_s << QString() << QString();
        QTest::newRow("a message") << u"ses_1"_s << u"msg_1"_s << QString();
        QTest::newRow("a part") << u"ses_1"_s << u"msg_1"_s << u"prt_1"_s;
        QTest::newRow("signs of links") << u"a/b?c=d&e"_s << u"m#1+2"_s << u"p%20;é世"_s;
    }
    void whatALinkIsMadeOfIsReadBack()
    {
        QFETCH(const QString, session);
        QFETCH(const QString, message);
        QFETCH(const QString, part);
        const DeepLink link{SessionId(session), MessageId(message), PartId(part)};
        const auto read = readLink(linkTo(link));
        QVERIFY(read);
        QCOMPARE(*read, link);
    }
};

QTEST_GUILESS_MAIN(TestDeepLink)
#include "tst_deeplink.moc"
