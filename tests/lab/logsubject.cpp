// SPDX-License-Identifier: MIT
#include "tests/lab/logsubject.h"

#include "tests/support/testtools.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace headgate::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr auto stale = "2000"; ///< ms: the least that proper-lockfile knows
const QString storedIds = u"SELECT eid FROM log_event ORDER BY row"_s;

SourceConfig configOf(const QString& path)
{
    SourceConfig config;
    config.kind = SourceKind::Log;
    config.url = QUrl::fromLocalFile(path);
    return config;
}

} // namespace

std::vector<Fault> LogSubject::faults() const
{
    return {Fault::KillWriter, Fault::KillClient, Fault::TearLine, Fault::Rotate};
}

QString LogSubject::start()
{
    if (nodeProgram().isEmpty() || !QFile::exists(toolsDirectory() + "/lockfile/lockfile"_L1))
        return u"node or proper-lockfile is missing: packaging/testtools.sh brings them"_s;
    if (!QFile(path()).open(QFile::WriteOnly))
        return u"no log can be made"_s;
    m_client = std::make_unique<LabClient>(configOf(path()), u"log:"_s + path());
    if (!m_client->start())
        return u"the client has no history"_s;
    return m_client->settles([] { return true; }) ? QString() : m_client->state();
}

bool LogSubject::startWriter(OwnProcess& process, bool ours, int events)
{
    const QString name = u"w%1"_s.arg(++m_writers);
    const QStringList what{u"append"_s, path(), name, QString::number(events)};
    const QString output = m_outputs.filePath(u"writer"_s);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (ours)
        return process.start(QStringLiteral(HEADGATE_LOG_PROBE),
            what + QStringList{QString::fromLatin1(stale)}, environment, m_outputs.path(), output);
    environment.insert(u"LOCKFILE_PACKAGE"_s, toolsDirectory() + "/lockfile/package.json"_L1);
    return process.start(nodeProgram(),
        QStringList{QStringLiteral(HEADGATE_TEST_SUPPORT "/logwriter.mjs")} + what, environment,
        m_outputs.path(), output);
}

/** As the writers of this format do it, between two lines. */
void LogSubject::rotate()
{
    const QString rotated =
        m_folder.filePath(u"lab_%1.jsonl"_s.arg(1'790'000'000'000 + ++m_rotations));
    QFile::rename(path(), rotated);
    (void)QFile(path()).open(QFile::WriteOnly | QFile::Append);
}

/** Somebody who takes no lock, and who is gone before the end of his line. */
void LogSubject::tear()
{
    QFile file(path());
    if (file.open(QFile::WriteOnly | QFile::Append))
        file.write(R"({"id":"torn","type":"zz.torn","stream_id":"x","payl)");
}

void LogSubject::write(Fault fault, QRandomGenerator& random)
{
    const bool ours = random.bounded(3) != 0;
    OwnProcess first;
    OwnProcess second;
    if (fault == Fault::TearLine)
        tear();
    // One of ours comes first behind a torn line: the other would continue it.
    (void)startWriter(first, ours || fault == Fault::TearLine, 5 + random.bounded(20));
    if (fault == Fault::TearLine)
        pass(60ms);
    else
        (void)startWriter(second, true, 5 + random.bounded(20));
    if (fault == Fault::KillWriter) {
        pass(milliseconds(random.bounded(120)));
        (ours ? first : second).kill9();
    }
    const auto end = [](const OwnProcess& process) { return !process.isRunning(); };
    (void)m_client->waitFor([&] { return end(first) && end(second); });
    if (fault == Fault::Rotate) {
        rotate();
        OwnProcess third;
        (void)startWriter(third, true, 3 + random.bounded(5));
        (void)m_client->waitFor([&] { return end(third); });
    }
}

QStringList LogSubject::idsInFiles() const
{
    QStringList names =
        QDir(m_folder.path()).entryList({u"lab_*.jsonl"_s}, QDir::Files, QDir::Name);
    names.append(u"lab.jsonl"_s);
    QStringList ids;
    for (const QString& name : std::as_const(names)) {
        QFile file(m_folder.filePath(name));
        if (!file.open(QFile::ReadOnly))
            continue;
        const QByteArray bytes = file.readAll();
        for (const QByteArray& line : bytes.left(bytes.lastIndexOf('\n') + 1).split('\n')) {
            const QString id = QJsonDocument::fromJson(line)["id"_L1].toString();
            if (!id.isEmpty())
                ids.append(id);
        }
    }
    return ids;
}

QString LogSubject::round(Fault fault, QRandomGenerator& random)
{
    const qsizetype before = idsInFiles().size();
    if (fault == Fault::KillClient) {
        const bool back = m_client->isKilledWhile(tally, [&] {
            OwnProcess writer;
            (void)startWriter(writer, true, 10 + random.bounded(30));
            pass(milliseconds(random.bounded(150)));
        });
        if (!back)
            return u"the client does not start again"_s;
    } else {
        write(fault, random);
    }
    const QStringList there = idsInFiles();
    tally.told += there.size() - before;
    const QString counted = u"SELECT count(*) FROM log_event"_s;
    if (!m_client->settles(
            [&] { return m_client->query(counted).value(0).toLongLong() >= there.size(); }))
        return u"%1 of %2 events; %3"_s.arg(m_client->query(counted).value(0))
            .arg(there.size())
            .arg(m_client->state());
    const QStringList mine = m_client->query(storedIds);
    if (mine != there)
        return u"%1 events, and not those of the %2 in the files"_s.arg(mine.size())
            .arg(there.size());
    return {};
}

QString LogSubject::finish()
{
    m_client->stop(tally);
    LabClient fresh(configOf(path()), {});
    const QStringList there = idsInFiles();
    if (!fresh.start()
        || !fresh.settles([&] { return fresh.query(storedIds).size() >= there.size(); }))
        return u"nobody can read it: "_s + fresh.state();
    return fresh.query(storedIds) == there ? QString() : u"who reads it now finds others"_s;
}

} // namespace headgate::test
