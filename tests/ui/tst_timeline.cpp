// SPDX-License-Identifier: MIT
#include "core/engine.h"
#include "tests/support/logbuilder.h"
#include "ui/models/recordings.h"
#include "ui/models/timelinemodel.h"
#include "ui/models/workmodel.h"
#include "ui/motion.h"
#include "ui/panels/recordbox.h"
#include "ui/panels/timelinepanel.h"
#include "ui/views/eventdetail.h"
#include "ui/views/switch.h"
#include "ui/views/timelinelist.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace headgate::test;
using Model = TimelineModel;

namespace {

const SourceId source{u"log:/tmp/x.jsonl"_s};

TimelineRow row(int number, const QString& type = u"agent.spawned"_s, const QString& run = u"r1"_s)
{
    TimelineRow made;
    made.row = number;
    made.id = EventId(u"evt_%1"_s.arg(number));
    made.type = type;
    made.run = run;
    made.time = timestampFromMs(logTime + number);
    made.gist = {u"oracle"_s, u"look it up"_s, {}};
    return made;
}

/** A model whose engine is played by the test. */
struct Tested
{
    Model model;
    std::unique_ptr<QAbstractItemModelTester> tester;
    std::vector<Command> commands;

    /** The tester walks over all rows at each signal: not where there are half a million. */
    explicit Tested(bool tested = true)
    {
        if (tested)
            tester = std::make_unique<QAbstractItemModelTester>(
                &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setSubmit([this](Command command) { commands.push_back(std::move(command)); });
        model.setSource(source);
        model.setWatched(true);
    }
    template <typename T>
    const T* last() const
    {
        for (auto it = commands.rbegin(); it != commands.rend(); ++it) {
            if (const T* found = std::get_if<T>(&*it))
                return found;
        }
        return nullptr;
    }
    quint64 number() const { return last<ShowTimeline>()->number; }
    void count(qint64 first, qint64 end, bool searching = false)
    {
        model.apply(TimelineCounted{source, number(), 0, first, end, searching, false});
    }
    void read(qint64 from, std::vector<TimelineRow> rows)
    {
        model.apply(TimelineRead{number(), 0, from, std::move(rows)});
    }
};

/** A real engine at a real log, and the panel that shows it. */
class Shown
{
public:
    explicit Shown(const QString& directory)
        : log(directory + "/durable_stream.jsonl"_L1)
        , m_engine({directory + "/profile"_L1, Engine::EventFeed::Newest, 100})
    {
        QObject::connect(&m_engine, &Engine::changesReady, &m_engine, [this] {
            for (const Change& change : m_engine.takeChanges()) {
                model.apply(change);
                work.apply(change);
                if (const auto* status = std::get_if<SourceChanged>(&change))
                    live = status->status.state == SyncState::Live;
            }
        });
        PanelPorts ports;
        ports.timeline = &model;
        ports.work = &work;
        ports.submit = [this](const Command& command) { m_engine.submit(command); };
        ports.selected = [this] { return SessionKey{model.source(), SessionId(u"ses_a"_s)}; };
        ports.openSession = [this](const SessionKey& key) { opened = key; };
        model.setSubmit(ports.submit);
        panel = std::make_unique<TimelinePanel>(ports, nullptr);
        panel->resize(348, 800);
    }

    bool start()
    {
        SourceConfig config;
        config.kind = SourceKind::Log;
        config.url = QUrl::fromLocalFile(log);
        if (!m_engine.start())
            return false;
        m_engine.submit(AddSource{config});
        model.setSource(config.id());
        work.setSource(config.id());
        panel->show();
        return QTest::qWaitFor([this] { return live && !model.searching(); }, 60'000)
            && QTest::qWaitForWindowExposed(panel.get());
    }
    TimelineList* rows() { return panel->findChild<TimelineList*>(); }
    EventDetail* detail() { return panel->findChild<EventDetail*>(); }
    QPushButton* button(const QString& text, QWidget* in)
    {
        // What is laid out while it is seen appears with the next turn of the event loop.
        QPushButton* found = nullptr;
        (void)QTest::qWaitFor(
            [&] {
                for (QPushButton* one : in->findChildren<QPushButton*>()) {
                    if (one->isVisibleTo(in)
                        && (one->text() == text || one->accessibleName() == text))
                        found = one;
                }
                return found != nullptr;
            },
            15'000);
        return found;
    }

    QString log;
    Model model;
    WorkModel work;
    std::unique_ptr<TimelinePanel> panel;
    SessionKey opened;
    bool live = false;

private:
    Engine m_engine;
};

} // namespace

class TestTimeline : public QObject
{
    Q_OBJECT

private slots:
    void asksOnlyWhileSomebodyLooks()
    {
        Tested t;
        QVERIFY(t.last<ShowTimeline>());
        QCOMPARE(t.last<ShowTimeline>()->source, source);
        t.model.setWatched(false);
        QVERIFY(t.last<ShowTimeline>()->source.isEmpty());
        const size_t before = t.commands.size();
        t.model.setSource(SourceId(u"log:/tmp/y.jsonl"_s));
        QCOMPARE(t.commands.size(), before);
    }

    // DS-67: of half a million rows only those around the eye are held.
    void readsOnlyWhatIsLookedAt()
    {
        Tested t(false);
        t.count(-400'000, 100'000);
        QCOMPARE(t.model.rowCount(), 500'000);
        QVERIFY(!t.model.index(250'000).data(Model::LoadedRole).toBool());
        QTRY_VERIFY(t.last<ReadTimeline>());
        const ReadTimeline asked = *t.last<ReadTimeline>();
        const qint64 place = t.model.placeOf(250'000);
        QVERIFY(asked.from <= place && place < asked.from + asked.count);
        QVERIFY(asked.count < 512);
        for (qint64 from = -400'000; from < -390'000; from += 100) {
            std::vector<TimelineRow> rows;
            for (int i = 0; i < 100; ++i)
                rows.push_back(row(int(from) + i + 500'000));
            t.read(from, std::move(rows));
        }
        int held = 0;
        for (int i = 0; i < t.model.rowCount(); ++i)
            held += t.model.at(i) ? 1 : 0;
        QVERIFY(held > 0 && held <= Model::kept);
    }

    void newRowsComeInAtTheTopAndOldOnesAtTheEnd()
    {
        Tested t;
        QSignalSpy inserted(&t.model, &QAbstractItemModel::rowsInserted);
        t.count(-2, 1, true);
        t.read(-2, {row(1), row(2), row(3)});
        QCOMPARE(t.model.at(0)->row, 3);
        t.count(-3, 3, false);
        QCOMPARE(inserted.count(), 3);
        QCOMPARE(inserted.at(1).at(1).toInt(), 0);
        QCOMPARE(inserted.at(2).at(1).toInt(), 5);
        QCOMPARE(t.model.at(2)->row, 3);
        QVERIFY(!t.model.at(0));
        // What another question brought is not taken.
        t.model.apply(TimelineCounted{source, t.number() - 1, 0, 0, 99, false, false});
        QCOMPARE(t.model.rowCount(), 6);
        // The log was cut.
        t.model.apply(TimelineCounted{source, t.number(), 1, 0, 1, false, false});
        QCOMPARE(t.model.rowCount(), 1);
        QVERIFY(!t.model.at(0));
    }

    // DS-22
    void aRunIsNamedWhereItBegins()
    {
        Tested t;
        t.count(0, 4);
        t.read(0, {row(1), row(2, u"zz"_s, u"r2"_s), row(3, u"zz"_s, u"r2"_s), row(4)});
        QCOMPARE(t.model.index(0).data(Model::RunRole).toString(), u"r1"_s);
        QCOMPARE(t.model.index(1).data(Model::RunRole).toString(), u"r2"_s);
        QCOMPARE(t.model.index(2).data(Model::RunRole).toString(), QString());
        QCOMPARE(t.model.index(3).data(Model::RunRole).toString(), u"r1"_s);
        QCOMPARE(
            t.model.index(0).data(Model::RunPlaceRole), t.model.index(3).data(Model::RunPlaceRole));
        QVERIFY(t.model.index(0).data(Model::RunPlaceRole)
            != t.model.index(1).data(Model::RunPlaceRole));
    }

    // DS-03, DS-47, DS-52
    void aRowIsASentence()
    {
        Tested t;
        t.count(0, 3);
        TimelineRow failed = row(3, u"execution.tool_start"_s);
        failed.gist = {u"bash"_s, u"no such file"_s, u"error"_s};
        t.read(0, {row(1), row(2, u"zz.new"_s), failed});
        QCOMPARE(t.model.index(0).data().toString(), u"bash failed"_s);
        QCOMPARE(t.model.index(0).data(Model::DetailRole).toString(), u"no such file"_s);
        QCOMPARE(t.model.index(1).data().toString(), u"zz.new: oracle"_s);
        QCOMPARE(t.model.index(2).data().toString(), u"oracle is given work"_s);
        QVERIFY(t.model.index(2)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .startsWith(u"oracle is given work, look it up, at "_s));
    }

    // DS-01, DS-02, DS-09, DS-43
    void showsALogLiveAndEachEventWhole()
    {
        const QTemporaryDir directory;
        Shown s(directory.path());
        QByteArray lines;
        for (int i = 1; i <= 60; ++i)
            lines += logLine(
                i, u"files.changed"_s, u"ses_a"_s, QJsonObject{{u"file"_s, u"f%1"_s.arg(i)}});
        lines += logLine(61, u"zz.new"_s, u"ses_a"_s, QJsonObject{{u"x"_s, 1}},
            {{u"causation_id"_s, u"evt_000007"_s}, {u"metadata"_s, QJsonObject{{u"m"_s, 2}}},
                {u"agent"_s, u"oracle"_s}});
        QVERIFY(appendTo(s.log, lines));
        QVERIFY(s.start());
        QTRY_COMPARE_WITH_TIMEOUT(s.model.rowCount(), 61, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(s.model.at(0), 30'000);
        QCOMPARE(s.model.at(0)->type, u"zz.new"_s);
        s.rows()->setCurrentIndex(s.model.index(0));
        QTRY_VERIFY_WITH_TIMEOUT(s.detail()->event().row > 0, 30'000);
        QStringList said;
        for (const QLabel* label : s.detail()->findChildren<QLabel*>())
            said += label->text();
        for (const QString& field : {u"zz.new"_s, u"evt_000061"_s, u"system"_s})
            QVERIFY2(said.contains(field), qPrintable(field));
        for (const QString& link :
            {u"Stream: ses_a"_s, u"Run: aabbccddeeff0011"_s, u"Caused by: evt_000007"_s})
            QVERIFY2(s.button(link, s.detail()), qPrintable(link));
        QCOMPARE(s.detail()->findChildren<QPlainTextEdit*>().size(), 3); // payload, metadata, agent
        s.button(u"Copy line"_s, s.detail())->click();
        QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), lines.split('\n').at(60));
        // The cause is a link that goes there.
        s.button(u"Caused by: evt_000007"_s, s.detail())->click();
        QTRY_COMPARE_WITH_TIMEOUT(s.rows()->currentIndex().row(), 54, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(s.detail()->event().event.id, EventId(u"evt_000007"_s), 30'000);
        s.button(u"Session"_s, s.detail())->click();
        QCOMPARE(s.opened.session, SessionId(u"ses_a"_s));
        // Whoever has scrolled away keeps what they read in place, and is told that more came.
        QScrollBar* bar = s.rows()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 400);
        bar->setValue(300);
        const int before = s.rows()->rowAt(0);
        QVERIFY(appendTo(s.log,
            logLine(62, u"zz.new"_s, u"ses_a"_s, QJsonObject())
                + logLine(63, u"zz.new"_s, u"ses_a"_s, QJsonObject())));
        QTRY_COMPARE_WITH_TIMEOUT(s.model.rowCount(), 63, 30'000);
        QCOMPARE(s.rows()->rowAt(0), before + 2);
        QCOMPARE(s.rows()->currentIndex().row(), 56);
        QVERIFY(s.button(u"2 newer"_s, s.panel.get()));
        s.button(u"2 newer"_s, s.panel.get())->click();
        QCOMPARE(bar->value(), 0);
    }

    // DS-20, DS-22
    void listsWhatWasTypedAndChosen()
    {
        const QTemporaryDir directory;
        Shown s(directory.path());
        QVERIFY(appendTo(s.log,
            logLine(1, u"zz.a"_s, u"ses_a"_s, QJsonObject{{u"t"_s, u"needle"_s}})
                + logLine(2, u"zz.b"_s, u"ses_b"_s, QJsonObject())));
        QVERIFY(s.start());
        QTRY_COMPARE_WITH_TIMEOUT(s.model.rowCount(), 2, 30'000);
        auto* search = s.panel->findChild<QLineEdit*>();
        search->setText(u"NEEDLE"_s);
        QTRY_COMPARE_WITH_TIMEOUT(s.model.rowCount(), 1, 30'000);
        search->clear();
        QTRY_COMPARE_WITH_TIMEOUT(s.model.rowCount(), 2, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(s.model.at(0), 30'000);
        s.rows()->setCurrentIndex(s.model.index(0));
        QTRY_VERIFY_WITH_TIMEOUT(s.detail()->event().row > 0, 30'000);
        // A link that lists something else takes itself away.
        s.button(u"Stream: ses_b"_s, s.detail())->click();
        QTRY_COMPARE_WITH_TIMEOUT(s.model.rowCount(), 1, 30'000);
        QCOMPARE(s.model.filter().stream, u"ses_b"_s);
        QVERIFY(s.button(u"ses_b"_s, s.panel.get()));
    }

    // DS-63
    void theSwitchShowsWhatIsSo()
    {
        Recordings recordings;
        std::vector<RecordSource> wishes;
        SessionKey selected{SourceId(u"opencode:http://127.0.0.1:4096"_s), SessionId(u"s"_s)};
        PanelPorts ports;
        ports.recordings = &recordings;
        ports.selected = [&] { return selected; };
        ports.sourceName = [](const SourceId&) { return u"workstation"_s; };
        ports.submit = [&](const Command& command) {
            if (const auto* wish = std::get_if<RecordSource>(&command))
                wishes.push_back(*wish);
        };
        RecordBox box(ports, nullptr);
        box.show();
        auto* flip = box.findChild<Switch*>();
        auto* path = box.findChild<QLineEdit*>();
        path->setText(u"/tmp/rec.jsonl"_s);
        flip->click();
        QCOMPARE(wishes.size(), size_t(1));
        QCOMPARE(wishes.front().path, u"/tmp/rec.jsonl"_s);
        QVERIFY(wishes.front().on);
        QVERIFY(!flip->isChecked()); // nobody said that it is on
        Recording now{selected.source, u"/tmp/rec.jsonl"_s, Recording::State::On, 3, {}};
        recordings.apply(RecordingChanged{now});
        QVERIFY(flip->isChecked());
        QVERIFY(!path->isVisible());
        now.state = Recording::State::Failed;
        now.issue = {Issue::Code::LogError, selected.source, {u"/tmp/rec.jsonl"_s, u"full"_s}};
        recordings.apply(RecordingChanged{now});
        QVERIFY(!flip->isChecked());
        bool said = false;
        for (const QLabel* label : box.findChildren<QLabel*>())
            said = said || label->text().startsWith(u"Recording ended. "_s);
        QVERIFY(said);
        // A log is one already.
        selected.source = source;
        box.refresh();
        QVERIFY(!box.isVisible());
    }
};

QTEST_MAIN(TestTimeline)
#include "tst_timeline.moc"
