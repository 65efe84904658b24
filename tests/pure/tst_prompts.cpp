// SPDX-License-Identifier: MIT
#include "core/project/prompts.h"
#include "tests/support/eventbuilder.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

Prompt prompt(const QString& id, const QString& text)
{
    return {sesKey, id, text, timestampFromMs(t0), Prompt::State::Sending, {}, {}};
}

Fact said(const QString& id, qint64 created, Role role = Role::User)
{
    Message message;
    message.id = MessageId(id);
    message.session = ses;
    message.role = role;
    message.created = timestampFromMs(created);
    return MessageDescribed{message};
}

Fact words(const QString& message, const QString& text, bool synthetic = false)
{
    Part part;
    part.id = PartId("prt_"_L1 + message + text.left(3));
    part.message = MessageId(message);
    part.session = ses;
    part.kind = PartKind::Text;
    part.text = text;
    part.synthetic = synthetic;
    return PartDescribed{part};
}

/** "id state message" of each change. */
QStringList told(const ChangeBatch& batch)
{
    QStringList lines;
    for (const Change& change : batch) {
        const Prompt& p = std::get<PromptChanged>(change).prompt;
        lines << u"%1 %2 %3"_s.arg(p.id).arg(int(p.state)).arg(p.message.value()).trimmed();
    }
    return lines;
}

const QString kept = QString::number(int(Prompt::State::Kept));
const QString failed = QString::number(int(Prompt::State::Failed));

} // namespace

/** Words on their way, and how the server's copy of them is told (DG-62). */
class TestPrompts : public QObject
{
    Q_OBJECT

private slots:
    void aCopyIsToldByItsWordsAndPlace_data()
    {
        QTest::addColumn<bool>("partFirst");
        QTest::newRow("the message first") << false;
        QTest::newRow("its words first") << true; // DG-53
    }
    void aCopyIsToldByItsWordsAndPlace()
    {
        QFETCH(bool, partFirst);
        PromptsState state;
        add(state, prompt(u"a"_s, u"go on"_s), timestampFromMs(t0));
        ChangeBatch out;
        // The same words, said before: no copy of these.
        reduce(state, said(u"msg_old"_s, t0), out);
        reduce(state, words(u"msg_old"_s, u"go on"_s), out);
        QVERIFY(out.empty());
        if (partFirst)
            reduce(state, words(u"msg_1"_s, u"go on"_s), out);
        reduce(state, said(u"msg_1"_s, t0 + 5), out);
        if (!partFirst)
            reduce(state, words(u"msg_1"_s, u"go on"_s), out);
        QCOMPARE(told(out), QStringList{u"a %1 msg_1"_s.arg(kept)});
        QVERIFY(state.waiting.empty());
        QVERIFY(state.texts.isEmpty() && state.created.isEmpty() && state.sessions.isEmpty());
    }

    void equalWordsAreMatchedInTheOrderOfSending()
    {
        PromptsState state;
        add(state, prompt(u"a"_s, u"again"_s), {});
        add(state, prompt(u"b"_s, u"other"_s), {});
        add(state, prompt(u"c"_s, u"again"_s), {});
        ChangeBatch out;
        for (const auto& [id, text] : {std::pair(u"msg_1"_s, u"again"_s),
                 std::pair(u"msg_2"_s, u"again"_s), std::pair(u"msg_3"_s, u"other"_s)}) {
            reduce(state, said(id, t0 + 1), out);
            reduce(state, words(id, text), out);
        }
        QCOMPARE(told(out),
            (QStringList{
                u"a %1 msg_1"_s.arg(kept), u"c %1 msg_2"_s.arg(kept), u"b %1 msg_3"_s.arg(kept)}));
    }

    void whatTheServerAddsOrTheAgentSaysIsNoCopy()
    {
        PromptsState state;
        add(state, prompt(u"a"_s, u"hello"_s), {});
        ChangeBatch out;
        reduce(state, said(u"msg_1"_s, t0), out);
        reduce(state, words(u"msg_1"_s, u"hello"_s, true), out);
        reduce(state, said(u"msg_2"_s, t0, Role::Assistant), out);
        reduce(state, words(u"msg_2"_s, u"hello"_s), out);
        QVERIFY(out.empty());
        QCOMPARE(state.waiting.size(), size_t(1));
    }

    void onlyAReadThatBeganLaterSaysThatWordsAreLost()
    {
        PromptsState state;
        add(state, prompt(u"a"_s, u"hello"_s), {});
        ChangeBatch out;
        settleRead(state, ses, 900, out);
        QVERIFY(out.empty()); // nobody looks for them
        find(state, u"a"_s)->askedAfter = 100;
        settleRead(state, ses, 99, out);
        settleRead(state, SessionId(u"another"_s), 900, out);
        QVERIFY(out.empty());
        settleRead(state, ses, 100, out);
        QCOMPARE(told(out), QStringList{u"a %1"_s.arg(failed)});
        QCOMPARE(std::get<PromptChanged>(out.front()).prompt.issue.code, Issue::Code::PromptLost);
        QCOMPARE(std::get<PromptChanged>(out.front()).prompt.text, u"hello"_s);
    }

    void wordsToADeletedSessionAreThePersonsAgain()
    {
        PromptsState state;
        add(state, prompt(u"a"_s, u"hello"_s), {});
        ChangeBatch out;
        reduce(state, SessionGone{ses}, out);
        QCOMPARE(told(out), QStringList{u"a %1"_s.arg(failed)});
    }
};

QTEST_GUILESS_MAIN(TestPrompts)
#include "tst_prompts.moc"
