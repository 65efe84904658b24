// SPDX-License-Identifier: MIT
#include "core/project/markdownexport.h"

#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

QString exported(const Part& part, const QString& error = {})
{
    Session session;
    session.id = SessionId(u"ses_a"_s);
    Message message;
    message.role = Role::Assistant;
    message.errorText = error;
    return markdownExport(session, {{message, {part}}});
}

Part textOf(PartKind kind, const QString& text)
{
    Part part;
    part.kind = kind;
    part.text = text;
    return part;
}

} // namespace

class TestMarkdownExport : public QObject
{
    Q_OBJECT

private slots:
    void aSessionIsATitleAndItsMessages()
    {
        Session session;
        session.title = u"Fix it"_s;
        Message user;
        user.role = Role::User;
        Message agent;
        agent.role = Role::Assistant;
        agent.errorText = u"overloaded"_s;
        QCOMPARE(markdownExport(session,
                     {{user, {textOf(PartKind::Text, u"Please"_s)}},
                         {agent, {textOf(PartKind::Reasoning, u"a\nb"_s)}}}),
            u"# Fix it\n\n## User\n\nPlease\n\n## Assistant\n\n> a\n> b\n\n**Error:** overloaded"_s);
    }

    void anUntitledSessionHasItsId() { QVERIFY(exported({}).startsWith("# ses_a"_L1)); }

    void gapsAreShownWhereTheyAre()
    {
        Part part = textOf(PartKind::Text, u"abyz"_s);
        part.gaps = {2, 99};
        QVERIFY(exported(part).contains(u"ab […] yz […]"_s));
    }

    void aFenceIsLongerThanWhatItHolds()
    {
        Part part;
        part.kind = PartKind::Tool;
        part.tool.tool = u"bash"_s;
        part.tool.status = ToolStatus::Completed;
        part.tool.input = {{u"command"_s, u"cat <<'```'\n````\n"_s}};
        part.tool.output = u"```"_s;
        const QString text = exported(part);
        QVERIFY(text.contains("`````sh\ncat <<'```'\n````\n`````\n"_L1));
        QVERIFY(text.contains("````\n```\n````"_L1));
    }

    void aToolTellsHowItEnded()
    {
        Part part;
        part.kind = PartKind::Tool;
        part.tool.tool = u"edit"_s;
        part.tool.status = ToolStatus::Failed;
        part.tool.input = {{u"filePath"_s, u"/a"_s}};
        part.tool.diff = u"-a\n+b"_s;
        part.tool.error = u"no such file"_s;
        const QString text = exported(part);
        QVERIFY(text.contains("**edit** (failed)"_L1));
        QVERIFY(text.contains("```diff\n-a\n+b\n```"_L1));
        QVERIFY(text.contains("```\nno such file\n```"_L1));
        part.tool.status = ToolStatus::Running;
        QVERIFY(exported(part).contains("(not finished)"_L1));
    }

    void nothingIsShortened()
    {
        const QString large = QString(300'000, u'x');
        Part part;
        part.kind = PartKind::Tool;
        part.tool.output = large;
        QVERIFY(exported(part).contains(large));
    }

    void anUnknownPartIsShownAsItIs()
    {
        QVERIFY(
            exported(textOf(PartKind::Unknown, u"{\"a\":1}"_s)).contains("```\n{\"a\":1}\n```"_L1));
    }
};

QTEST_GUILESS_MAIN(TestMarkdownExport)
#include "tst_markdownexport.moc"
