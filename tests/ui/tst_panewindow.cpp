// SPDX-License-Identifier: MIT
// The window on sessions with channels: who is told that it is looked at, and what it shows of
// them.
#include "core/domain/lookup.h"
#include "tests/ui/fakefeed.h"
#include "tests/ui/panefeed.h"
#include "tests/ui/windowstage.h"
#include "ui/colourscheme.h"
#include "ui/mainwindow.h"
#include "ui/panels/composer.h"
#include "ui/preferences.h"
#include "ui/style.h"
#include "ui/views/avatarrow.h"
#include "ui/views/transcriptview.h"
#include "ui/windowstate.h"
#include "ui/words/panewords.h"

#include <QApplication>
#include <QPlainTextEdit>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

struct Stage : test::Stage
{
    Stage()
    {
        window->resize(1440, 900);
        window->apply(FakeFeed::all());
        window->apply(PaneFeed::all());
    }

    void lookAt(const SessionKey& key)
    {
        window->select(key);
        window->apply(PaneFeed::all()); // its transcript
        window->apply(PaneFeed::room());
    }

    std::vector<Lookup::Attend> told() const
    {
        std::vector<Lookup::Attend> all;
        for (const Command& command : commands) {
            const auto* wish = std::get_if<LookUp>(&command);
            if (const auto* one = wish ? std::get_if<Lookup::Attend>(&wish->lookup->what) : nullptr)
                all.push_back(*one);
        }
        return all;
    }
};

SessionKey another()
{
    for (const Change& change : FakeFeed::all()) {
        if (const auto* one = std::get_if<SessionChanged>(&change))
            return {one->session.source, one->session.id};
    }
    return {};
}

} // namespace

class TestPaneWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    // AP-30
    void whatIsLookedAtIsJoinedAndLeft()
    {
        Stage stage;
        stage.lookAt(PaneFeed::session());
        QVERIFY(stage.told().empty()); // nobody sees the window
        stage.window->show();
        QCOMPARE(stage.told().size(), size_t(1));
        QVERIFY(stage.told().back().here);
        QCOMPARE(stage.told().back().session, PaneFeed::session().session);
        QCOMPARE(stage.told().back().user, words::ownId());
        stage.window->select(another());
        QCOMPARE(stage.told().size(), size_t(2));
        QVERIFY(!stage.told().back().here);
        stage.window->select(PaneFeed::session());
        QCOMPARE(stage.told().size(), size_t(3));
        stage.window->hide();
        QCOMPARE(stage.told().size(), size_t(4));
        QVERIFY(!stage.told().back().here);
    }

    // AP-32: where somebody points is told, of such a session alone
    void thePlaceInTheTranscriptIsTold()
    {
        Stage stage;
        stage.window->show();
        QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
        stage.lookAt(PaneFeed::session());
        auto* view = stage.child<TranscriptView>();
        QTRY_VERIFY(!view->seenBlocks().empty());
        view->setFocus();
        QTest::keyClick(view, Qt::Key_Right, Qt::ShiftModifier);
        const auto first = stage.told().back().cursor;
        QVERIFY(first);
        QVERIFY(first->y() >= 0);
        QTest::keyClick(view, Qt::Key_Right, Qt::ShiftModifier);
        const auto second = stage.told().back().cursor;
        QVERIFY(second);
        QCOMPARE(second->x(), first->x() + 1);
        QCOMPARE(second->y(), first->y());
        const size_t before = stage.told().size();
        QTest::keyClick(view, Qt::Key_PageDown); // points at nothing else
        QCOMPARE(stage.told().size(), before);

        stage.lookAt(another());
        const size_t left = stage.told().size();
        QTRY_VERIFY(!view->seenBlocks().empty());
        QTest::keyClick(view, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(stage.told().size(), left);
    }

    // AP-31, AP-36
    void itsHeadShowsWhoIsThereAndItsComposerWhetherSomebodyReads()
    {
        Stage stage;
        stage.window->show();
        stage.lookAt(PaneFeed::session());
        stage.window->tick();
        auto* row = stage.child<AvatarRow>();
        QVERIFY(row->isVisible());
        QVERIFY2(row->accessibleName().startsWith(u"7 watching: you"_s),
            qPrintable(row->accessibleName()));
        const auto set = [&](SessionStatus status, bool readOnly) {
            for (const Change& change : PaneFeed::all()) {
                const auto* told = std::get_if<SessionChanged>(&change);
                if (!told || told->session.id != PaneFeed::session().session)
                    continue;
                Session session = told->session;
                session.status = status;
                session.readOnly = readOnly;
                stage.window->apply({SessionChanged{session}});
            }
            stage.window->tick();
        };
        auto* text = stage.child<Composer>()->findChild<QPlainTextEdit*>();
        set(SessionStatus::Running, false);
        QVERIFY(text->isEnabled());
        set(SessionStatus::Idle, false);
        QVERIFY(!text->isEnabled());
        const QString nobody = text->placeholderText();
        set(SessionStatus::Idle, true);
        QVERIFY(!text->isEnabled());
        QVERIFY(text->isVisible()); // it says why
        QVERIFY(text->placeholderText() != nobody);
        stage.window->select(another());
        QVERIFY(!row->isVisible());
    }
};

QTEST_MAIN(TestPaneWindow)
#include "tst_panewindow.moc"
