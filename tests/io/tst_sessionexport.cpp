// SPDX-License-Identifier: MIT
#include "core/sessionexport.h"
#include "tests/support/recorded.h"
#include "tests/support/replaydump.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QEventLoop>
#include <QTest>
#include <QTimer>

using namespace headgate;
using namespace headgate::test;
using namespace std::chrono_literals;

namespace {

QSet<RedactionRule> allRules()
{
    QSet<RedactionRule> rules;
    for (const RedactionRow& row : redactionRows())
        rules.insert(row.rule);
    return rules;
}

/** An export that has come to its end, and what it told. */
struct Exported
{
    std::vector<ExportFound> told;
    QByteArray text;

    const ExportFound& last() const { return told.back(); }
};

Exported exportOf(Database& database, const SessionKey& key, ExportFormat format,
    const QSet<RedactionRule>& rules, const QString& title = u"Mend the <cart>"_s)
{
    const QTemporaryDir dir;
    Exported exported;
    ExportWish wish{key.session, title, dir.filePath(u"out"_s), format, rules};
    SessionExport run(database, key.source, wish, timestampFromMs(1'800'000'000'000),
        [&](const ExportFound& found) { exported.told.push_back(found); });
    if (!QTest::qWaitFor(
            [&] { return !exported.told.empty() && exported.told.back().finished; }, 60'000))
        qFatal("the export does not end");
    QFile file(wish.path);
    if (file.open(QFile::ReadOnly))
        exported.text = file.readAll();
    return exported;
}

struct Held
{
    std::unique_ptr<Recorded> recorded; ///< of a stream
    std::unique_ptr<QTemporaryDir> dir; ///< of a log
    std::unique_ptr<Database> file;
    SessionKey key;

    Database& database() { return recorded ? recorded->history->database() : *file; }
    /** Without the place of the log, which is another one each time. */
    QByteArray stable(QByteArray text) const
    {
        if (!dir)
            return text;
        // The end of JSON lines is the hash of all before, this place among it.
        const qsizetype hash = text.lastIndexOf("\"sha256\":\"");
        if (text.startsWith('{'))
            text.replace(hash + 10, 64, "HASH");
        return text.replace(dir->path().toUtf8(), "DIR");
    }
};

Held heldOf(const QString& kind)
{
    Held held;
    if (kind == "agentpane"_L1) {
        held.recorded = hearPane(paneStory());
        held.key = held.recorded->key(ses);
    } else if (kind == "opencode"_L1) {
        held.recorded = hearOpenCode(u"permission-once.sse"_s);
        held.key =
            held.recorded->key(held.recorded->follower->sessions().entries.cbegin()->session.id);
    } else {
        held.dir = std::make_unique<QTemporaryDir>();
        const QString path = held.dir->filePath(u"events.jsonl"_s);
        const QString profile = held.dir->filePath(u"profile"_s);
        if (!followLog(path, profile, logStory()))
            qFatal("the log is not read");
        held.file =
            std::move(*Database::open(profile + u"/history.db"_s, Database::Mode::ReadOnly));
        SourceConfig config;
        config.kind = SourceKind::Log;
        config.url = QUrl::fromLocalFile(path);
        held.key = {config.id(), ses};
    }
    return held;
}

} // namespace

class TestSessionExport : public QObject
{
    Q_OBJECT

private slots:
    // AP-49 and beyond: each kind of source in each format
    void aSessionIsAFile_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<ExportFormat>("format");
        QTest::addColumn<bool>("redacted");
        for (const QString& kind : {u"opencode"_s, u"log"_s, u"agentpane"_s}) {
            for (const ExportFormat format :
                {ExportFormat::Markdown, ExportFormat::Lines, ExportFormat::Html}) {
                for (const bool redacted : {false, true})
                    QTest::newRow(qPrintable(u"%1.%2%3"_s.arg(kind, sessionfile::suffixOf(format),
                        redacted ? u" redacted"_s : QString())))
                        << kind << format << redacted;
            }
        }
    }
    void aSessionIsAFile()
    {
        QFETCH(QString, kind);
        QFETCH(ExportFormat, format);
        QFETCH(bool, redacted);
        Held held = heldOf(kind);
        const Exported exported = exportOf(
            held.database(), held.key, format, redacted ? allRules() : QSet<RedactionRule>());
        QCOMPARE(exported.last().issue.code, Issue::Code::None);
        const QString name = u"export/%1%2.%3"_s.arg(
            kind, redacted ? u"-redacted"_s : QString(), sessionfile::suffixOf(format));
        QVERIFY(matchesFile(held.stable(exported.text), name));
        QVERIFY(!redacted || !exported.text.contains("/home/ada"));
        QVERIFY(!redacted || !exported.text.contains("sk-abcdefghij"));
    }

    void jsonLinesEndWithTheHashOfWhatStandsBefore()
    {
        Held held = heldOf(u"opencode"_s);
        const QByteArray text = exportOf(held.database(), held.key, ExportFormat::Lines, {}).text;
        const qsizetype last = text.lastIndexOf('\n', text.size() - 2) + 1;
        const QJsonObject end = QJsonDocument::fromJson(text.mid(last)).object();
        QCOMPARE(end["sha256"_L1].toString().toLatin1(),
            QCryptographicHash::hash(text.left(last), QCryptographicHash::Sha256).toHex());
        QCOMPARE(end["events"_L1].toInteger(), text.count('\n') - 2);
        const QByteArrayList lines = text.split('\n');
        for (const QByteArray& line : lines) {
            const QJsonObject event = QJsonDocument::fromJson(line).object();
            QVERIFY(line.isEmpty() || !event.isEmpty());
            // Whoever has the event can prove it; what was dropped has the history's fingerprint.
            if (event["kept"_L1].toBool())
                QCOMPARE(event["sha256"_L1].toString().size(), 64);
        }
    }

    void aPreviewFindsTheSameAndWritesNothing()
    {
        Held held = heldOf(u"agentpane"_s);
        const QTemporaryDir dir;
        ExportFound last;
        SessionExport run(held.database(), held.key.source,
            {held.key.session, {}, {}, ExportFormat::Lines, allRules()}, {},
            [&](const ExportFound& found) { last = found; });
        QTRY_VERIFY_WITH_TIMEOUT(last.finished, 60'000);
        const Exported written =
            exportOf(held.database(), held.key, ExportFormat::Lines, allRules());
        QCOMPARE(last.found, written.last().found);
        QVERIFY(!last.found.empty());
    }

    void aFileThatCannotBeWrittenIsToldOf()
    {
        Held held = heldOf(u"agentpane"_s);
        ExportFound last;
        SessionExport run(held.database(), held.key.source,
            {held.key.session, {}, u"/nowhere/x/y.md"_s, ExportFormat::Markdown, {}}, {},
            [&](const ExportFound& found) { last = found; });
        QTRY_VERIFY_WITH_TIMEOUT(last.finished, 60'000);
        QCOMPARE(last.issue.code, Issue::Code::LogError);
        QCOMPARE(last.issue.args.value(0), u"/nowhere/x/y.md"_s);
    }

    void cancellingLeavesNoFile()
    {
        QList<std::pair<QString, QByteArray>> many;
        for (int i = 0; i < 3000; ++i)
            many.append({u"tool:start"_s, R"({"id":"t","agentId":"a","tool":"bash"})"});
        const auto recorded = hearPane(many);
        const QTemporaryDir dir;
        std::vector<ExportFound> told;
        // Waiting by QTRY would let a slow machine finish it between two looks.
        QEventLoop untilUnderWay;
        SessionExport run(recorded->history->database(), recorded->config.id(),
            {ses, {}, dir.filePath(u"out"_s), ExportFormat::Lines, {}}, {},
            [&](const ExportFound& found) {
                told.push_back(found);
                if (found.done > 0)
                    untilUnderWay.quit();
            });
        QTimer::singleShot(60'000, &untilUnderWay, &QEventLoop::quit);
        untilUnderWay.exec();
        QVERIFY(!told.empty() && told.back().done > 0);
        run.cancel();
        QVERIFY(told.back().finished && told.back().cancelled);
        QVERIFY(told.back().done < 3000);
        const size_t before = told.size();
        QCoreApplication::processEvents();
        QCOMPARE(told.size(), before);
        QVERIFY(QDir(dir.path()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSessionExport)
#include "tst_sessionexport.moc"
