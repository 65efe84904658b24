// SPDX-License-Identifier: MIT
#include "core/project/searchquery.h"
#include "core/searchindex.h"
#include "core/searchread.h"
#include "core/store/schema.h"
#include "tests/support/fakelists.h"
#include "tests/support/logbuilder.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace headgate;
using namespace headgate::test;
using namespace std::chrono_literals;

namespace {

/** A history, and the index that looks after it. */
struct Searched : Kept
{
    std::unique_ptr<SearchIndex> index = std::make_unique<SearchIndex>(history->database());

    bool step(std::chrono::microseconds most = 1h)
    {
        history->begin();
        const bool more = index->step(history->lastRow(), most);
        return history->commit() && more;
    }
    void all()
    {
        while (step()) { }
    }
    SearchFound find(SearchWish wish)
    {
        all();
        return searchread::find(history->database(), wish);
    }
    QStringList find(const QString& words)
    {
        SearchWish wish;
        wish.words = words;
        QStringList found;
        for (const SearchHit& hit : find(wish).hits)
            found.append(hit.part.isEmpty() ? hit.snippet : hit.part.value());
        return found;
    }
    void say(const QString& part, const QString& text, bool final = true,
        const QString& session = ses.value(), const QString& message = u"msg_1"_s)
    {
        hear(u"message.part.updated"_s, partBody(textPart(part, message, text, final, session)));
    }
    qint64 number(const QString& sql)
    {
        Query q = history->database().prepare(sql);
        history->database().run(q);
        return q.next() ? q.value(0).toLongLong() : -1;
    }
};

QJsonObject at(QJsonObject part, qint64 second)
{
    part.insert("time"_L1,
        QJsonObject{{u"start"_s, t0 + second * 1000}, {u"end"_s, t0 + second * 1000 + 1}});
    return part;
}

} // namespace

class TestSearchIndex : public QObject
{
    Q_OBJECT

private slots:
    void whatWasSaidIsFound()
    {
        Searched kept;
        kept.hear(
            u"session.updated"_s, sessionBody(sessionInfo(ses.value(), u"Repair the till"_s)));
        kept.hear(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0, 0, u"user"_s)));
        kept.say(u"prt_1"_s, u"The cash drawer opens twice"_s);
        SearchWish wish;
        wish.words = u"drawer open"_s;
        const SearchFound found = kept.find(wish);
        QCOMPARE(found.hits.size(), size_t(1));
        const SearchHit& hit = found.hits[0];
        QCOMPARE(hit.key, sesKey);
        QCOMPARE(hit.title, u"Repair the till"_s);
        QCOMPARE(hit.speaker, u"user"_s);
        QCOMPARE(hit.message.value(), u"msg_1"_s);
        QCOMPARE(hit.snippet, u"The cash drawer opens twice"_s);
        QCOMPARE(hit.marks, (std::vector<TextSpan>{{9, 6}, {16, 5}}));
        QCOMPARE(hit.word, u"drawer"_s);
        QCOMPARE(hit.time, timestampFromMs(t0));
        QCOMPARE(found.indexed, 100);
        QCOMPARE(found.next, 0);
    }

    void eachKindIsFoundAsSuch()
    {
        Searched kept;
        kept.hear(u"session.updated"_s, sessionBody(sessionInfo(ses.value(), u"walrus title"_s)));
        QJsonObject failed = messageInfo(u"msg_1"_s, t0);
        failed.insert(u"error"_s,
            QJsonObject{{u"name"_s, u"ApiError"_s},
                {u"data"_s, QJsonObject{{u"message"_s, u"walrus overloaded"_s}}}});
        kept.hear(u"message.updated"_s, messageBody(failed));
        kept.say(u"prt_1"_s, u"walrus words"_s);
        QJsonObject tool = toolPart(
            u"prt_2"_s, u"msg_1"_s, u"completed"_s, {{u"command"_s, u"feed the walrus"_s}});
        kept.hear(u"message.part.updated"_s, partBody(tool));
        for (const auto& [kind, text] : {std::pair{SearchKind::Titles, u"walrus title"_s},
                 std::pair{SearchKind::Errors, u"ApiError walrus overloaded"_s},
                 std::pair{SearchKind::Words, u"walrus words"_s},
                 std::pair{SearchKind::Tools, u"feed the walrus"_s}}) {
            SearchWish wish;
            wish.words = u"walrus"_s;
            wish.kind = kind;
            const SearchFound found = kept.find(wish);
            QCOMPARE(found.hits.size(), size_t(1));
            QCOMPARE(found.hits[0].snippet, text);
        }
        QCOMPARE(kept.find(u"walrus"_s).size(), 4);
    }

    void whatStreamsIsFoundOnceItEnded()
    {
        Searched kept;
        kept.say(u"prt_1"_s, {}, false);
        for (const QString& word : {u"slow "_s, u"pelican "_s, u"talk"_s})
            kept.hear(u"message.part.delta"_s, deltaBody(u"prt_1"_s, u"msg_1"_s, word));
        QVERIFY(kept.find(u"pelican"_s).isEmpty());
        QCOMPARE(kept.number(u"SELECT count(*) FROM search_doc"_s), 0);
        kept.say(u"prt_1"_s, u"slow pelican talk"_s);
        QCOMPARE(kept.find(u"pelican"_s), QStringList{u"prt_1"_s});
        QCOMPARE(kept.number(u"SELECT count(*) FROM search_doc"_s), 1);
    }

    void whatChangedIsFoundByWhatItSaysNow()
    {
        Searched kept;
        kept.say(u"prt_1"_s, u"first wording"_s);
        QCOMPARE(kept.find(u"first"_s).size(), 1);
        kept.say(u"prt_1"_s, u"second wording"_s);
        QCOMPARE(kept.find(u"first"_s).size(), 0);
        QCOMPARE(kept.find(u"second"_s).size(), 1);
        QCOMPARE(kept.find(u"wording"_s).size(), 1);
        // Told once more as it is: no more is written.
        const qint64 docs = kept.number(u"SELECT count(*) FROM search_doc"_s);
        kept.say(u"prt_1"_s, u"second wording"_s);
        QCOMPARE(kept.find(u"second"_s).size(), 1);
        QCOMPARE(kept.number(u"SELECT count(*) FROM search_doc"_s), docs);
    }

    void whatIsGoneIsNotFound()
    {
        Searched kept;
        kept.hear(u"session.updated"_s, sessionBody(sessionInfo()));
        kept.hear(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0)));
        kept.hear(u"message.updated"_s, messageBody(messageInfo(u"msg_2"_s, t0 + 1)));
        kept.say(u"prt_1"_s, u"heron one"_s);
        kept.say(u"prt_2"_s, u"heron two"_s);
        kept.say(u"prt_3"_s, u"heron three"_s, true, ses.value(), u"msg_2"_s);
        QCOMPARE(kept.find(u"heron"_s).size(), 3);
        kept.hear(u"message.part.removed"_s,
            {{u"sessionID"_s, ses.value()}, {u"messageID"_s, u"msg_1"_s},
                {u"partID"_s, u"prt_2"_s}});
        QCOMPARE(kept.find(u"heron"_s).size(), 2);
        kept.hear(
            u"message.removed"_s, {{u"sessionID"_s, ses.value()}, {u"messageID"_s, u"msg_1"_s}});
        QCOMPARE(kept.find(u"heron"_s), QStringList{u"prt_3"_s});
        kept.hear(u"session.deleted"_s, sessionBody(sessionInfo()));
        QVERIFY(kept.find(u"heron"_s).isEmpty());
    }

    // The numbers of sessions are given again.
    void whatWasForgottenIsNotFoundInAnotherSession()
    {
        Searched kept;
        kept.say(u"prt_1"_s, u"an old secret"_s);
        kept.all();
        kept.history->begin();
        kept.history->forget(source);
        QVERIFY(kept.history->commit());
        kept.restart();
        kept.say(u"prt_1"_s, u"a new story"_s);
        QVERIFY(kept.find(u"secret"_s).isEmpty());
        QCOMPARE(kept.find(u"story"_s).size(), 1);
    }

    void theNewestStandsFirstAndPagesGoOn()
    {
        Searched kept;
        // Not in the order of time, and several of one second.
        QStringList expected;
        for (const int i : {3, 1, 4, 0, 2}) {
            for (int k = 0; k < 3; ++k)
                kept.hear(u"message.part.updated"_s,
                    partBody(at(textPart(u"prt_%1_%2"_s.arg(i).arg(k), u"msg_1"_s,
                                    u"otter %1"_s.arg(i), true),
                        i)));
        }
        for (int i = 4; i >= 0; --i) {
            for (int k = 2; k >= 0; --k)
                expected.append(u"prt_%1_%2"_s.arg(i).arg(k));
        }
        QCOMPARE(kept.find(u"otter"_s), expected);
        SearchWish wish;
        wish.words = u"otter"_s;
        wish.limit = 4;
        for (const bool byRelevance : {false, true}) {
            wish.byRelevance = byRelevance;
            wish.after = 0;
            QStringList paged;
            do {
                const SearchFound page = kept.find(wish);
                QCOMPARE(page.first, wish.after == 0);
                for (const SearchHit& hit : page.hits)
                    paged.append(hit.part.value());
                wish.after = page.next;
            } while (wish.after != 0);
            if (byRelevance) {
                QCOMPARE(QSet<QString>(paged.begin(), paged.end()).size(), 15);
                QCOMPARE(paged.size(), 15);
            } else {
                QCOMPARE(paged, expected);
            }
        }
    }

    void filtersNarrow()
    {
        Searched kept;
        for (int i = 0; i < 4; ++i) {
            const QString session = i % 2 ? u"ses_b"_s : u"ses_a"_s;
            kept.hear(u"message.part.updated"_s,
                partBody(at(textPart(u"prt_%1"_s.arg(i), u"msg_%1"_s.arg(session), u"badger"_s,
                                true, session),
                    i * 100)));
        }
        const auto found = [&](auto&& change) {
            SearchWish wish;
            wish.words = u"badger"_s;
            change(wish);
            QStringList parts;
            for (const SearchHit& hit : kept.find(wish).hits)
                parts.append(hit.part.value());
            return parts.join(u' ');
        };
        QCOMPARE(found([](SearchWish&) {}), u"prt_3 prt_2 prt_1 prt_0"_s);
        QCOMPARE(found([](SearchWish& w) {
            w.source = source;
            w.session = SessionId(u"ses_b"_s);
        }),
            u"prt_3 prt_1"_s);
        QCOMPARE(found([](SearchWish& w) { w.source = SourceId(u"demo:"_s); }), QString());
        QCOMPARE(found([](SearchWish& w) { w.from = timestampFromMs(t0 + 100'000); }),
            u"prt_3 prt_2 prt_1"_s);
        QCOMPARE(found([](SearchWish& w) { w.until = timestampFromMs(t0 + 200'000); }),
            u"prt_1 prt_0"_s);
        QCOMPARE(found([](SearchWish& w) { w.kind = SearchKind::Tools; }), QString());
    }

    void whatIsTypedNarrowsToo()
    {
        Searched kept;
        kept.hear(
            u"session.updated"_s, sessionBody(sessionInfo(ses.value(), u"Repair the till"_s)));
        kept.hear(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0, 0, u"user"_s)));
        kept.hear(u"message.updated"_s, messageBody(messageInfo(u"msg_2"_s, t0 + 1)));
        kept.say(u"prt_1"_s, u"puffin asked"_s);
        kept.say(u"prt_2"_s, u"puffin answered"_s, true, ses.value(), u"msg_2"_s);
        kept.hear(u"message.part.updated"_s,
            partBody(toolPart(
                u"prt_3"_s, u"msg_2"_s, u"completed"_s, {{u"command"_s, u"count the puffin"_s}})));
        kept.say(u"prt_4"_s, u"puffin elsewhere"_s, true, u"ses_other"_s, u"msg_9"_s);
        const auto found = [&](const QString& typed) -> QString {
            SearchWish wish;
            const auto troubles =
                searchquery::read(typed, timestampFromMs(t0 + 86'400'000), QTimeZone::utc(), wish);
            QStringList parts;
            for (const SearchHit& hit : kept.find(wish).hits)
                parts.append(hit.part.value());
            parts.sort();
            return (troubles.empty() ? QString() : u"? "_s) + parts.join(u' ');
        };
        QCOMPARE(found(u"puffin"_s), u"prt_1 prt_2 prt_3 prt_4"_s);
        QCOMPARE(found(u"puffin role:user"_s), u"prt_1"_s);
        QCOMPARE(found(u"puffin role:assistant"_s), u"prt_2 prt_4"_s);
        QCOMPARE(found(u"puffin role:tool"_s), u"prt_3"_s);
        QCOMPARE(found(u"puffin tool:BASH"_s), u"prt_3"_s);
        QCOMPARE(found(u"puffin tool:user"_s), QString());
        QCOMPARE(found(u"puffin session:till"_s), u"prt_1 prt_2 prt_3"_s);
        QCOMPARE(found(u"puffin session:OTHER"_s), u"prt_4"_s);
        QCOMPARE(found(u"puffin source:nowhere"_s), QString());
        QCOMPARE(found(u"puffin after:2d"_s), u"prt_1 prt_2 prt_3 prt_4"_s);
        QCOMPARE(found(u"puffin before:2020-01-01"_s), QString());
        // Without words: whatever is left.
        QCOMPARE(found(u"role:tool"_s), u"prt_3"_s);
        QCOMPARE(found(u"role:user before:1h"_s), u"prt_1"_s);
        // What cannot be read narrows nothing.
        QCOMPARE(found(u"puffin role:pirate"_s), u"? prt_1 prt_2 prt_3 prt_4"_s);
    }

    void pagesGoOnOverWhatDoesNotFit()
    {
        Searched kept;
        kept.hear(u"message.updated"_s, messageBody(messageInfo(u"msg_1"_s, t0, 0, u"user"_s)));
        kept.hear(u"message.updated"_s, messageBody(messageInfo(u"msg_2"_s, t0 + 1)));
        for (int i = 0; i < 30; ++i)
            kept.hear(u"message.part.updated"_s,
                partBody(at(textPart(u"prt_%1"_s.arg(i), i % 3 ? u"msg_2"_s : u"msg_1"_s,
                                u"dunlin"_s, true),
                    i)));
        SearchWish wish;
        wish.words = u"dunlin"_s;
        wish.role = u"user"_s;
        wish.limit = 4;
        for (const bool byRelevance : {false, true}) {
            wish.byRelevance = byRelevance;
            wish.after = 0;
            QSet<QString> parts;
            int pages = 0;
            do {
                const SearchFound page = kept.find(wish);
                for (const SearchHit& hit : page.hits)
                    parts.insert(hit.part.value());
                wish.after = page.next;
                ++pages;
            } while (wish.after != 0);
            QCOMPARE(parts.size(), 10);
            QCOMPARE(pages, 3);
        }
    }

    // The index is put together in slices of its own; what it finds stays what it was.
    void manySmallPiecesArePutTogether()
    {
        Searched kept;
        for (int i = 0; i < 400; ++i) {
            kept.say(u"prt_%1"_s.arg(i), u"siskin number n%1 of many"_s.arg(i));
            kept.step();
        }
        kept.all();
        QCOMPARE(kept.find(u"siskin n399"_s), QStringList{u"prt_399"_s});
        SearchWish wish;
        wish.words = u"siskin"_s;
        wish.limit = 1000;
        QCOMPARE(kept.find(wish).hits.size(), size_t(400));
        // Level 0 alone would hold a piece for each of them.
        QVERIFY(kept.number(u"SELECT count(DISTINCT segid) FROM search_text_idx"_s) < 100);
        kept.history->begin();
        kept.history->database().execute(
            u"INSERT INTO search_text(search_text) VALUES('integrity-check')"_s);
        QVERIFY(kept.history->commit());
    }

    void nothingThatIsTypedIsAnError()
    {
        Searched kept;
        kept.say(u"prt_1"_s, u"plain words"_s);
        for (const QString& typed :
            {u"\""_s, u"'"_s, u"a\"b'c\"\""_s, u"NEAR(a b)"_s, u"text:plain"_s, u"-"_s,
                u"* ^ ( ) { } : ;"_s, u"\"\"\"\"\""_s, u"AND AND"_s, u"plain OR"_s, u"％ _ \\"_s})
            (void)kept.find(typed);
        kept.history->begin();
        QVERIFY2(kept.history->commit(), "no statement failed");
        QCOMPARE(kept.find(u"plain -nothing"_s).size(), 1);
        QCOMPARE(kept.find(u"plain -words"_s).size(), 0);
    }

    void scriptsWithoutSpacesAreFoundAnywhere()
    {
        Searched kept;
        kept.say(u"prt_1"_s, u"支付令牌已过期，请重试。"_s);
        QCOMPARE(kept.find(u"令牌"_s).size(), 1);
        QCOMPARE(kept.find(u"过期"_s).size(), 1);
        QCOMPARE(kept.find(u"令"_s).size(), 1);
        QCOMPARE(kept.find(u"牌令"_s).size(), 0);
    }

    void aStoreOfTheVersionBeforeIsTakenOver()
    {
        const QTemporaryDir profile;
        QList<QStringList> steps = historyMigrations();
        const auto isSearch = [](const QStringList& step) {
            return step.join(u' ').contains(u"search_text"_s);
        };
        const auto search = std::find_if(steps.begin(), steps.end(), isSearch);
        QVERIFY(search != steps.end());
        steps.erase(search, steps.end());
        {
            auto before =
                Database::open(profile.filePath(u"history.db"_s), Database::Mode::ReadWrite);
            QVERIFY(before);
            QVERIFY((*before)->migrate(steps));
        }
        auto history = History::open(profile.path());
        QVERIFY(history);
        SearchIndex index((*history)->database());
        (*history)->begin();
        Event told = eventOf(u"message.part.updated"_s,
            partBody(textPart(u"prt_1"_s, u"msg_1"_s, u"a wigeon whistles"_s, true)));
        told.entity = {u"p:prt_1"_s, u"m:msg_1"_s, 0, false, {}};
        qint64 row = 0;
        (*history)->append(told, &row);
        QVERIFY((*history)->commit());
        for (bool more = true; more;) {
            (*history)->begin();
            more = index.step((*history)->lastRow(), 1h);
            QVERIFY((*history)->commit());
        }
        SearchWish wish;
        wish.words = u"wigeon"_s;
        QCOMPARE(searchread::find((*history)->database(), wish).hits.size(), size_t(1));
    }

    // 100,000 parts that were stored by a version without an index.
    void aBackfillIsInterruptedAndGoesOn()
    {
        const QTemporaryDir profile;
        constexpr int count = 100'000;
        {
            auto history = History::open(profile.path());
            QVERIFY(history);
            Event told = eventOf(u"message.part.updated"_s,
                partBody(textPart(u"prt_x"_s, u"msg_1"_s, u"lynx number zzz"_s, true)));
            const QByteArray raw = told.raw;
            (*history)->begin();
            for (int i = 0; i < count; ++i) {
                told.raw = raw;
                told.raw.replace("prt_x", QByteArray("prt_" + QByteArray::number(i)));
                told.raw.replace("zzz", QByteArray("n" + QByteArray::number(i)));
                told.entity = {u"p:prt_%1"_s.arg(i), u"m:msg_1"_s, 0, false, {}};
                qint64 row = 0;
                (*history)->append(told, &row);
            }
            QVERIFY((*history)->commit());
        }
        SearchWish wish;
        wish.words = u"lynx n99999"_s;
        int before = -1;
        qint64 looked = 0;
        for (int run = 0; run < 3; ++run) {
            auto history = History::open(profile.path());
            QVERIFY(history);
            SearchIndex index((*history)->database());
            const auto step = [&] {
                (*history)->begin();
                const bool more = index.step((*history)->lastRow(), 2ms);
                return bool((*history)->commit()) && more;
            };
            if (run < 2) {
                QVERIFY(step());
                const SearchFound found = searchread::find((*history)->database(), wish);
                QVERIFY(found.hits.empty());
                QVERIFY(found.indexed > before);
                QVERIFY(found.indexed < 100);
                before = found.indexed - 1;
            } else {
                while (step()) { }
                const SearchFound found = searchread::find((*history)->database(), wish);
                QCOMPARE(found.hits.size(), size_t(1));
                QCOMPARE(found.indexed, 100);
            }
            looked += index.looked();
        }
        QCOMPARE(looked, count); // none twice
        // More of one second than have numbers.
        auto history = History::open(profile.path());
        Query docs = (*history)->database().prepare(u"SELECT count(*) FROM search_doc"_s);
        (*history)->database().run(docs);
        QVERIFY(docs.next());
        QCOMPARE(docs.value(0).toInt(), count);
    }

    void aSliceThatWasRolledBackIsTakenAgain()
    {
        Searched kept;
        kept.say(u"prt_1"_s, u"stoat"_s);
        kept.history->begin();
        kept.index->step(kept.history->lastRow(), 1h);
        kept.history->database().execute(u"SELECT nothing FROM nowhere"_s);
        QVERIFY(!kept.history->commit());
        QCOMPARE(kept.find(u"stoat"_s).size(), 1);
    }

    void anIndexThatIsMostlyDeadIsMadeAnew()
    {
        Searched kept;
        kept.say(u"prt_1"_s, u"marten"_s);
        kept.all();
        kept.history->begin();
        kept.history->database().execute(
            u"WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i+1 FROM n WHERE i<30000)"
            " INSERT INTO search_doc(id,session,key,kind,row,hash) SELECT i,-i,'',0,0,0 FROM n"_s);
        kept.history->database().execute(u"UPDATE search_progress SET dead=30000"_s);
        QVERIFY(kept.history->commit());
        kept.index = std::make_unique<SearchIndex>(kept.history->database());
        QCOMPARE(kept.find(u"marten"_s).size(), 1);
        QCOMPARE(kept.number(u"SELECT count(*) FROM search_doc"_s), 1);
        QCOMPARE(kept.number(u"SELECT dead FROM search_progress"_s), 0);
    }
};

QTEST_GUILESS_MAIN(TestSearchIndex)
#include "tst_searchindex.moc"
