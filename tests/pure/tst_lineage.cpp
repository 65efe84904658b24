// SPDX-License-Identifier: MIT
#include "core/project/lineage.h"
#include "tests/support/logevents.h"

#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;

namespace {

Lineage of(const std::vector<StreamEvent>& events)
{
    Lineage state;
    for (const StreamEvent& event : events)
        reduce(state, event);
    return state;
}

StreamEvent caused(const QByteArray& id, const QByteArray& by)
{
    StreamEvent event = logEvent(0, "step");
    event.id = EventId(QString::fromLatin1(id));
    event.causationId = EventId(QString::fromLatin1(by));
    return event;
}

QStringList idsOf(const LineageTree& tree, const std::vector<qsizetype>& nodes)
{
    QStringList ids;
    for (const qsizetype node : nodes)
        ids.append(tree.nodes[size_t(node)].node.id);
    return ids;
}

} // namespace

class TestLineage : public QObject
{
    Q_OBJECT

private slots:
    // DS-08
    void everyRuleJoinsAndIsNamed()
    {
        const Lineage state = of({
            logEvent(1, "lifecycle.session.created", R"({"id":"ses_root","title":"Cache"})"),
            logEvent(2, "lifecycle.session.created",
                R"({"id":"ses_child","parentID":"ses_root","title":"Look"})"),
            logEvent(3, "agent.spawned",
                R"({"id":"intent_1","agent":"oracle","parent_session_id":"ses_child"})"),
            logEvent(4, "ledger.task.started",
                R"({"epicId":"ses_root","taskId":"ses_task","taskTitle":"Write"})"),
            logEvent(5, "execution.tool_start",
                R"({"sessionID":"ses_root","tool":"task","state":{"title":"Search","metadata":{"sessionId":"ses_tool"}}})"),
            logEvent(6, "agent.spawned", R"({"parentSessionId":"ses_root","prompt":"p"})",
                u"ses_old"_s, u"explore"_s),
            caused("e2", "e1"),
        });
        QCOMPARE(outline(treeOf(state)), uR"(ses_root (Cache)
  ses_child (Look) by parentID
    intent_1 (oracle) by parent_session_id
  ses_task (Write) by epicId/taskId
  ses_tool (Search) by task metadata, only spoken of
  ses_old (explore) by parentSessionId
e1, only spoken of
  e2 (step) by causation_id
)"_s);
    }

    // DS-09
    void descendantsComeBreadthFirst()
    {
        const Lineage state = of({logEvent(1, "start"), caused("a", "1"), caused("a1", "a"),
            caused("b", "1"), caused("a2", "a"), caused("b1", "b")});
        const LineageTree tree = treeOf(state);
        QCOMPARE(idsOf(tree, tree.roots), QStringList{u"1"_s});
        QCOMPARE(tree.nodes[size_t(tree.roots[0])].node.label,
            u"start"_s); // it came before anybody named it
        QCOMPARE(idsOf(tree, descendants(tree, tree.roots[0])),
            (QStringList{u"a"_s, u"b"_s, u"a1"_s, u"a2"_s, u"b1"_s}));
        const qsizetype a = state.byId.value(u"a"_s);
        QCOMPARE(idsOf(tree, descendants(tree, a)), (QStringList{u"a1"_s, u"a2"_s}));
    }

    void theStrongestRuleDecides()
    {
        const Lineage state = of({
            logEvent(1, "ledger.task.created", R"({"epicId":"ses_a","taskId":"ses_c"})"),
            logEvent(2, "lifecycle.session.created", R"({"id":"ses_c","parentID":"ses_b"})"),
            logEvent(3, "lifecycle.session.created", R"({"id":"ses_b"})"),
        });
        QCOMPARE(state.edges.size(), size_t(2)); // both are told
        const LineageTree tree = treeOf(state);
        const LineageTree::Node& child = tree.nodes[size_t(state.byId.value(u"ses_c"_s))];
        QCOMPARE(child.rule, LineageRule::SessionParent);
        QCOMPARE(tree.nodes[size_t(child.parent)].node.id, u"ses_b"_s);
        QCOMPARE(idsOf(tree, tree.unknownParents), QStringList{u"ses_a"_s});
    }

    // DS-10
    void cyclesOrphansAndDuplicatesAreHarmless()
    {
        const Lineage state = of({caused("a", "c"), caused("b", "a"), caused("c", "b"),
            caused("c", "b"), caused("d", "c"), caused("self", "self"), caused("orphan", "gone")});
        const LineageTree tree = treeOf(state);
        QCOMPARE(outline(tree), uR"(a (step), in a cycle
  b (step) by causation_id
    c (step) by causation_id
      d (step) by causation_id
self (step)
gone, only spoken of
  orphan (step) by causation_id
)"_s);
        QCOMPARE(idsOf(tree, descendants(tree, state.byId.value(u"a"_s))),
            (QStringList{u"b"_s, u"c"_s, u"d"_s}));
    }

    // DS-10
    void aHundredThousandNodesInARowAreHarmless()
    {
        Lineage state;
        constexpr int many = 100'000;
        for (int i = 1; i < many; ++i)
            reduce(state, caused(QByteArray::number(i), QByteArray::number(i - 1)));
        reduce(state, caused("0", QByteArray::number(many - 1))); // and the ring is closed
        const LineageTree tree = treeOf(state);
        QCOMPARE(tree.roots.size(), size_t(1));
        QCOMPARE(descendants(tree, tree.roots[0]).size(), size_t(many - 1));
        QCOMPARE(outline(tree).count(u'\n'), many);
    }
};

QTEST_GUILESS_MAIN(TestLineage)
#include "tst_lineage.moc"
