// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "ui/colourscheme.h"
#include "ui/connectdialog.h"
#include "ui/mainwindow.h"
#include "ui/models/foundservers.h"
#include "ui/panels/firstrun.h"
#include "ui/panels/foundlist.h"
#include "ui/preferences.h"
#include "ui/style.h"
#include "ui/views/sessiontree.h"
#include "ui/windowstate.h"
#include "ui/words/sourcewords.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QFile>
#include <QInputDialog>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Tree = SessionTreeModel;

namespace {

SourceStatus status(const QString& id, const QString& name = {})
{
    SourceStatus made;
    made.id = SourceId(id);
    made.name = name.isEmpty() ? id : name;
    made.url = QUrl(u"http://127.0.0.1:4096"_s);
    made.state = SyncState::Live;
    return made;
}

SourceConfig server(const QString& url, const QString& name = {})
{
    SourceConfig made;
    made.url = QUrl(url);
    made.name = name;
    return made;
}

struct Stage
{
    explicit Stage(const QString& directory)
        : preferences(directory)
        , state(directory)
        , scheme(ThemeChoice::Light)
    {
        WindowPorts ports;
        ports.submit = [this](const Command& command) { commands.push_back(command); };
        ports.now = &FakeFeed::now;
        ports.preferences = &preferences;
        ports.state = &state;
        ports.scheme = &scheme;
        ports.found = &found;
        window = std::make_unique<MainWindow>(std::move(ports));
    }

    void show()
    {
        window->resize(1280, 800);
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }
    template <typename T>
    std::vector<T> sent() const
    {
        std::vector<T> ofKind;
        for (const Command& command : commands) {
            if (const auto* one = std::get_if<T>(&command))
                ofKind.push_back(*one);
        }
        return ofKind;
    }
    QStringList shown() const
    {
        const auto* model = window->findChild<SessionTree*>()->model();
        QStringList names;
        for (int row = 0; row < model->rowCount(); ++row)
            names += model->index(row, 0).data().toString();
        return names;
    }
    QPushButton* button(const QString& text) const
    {
        for (auto* one : window->findChildren<QPushButton*>()) {
            if (one->text() == text && one->isVisible())
                return one;
        }
        return nullptr;
    }

    FoundServers found;
    Preferences preferences;
    WindowState state;
    ColourScheme scheme;
    std::vector<Command> commands;
    std::unique_ptr<MainWindow> window;
};

} // namespace

/** The list of sources: names, order, what cannot be used, and what is found by itself. */
class TestSources : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void everyKindIsKept()
    {
        for (int kind = 0; kind <= int(SourceKind::AgentPane); ++kind) {
            SourceConfig config = server(u"http://a:%1"_s.arg(kind + 1));
            config.kind = SourceKind(kind);
            if (config.kind == SourceKind::Log)
                config.url = QUrl::fromLocalFile(u"/tmp/a.jsonl"_s);
            Preferences(m_dir->path()).addSource(config);
            Preferences preferences(m_dir->path());
            const auto kept = preferences.sources();
            QVERIFY(std::any_of(kept.begin(), kept.end(),
                [&](const SourceConfig& one) { return one.id() == config.id(); }));
        }
    }

    void namesAndOrderAreKept()
    {
        {
            Preferences preferences(m_dir->path());
            for (const char16_t* url : {u"http://a:1", u"http://b:2", u"http://c:3"})
                preferences.addSource(server(QString::fromUtf16(url)));
            preferences.renameSource(server(u"http://b:2"_s).id(), u"build box"_s);
            preferences.orderSources({server(u"http://c:3"_s).id(), server(u"http://a:1"_s).id()});
        }
        Preferences preferences(m_dir->path());
        QCOMPARE(addresses(preferences),
            (QStringList{u"http://c:3"_s, u"http://a:1"_s, u"http://b:2"_s}));
        QCOMPARE(preferences.sources()[2].name, u"build box"_s);
        // Named again, with a password: what it is called stays.
        preferences.addSource(server(u"http://b:2"_s));
        QCOMPARE(preferences.sources()[2].name, u"build box"_s);
    }

    void whatCannotBeUsedIsPassedOverAndKept_data() // DG-67
    {
        QTest::addColumn<QByteArray>("entry");
        QTest::newRow("a port that is none")
            << QByteArray("2\\kind=opencode\n2\\url=http://box:99999\n");
        QTest::newRow("port 0") << QByteArray("2\\kind=opencode\n2\\url=http://box:0\n");
        QTest::newRow("no address") << QByteArray("2\\kind=opencode\n");
        QTest::newRow("no kind") << QByteArray("2\\url=http://box:1\n");
        QTest::newRow("a kind that is none")
            << QByteArray("2\\kind=carrier\n2\\url=http://box:1\n");
        QTest::newRow("no host") << QByteArray("2\\kind=stream\n2\\url=http:///v1/stream/a\n");
        QTest::newRow("not the web") << QByteArray("2\\kind=opencode\n2\\url=ftp://box:1\n");
        QTest::newRow("a log without a file") << QByteArray("2\\kind=log\n2\\url=\n");
        QTest::newRow("a log elsewhere") << QByteArray("2\\kind=log\n2\\url=http://box/log\n");
        QTest::newRow("garbage") << QByteArray("2\\kind=opencode\n2\\url=@Invalid()\n");
        QTest::newRow("a foreign key") << QByteArray("2\\colour=blue\n");
    }

    void whatCannotBeUsedIsPassedOverAndKept()
    {
        QFETCH(QByteArray, entry);
        write("[sources]\n1\\kind=opencode\n1\\url=http://a:1\n" + entry
            + "3\\kind=opencode\n3\\url=http://c:3\nsize=9999999\n");
        const QStringList good{u"http://a:1"_s, u"http://c:3"_s};
        {
            Preferences preferences(m_dir->path());
            QCOMPARE(addresses(preferences), good);
            QCOMPARE(preferences.unusableSources().size(), size_t(1));
            QVERIFY(!preferences.unusableSources()[0].told);
            preferences.tellUnusable();
            preferences.addSource(server(u"http://d:4"_s)); // the list is written anew
        }
        Preferences preferences(m_dir->path());
        QCOMPARE(addresses(preferences), good + QStringList{u"http://d:4"_s});
        QCOMPARE(preferences.unusableSources().size(), size_t(1));
        QVERIFY(preferences.unusableSources()[0].told);
        preferences.removeSource(preferences.unusableSources()[0].id);
        QVERIFY(preferences.unusableSources().empty());
        QCOMPARE(preferences.sources().size(), size_t(3));
    }

    void aListThatIsNoListIsEmpty()
    {
        write("[sources]\nsize=many\nurl=x\n\\\\=\n[[[\n=\n");
        QVERIFY(Preferences(m_dir->path()).sources().empty());
    }

    void whatCannotBeUsedIsToldOnceAndRemovedByThePerson() // DG-67
    {
        write("[sources]\n1\\kind=opencode\n1\\url=http://box:99999\nsize=1\n");
        {
            Stage stage(m_dir->path());
            stage.show();
            QCOMPARE(stage.shown(), (QStringList{u"http://box:99999"_s}));
            // Nothing can be followed yet: it still says how to begin.
            QVERIFY(stage.window->findChild<FirstRun*>()->isVisible());
            QVERIFY(!stage.preferences.unusableSources().empty());
            QVERIFY(stage.preferences.unusableSources()[0].told);
        }
        Stage stage(m_dir->path());
        stage.show();
        const SourceId id = stage.preferences.unusableSources()[0].id;
        QSignalSpy forgotten(stage.window.get(), &MainWindow::sourceForgotten);
        stage.window->apply({SourceRemoved{id}});
        QCOMPARE(forgotten.size(), 1);
        QVERIFY(stage.shown().isEmpty());
    }

    void sourcesStandInThePersonsOrderHoweverTheyCome()
    {
        Tree tree;
        SourceList list;
        const QAbstractItemModelTester first(
            &tree, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const QAbstractItemModelTester second(
            &list, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const auto names = [](const QAbstractItemModel& model) {
            QString text;
            for (int row = 0; row < model.rowCount(); ++row)
                text += model.index(row, 0).data().toString();
            return text;
        };
        const auto order = [&](const QStringList& ids) {
            std::vector<SourceId> wanted;
            for (const QString& id : ids)
                wanted.push_back(SourceId(id));
            tree.setOrder(wanted);
            list.setOrder(wanted);
        };
        order({u"a"_s, u"b"_s, u"c"_s});
        for (const QString& id : {u"x"_s, u"c"_s, u"a"_s, u"y"_s, u"b"_s}) {
            tree.apply(SourceChanged{status(id)});
            list.apply(SourceChanged{status(id)});
        }
        QCOMPARE(names(tree), u"abcxy"_s);
        QCOMPARE(names(list), u"abcxy"_s);
        order({u"y"_s, u"c"_s, u"b"_s});
        QCOMPARE(names(tree), u"ycbax"_s);
        QCOMPARE(names(list), u"ycbax"_s);
    }

    void altShiftArrowsMoveASource()
    {
        {
            Stage stage(m_dir->path());
            stage.preferences.addSource(server(u"http://a:1"_s, u"first"_s));
            stage.preferences.addSource(server(u"http://b:2"_s, u"second"_s));
        }
        Stage stage(m_dir->path());
        SourceStatus first = status(server(u"http://a:1"_s).id().value(), u"first"_s);
        SourceStatus second = status(server(u"http://b:2"_s).id().value(), u"second"_s);
        stage.window->apply({SourceChanged{second}, SourceChanged{first}});
        stage.show();
        QCOMPARE(stage.shown(), (QStringList{u"first"_s, u"second"_s}));
        auto* tree = stage.window->findChild<SessionTree*>();
        tree->setFocus();
        tree->setCurrentIndex(tree->model()->index(1, 0));
        QTest::keyClick(tree, Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(stage.shown(), (QStringList{u"second"_s, u"first"_s}));
        QTest::keyClick(tree, Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier); // at the top
        QCOMPARE(stage.shown(), (QStringList{u"second"_s, u"first"_s}));
        QCOMPARE(Preferences(m_dir->path()).sources().size(), size_t(2));
        QCOMPARE(addresses(stage.preferences), (QStringList{u"http://b:2"_s, u"http://a:1"_s}));
        stage.window->action(ActionId::MoveSourceDown)->trigger();
        QCOMPARE(stage.shown(), (QStringList{u"first"_s, u"second"_s}));
    }

    void f2NamesTheSourceThatHasTheKeys()
    {
        Stage stage(m_dir->path());
        stage.preferences.addSource(server(u"http://a:1"_s));
        const SourceId id = server(u"http://a:1"_s).id();
        stage.window->apply({SourceChanged{status(id.value(), u"first"_s)}});
        stage.show();
        auto* tree = stage.window->findChild<SessionTree*>();
        tree->setFocus();
        tree->setCurrentIndex(tree->model()->index(0, 0));
        QTest::keyClick(tree, Qt::Key_F2);
        auto* dialog = stage.window->findChild<QInputDialog*>();
        QVERIFY(dialog);
        QCOMPARE(dialog->textValue(), u"first"_s);
        dialog->setTextValue(u"  build   box "_s);
        dialog->accept();
        QCOMPARE(stage.sent<RenameSource>().size(), size_t(1));
        QCOMPARE(stage.sent<RenameSource>()[0].source, id);
        QCOMPARE(stage.sent<RenameSource>()[0].name, u"build box"_s);
        QCOMPARE(stage.preferences.sources()[0].name, u"build box"_s);
    }

    void aQuietServerSaysForHowLong_data() // DG-47
    {
        QTest::addColumn<int>("silent"); // s
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("words");
        QTest::newRow("just heard") << 3 << int(SourceKind::OpenCode) << u"live"_s;
        QTest::newRow("silent") << 25 << int(SourceKind::OpenCode) << u"live, silent for 25 s"_s;
        QTest::newRow("a log says nothing for hours") << 9000 << int(SourceKind::Log) << u"live"_s;
    }

    void aQuietServerSaysForHowLong()
    {
        QFETCH(int, silent);
        QFETCH(int, kind);
        SourceStatus source = status(u"a"_s);
        source.kind = SourceKind(kind);
        source.lastByte = FakeFeed::ago(std::chrono::seconds(silent));
        QTEST(words::sourceState(source, FakeFeed::now()).text, "words");
    }

    void removedServersAreRememberedForAWhile()
    {
        Preferences preferences(m_dir->path());
        for (int i = 0; i < 12; ++i) {
            const SourceConfig config = server(u"http://box:%1"_s.arg(4000 + i));
            preferences.addSource(config);
            preferences.removeSource(config.id());
        }
        QCOMPARE(preferences.recentServers().size(), 8);
        QCOMPARE(preferences.recentServers()[0], QUrl(u"http://box:4011"_s));
    }

    void aFoundServerIsOnePressAway() // DG-45
    {
        Stage stage(m_dir->path());
        stage.show();
        QSignalSpy wanted(stage.window.get(), &MainWindow::sourceWanted);
        QVERIFY(stage.found.isWanted());
        stage.found.put({{QUrl(u"http://127.0.0.1:4096"_s), u"1.18.33"_s, u"/p/shop"_s}});
        auto* list = stage.window->findChild<FirstRun*>()->findChild<FoundList*>();
        QTRY_COMPARE(list->findChildren<QPushButton*>().size(), 1);
        auto* go = list->findChild<QPushButton*>();
        QCOMPARE(go->accessibleName(),
            u"Connect to OpenCode 1.18.33 at 127.0.0.1:4096, started in /p/shop"_s);
        QVERIFY(wanted.isEmpty()); // never by itself
        go->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].value<SourceConfig>().url, QUrl(u"http://127.0.0.1:4096"_s));
    }

    void whatIsFollowedIsNotOffered() // DG-45
    {
        FoundServers found;
        found.setFollowed([] { return std::vector<QUrl>{QUrl(u"http://localhost:4096/"_s)}; });
        found.put({{QUrl(u"http://127.0.0.1:4096"_s), {}, {}},
            {QUrl(u"http://127.0.0.1:4097"_s), {}, {}}});
        QCOMPARE(found.offers().size(), size_t(1));
        QCOMPARE(found.offers()[0].url.port(), 4097);
        QVERIFY(isSameServer(QUrl(u"http://[::1]:80"_s), QUrl(u"http://localhost"_s)));
        QVERIFY(!isSameServer(QUrl(u"http://10.0.0.7:80"_s), QUrl(u"http://localhost"_s)));
    }

    void serversAreLookedForOnlyWhileSomebodySees() // DG-48
    {
        Stage stage(m_dir->path());
        QSignalSpy wanted(&stage.found, &FoundServers::wantedChanged);
        stage.show();
        QVERIFY(stage.found.isWanted()); // the first page
        stage.window->showMinimized();
        QTRY_VERIFY(!stage.found.isWanted());
        stage.window->showNormal();
        QTRY_VERIFY(stage.found.isWanted());
        stage.window->hide();
        QVERIFY(!stage.found.isWanted());
        stage.window->show();
        QVERIFY(stage.found.isWanted());
        stage.window->apply({SourceChanged{status(u"opencode:http://a:1"_s)}});
        QVERIFY(!stage.found.isWanted()); // there is a source, and the page is gone
        stage.window->action(ActionId::AddSource)->trigger();
        auto* dialog = stage.window->findChild<ConnectDialog*>();
        QVERIFY(dialog);
        QTRY_VERIFY(stage.found.isWanted());
        dialog->reject();
        QVERIFY(!stage.found.isWanted());
    }

private:
    void write(const QByteArray& text) const
    {
        QFile file(m_dir->filePath(u"preferences.ini"_s));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(text);
    }
    static QStringList addresses(const Preferences& preferences)
    {
        QStringList found;
        for (const SourceConfig& config : preferences.sources())
            found += config.url.toString();
        return found;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_MAIN(TestSources)
#include "tst_sources.moc"
