// SPDX-License-Identifier: MIT
#include "app/clihealth.h"

#include "app/clijson.h"
#include "app/clisession.h"
#include "app/systemfacts.h"
#include "core/ownlog.h"
#include "core/store/database.h"
#include "core/store/databasefacts.h"
#include "core/store/healthstore.h"
#include "core/store/schema.h"
#include "ui/words/supportwords.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QSettings>

namespace headgate::cli {

using namespace Qt::StringLiterals;

namespace {

Timestamp now()
{
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

Expected<std::unique_ptr<Database>> openHistory(const QString& profile)
{
    if (!Engine::hasHistory(profile))
        return Issue{Issue::Code::DatabaseError, {},
            {u"%1 holds no history"_s.arg(QDir::toNativeSeparators(profile))}};
    return Database::open(profile + "/history.db"_L1, Database::Mode::ReadOnly);
}

/** An older profile keeps none until a newer program has opened it. */
bool keepsHealth(Database& database)
{
    Query q = database.prepare(u"SELECT 1 FROM sqlite_master WHERE name='health_minute'"_s);
    const bool found = database.run(q) && q.next();
    q.finish();
    return found;
}

words::ConnectionReport reportOf(Database& database)
{
    words::ConnectionReport report;
    report.version = QStringLiteral(HEADGATE_VERSION);
    report.at = now();
    report.health.at = report.at;
    if (keepsHealth(database))
        report.health.sources = HealthStore::readAll(database);
    return report;
}

QStringList settingsOf(const QString& profile)
{
    const QString path = profile + "/preferences.ini"_L1;
    QStringList lines;
    if (!QFileInfo::exists(path))
        return lines;
    const QSettings settings(path, QSettings::IniFormat);
    for (const QString& key : settings.allKeys())
        lines += words::settingText(key, settings.value(key));
    return lines;
}

} // namespace

int reportConnections(const QString& profile, bool json)
{
    const auto history = openHistory(profile);
    if (!history)
        return report(history.error());
    const words::ConnectionReport found = reportOf(**history);
    if (json)
        print(line(words::reportJson(found)));
    else
        print(words::reportMarkdown(found).trimmed());
    return Done;
}

int writeBundle(const QString& profile, const QString& file)
{
    words::SupportFacts facts;
    facts.system = systemFacts();
    facts.connections.version = facts.system.version;
    facts.connections.at = now();
    if (const auto history = openHistory(profile)) {
        facts.connections = reportOf(**history);
        facts.history = readDatabaseFacts(**history);
    } else {
        facts.history = DatabaseFacts{};
        facts.history->issue = history.error();
    }
    facts.settings = settingsOf(profile);
    facts.log = ownlog::linesAfter(0);
    const QString text = words::supportText(facts);
    if (file == "-"_L1) {
        print(text.trimmed());
        return Done;
    }
    QSaveFile out(file);
    if (!out.open(QFile::WriteOnly) || out.write(text.toUtf8()) < 0 || !out.commit())
        return report({Issue::Code::LogError, {}, {file, out.errorString()}});
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    note(u"%1 was written: look through it before you give it to anybody"_s.arg(file));
    return Done;
}

} // namespace headgate::cli
