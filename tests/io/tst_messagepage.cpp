// SPDX-License-Identifier: MIT
#include "core/io/messagepage.h"
#include "tests/support/eventbuilder.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;

namespace {

HttpAnswer answerOf(int status, const QByteArray& body)
{
    HttpAnswer answer;
    answer.status = status;
    answer.body = body;
    if (status >= 300)
        answer.issue.code = Issue::Code::Unreachable;
    return answer;
}

} // namespace

class TestMessagePage : public QObject
{
    Q_OBJECT

private slots:
    void bothPlacesAreAskedInTheirOwnWay()
    {
        QCOMPARE(messagePath(ses, {}, 100), u"/session/ses_a/message?limit=100"_s);
        QCOMPARE(messagePath(ses, "a b", 100), u"/session/ses_a/message?limit=100&before=a%20b"_s);
        QCOMPARE(messagePath(ses, MessagePage::next, 100),
            u"/api/session/ses_a/message?limit=100&order=desc"_s);
        QCOMPARE(messagePath(ses, MessagePage::next + "c=", 100),
            u"/api/session/ses_a/message?limit=100&cursor=c%3D"_s);
    }

    void theNewerListIsTurnedRound()
    {
        const QByteArray body = readData(u"next.newest.json"_s);
        const auto page = readMessagePage(source, ses, MessagePage::next, 3, answerOf(200, body));
        QVERIFY(page);
        QVERIFY(page->read);
        QVERIFY(page->older.startsWith(MessagePage::next));
        QVERIFY(page->older.size() > MessagePage::next.size());
        // The third is a switch of the agent: no message.
        QCOMPARE(page->messages.size(), 2);
        QCOMPARE(page->messages[0]["info"_L1]["role"_L1].toString(), u"user"_s);
        QCOMPARE(page->messages[1]["info"_L1]["role"_L1].toString(), u"assistant"_s);
        // With room for more nothing stands before it, whatever the cursor says.
        const auto whole = readMessagePage(source, ses, MessagePage::next, 4, answerOf(200, body));
        QVERIFY(whole->older.isEmpty());
    }

    void aServerWithoutTheNewerListHasNothingThere()
    {
        for (const HttpAnswer& answer : {answerOf(404, "{}"), answerOf(200, "<!doctype html>")}) {
            const auto page = readMessagePage(source, ses, MessagePage::next, 3, answer);
            QVERIFY(page && page->read && page->messages.isEmpty() && page->older.isEmpty());
        }
        // Nobody knows what one would have said that did not answer.
        const auto page = readMessagePage(source, ses, MessagePage::next, 3, answerOf(503, "{}"));
        QVERIFY(page && !page->read && page->messages.isEmpty());
    }

    void theOlderListNamesWhatIsWrong()
    {
        const auto code = [](const HttpAnswer& answer) {
            const auto page = readMessagePage(source, ses, {}, 3, answer);
            return page ? Issue::Code::None : page.error().code;
        };
        QCOMPARE(code(answerOf(200, "[]")), Issue::Code::None);
        QCOMPARE(code(answerOf(200, "{}")), Issue::Code::BadAnswer);
        QCOMPARE(code(answerOf(200, "<html>")), Issue::Code::BadAnswer);
        QCOMPARE(code(answerOf(404, "{}")), Issue::Code::SessionNotFound);
    }
};

QTEST_GUILESS_MAIN(TestMessagePage)
#include "tst_messagepage.moc"
