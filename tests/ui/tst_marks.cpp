// SPDX-License-Identifier: MIT
// Marked places, and words that stand out: kept, painted, found again by keys alone.
#include "core/domain/lookup.h"
#include "tests/ui/fakefeed.h"
#include "ui/colourscheme.h"
#include "ui/findpopover.h"
#include "ui/mainwindow.h"
#include "ui/models/highlights.h"
#include "ui/models/markfinder.h"
#include "ui/models/placemarks.h"
#include "ui/panels/findbar.h"
#include "ui/preferences.h"
#include "ui/style.h"
#include "ui/views/transcriptview.h"
#include "ui/windowstate.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLineEdit>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

struct Stage
{
    explicit Stage(Preferences* kept)
        : preferences(kept)
    {
        WindowPorts ports;
        ports.submit = [](const Command&) {};
        ports.now = [] { return FakeFeed::now(); };
        ports.preferences = preferences;
        ports.state = &state;
        ports.scheme = &scheme;
        window = std::make_unique<MainWindow>(std::move(ports));
        window->resize(1440, 900);
        window->selectWhenKnown(FakeFeed::mainSession());
        window->apply(FakeFeed::all());
        window->apply(FakeFeed::transcript());
        window->show();
        view = window->findChild<TranscriptView*>();
    }
    QImage picture() const { return view->grab().toImage(); }
    void trigger(ActionId id) const { window->action(id)->trigger(); }

    Preferences* preferences;
    WindowState state{{}};
    ColourScheme scheme{ThemeChoice::Light};
    std::unique_ptr<MainWindow> window;
    TranscriptView* view = nullptr;
};

PlaceMark markOf(const char* message)
{
    PlaceMark mark;
    mark.key = FakeFeed::mainSession();
    mark.message = MessageId(QString::fromLatin1(message));
    mark.title = u"A session"_s;
    mark.words = u"words of "_s + QLatin1String(message);
    mark.at = FakeFeed::ago(std::chrono::minutes(5));
    return mark;
}

} // namespace

class TestMarks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    void marksAreKeptTheNewestFirst()
    {
        PlaceMarks marks;
        QVERIFY(marks.toggle(markOf("msg_1")));
        QVERIFY(marks.toggle(markOf("msg_2")));
        QCOMPARE(marks.all().front().message.value(), u"msg_2"_s);
        PlaceMarks again;
        again.load(marks.toJson());
        QVERIFY(again.all() == marks.all());
        QVERIFY(!again.toggle(markOf("msg_2")));
        QCOMPARE(again.all().size(), size_t(1));
        QCOMPARE(again.placesIn(FakeFeed::mainSession()), QSet<QString>{u"msg_1/"_s});
        again.load({u"nonsense"_s, QJsonObject{{u"session"_s, u"s"_s}}});
        QVERIFY(again.all().empty());
    }

    void theOldestMarksGiveWay()
    {
        PlaceMarks marks;
        for (size_t i = 0; i < PlaceMarks::most + 3; ++i)
            marks.toggle(markOf(qPrintable(u"msg_%1"_s.arg(i))));
        QCOMPARE(marks.all().size(), PlaceMarks::most);
        QCOMPARE(marks.all().back().message.value(), u"msg_3"_s);
    }

    void theListOfMarksIsAModel()
    {
        MarkFinder finder([] { return FakeFeed::now(); });
        const QAbstractItemModelTester tester(
            &finder, QAbstractItemModelTester::FailureReportingMode::QtTest);
        finder.take({markOf("msg_1"), markOf("msg_2")});
        QCOMPARE(finder.rowCount(), 2);
        finder.find(u"msg_2"_s);
        finder.finish();
        QCOMPARE(finder.rowCount(), 1);
        QCOMPARE(finder.markAt(0).message.value(), u"msg_2"_s);
        QCOMPARE(finder.index(0, 0).data(FinderModel::NoteRole).toString(), u"5 m"_s);
    }

    void highlightsOverlapNowhere()
    {
        Highlights all;
        all.add(u"tax"_s);
        all.add(u"taxes"_s);
        all.add(u"TAX"_s); // it is there already
        all.add(u"  "_s);
        QCOMPARE(all.all().size(), size_t(2));
        const auto ranges = highlightedIn(u"Taxes and tax"_s, all.all());
        QCOMPARE(ranges.size(), size_t(2));
        QVERIFY((ranges[0] == HighlightedRange{0, 3, 0}));
        QVERIFY((ranges[1] == HighlightedRange{10, 13, 0}));
        Highlights again;
        again.load(all.toJson());
        QVERIFY(again.all() == all.all());
        again.remove(u"Tax"_s);
        QCOMPARE(again.all().size(), size_t(1));
        for (int i = 0; i < 20; ++i)
            again.add(u"word %1"_s.arg(i));
        QCOMPARE(again.all().size(), Highlights::most);
    }

    void aPlaceIsMarkedAndFoundAgainByKeys()
    {
        Preferences kept{QString()};
        Stage stage(&kept);
        QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
        QTRY_VERIFY(!stage.view->seenBlocks().empty());
        const QImage before = stage.picture();
        stage.view->setFocus();
        QTest::keyClick(stage.view, Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(kept.marks().size(), 1);
        QTRY_VERIFY(stage.picture() != before);
        stage.view->goToEnd();
        stage.trigger(ActionId::ShowMarks);
        auto* popover = stage.window->findChild<FindPopover*>();
        QVERIFY(popover->isVisible());
        QTest::keyClick(popover->findChild<QLineEdit*>(), Qt::Key_Return);
        QVERIFY(!popover->isVisible());

        // It is there after the next start, and can be taken away.
        Stage next(&kept);
        QTRY_VERIFY(!next.view->seenBlocks().empty());
        QVERIFY(next.view->jump(JumpTo::Mark, -1) || next.view->jump(JumpTo::Mark, +1));
        next.trigger(ActionId::MarkPlace);
        QCOMPARE(kept.marks().size(), 0);
        QVERIFY(!next.view->jump(JumpTo::Mark, -1));
        QVERIFY(!next.view->jump(JumpTo::Mark, +1));
    }

    void wordsStandOutUntilTheyAreTold()
    {
        Preferences kept{QString()};
        Stage stage(&kept);
        QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
        QTRY_VERIFY(!stage.view->seenBlocks().empty());
        const QImage before = stage.picture();
        stage.trigger(ActionId::FindInSession);
        auto* bar = stage.window->findChild<FindBar*>();
        auto* field = bar->findChild<QLineEdit*>();
        QTest::keyClicks(field, u"the"_s);
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(kept.highlights().size(), 1);
        bar->close();
        stage.view->goToEnd();
        QTRY_VERIFY(stage.picture() != before);
        stage.trigger(ActionId::FindInSession);
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(kept.highlights().size(), 0);
    }
};

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    TestMarks test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_marks.moc"
