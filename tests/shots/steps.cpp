// SPDX-License-Identifier: MIT
#include "tests/shots/steps.h"

#include "ui/approvaldialog.h"
#include "ui/batchdialog.h"
#include "ui/findpopover.h"
#include "ui/models/replayplayer.h"
#include "ui/panels/findbar.h"
#include "ui/settingsdialog.h"
#include "ui/views/answerbutton.h"

#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

namespace headgate::shot {

using namespace Qt::StringLiterals;

/** A session, with one of the panels beside it. */
QWidget* show(Scene& scene, const SessionKey& key, ActionId panel)
{
    if (key.isEmpty())
        return nullptr;
    scene.window().select(key);
    scene.window().action(panel)->trigger();
    QTest::qWait(settle);
    return &scene.window();
}

bool press(QWidget& in, const QString& text)
{
    for (auto* button : in.findChildren<QPushButton*>()) {
        if (button->isVisible() && button->text() == text) {
            button->click();
            return true;
        }
    }
    return false;
}

/** All that stands above the window. */
void closeDialogs(Scene& scene)
{
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        if (widget != &scene.window() && widget->isVisible())
            widget->close();
    }
    QTest::qWait(50);
}

QWidget* approval(Scene& scene, const CheckpointKey& key)
{
    if (key.request.isEmpty())
        return nullptr;
    scene.window().openRequest(key);
    QTest::qWait(1000); // the answers are off at first
    return scene.window().approval();
}

QWidget* find(Scene& scene, ActionId what, const QString& typed)
{
    scene.window().action(what)->trigger();
    auto* popover = scene.window().findChild<FindPopover*>();
    if (!popover)
        return nullptr;
    popover->findChild<QLineEdit*>()->setText(typed);
    QTest::qWait(settle);
    return &scene.window();
}

void closeFinder(Scene& scene)
{
    if (auto* popover = scene.window().findChild<FindPopover*>())
        popover->close();
    QTest::qWait(50);
}

QWidget* shell(Scene& scene)
{
    if (!show(scene, scene.real(), ActionId::ShowTerminal) || !press(scene.window(), u"New"_s)
        || !Scene::waitFor([&] { return scene.hasTerminal(); }))
        return nullptr;
    QTest::qWait(settle);
    for (const char* line : {"PS1='$ '; clear", "git log --oneline --decorate --color",
             "ls -la --color", "printf '\\033[32m%s\\033[m %s\\n' ok 'refunds are rounded once'"}) {
        scene.typeInTerminal(QString::fromLatin1(line));
        QTest::qWait(settle);
    }
    return &scene.window();
}

/** Words that stand out, a mark, and the list of marks. */
QWidget* marks(Scene& scene)
{
    if (!show(scene, scene.ended(), ActionId::ShowTodos))
        return nullptr;
    scene.window().action(ActionId::MarkPlace)->trigger();
    show(scene, scene.demo(), ActionId::ShowTodos);
    scene.window().action(ActionId::FindInSession)->trigger();
    auto* bar = scene.window().findChild<FindBar*>();
    for (const char* words : {"invoice", "applyTax"}) {
        bar->findChild<QLineEdit*>()->setText(QString::fromLatin1(words));
        QTest::keyClick(bar->findChild<QLineEdit*>(), Qt::Key_Return, Qt::ControlModifier);
    }
    scene.window().action(ActionId::MarkPlace)->trigger();
    return find(scene, ActionId::ShowMarks, {});
}

QWidget* replay(Scene& scene)
{
    scene.window().select(scene.demo());
    QTest::qWait(settle);
    scene.window().action(ActionId::ReplaySession)->trigger();
    auto* player = scene.window().findChild<ReplayPlayer*>();
    if (!player || !Scene::waitFor([player] { return player->timeline() != nullptr; }))
        return nullptr;
    player->toEnd();
    QTest::qWait(2 * settle);
    player->toRequest(false);
    QTest::qWait(2 * settle);
    return &scene.window();
}

QWidget* batch(Scene& scene)
{
    if (!show(scene, scene.demo(), ActionId::ShowWaiting) || !press(scene.window(), u"Choose"_s)
        || !press(scene.window(), u"All"_s) || !press(scene.window(), u"Review together"_s))
        return nullptr;
    return dialogOf<BatchDialog>(scene);
}

/** What a person decides here stands in the record. */
QWidget* decisions(Scene& scene)
{
    const CheckpointKey key = scene.request(CheckpointKind::Permission, u"edit"_s);
    if (!approval(scene, key))
        return nullptr;
    scene.window().approval()->button(Reply::Once)->click();
    QTest::qWait(2000);
    closeDialogs(scene);
    return show(scene, scene.real(), ActionId::ShowDecisions);
}

/** The server is gone in the middle of everything. */
QWidget* trouble(Scene& scene)
{
    scene.openCode().kill9();
    QTest::qWait(2000);
    return show(scene, scene.real(), ActionId::ShowProof);
}

/** One page of the settings, by its number in the list. */
QWidget* settingsPage(Scene& scene, int page)
{
    scene.presence().showSettings();
    auto* dialog = static_cast<QDialog*>(dialogOf<SettingsDialog>(scene));
    if (!dialog)
        return nullptr;
    dialog->findChild<QListWidget*>()->setCurrentRow(page);
    QTest::qWait(settle); // what the profile takes is being read
    return dialog;
}

QWidget* settingsSearch(Scene& scene, const QString& typed)
{
    scene.presence().showSettings();
    QWidget* dialog = dialogOf<SettingsDialog>(scene);
    if (dialog)
        static_cast<SettingsDialog*>(dialog)->find(typed);
    QTest::qWait(settle);
    return dialog;
}

QWidget* wall(Scene& scene)
{
    scene.window().action(ActionId::ShowWall)->trigger();
    QTest::qWait(2 * settle);
    return &scene.window();
}

QWidget* twoPanels(Scene& scene)
{
    if (!show(scene, scene.demo(), ActionId::ShowTodos))
        return nullptr;
    scene.window().action(ActionId::SplitPanels)->trigger();
    QTest::qWait(settle);
    scene.window().action(ActionId::ShowLineage)->trigger();
    QTest::qWait(settle);
    return &scene.window();
}

} // namespace headgate::shot
