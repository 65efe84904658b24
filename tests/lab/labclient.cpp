// SPDX-License-Identifier: MIT
#include "tests/lab/labclient.h"

#include "core/store/database.h"
#include "tests/support/cli.h"
#include "tests/support/faultproxy.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

namespace headgate::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** After that a connection whose bytes make no sense any more is cut. */
constexpr auto patience = 2s;

} // namespace

void pass(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

LabClient::LabClient(SourceConfig config, QString cliSource)
    : m_config(std::move(config))
    , m_cliSource(std::move(cliSource))
{
}

bool LabClient::start()
{
    m_watcher = std::make_unique<Watcher>(m_profile.path());
    Watcher* const watcher = m_watcher.get();
    watcher->onChange = [watcher](const Change& change) {
        const auto* told = std::get_if<SourceChanged>(&change);
        if (told && told->status.issue.code != Issue::Code::None)
            watcher->submit(RetrySource{watcher->source()});
    };
    return watcher->follow(m_config);
}

void LabClient::stop(Tally& tally)
{
    if (!m_watcher)
        return;
    const SourceStatus& status = m_watcher->status();
    tally.reconnects += status.reconnects;
    tally.repaired += status.repaired;
    tally.dropped += status.duplicates;
    tally.gaps += status.openGaps;
    tally.doubled += m_watcher->doubled();
    m_watcher.reset();
}

bool LabClient::isKilledWhile(Tally& tally, const std::function<void()>& meanwhile)
{
    stop(tally);
    {
        Cli tail({u"tail"_s, m_cliSource, u"--profile"_s, m_profile.path(), u"--json"_s});
        meanwhile();
        tail.kill9();
    }
    return start();
}

bool LabClient::waitFor(const std::function<bool()>& done, std::chrono::milliseconds limit)
{
    const QDeadlineTimer end(limit);
    while (!done()) {
        if (end.hasExpired())
            return false;
        pass(4ms);
    }
    return true;
}

bool LabClient::isWell() const
{
    const SourceStatus& status = m_watcher->status();
    return status.state == SyncState::Live && status.openGaps == 0;
}

bool LabClient::settles(const std::function<bool()>& done)
{
    return waitFor([&] { return isWell() && done(); });
}

bool LabClient::settlesBehind(FaultProxy& proxy, Tally& tally, const std::function<bool()>& done)
{
    if (waitFor([&] { return isWell() && done(); }, patience))
        return true;
    proxy.cutNow(FaultProxy::Cut::Reset);
    ++tally.helped;
    return settles(done);
}

QString LabClient::state() const
{
    const SourceStatus& status = m_watcher->status();
    return u"%1, %2 open gaps, issue %3 %4"_s.arg(syncStateName(status.state))
        .arg(status.openGaps)
        .arg(int(status.issue.code))
        .arg(status.issue.args.join(u' '));
}

QStringList LabClient::query(const QString& sql) const
{
    const auto db = Database::open(m_profile.filePath(u"history.db"_s), Database::Mode::ReadOnly);
    if (!db)
        return {};
    Query found = (*db)->prepare(sql);
    QStringList rows;
    if ((*db)->run(found)) {
        while (found.next())
            rows.append(QString::fromUtf8(found.value(0).toByteArray()));
    }
    return rows;
}

} // namespace headgate::test
