// SPDX-License-Identifier: MIT
#include "core/domain/deeplink.h"
#include "core/domain/lookup.h"
#include "tests/ui/fakefeed.h"
#include "tests/ui/windowstage.h"
#include "ui/colourscheme.h"
#include "ui/findpopover.h"
#include "ui/mainwindow.h"
#include "ui/models/findermodel.h"
#include "ui/panels/findbar.h"
#include "ui/preferences.h"
#include "ui/style.h"
#include "ui/views/textlabel.h"
#include "ui/views/transcriptview.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

constexpr Qt::KeyboardModifiers ctrlShift = Qt::ControlModifier | Qt::ShiftModifier;

SearchHit hitOf(const SessionKey& key, const QString& message, const QString& part,
    const QString& text, const QString& word)
{
    SearchHit hit;
    hit.key = key;
    hit.title = u"A title"_s;
    hit.message = MessageId(message);
    hit.part = PartId(part);
    hit.speaker = u"assistant"_s;
    hit.time = FakeFeed::ago(std::chrono::hours(26));
    hit.snippet = text;
    hit.word = word;
    if (const qsizetype at = text.indexOf(word); at >= 0)
        hit.marks = {{at, word.size()}};
    return hit;
}

/** A window whose engine is this test. */
struct Stage : test::Stage
{
    Stage()
    {
        popover = window->findChild<FindPopover*>();
        field = popover->findChild<QLineEdit*>();
        list = popover->findChild<QListView*>();
        transcript = window->findChild<TranscriptView*>();
        window->apply(FakeFeed::all());
        window->resize(1280, 720);
        window->show();
        shown = QTest::qWaitForWindowActive(window.get());
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : window.get(), key, modifiers);
    }
    void type(const QString& text) const { QTest::keyClicks(QApplication::focusWidget(), text); }

    /** The newest wish; none: number 0. */
    SearchWish wish() const
    {
        for (auto it = commands.rbegin(); it != commands.rend(); ++it) {
            const auto* one = std::get_if<LookUp>(&*it);
            const auto* found = one ? std::get_if<Lookup::Search>(&one->lookup->what) : nullptr;
            if (found)
                return *found;
        }
        return {};
    }
    void answer(std::vector<SearchHit> hits, int indexed = 100)
    {
        SearchFound found;
        found.number = wish().number;
        found.hits = std::move(hits);
        found.indexed = indexed;
        window->apply({LookedUp{{}, std::make_shared<const Finding>(Finding{found})}});
    }
    QStringList column(int role) const
    {
        QStringList all;
        for (int row = 0; row < list->model()->rowCount(); ++row)
            all += list->model()->index(row, 0).data(role).toString();
        return all;
    }
    QString said() const
    {
        QStringList all;
        for (const TextLabel* label : popover->findChildren<TextLabel*>()) {
            if (label->isVisible())
                all += label->text();
        }
        return all.join(u" | "_s);
    }
    int olderWanted() const
    {
        return int(std::count_if(commands.begin(), commands.end(),
            [](const Command& command) { return std::holds_alternative<LoadOlder>(command); }));
    }

    FindPopover* popover = nullptr;
    QLineEdit* field = nullptr;
    QListView* list = nullptr;
    TranscriptView* transcript = nullptr;
    bool shown = false;
};

} // namespace

/** Ctrl+Shift+F, by keys alone. */
class TestSearchAll : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    void whatWasSaidIsOpenedWhereItStands()
    {
        Stage stage;
        QVERIFY(stage.shown);
        stage.window->select(FakeFeed::mainSession());
        stage.window->apply(FakeFeed::transcript());
        stage.press(Qt::Key_F, ctrlShift);
        QVERIFY(stage.popover->isVisible());
        QVERIFY(stage.field->hasFocus());
        stage.type(u"callers"_s);
        QCOMPARE(stage.wish().words, u"callers"_s);
        QVERIFY(stage.wish().source.isEmpty());
        stage.answer({hitOf(FakeFeed::mainSession(), u"msg_2"_s, u"prt_4"_s,
            u"Two callers relied on the old float result"_s, u"callers"_s)});
        QCOMPARE(stage.column(Qt::DisplayRole),
            QStringList{u"Two callers relied on the old float result"_s});
        stage.press(Qt::Key_Return);
        QVERIFY(!stage.popover->isVisible());
        auto* bar = stage.window->findChild<FindBar*>();
        QVERIFY(bar->isVisible());
        QCOMPARE(bar->search().words(), u"callers"_s);
        QVERIFY(bar->search().current() >= 0);
        const auto& place = bar->search().places()[size_t(bar->search().current())];
        QCOMPARE(place.item->partId.value(), u"prt_4"_s);
        QCOMPARE(stage.transcript->selectedText(), u"callers"_s);
        QVERIFY(stage.transcript->hasFocus());
    }

    void olderMessagesAreLoadedUntilItIsThere()
    {
        Stage stage;
        stage.window->select(FakeFeed::mainSession());
        TranscriptLoaded loaded = std::get<TranscriptLoaded>(FakeFeed::transcript()[0]);
        loaded.hasOlder = true;
        stage.window->apply({loaded});
        stage.press(Qt::Key_F, ctrlShift);
        stage.type(u"gannet"_s);
        stage.answer({hitOf(
            FakeFeed::mainSession(), u"msg_0"_s, u"prt_old"_s, u"a gannet dives"_s, u"gannet"_s)});
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.olderWanted(), 1);
        MessageWithParts old = loaded.messages[1];
        old.message.id = MessageId(u"msg_0"_s);
        old.message.created = FakeFeed::ago(std::chrono::hours(26));
        old.parts.resize(1);
        old.parts[0].id = PartId(u"prt_old"_s);
        old.parts[0].message = old.message.id;
        old.parts[0].text = u"Then a gannet dives."_s;
        stage.window->apply({OlderLoaded{FakeFeed::mainSession(), {old}, false}});
        QCOMPARE(stage.olderWanted(), 1);
        QCOMPARE(stage.transcript->selectedText(), u"gannet"_s);
    }

    void textsOfOneSessionStandTogether()
    {
        Stage stage;
        stage.press(Qt::Key_F, ctrlShift);
        stage.type(u"x1"_s);
        stage.answer({hitOf(FakeFeed::mainSession(), u"m1"_s, u"p1"_s, u"one"_s, {}),
            hitOf(FakeFeed::exploring(), u"m2"_s, u"p2"_s, u"two"_s, {}),
            hitOf(FakeFeed::mainSession(), u"m3"_s, u"p3"_s, u"three"_s, {})});
        QCOMPARE(stage.column(Qt::DisplayRole), (QStringList{u"one"_s, u"three"_s, u"two"_s}));
        const QStringList details = stage.column(FinderModel::DetailRole);
        QVERIFY(details[0].contains(u"A title"_s));
        QVERIFY(!details[1].contains(u"A title"_s));
        QVERIFY(details[2].contains(u"A title"_s));
    }

    // A new letter is typed while the answer to the one before is on its way.
    void anAnswerToWhatWasTypedBeforeIsNotShown()
    {
        Stage stage;
        stage.press(Qt::Key_F, ctrlShift);
        stage.type(u"ab"_s);
        const quint64 before = stage.wish().number;
        stage.type(u"c"_s);
        SearchFound late;
        late.number = before;
        late.hits = {hitOf(FakeFeed::mainSession(), u"m1"_s, u"p1"_s, u"late"_s, {})};
        stage.window->apply({LookedUp{{}, std::make_shared<const Finding>(Finding{late})}});
        QCOMPARE(stage.list->model()->rowCount(), 0);
        // Enter waits for the answer that is wanted.
        stage.press(Qt::Key_Return);
        QVERIFY(stage.popover->isVisible());
        stage.answer({hitOf(FakeFeed::exploring(), u"m1"_s, u"p1"_s, u"abc"_s, {})});
        QVERIFY(!stage.popover->isVisible());
        QCOMPARE(stage.window->selected(), FakeFeed::exploring());
    }

    void filtersAreChosenByKeys()
    {
        Stage stage;
        stage.window->select(FakeFeed::mainSession());
        stage.press(Qt::Key_F, ctrlShift);
        stage.type(u"tax"_s);
        stage.press(Qt::Key_1, Qt::AltModifier);
        QCOMPARE(stage.wish().kind, SearchKind::Words);
        stage.press(Qt::Key_1, Qt::AltModifier);
        QCOMPARE(stage.wish().kind, SearchKind::Tools);
        stage.press(Qt::Key_2, Qt::AltModifier);
        QCOMPARE(stage.wish().session, FakeFeed::mainSession().session);
        stage.press(Qt::Key_3, Qt::AltModifier);
        QCOMPARE(stage.wish().from, FakeFeed::ago(std::chrono::hours(24)));
        stage.press(Qt::Key_4, Qt::AltModifier);
        QVERIFY(stage.wish().byRelevance);
        QVERIFY(stage.field->hasFocus());
        QCOMPARE(stage.field->text(), u"tax"_s);
        int chips = 0;
        for (const QPushButton* chip : stage.popover->findChildren<QPushButton*>()) {
            QVERIFY(!chip->isVisible() || !chip->accessibleName().isEmpty());
            chips += chip->isVisible() ? 1 : 0;
        }
        QCOMPARE(chips, 4);
        // Ctrl+P has none.
        stage.press(Qt::Key_P, Qt::ControlModifier);
        for (const QPushButton* chip : stage.popover->findChildren<QPushButton*>())
            QVERIFY(!chip->isVisible());
    }

    void whatIsTypedNarrows()
    {
        Stage stage;
        stage.press(Qt::Key_F, ctrlShift);
        stage.type(u"tax role:user after:3d"_s);
        QCOMPARE(stage.wish().words, u"tax"_s);
        QCOMPARE(stage.wish().role, u"user"_s);
        QCOMPARE(stage.wish().from, FakeFeed::ago(std::chrono::hours(72)));
        stage.answer({hitOf(FakeFeed::mainSession(), u"m1"_s, u"p1"_s, u"tax"_s, u"tax"_s)});
        stage.type(u" before:soo"_s);
        QVERIFY(!isKnown(stage.wish().until));
        stage.answer({hitOf(FakeFeed::mainSession(), u"m1"_s, u"p1"_s, u"tax"_s, u"tax"_s)});
        QVERIFY2(stage.said().contains(u"before: takes a time"_s), qPrintable(stage.said()));
        QCOMPARE(stage.list->model()->rowCount(), 1);
        // Nothing but what is wrong.
        stage.field->setText(u"role:boss"_s);
        QVERIFY2(stage.said().contains(u"role: is one of"_s), qPrintable(stage.said()));
    }

    void whoStandsAtARowStaysThere()
    {
        Stage stage;
        stage.press(Qt::Key_F, ctrlShift);
        stage.type(u"tax"_s);
        const std::vector<SearchHit> hits{
            hitOf(FakeFeed::mainSession(), u"m1"_s, u"p1"_s, u"tax one"_s, u"tax"_s),
            hitOf(FakeFeed::mainSession(), u"m2"_s, u"p2"_s, u"tax two"_s, u"tax"_s)};
        stage.answer(hits, 50);
        stage.press(Qt::Key_Down);
        QCOMPARE(stage.list->currentIndex().row(), 1);
        const quint64 first = stage.wish().number;
        QTRY_VERIFY_WITH_TIMEOUT(stage.wish().number > first, 15'000);
        stage.answer(hits, 60);
        QCOMPARE(stage.list->currentIndex().row(), 1);
        QVERIFY2(stage.said().contains(u"60 %"_s), qPrintable(stage.said()));
    }

    void aLinkLeadsBackToTheSamePlace()
    {
        Stage stage;
        stage.press(Qt::Key_F, ctrlShift);
        stage.type(u"callers"_s);
        stage.answer({hitOf(FakeFeed::mainSession(), u"msg_2"_s, u"prt_4"_s,
            u"Two callers relied on the old float result"_s, u"callers"_s)});
        stage.press(Qt::Key_C, ctrlShift);
        QVERIFY2(stage.said().contains(u"The link is copied"_s), qPrintable(stage.said()));
        QVERIFY(stage.popover->isVisible());
        stage.press(Qt::Key_Escape);
        const auto link = readLink(QApplication::clipboard()->text());
        QVERIFY(link);
        QCOMPARE(link->part.value(), u"prt_4"_s);
        stage.window->select(FakeFeed::exploring());
        stage.window->reveal({{}, link->session}, link->message, link->part);
        QCOMPARE(stage.window->selected(), FakeFeed::mainSession());
        stage.window->apply(FakeFeed::transcript());
        const auto seen = stage.transcript->seenBlocks();
        QVERIFY(std::any_of(seen.begin(), seen.end(), [&](const TranscriptFlow::Seen& block) {
            return stage.transcript->document().block(block.index).item->partId.value()
                == u"prt_4"_s;
        }));
        QVERIFY(stage.transcript->hasFocus());
        QVERIFY(stage.wish().words == u"callers"_s); // a link asks for nothing else
    }

    // A link may come before its session is known.
    void aLinkWaitsForItsSession()
    {
        Stage stage;
        const SessionKey later{FakeFeed::workstation(), SessionId(u"ses_later"_s)};
        stage.window->reveal({{}, later.session}, MessageId(u"msg_old"_s));
        QVERIFY(stage.window->selected() != later);
        Session session;
        session.source = later.source;
        session.id = later.session;
        session.updated = FakeFeed::now();
        stage.window->apply({SessionChanged{session}});
        QCOMPARE(stage.window->selected(), later);
        QCOMPARE(stage.olderWanted(), 0);
        TranscriptLoaded loaded;
        loaded.key = later;
        loaded.hasOlder = true;
        stage.window->apply({loaded});
        QVERIFY(stage.olderWanted() > 0);
    }

    void emptyAndUnfinishedStatesAreSaidInWords()
    {
        Stage stage;
        stage.press(Qt::Key_F, ctrlShift);
        QVERIFY2(stage.said().contains(u"any session"_s), qPrintable(stage.said()));
        stage.type(u"zebu"_s);
        QVERIFY2(stage.said().contains(u"Searching"_s), qPrintable(stage.said()));
        stage.answer({}, 42);
        QVERIFY2(stage.said().contains(u"42 %"_s), qPrintable(stage.said()));
        const quint64 first = stage.wish().number;
        QTRY_VERIFY_WITH_TIMEOUT(stage.wish().number > first, 15'000); // by itself
        stage.answer({});
        QVERIFY2(stage.said().contains(u"Nothing has “zebu”"_s), qPrintable(stage.said()));
        QVERIFY(!stage.said().contains(u'%'));
    }

    void whatWasLookedForIsOfferedAgain()
    {
        Stage stage;
        stage.press(Qt::Key_F, ctrlShift);
        stage.type(u"old words"_s);
        stage.answer({hitOf(FakeFeed::exploring(), u"m1"_s, u"p1"_s, u"old words"_s, {})});
        stage.press(Qt::Key_Return);
        stage.press(Qt::Key_F, ctrlShift);
        QCOMPARE(stage.column(Qt::DisplayRole), QStringList{u"old words"_s});
        stage.press(Qt::Key_Return);
        QVERIFY(stage.popover->isVisible());
        QCOMPARE(stage.field->text(), u"old words"_s);
        QCOMPARE(stage.wish().words, u"old words"_s);
        stage.press(Qt::Key_Escape);
        QVERIFY(!stage.popover->isVisible());
        stage.window->close();
        QCOMPARE(stage.state.recentSearches(), QStringList{u"old words"_s});
    }

    void aSessionThatIsNotListedIsNamed()
    {
        Stage stage;
        const SessionKey before = stage.window->selected();
        stage.press(Qt::Key_F, ctrlShift);
        stage.type(u"gone"_s);
        stage.answer({hitOf(
            {SourceId(u"demo:"_s), SessionId(u"ses_none"_s)}, u"m1"_s, u"p1"_s, u"gone"_s, {})});
        stage.press(Qt::Key_Return);
        QCOMPARE(stage.window->selected(), before);
    }
};

QTEST_MAIN(TestSearchAll)
#include "tst_searchall.moc"
