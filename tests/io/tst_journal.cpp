// SPDX-License-Identifier: MIT
#include "core/store/auditfile.h"
#include "core/store/history.h"
#include "core/store/journal.h"
#include "tests/support/eventbuilder.h"

#include <QCryptographicHash>
#include <QLockFile>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;

class TestJournal : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_history = std::move(*History::open({}));
    }

    void aDecisionIsWrittenBeforeItIsSentAndOnceWhenItIsSettled()
    {
        Journal journal(m_history->database(), m_dir->path());
        decide(journal, u"per_1"_s);
        QVERIFY(lines().isEmpty());
        QCOMPARE(rows(u"settled IS NULL"_s), 1);
        settle(journal, u"per_1"_s, CheckpointState::Confirmed);
        settle(journal, u"per_1"_s, CheckpointState::Confirmed);
        QCOMPARE(rows(u"settled IS NULL"_s), 0);
        QCOMPARE(lines().size(), 1);
        const QJsonObject line = QJsonDocument::fromJson(lines()[0]).object();
        QCOMPARE(line["request"_L1].toString(), u"per_1"_s);
        QCOMPARE(line["answer"_L1].toString(), u"always"_s);
        QCOMPARE(line["outcome"_L1].toString(), u"confirmed"_s);
        QCOMPARE(line["scope"_L1].toArray(), QJsonArray{u"ls *"_s});
        QCOMPARE(line["payloadSha256"_L1].toString().toLatin1(),
            QCryptographicHash::hash("ls", QCryptographicHash::Sha256).toHex());
        const QFile file(m_dir->filePath(u"decisions.jsonl"_s));
        QVERIFY(!(file.permissions() & (QFile::ReadOther | QFile::ReadGroup)));
    }

    // DS-34
    void theOptionOfACheckpointStandsInTheLine()
    {
        Journal journal(m_history->database(), m_dir->path());
        Checkpoint c = checkpoint(u"cp_1"_s, CheckpointState::Pending);
        c.kind = CheckpointKind::Hitl;
        Decision decision{c.key, Reply::Once, {}, Decision::Actor::Window, timestampFromMs(t0)};
        decision.option = u"large"_s;
        decision.batch = u"b-1"_s;
        m_history->begin();
        journal.begin(decision, c, timestampFromMs(t0));
        QVERIFY(m_history->commit());
        // Somebody else was first, with another one.
        c.state = CheckpointState::AnsweredElsewhere;
        c.reply = Reply::Once;
        c.option = u"small"_s;
        m_history->begin();
        journal.settle(c, {}, timestampFromMs(t0 + 5));
        QVERIFY(m_history->commit());
        journal.flush();
        QCOMPARE(lines().size(), 1);
        const QJsonObject line = QJsonDocument::fromJson(lines()[0]).object();
        QCOMPARE(line["option"_L1].toString(), u"large"_s);
        QCOMPARE(line["effectiveOption"_L1].toString(), u"small"_s);
        QCOMPARE(line["batch"_L1].toString(), u"b-1"_s);
    }

    void whatWeNeverDecidedIsNoLine()
    {
        Journal journal(m_history->database(), m_dir->path());
        settle(journal, u"per_1"_s, CheckpointState::AnsweredElsewhere);
        QVERIFY(lines().isEmpty());
    }

    void aSecondTryIsADecisionOfItsOwn()
    {
        Journal journal(m_history->database(), m_dir->path());
        decide(journal, u"per_1"_s);
        settle(journal, u"per_1"_s, CheckpointState::Failed);
        decide(journal, u"per_1"_s);
        settle(journal, u"per_1"_s, CheckpointState::Confirmed);
        QCOMPARE(lines().size(), 2);
        QCOMPARE(rows(u"1"_s), 2);
    }

    void eachLineProvesTheOneBefore()
    {
        Journal journal(m_history->database(), m_dir->path());
        Journal other(m_history->database(), m_dir->path());
        for (int i = 0; i < 6; ++i) {
            Journal& writer = i % 2 == 0 ? journal : other;
            decide(writer, QString::number(i));
            settle(writer, QString::number(i), CheckpointState::Confirmed);
        }
        QByteArray previous;
        for (const QByteArray& line : lines()) {
            const QString proof = QJsonDocument::fromJson(line).object()["prev"_L1].toString();
            QCOMPARE(proof.toLatin1(),
                previous.isEmpty()
                    ? QByteArray()
                    : QCryptographicHash::hash(previous, QCryptographicHash::Sha256).toHex());
            previous = line;
        }
    }

    void aLineWhoseLockIsHeldIsWrittenByTheNextRun()
    {
        {
            QLockFile held(m_dir->filePath(u"decisions.jsonl.lock"_s));
            QVERIFY(held.lock());
            Journal journal(m_history->database(), m_dir->path());
            decide(journal, u"per_1"_s);
            settle(journal, u"per_1"_s, CheckpointState::Confirmed);
            QVERIFY(lines().isEmpty());
            QCOMPARE(rows(u"unlogged IS NOT NULL"_s), 1);
        }
        Journal next(m_history->database(), m_dir->path());
        next.flush();
        QCOMPARE(lines().size(), 1);
        QCOMPARE(rows(u"unlogged IS NOT NULL"_s), 0);
    }

    void aLineThatIsInTheFileAlreadyIsNotWrittenTwice()
    {
        Journal journal(m_history->database(), m_dir->path());
        decide(journal, u"per_1"_s);
        m_history->begin();
        journal.settle(
            checkpoint(u"per_1"_s, CheckpointState::Confirmed), {}, timestampFromMs(t0 + 5));
        QVERIFY(m_history->commit());
        Database& db = m_history->database();
        Query find = db.prepare(u"SELECT unlogged FROM decision"_s);
        QVERIFY(db.run(find) && find.next());
        const QString line = find.value(0).toString();
        find.finish();
        journal.flush();
        QCOMPARE(lines().size(), 1);
        // Killed between the file and the row.
        Query undo = db.prepare(u"UPDATE decision SET unlogged=?"_s);
        bind(undo, {line});
        QVERIFY(db.run(undo));
        Journal next(db, m_dir->path());
        next.flush();
        QCOMPARE(lines().size(), 1);
        QCOMPARE(rows(u"unlogged IS NOT NULL"_s), 0);
    }

    // H35
    void whatOthersDecidedBeforeOurEyesIsALineOnce()
    {
        Journal journal(m_history->database(), m_dir->path());
        Checkpoint c = checkpoint(u"per_1"_s, CheckpointState::AnsweredElsewhere);
        c.reply = Reply::Reject;
        for (int i = 0; i < 2; ++i) {
            m_history->begin();
            journal.witness(c, {u"Invoices"_s, {}}, timestampFromMs(t0 + 5));
            QVERIFY(m_history->commit());
            journal.flush();
        }
        QCOMPARE(lines().size(), 1);
        const QJsonObject line = QJsonDocument::fromJson(lines()[0]).object();
        QCOMPARE(line["answer"_L1].toString(), QString());
        QCOMPARE(line["effective"_L1].toString(), u"reject"_s);
        QCOMPARE(line["outcome"_L1].toString(), u"answered-elsewhere"_s);
        QVERIFY(!line.contains("decided"_L1));
        // What we decided ourselves has its own line.
        decide(journal, u"per_2"_s);
        settle(journal, u"per_2"_s, CheckpointState::AnsweredElsewhere);
        m_history->begin();
        journal.witness(checkpoint(u"per_2"_s, CheckpointState::AnsweredElsewhere), {},
            timestampFromMs(t0 + 6));
        QVERIFY(m_history->commit());
        journal.flush();
        QCOMPARE(lines().size(), 2);
    }

    // H35
    void aLineSaysWhereAndByWhomAndWhy()
    {
        Journal journal(m_history->database(), m_dir->path());
        decide(journal, u"per_1"_s);
        settle(journal, u"per_1"_s, CheckpointState::Confirmed);
        std::vector<audit::Entry> told;
        QVERIFY(readAudit(m_dir->path(), [&](const audit::Entry& e) { told.push_back(e); }));
        QCOMPARE(told.size(), 1u);
        QCOMPARE(told[0].title, u"Invoices"_s);
        QCOMPARE(told[0].raw["parents"_L1].toArray(), QJsonArray{u"ses_top"_s});
        QVERIFY(!told[0].user.isEmpty());
        QCOMPARE(told[0].actor, u"window"_s);
        QCOMPARE(told[0].answer, u"always"_s);
        QCOMPARE(told[0].decided, std::optional(timestampFromMs(t0)));
        QCOMPARE(told[0].settled, timestampFromMs(t0 + 5));
    }

    void whatAKilledWriterLeftOfALineIsCutOff()
    {
        Journal journal(m_history->database(), m_dir->path());
        decide(journal, u"per_1"_s);
        settle(journal, u"per_1"_s, CheckpointState::Confirmed);
        QFile file(m_dir->filePath(u"decisions.jsonl"_s));
        QVERIFY(file.open(QFile::Append));
        file.write("{\"source\":\"opencode:ht");
        file.close();
        decide(journal, u"per_2"_s);
        settle(journal, u"per_2"_s, CheckpointState::Confirmed);
        QCOMPARE(lines().size(), 2);
        const auto audit = readAudit(m_dir->path(), [](const audit::Entry&) {});
        QVERIFY(audit);
        QVERIFY(audit->faults.empty());
    }

    // H36
    void whatWasCutOffAtTheEndIsMissed()
    {
        auto history = History::open(m_dir->path());
        QVERIFY(history);
        m_history = std::move(*history);
        Journal journal(m_history->database(), m_dir->path());
        for (const QString& id : {u"per_1"_s, u"per_2"_s}) {
            decide(journal, id);
            settle(journal, id, CheckpointState::Confirmed);
        }
        const auto whole = readAudit(m_dir->path(), [](const audit::Entry&) {});
        QVERIFY(whole);
        QCOMPARE(whole->lines, 2);
        QVERIFY(whole->faults.empty());
        QFile file(m_dir->filePath(u"decisions.jsonl"_s));
        QVERIFY(file.resize(lines()[0].size() + 1));
        const auto cut = readAudit(m_dir->path(), [](const audit::Entry&) {});
        QVERIFY(cut);
        QCOMPARE(cut->lines, 1);
        QCOMPARE(
            cut->faults, (std::vector<audit::Fault>{{audit::Fault::Kind::Missing, 0, u"per_2"_s}}));
    }

    void withoutAProfileNothingIsWritten()
    {
        Journal journal(m_history->database(), {});
        decide(journal, u"per_1"_s);
        settle(journal, u"per_1"_s, CheckpointState::Confirmed);
        QCOMPARE(rows(u"settled IS NOT NULL"_s), 1);
    }

private:
    static Checkpoint checkpoint(const QString& id, CheckpointState state)
    {
        Checkpoint c = opencode::permission(source, shop, permission(id));
        c.state = state;
        return c;
    }

    void decide(Journal& journal, const QString& id)
    {
        m_history->begin();
        const Checkpoint c = checkpoint(id, CheckpointState::Pending);
        journal.begin({c.key, Reply::Always, {}, Decision::Actor::Window, timestampFromMs(t0)}, c,
            timestampFromMs(t0));
        QVERIFY(m_history->commit());
    }

    void settle(Journal& journal, const QString& id, CheckpointState state)
    {
        m_history->begin();
        journal.settle(
            checkpoint(id, state), {u"Invoices"_s, {u"ses_top"_s}}, timestampFromMs(t0 + 5));
        QVERIFY(m_history->commit());
        journal.flush();
    }

    QList<QByteArray> lines() const
    {
        QFile file(m_dir->filePath(u"decisions.jsonl"_s));
        if (!file.open(QFile::ReadOnly))
            return {};
        QList<QByteArray> found = file.readAll().split('\n');
        found.removeAll({});
        return found;
    }

    qint64 rows(const QString& where)
    {
        Query q =
            m_history->database().prepare(u"SELECT count(*) FROM decision WHERE %1"_s.arg(where));
        return m_history->database().run(q) && q.next() ? q.value(0).toLongLong() : -1;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<History> m_history;
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
