// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "ui/models/sourcelist.h"
#include "ui/notificationpage.h"
#include "ui/preferences.h"
#include "ui/settingsdialog.h"
#include "ui/views/switch.h"
#include "ui/views/textlabel.h"

#include <QListWidget>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeEdit>

using namespace headgate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Stage
{
    explicit Stage(const QString& profile = {}, NotificationPage::Desktop offered = {})
        : preferences(profile)
        , desktop(offered)
    {
        for (const Change& change : FakeFeed::sources())
            sources.apply(change);
        page = new NotificationPage(&preferences, sources, [this] { return desktop; });
        dialog.addPage(u"Notifications"_s, page);
        dialog.show();
    }

    template <typename T>
    T* child(const QString& name) const
    {
        return page->findChild<T*>(name);
    }
    /** As a person at the keyboard flips it. */
    void flip(const QString& name) const { QTest::keyClick(child<Switch>(name), Qt::Key_Space); }
    bool says(const QString& words) const
    {
        for (const TextLabel* label : page->findChildren<TextLabel*>()) {
            if (label->text().contains(words))
                return true;
        }
        return false;
    }

    Preferences preferences;
    NotificationPage::Desktop desktop;
    SourceList sources;
    SettingsDialog dialog;
    NotificationPage* page = nullptr;
};

} // namespace

class TestNotificationPage : public QObject
{
    Q_OBJECT

private slots:
    // H33
    void eachWishIsKeptAtOnce()
    {
        QTemporaryDir profile;
        {
            Stage stage(profile.path());
            QSignalSpy changed(stage.page, &NotificationPage::changed);
            stage.flip(u"blocked-sound"_s);
            stage.flip(u"failed"_s);
            stage.flip(u"quiet"_s);
            stage.child<QTimeEdit>(u"quiet-from"_s)->setTime(QTime(20, 30));
            stage.flip("server "_L1 + FakeFeed::workstation().value());
            stage.flip(u"stays"_s);
            QCOMPARE(changed.count(), 6);
        }
        const Preferences kept(profile.path());
        NoticeWishes expected;
        expected.of(NoticeKind::Blocked).sound = true;
        expected.of(NoticeKind::Failed).on = true;
        expected.quietHours = true;
        expected.quietFrom = 20h + 30min;
        expected.muted = {FakeFeed::workstation()};
        QCOMPARE(kept.notices(), expected);
        QVERIFY(kept.staysInTray());
        const Stage again(profile.path());
        QVERIFY(again.child<Switch>(u"failed"_s)->isChecked());
        QVERIFY(!again.child<Switch>("server "_L1 + FakeFeed::workstation().value())->isChecked());
        QCOMPARE(again.child<QTimeEdit>(u"quiet-from"_s)->time(), QTime(20, 30));
    }

    void untouchedItTellsOfWhoWaitsAndEndsWithTheWindow()
    {
        const Stage stage;
        QVERIFY(stage.child<Switch>(u"blocked"_s)->isChecked());
        for (const auto name : {"blocked-sound"_L1, "failed"_L1, "turn-ended"_L1, "disconnected"_L1,
                 "quiet"_L1, "stays"_L1})
            QVERIFY2(!stage.child<Switch>(name)->isChecked(), name.data());
    }

    void aSoundNeedsSomethingThatIsTold()
    {
        const Stage stage;
        QVERIFY(!stage.child<Switch>(u"turn-ended-sound"_s)->isEnabled());
        stage.flip(u"turn-ended"_s);
        QVERIFY(stage.child<Switch>(u"turn-ended-sound"_s)->isEnabled());
    }

    void whatTheDesktopLacksIsSaid()
    {
        Stage stage({}, {true, true, true, true});
        QVERIFY(!stage.says(u"no service"_s));
        stage.desktop = {true, false, false, true};
        stage.page->refresh();
        QVERIFY(stage.says(u"takes no answers"_s));
        QVERIFY(stage.says(u"no sounds"_s));
        stage.desktop = {};
        stage.page->refresh();
        QVERIFY(stage.says(u"no service that shows notifications"_s));
        QVERIFY(stage.says(u"shows no tray"_s));
    }

    void everySwitchHasAName()
    {
        const Stage stage;
        for (const Switch* one : stage.page->findChildren<Switch*>())
            QVERIFY(!one->accessibleName().isEmpty());
    }

    void theListOfPagesComesWithTheSecond()
    {
        Stage stage;
        const auto* list = stage.dialog.findChild<QListWidget*>();
        QVERIFY(!list->isVisible());
        stage.dialog.addPage(u"More"_s, new QWidget);
        QVERIFY(list->isVisible());
        QCOMPARE(list->currentRow(), 0);
    }

    void nonsenseInTheFileIsTheUsual()
    {
        QTemporaryDir profile;
        {
            QSettings file(profile.filePath(u"preferences.ini"_s), QSettings::IniFormat);
            file.setValue(u"notices/quietFrom"_s, 99'999);
            file.setValue(u"notices/quietTo"_s, u"soon"_s);
        }
        const NoticeWishes wishes = Preferences(profile.path()).notices();
        QCOMPARE(wishes.quietFrom, NoticeWishes().quietFrom);
    }
};

QTEST_MAIN(TestNotificationPage)
#include "tst_notificationpage.moc"
