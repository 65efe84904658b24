// SPDX-License-Identifier: MIT
#include "tests/shots/shots.h"

#include "ui/approvaldialog.h"
#include "ui/batchdialog.h"
#include "ui/connectdialog.h"
#include "ui/exportdialog.h"
#include "ui/findpopover.h"
#include "ui/linkprompt.h"
#include "ui/models/replayplayer.h"
#include "ui/panels/findbar.h"
#include "ui/settingsdialog.h"
#include "ui/shortcutsheet.h"
#include "ui/views/answerbutton.h"

#include <QApplication>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int settle = 700; ///< ms in which an engine answers and a list is laid out

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

template <typename Dialog>
QWidget* dialogOf(Scene& scene)
{
    QTest::qWait(settle);
    for (auto* dialog : scene.window().findChildren<Dialog*>()) {
        if (dialog->isVisible())
            return dialog;
    }
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        if (auto* dialog = qobject_cast<Dialog*>(widget); dialog && dialog->isVisible())
            return dialog;
    }
    return nullptr;
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

Shot panel(const char* name, SessionKey (Scene::*session)() const, ActionId id)
{
    return {name, [=](Scene& scene) { return show(scene, (scene.*session)(), id); }};
}

Shot dialog(const char* name, std::function<QWidget*(Scene&)> open)
{
    return {name, std::move(open), &closeDialogs, false};
}

Shot request(const char* name, CheckpointKind kind, const QString& permission)
{
    return dialog(
        name, [=](Scene& scene) { return approval(scene, scene.request(kind, permission)); });
}

Shot finder(const char* name, ActionId what, const QString& typed)
{
    return {name, [=](Scene& scene) { return find(scene, what, typed); }, &closeFinder};
}

} // namespace

std::vector<Shot> shots()
{
    using enum ActionId;
    return {
        panel("main", &Scene::demo, ShowWaiting),
        panel("ended", &Scene::ended, ShowTodos),
        panel("todos", &Scene::demo, ShowTodos),
        panel("changes", &Scene::demo, ShowChanges),
        panel("lineage", &Scene::demo, ShowLineage),
        panel("events", &Scene::demo, ShowEvents),
        panel("serve", &Scene::demo, ShowServe),
        panel("proof", &Scene::real, ShowProof),
        panel("rules", &Scene::real, ShowRules),
        panel("work", &Scene::pane, ShowWork),
        panel("state", &Scene::pane, ShowState),
        panel("ledger", &Scene::logged, ShowLedger),
        panel("timeline", &Scene::logged, ShowTimeline),
        {"terminal", &shell},
        finder("find-session", GoToSession, u"in"_s),
        finder("find-action", FindAction, u"sho"_s),
        finder("search", SearchAll, u"rounding"_s),
        {"find-words",
            [](Scene& scene) -> QWidget* {
                show(scene, scene.demo(), ShowWaiting);
                scene.window().action(FindInSession)->trigger();
                auto* bar = scene.window().findChild<FindBar*>();
                if (!bar)
                    return nullptr;
                bar->findChild<QLineEdit*>()->setText(u"tax"_s);
                QTest::qWait(settle);
                return &scene.window();
            },
            [](Scene& scene) {
                if (auto* bar = scene.window().findChild<FindBar*>())
                    QTest::keyClick(bar->findChild<QLineEdit*>(), Qt::Key_Escape);
            }},
        {"marks", &marks, &closeFinder},
        {"replay", &replay, [](Scene& scene) { scene.window().action(ReplaySession)->trigger(); }},
        request("approval", CheckpointKind::Permission, u"bash"_s),
        request("approval-diff", CheckpointKind::Permission, u"edit"_s),
        request("approval-question", CheckpointKind::Question, {}),
        request("approval-checkpoint", CheckpointKind::Hitl, {}),
        dialog("batch", &batch),
        dialog("connect",
            [](Scene& scene) {
                scene.window().action(AddSource)->trigger();
                return dialogOf<ConnectDialog>(scene);
            }),
        dialog("export",
            [](Scene& scene) {
                scene.window().action(ExportSession)->trigger();
                return dialogOf<ExportDialog>(scene);
            }),
        dialog("settings",
            [](Scene& scene) {
                scene.presence().showSettings();
                return dialogOf<SettingsDialog>(scene);
            }),
        dialog("shortcuts",
            [](Scene& scene) {
                scene.window().action(Shortcuts)->trigger();
                return dialogOf<ShortcutSheet>(scene);
            }),
        dialog("link",
            [](Scene& scene) {
                askToOpen(QUrl(u"https://github.com@downloads.example/install?ref=0f3c9d2e"_s),
                    &scene.window());
                return dialogOf<QMessageBox>(scene);
            }),
        {"decisions", &decisions},
        {"trouble", &trouble},
    };
}

} // namespace headgate
