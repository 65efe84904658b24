// SPDX-License-Identifier: MIT
// Prints how long finding a session takes, a letter at a time: bench_find [SESSIONS]
#include "tests/bench/measures.h"
#include "ui/models/sessionfinder.h"
#include "ui/models/sourcelist.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>
#include <cstdio>
#include <iterator>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

constexpr const char16_t* vocabulary[] = {u"split", u"invoice", u"module", u"upgrade", u"payment",
    u"landing", u"page", u"rounding", u"rules", u"explore", u"call", u"sites", u"baseline",
    u"dependency", u"sweep", u"images", u"tests", u"refund", u"cart", u"region"};

QString someWord(QRandomGenerator& random)
{
    return QString::fromUtf16(vocabulary[random.bounded(int(std::size(vocabulary)))]);
}

void fill(int count, SourceList& sources, SessionTreeModel& tree)
{
    QRandomGenerator random(1);
    const SourceId ids[] = {SourceId(u"opencode:http://127.0.0.1:4096"_s),
        SourceId(u"opencode:http://10.0.0.7:4096"_s)};
    for (const SourceId& id : ids) {
        SourceStatus status;
        status.id = id;
        status.state = SyncState::Live;
        sources.apply(SourceChanged{status});
        tree.apply(SourceChanged{status});
    }
    for (int i = 0; i < count; ++i) {
        Session session;
        session.source = ids[i % 2];
        session.id = SessionId(u"ses_%1%2"_s.arg(random.generate64(), 0, 36).arg(i));
        QStringList title;
        for (int n = 3 + random.bounded(5); n > 0; --n)
            title += someWord(random);
        session.title = title.join(u' ');
        session.directory = u"/home/dev/code/"_s + someWord(random) + u"/packages/"_s
            + someWord(random) + u'-' + QString::number(random.bounded(20));
        // The newest last: the tree's cheapest order is the other one.
        session.updated = timestampFromMs(1'778'755'500'000 - i * 1000LL);
        tree.apply(SessionChanged{session});
    }
}

struct Figures
{
    std::vector<double> held; ///< longest the window waits, of each letter
    std::vector<double> known; ///< until the rows stand there
};

/** Types it letter by letter, as the field does, with the event loop between. */
Figures type(SessionFinder& finder, const QString& text)
{
    Figures figures;
    finder.find({});
    finder.finish();
    for (qsizetype i = 1; i <= text.size(); ++i) {
        const double start = bench::threadCpuMs();
        finder.find(text.first(i));
        double longest = bench::threadCpuMs() - start;
        while (finder.isFinding()) {
            const double slice = bench::threadCpuMs();
            QCoreApplication::processEvents();
            longest = std::max(longest, bench::threadCpuMs() - slice);
        }
        figures.held.push_back(longest);
        figures.known.push_back(bench::threadCpuMs() - start);
    }
    return figures;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    const int count = argc > 1 ? std::max(1, QByteArray(argv[1]).toInt()) : 20'000;
    SourceList sources;
    SessionTreeModel tree;
    fill(count, sources, tree);
    SessionFinder finder(&tree);
    const double start = bench::threadCpuMs();
    finder.take(sources, {}, {});
    std::printf(
        "%d sessions; ms of CPU\n%-34s %8.2f\n", count, "opening", bench::threadCpuMs() - start);
    std::printf("%-34s %8s %8s %8s %8s\n", "typed", "held", "", "known", "");
    std::printf("%-34s %8s %8s %8s %8s\n", "", "median", "worst", "median", "worst");
    for (const QString& text : {u"invoice rules"_s, u"irc"_s, u"code refund split cart"_s,
             u"ses_4f1taxq9"_s, u"/home/dev/code/cart"_s, u"zzzz"_s}) {
        const Figures f = type(finder, text);
        std::printf("%-34s %8.2f %8.2f %8.2f %8.2f\n", qPrintable(text), bench::median(f.held),
            std::ranges::max(f.held), bench::median(f.known), std::ranges::max(f.known));
    }
    return 0;
}
