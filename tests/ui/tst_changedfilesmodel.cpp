// SPDX-License-Identifier: MIT
#include "tests/ui/transcriptdata.h"
#include "ui/models/changedfilesmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using Model = ChangedFilesModel;

class TestChangedFilesModel : public QObject
{
    Q_OBJECT

    struct Tested
    {
        Model model;
        QAbstractItemModelTester tester{
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal};

        Tested() { model.setSession(transcriptKey()); }
        void load(const std::vector<Message>& messages, bool hasOlder = false)
        {
            TranscriptLoaded loaded;
            loaded.key = transcriptKey();
            loaded.hasOlder = hasOlder;
            for (const Message& one : messages)
                loaded.messages.push_back({one, {}});
            model.apply(loaded);
        }
        QStringList rows() const
        {
            QStringList lines;
            for (int row = 0; row < model.rowCount(); ++row) {
                const QModelIndex index = model.index(row);
                QStringList said;
                for (const int role : {int(Qt::DisplayRole), int(Model::DetailRole),
                         int(Model::SideRole), int(Model::MessageRole)}) {
                    if (const QString one = index.data(role).toString(); !one.isEmpty())
                        said += one;
                }
                lines += said.join(u" | "_s);
            }
            return lines;
        }
    };

    static Message turn(const QString& id, int at, std::vector<FileDiff> diffs)
    {
        Message made;
        made.id = MessageId(id);
        made.session = transcriptKey().session;
        made.role = Role::User;
        made.created = timestampFromMs(1'000'000 + at);
        made.diffs = std::move(diffs);
        return made;
    }

private slots:
    void filesOfTheNewestTurnComeFirst()
    {
        Tested t;
        t.load({turn(u"m1"_s, 1, {{u"a.txt"_s, {}, u"added"_s, 3, 0}}), turn(u"m2"_s, 2, {}),
            turn(u"m3"_s, 3,
                {{u"b.txt"_s, {}, u"deleted"_s, 0, 7}, {u"a.txt"_s, {}, u"modified"_s, 1, 1}})});
        QCOMPARE(t.rows(),
            (QStringList{u"2 files | +4 \u22128"_s, u"b.txt | deleted | +0 \u22127 | m3"_s,
                u"a.txt | in 2 turns | +4 \u22121 | m3"_s}));
        QCOMPARE(t.model.files(), 2);
        t.model.apply(MessageRemoved{transcriptKey(), MessageId(u"m3"_s)});
        QCOMPARE(
            t.rows(), (QStringList{u"1 file | +3 \u22120"_s, u"a.txt | new | +3 \u22120 | m1"_s}));
    }

    void whatIsNotLoadedIsSaid()
    {
        Tested t;
        t.load({turn(u"m2"_s, 2, {{u"b.txt"_s, {}, u"modified"_s, 1, 1}})}, true);
        QCOMPARE(t.model.rowCount(), 3);
        QVERIFY(t.rows().last().startsWith("Of the messages that are loaded"_L1));
        t.model.apply(OlderLoaded{transcriptKey(),
            {{turn(u"m1"_s, 1, {{u"<b>\u202e.txt"_s, {}, u"added"_s, 1, 0}}), {}}}, false});
        QCOMPARE(t.model.rowCount(), 3);
        QVERIFY(t.rows().last().contains("U+202E"_L1)); // what is hidden is written out
        t.model.apply(MessageChanged{transcriptKey(), turn(u"m1"_s, 1, {})});
        QCOMPARE(t.model.files(), 1);
    }

    void anotherSessionHasItsOwn()
    {
        Tested t;
        t.load({turn(u"m1"_s, 1, {{u"a.txt"_s, {}, u"added"_s, 3, 0}})});
        TranscriptLoaded other;
        other.key = {transcriptKey().source, SessionId(u"ses_other"_s)};
        t.model.apply(other);
        QCOMPARE(t.model.files(), 1);
        t.model.setSession(other.key);
        QCOMPARE(t.model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestChangedFilesModel)
#include "tst_changedfilesmodel.moc"
