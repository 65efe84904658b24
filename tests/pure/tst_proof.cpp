// SPDX-License-Identifier: MIT
#include "core/project/proof.h"
#include "ui/words/proofwords.h"

#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

const SessionId ses(u"ses_a"_s);

/** Holds these numbers, each as the event of the same number. */
proof::Held held(const std::vector<qint64>& numbers, qint64 cursor)
{
    proof::Held made{ses, cursor, {}, {}};
    for (const qint64 number : numbers)
        made.events.insert(number, EventId(u"evt_%1"_s.arg(number)));
    return made;
}

proof::Told told(qint64 last)
{
    proof::Told made;
    for (qint64 number = 0; number <= last; ++number)
        made[ses].insert(number, EventId(u"evt_%1"_s.arg(number)));
    return made;
}

} // namespace

/** DG-13: what is held, compared with what its source has. */
class TestProof : public QObject
{
    Q_OBJECT

private slots:
    void numbersTellWhatIsMissing_data()
    {
        QTest::addColumn<std::vector<qint64>>("numbers");
        QTest::addColumn<qint64>("cursor");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const std::vector<qint64>& numbers, qint64 cursor,
                             Verdict verdict, const QString& words) {
            QTest::newRow(name) << numbers << cursor << int(verdict) << words;
        };
        row("whole", {0, 1, 2}, 2, Verdict::Whole, u"3 events of numbers 0–2"_s);
        row("one", {0}, 0, Verdict::Whole, u"1 event of numbers 0"_s);
        row("followed late", {5, 6}, 6, Verdict::Whole,
            u"2 events of numbers 5–6; followed from 5 on"_s);
        row("a hole", {0, 1, 4}, 4, Verdict::Gap, u"3 events of numbers 0–1, 4; missing: 2–3"_s);
        row("an end that is not there", {0, 1}, 3, Verdict::Gap,
            u"2 events of numbers 0–1; missing: 2–3"_s);
        row("never followed", {}, -1, Verdict::NotHeld,
            u"its events were never followed; its messages come from the server's lists"_s);
    }

    void numbersTellWhatIsMissing()
    {
        QFETCH(std::vector<qint64>, numbers);
        QFETCH(qint64, cursor);
        const SessionProof found = proof::compare(held(numbers, cursor), nullptr);
        QTEST(int(found.verdict), "verdict");
        QTEST(words::proofWords(found), "words");
        QVERIFY(!found.compared);
    }

    void theServersOwnLogTellsWhatIsOther()
    {
        const proof::Told log = told(5);
        const SessionProof same = proof::compare(held({0, 1, 2}, 2), &log);
        QCOMPARE(same.verdict, Verdict::Whole);
        QVERIFY(same.compared);
        QVERIFY(words::proofWords(same).contains(u"the same as in the server’s own log"_s));
        proof::Held other = held({0, 1, 2}, 2);
        other.events[1] = EventId(u"evt_other"_s);
        const SessionProof found = proof::compare(other, &log);
        QCOMPARE(found.verdict, Verdict::Gap);
        QCOMPARE(found.differs, (std::vector<qint64>{1}));
    }

    void whatCameAfterTheFenceIsNotMissing()
    {
        const proof::Told log = told(9);
        QCOMPARE(proof::compare(held({0, 1, 2}, 2), &log).verdict, Verdict::Whole);
    }

    void numbersHeldTwiceAreAFault()
    {
        proof::Held twice = held({0, 1}, 1);
        twice.doubled = {1};
        QCOMPARE(proof::compare(twice, nullptr).verdict, Verdict::Gap);
    }

    void theServerIsAskedFromWhereASessionWasFollowed()
    {
        std::vector<proof::Held> all{held({0, 1}, 1), held({7, 8}, 8), held({}, -1)};
        all[1].session = SessionId(u"ses_b"_s);
        all[2].session = SessionId(u"ses_c"_s);
        const auto cursors = proof::cursorsToAsk(all);
        QCOMPARE(cursors.value(ses), 0); // it takes none below
        QCOMPARE(cursors.value(SessionId(u"ses_b"_s)), 6);
        QCOMPARE(cursors.value(SessionId(u"ses_c"_s)), proof::endOfLog);
    }

    void aStreamIsProvenOnlyByItsEnd()
    {
        const StreamCursor at{"0_8", {}, {}, 0, 0};
        QCOMPARE(proof::compare(std::optional<StreamCursor>(), {}).verdict, Verdict::NotHeld);
        QCOMPARE(proof::compare(at, QByteArray("0_8")).verdict, Verdict::Whole);
        QCOMPARE(proof::compare(at, QByteArray("0_9")).verdict, Verdict::BestEffort);
        const StreamProof unknown = proof::compare(at, std::nullopt);
        QCOMPARE(unknown.verdict, Verdict::BestEffort);
        QVERIFY(words::proofWords(unknown, true).contains(u"could not be asked"_s));
        StreamCursor within = at;
        within.taken = 3;
        QCOMPARE(proof::compare(within, QByteArray("0_8")).verdict, Verdict::BestEffort);
    }

    void aFileIsProvenByItsLines()
    {
        proof::HeldFile file;
        file.file.path = u"/p/log.jsonl"_s;
        file.file.at = 812;
        file.file.lines = 3;
        file.file.bad = 1;
        file.events = 2;
        QCOMPARE(proof::compare(file, std::nullopt).verdict, Verdict::Whole);
        QCOMPARE(proof::compare(file, 3).verdict, Verdict::Whole);
        QCOMPARE(proof::compare(file, 4).verdict, Verdict::Gap);
        QCOMPARE(proof::compare(file, -1).verdict, Verdict::BestEffort);
        file.events = 1;
        QCOMPARE(proof::compare(file, 3).verdict, Verdict::Gap);
    }

    void aWholeSourceIsOneSentence()
    {
        Proof all;
        QCOMPARE(words::proofSummary(all).text, u"Nothing of it is held yet"_s);
        all.sessions = {proof::compare(held({0, 1}, 1), nullptr),
            proof::compare(held({}, -1), nullptr), proof::compare(held({0}, 0), nullptr)};
        QCOMPARE(words::proofSummary(all),
            (words::Toned{u"2 sessions whole, 1 never followed"_s, words::Tone::Good}));
        all.sessions.push_back(proof::compare(held({0, 2}, 2), nullptr));
        QCOMPARE(words::proofSummary(all),
            (words::Toned{
                u"1 session with a gap, 2 sessions whole, 1 never followed"_s, words::Tone::Bad}));
    }
};

QTEST_GUILESS_MAIN(TestProof)
#include "tst_proof.moc"
