// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "tests/ui/modelgolden.h"
#include "ui/models/todolistmodel.h"
#include "ui/words/todowords.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;
using Model = TodoListModel;

class TestTodoListModel : public QObject
{
    Q_OBJECT

    struct Tested
    {
        Model model;
        QAbstractItemModelTester tester{
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal};

        Tested()
        {
            model.setSession(FakeFeed::mainSession());
            model.apply(FakeFeed::todos().front());
        }
        void tell(const std::vector<Todo>& todos)
        {
            model.apply(TodosChanged{FakeFeed::mainSession(), todos});
        }
    };

    static std::vector<Todo> told()
    {
        return std::get<TodosChanged>(FakeFeed::todos().front()).todos;
    }

private slots:
    void eachTodoSaysHowItStands() // DG-44
    {
        Tested t;
        QVERIFY(matchesGolden(
            rolesAsText(t.model,
                {{Qt::DisplayRole, u"words"_s}, {Model::StateWordsRole, u"state"_s},
                    {Model::PriorityRole, u"priority"_s}, {Qt::AccessibleTextRole, u"heard"_s}}),
            u"ui/todolist.txt"_s));
        QCOMPARE(t.model.total(), 6);
        QCOMPARE(t.model.done(), 2);
        QCOMPARE(t.model.open(), 3); // what was dropped is not open
    }

    void aRowThatKeepsItsPlaceChanges()
    {
        Tested t;
        QSignalSpy changed(&t.model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(&t.model, &QAbstractItemModel::rowsInserted);
        std::vector<Todo> todos = told();
        todos[4].status = u"in_progress"_s;
        todos.push_back({u"Tell the team"_s, u"pending"_s, {}});
        t.tell(todos);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 4);
        QCOMPARE(inserted.count(), 1);
        t.tell({});
        QCOMPARE(t.model.rowCount(), 0);
        QCOMPARE(t.model.open(), 0);
    }

    void anotherSessionsTodosAreNotItsOwn()
    {
        Tested t;
        t.model.apply(TodosChanged{FakeFeed::exploring(), {}});
        QCOMPARE(t.model.rowCount(), 6);
        t.model.setSession(FakeFeed::exploring());
        QCOMPARE(t.model.rowCount(), 0);
        t.tell(told());
        QCOMPARE(t.model.rowCount(), 0);
    }

    void whatAnAgentWritesCannotHideOrFlood()
    {
        Tested t;
        const QString hidden = u"rm\u202E -rf\nnext line"_s;
        std::vector<Todo> todos(Model::capacity + 7, {u"again"_s, u"pending"_s, {}});
        todos[0] = {hidden, u"paused\u200B"_s, {}};
        todos[1] = {QString(100'000, u'x'), {}, {}};
        t.tell(todos);
        QCOMPARE(t.model.rowCount(), Model::capacity);
        QCOMPARE(t.model.total(), Model::capacity + 7);
        const QString line = t.model.index(0).data().toString();
        QVERIFY2(line.contains(u"U+202E"_s) && !line.contains(u'\n'), qPrintable(line));
        QVERIFY(t.model.index(0).data(Model::StateWordsRole).toString().startsWith(u"paused"_s));
        QCOMPARE(t.model.index(0).data(Model::StateRole).toInt(), int(words::TodoState::Open));
        QVERIFY(t.model.index(1).data().toString().size() < 2100);
    }
};

QTEST_MAIN(TestTodoListModel)
#include "tst_todolistmodel.moc"
