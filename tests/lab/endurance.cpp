// SPDX-License-Identifier: MIT
#include "core/store/database.h"
#include "tests/lab/labclient.h"
#include "tests/lab/ourserver.h"
#include "tests/lab/processmeter.h"
#include "tests/support/faultproxy.h"
#include "tests/support/ownprocess.h"
#include "tests/support/rawhttp.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <cstdio>

using namespace headgate;
using namespace headgate::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr auto streamPath = "/v1/stream/long";
constexpr int beatsPerSecond = 20; ///< appends; each brings its share of the rate
constexpr auto restTime = 10s;

void say(const QString& line)
{
    std::fputs(qPrintable(line + u'\n'), stdout);
    std::fflush(stdout);
}

struct Sample
{
    qint64 kb = 0;
    int descriptors = 0;
};

qint64 medianKb(std::vector<Sample> samples)
{
    if (samples.empty())
        return 0;
    const auto middle = samples.begin() + qsizetype(samples.size() / 2);
    std::nth_element(samples.begin(), middle, samples.end(),
        [](const Sample& a, const Sample& b) { return a.kb < b.kb; });
    return middle->kb;
}

int mostDescriptors(const std::vector<Sample>& samples)
{
    int most = 0;
    for (const Sample& sample : samples)
        most = std::max(most, sample.descriptors);
    return most;
}

/** A program that follows a stream through a proxy, and everything around it. */
class Endurance
{
public:
    bool start(const QString& program)
    {
        if (!m_server.start())
            return false;
        const RawAnswer made =
            RawHttp(m_server.port())
                .ask("PUT", streamPath, {}, "Content-Type: application/json\r\n");
        m_proxy = std::make_unique<FaultProxy>(m_server.port());
        const QString source =
            u"stream:http://127.0.0.1:%1%2"_s.arg(m_proxy->port()).arg(QLatin1String(streamPath));
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        const bool window = !program.endsWith("headgate-cli"_L1);
        QStringList arguments{source, u"--profile"_s, m_profile.path()};
        if (!window)
            arguments.prepend(u"tail"_s);
        return made.status == 201
            && m_client.start(program, arguments, environment, m_profile.path(), u"/dev/null"_s);
    }

    /** Appends for so long, cut every `between`, and looks at the program every second. */
    std::vector<Sample> run(milliseconds time, int rate, milliseconds between)
    {
        std::vector<Sample> samples;
        QElapsedTimer clock;
        clock.start();
        qint64 beats = 0;
        qint64 cuts = 0;
        RawHttp http(m_server.port());
        while (clock.elapsed() < time.count() && m_client.isRunning()) {
            if (beats * 1000 / beatsPerSecond > clock.elapsed()) {
                pass(5ms);
                continue;
            }
            append(http, rate / beatsPerSecond);
            if (++beats % beatsPerSecond == 0)
                samples.push_back({ProcessMeter::residentKb(m_client.pid()),
                    ProcessMeter::descriptors(m_client.pid())});
            if (clock.elapsed() > (cuts + 1) * between.count()) {
                ++cuts;
                m_proxy->cutNow(
                    cuts % 2 ? FaultProxy::Cut::Fin : FaultProxy::Cut::Reset, streamPath);
            }
        }
        return samples;
    }

    /** CPU time of the program while nothing is told; it may take its time to come back first. */
    milliseconds rest()
    {
        for (int tries = 0; tries < 120 && !holdsAll(); ++tries)
            pass(500ms);
        pass(2s); // what was told last is shown
        const milliseconds before = ProcessMeter::cpu(m_client.pid());
        pass(restTime);
        return ProcessMeter::cpu(m_client.pid()) - before;
    }

    bool holdsAll() const
    {
        const auto db =
            Database::open(m_profile.filePath(u"history.db"_s), Database::Mode::ReadOnly);
        if (!db)
            return false;
        Query counted = (*db)->prepare(u"SELECT count(*) FROM event WHERE type<>'headgate.mark'"_s);
        return (*db)->run(counted) && counted.next() && counted.value(0).toLongLong() == m_told;
    }

    qint64 told() const { return m_told; }
    int cuts() const { return m_proxy->cuts(); }
    bool isRunning() const { return m_client.isRunning(); }

private:
    void append(RawHttp& http, int count)
    {
        QByteArray body;
        for (int i = 0; i < count; ++i)
            body += (i == 0 ? "[" : ",") + ("{\"n\":" + QByteArray::number(m_told + i))
                + R"(,"text":"what an agent says in one breath"})";
        const int status =
            http.ask("POST", streamPath, body + ']', "Content-Type: application/json\r\n").status;
        if (status == 200 || status == 204)
            m_told += count;
    }

    OurServer m_server;
    QTemporaryDir m_profile;
    std::unique_ptr<FaultProxy> m_proxy;
    OwnProcess m_client;
    qint64 m_told = 0;
};

} // namespace

/**
 * See tests/README.md. Ends with 1 if the program grew by more than is allowed, kept descriptors,
 * used the processor while nothing was told, or holds other values than were told.
 */
int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({
        {u"seconds"_s, u"How long events are told. Default: two hours."_s, u"s"_s, u"7200"_s},
        {u"rate"_s, u"Events a second."_s, u"n"_s, u"200"_s},
        {u"cut-every"_s, u"Seconds between two cuts."_s, u"s"_s, u"30"_s},
        {u"program"_s, u"What follows them: headgate-cli or headgate."_s, u"path"_s,
            QStringLiteral(HEADGATE_CLI)},
        {u"growth"_s, u"How much it may grow, percent."_s, u"percent"_s, u"5"_s},
        {u"caches"_s, u"kB that may come on top: of a short run, in which caches still fill."_s,
            u"kB"_s, u"0"_s},
    });
    parser.process(app);
    const auto seconds = std::chrono::seconds(parser.value(u"seconds"_s).toInt());
    Endurance endurance;
    if (!endurance.start(parser.value(u"program"_s))) {
        say(u"nothing to measure: it did not start"_s);
        return 2;
    }
    // Its caches and pools fill up in the first part, which does not count.
    const int rate = parser.value(u"rate"_s).toInt();
    const auto between = std::chrono::seconds(parser.value(u"cut-every"_s).toInt());
    (void)endurance.run(milliseconds(seconds) / 4, rate, between);
    const std::vector<Sample> samples = endurance.run(milliseconds(seconds) * 3 / 4, rate, between);
    const auto third = qsizetype(samples.size() / 3);
    const std::vector<Sample> first(samples.begin(), samples.begin() + third);
    const std::vector<Sample> last(samples.end() - third, samples.end());
    const milliseconds resting = endurance.rest();
    const double growth = 100.0 * double(medianKb(last) - medianKb(first))
        / double(std::max<qint64>(1, medianKb(first)));
    const bool whole = endurance.holdsAll();
    say(u"| s | told | cuts | memory, first third | last third | growth | descriptors, first | "
        u"last |"
        " CPU in %1 s of rest | holds all |\n|---|---|---|---|---|---|---|---|---|---|"_s.arg(
            restTime.count()));
    say(u"| %1 | %2 | %3 | %4 kB | %5 kB | %6 % | %7 | %8 | %9 ms | %10 |"_s.arg(seconds.count())
            .arg(endurance.told())
            .arg(endurance.cuts())
            .arg(medianKb(first))
            .arg(medianKb(last))
            .arg(growth, 0, 'f', 1)
            .arg(mostDescriptors(first))
            .arg(mostDescriptors(last))
            .arg(resting.count())
            .arg(whole ? u"yes"_s : u"no"_s));
    const double allowed = parser.value(u"growth"_s).toDouble() / 100 * double(medianKb(first))
        + parser.value(u"caches"_s).toDouble();
    const bool good = endurance.isRunning() && whole
        && double(medianKb(last) - medianKb(first)) <= allowed
        && mostDescriptors(last) <= mostDescriptors(first)
        && resting <= std::chrono::duration_cast<milliseconds>(restTime) / 50;
    return good ? 0 : 1;
}
