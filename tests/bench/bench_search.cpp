// SPDX-License-Identifier: MIT
// Prints what keeping words costs, and how soon some are found: bench_search [PARTS]
#include "core/decode/opencode.h"
#include "core/searchindex.h"
#include "core/searchread.h"
#include "core/store/history.h"
#include "tests/bench/measures.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

using namespace headgate;
using namespace headgate::bench;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 begin = 1'778'755'500'000;
constexpr int partsOfMessage = 4;
constexpr int messagesOfSession = 100;
constexpr int partsOfFlush = 8;
constexpr auto sliceTime = 2ms; // as the engine's

const SourceId source(u"opencode:http://127.0.0.1:4096"_s);

/** Words as texts have them: few of them very often, most of them seldom. */
class Prose
{
public:
    QString text(int words)
    {
        QString said;
        for (int i = 0; i < words; ++i) {
            constexpr double most = 60'000;
            const auto word = qint64(std::pow(most, m_random.generateDouble()));
            said += QString::number(word * 2'654'435'761 % 78'364'164'096, 36) + u' ';
        }
        return said;
    }
    int between(int low, int high) { return m_random.bounded(low, high); }

private:
    QRandomGenerator m_random{1};
};

Event event(const char* type, const QJsonObject& properties)
{
    const QJsonObject whole{{u"type"_s, QString::fromLatin1(type)}, {u"properties"_s, properties}};
    auto frame = opencode::decodeFrame(
        source, QJsonDocument(whole).toJson(QJsonDocument::Compact), timestampFromMs(begin));
    return std::get<Event>(std::move(*frame));
}

Event partEvent(int number, Prose& prose)
{
    const int message = number / partsOfMessage;
    QJsonObject part{{u"id"_s, u"prt_%1"_s.arg(number, 8, 10, QChar(u'0'))},
        {u"sessionID"_s, u"ses_%1"_s.arg(message / messagesOfSession)},
        {u"messageID"_s, u"msg_%1"_s.arg(message, 8, 10, QChar(u'0'))}, {u"type"_s, u"text"_s},
        {u"time"_s,
            QJsonObject{{u"start"_s, begin + number * 700LL}, {u"end"_s, begin + number * 700LL}}}};
    if (number % partsOfMessage == partsOfMessage - 1) {
        part[u"type"_s] = u"tool"_s;
        part[u"tool"_s] = u"bash"_s;
        part[u"callID"_s] = u"call_%1"_s.arg(number);
        part[u"state"_s] = QJsonObject{{u"status"_s, u"completed"_s},
            {u"input"_s, QJsonObject{{u"command"_s, prose.text(8)}}},
            {u"output"_s, prose.text(prose.between(50, 600))}, {u"title"_s, prose.text(3)},
            {u"time"_s, part[u"time"_s]}};
    } else {
        part[u"text"_s] = prose.text(prose.between(10, 200));
    }
    return event("message.part.updated", {{u"part"_s, part}});
}

struct Bench
{
    explicit Bench(const QString& profile)
        : history(std::move(*History::open(profile)))
    {
    }

    void store(int from, int to)
    {
        for (int i = from; i < to; i += partsOfFlush) {
            std::vector<Event> events;
            for (int k = i; k < std::min(i + partsOfFlush, to); ++k)
                events.push_back(partEvent(k, prose));
            QElapsedTimer clock;
            clock.start();
            history->begin();
            for (const Event& one : events) {
                qint64 row = 0;
                history->append(one, &row);
            }
            (void)history->commit();
            stored.push_back(double(clock.nsecsElapsed()) / 1e6);
        }
    }

    /** One slice, as long as it keeps others from writing. */
    bool step(SearchIndex& index)
    {
        QElapsedTimer clock;
        clock.start();
        const double cpu = threadCpuMs();
        history->begin();
        const bool more = index.step(history->lastRow(), sliceTime);
        (void)history->commit();
        slices.push_back(double(clock.nsecsElapsed()) / 1e6);
        busy.push_back(threadCpuMs() - cpu);
        return more;
    }

    void tell(const char* what, std::vector<double>& times) const
    {
        std::printf("%-34s p50 %7.2f ms  p99 %7.2f ms  longest %7.2f ms  (%zu)\n", what,
            percentile(times, 0.5), percentile(times, 0.99),
            *std::max_element(times.begin(), times.end()), times.size());
        times.clear();
    }

    std::unique_ptr<History> history;
    Prose prose;
    std::vector<double> stored;
    std::vector<double> slices;
    std::vector<double> busy; ///< CPU of the slices: whatever else the machine does meanwhile
};

void search(Bench& bench, const char* what, const QString& words, bool byRelevance = false)
{
    std::vector<double> times;
    size_t hits = 0;
    for (int i = 0; i < 20; ++i) {
        SearchWish wish;
        wish.words = words;
        wish.byRelevance = byRelevance;
        QElapsedTimer clock;
        clock.start();
        hits = searchread::find(bench.history->database(), wish).hits.size();
        times.push_back(double(clock.nsecsElapsed()) / 1e6);
    }
    std::printf("%-34s p50 %7.2f ms  longest %7.2f ms  (%zu on the page)\n", what,
        percentile(times, 0.5), *std::max_element(times.begin(), times.end()), hits);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const int parts = std::max(1000, app.arguments().value(1, u"50000"_s).toInt());
    const QTemporaryDir profile;
    Bench bench(profile.path());
    const auto size = [&] {
        return double(QFileInfo(profile.filePath(u"history.db"_s)).size()) / 1e6;
    };
    bench.store(0, parts);
    bench.tell("stored, 8 parts at a time", bench.stored);
    const double before = size();
    SearchIndex index(bench.history->database());
    double cpu = threadCpuMs();
    while (bench.step(index)) { }
    std::printf(
        "backfill: CPU of a part            %8.1f us\n", (threadCpuMs() - cpu) * 1000 / parts);
    bench.tell("backfill: slice", bench.slices);
    bench.tell("backfill: slice, CPU", bench.busy);
    std::printf(
        "history.db                         %8.1f MB, %.1f MB with the index\n", before, size());

    // As while an agent talks: something is stored, and a moment later looked at.
    const int live = parts / 10;
    double spent = 0;
    for (int i = parts; i < parts + live; i += partsOfFlush) {
        bench.store(i, i + partsOfFlush);
        cpu = threadCpuMs();
        while (bench.step(index)) { }
        spent += threadCpuMs() - cpu;
    }
    std::printf("live: CPU of a part                %8.1f us\n", spent * 1000 / live);
    bench.tell("live: stored, 8 parts at a time", bench.stored);
    bench.tell("live: slice", bench.slices);
    bench.tell("live: slice, CPU", bench.busy);

    Prose prose;
    const QStringList words = prose.text(400).split(u' ');
    const auto seldom = std::max_element(words.begin(), words.end(),
        [](const QString& a, const QString& b) { return a.size() < b.size(); });
    search(bench, "find: in nearly every text", QString::number(2'654'435'761, 36));
    search(bench, "find: the same, by relevance", QString::number(2'654'435'761, 36), true);
    search(bench, "find: a seldom word", *seldom);
    search(bench, "find: one letter and more", u"1z"_s);
    search(bench, "find: two words together", u'"' + words.at(4) + u' ' + words.at(5) + u'"');
    return 0;
}
