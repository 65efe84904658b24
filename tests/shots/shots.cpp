// SPDX-License-Identifier: MIT
#include "tests/shots/shots.h"

#include "tests/shots/steps.h"
#include "ui/aboutdialog.h"
#include "ui/connectdialog.h"
#include "ui/exportdialog.h"
#include "ui/linkprompt.h"
#include "ui/logwindow.h"
#include "ui/panels/findbar.h"
#include "ui/settingsdialog.h"
#include "ui/shortcutsheet.h"
#include "ui/supportdialog.h"
#include "ui/typography.h"

#include <QLineEdit>
#include <QMessageBox>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace shot;

namespace {

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

Shot page(const char* name, int number)
{
    return dialog(name, [=](Scene& scene) { return settingsPage(scene, number); });
}

/** A dialog that an action opens. */
template <typename Dialog>
Shot opened(const char* name, ActionId action)
{
    return dialog(name, [=](Scene& scene) {
        scene.window().action(action)->trigger();
        return dialogOf<Dialog>(scene);
    });
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
        panel("connections", &Scene::real, ShowConnections),
        panel("serve", &Scene::demo, ShowServe),
        panel("proof", &Scene::real, ShowProof),
        panel("rules", &Scene::real, ShowRules),
        panel("work", &Scene::pane, ShowWork),
        panel("state", &Scene::pane, ShowState),
        panel("ledger", &Scene::logged, ShowLedger),
        panel("timeline", &Scene::logged, ShowTimeline),
        {"wall", &wall, [](Scene& scene) { scene.window().action(ShowWall)->trigger(); }},
        {"two-panels", &twoPanels,
            [](Scene& scene) { scene.window().action(PanelsBack)->trigger(); }},
        {"zoom-150",
            [](Scene& scene) {
                Typography::inForce().setPercent(150);
                return show(scene, scene.demo(), ShowWaiting);
            },
            [](Scene&) { Typography::inForce().setPercent(100); }},
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
        opened<ConnectDialog>("connect", AddSource),
        opened<ExportDialog>("export", ExportSession),
        page("settings-appearance", 0),
        page("settings-reading", 1),
        page("settings-notifications", 2),
        page("settings-servers", 3),
        page("settings-shortcuts", 4),
        page("settings-storage", 5),
        page("settings-privacy", 6),
        dialog("settings-search", [](Scene& scene) { return settingsSearch(scene, u"sound"_s); }),
        opened<AboutDialog>("about", About),
        opened<LogWindow>("own-log", OwnLog),
        opened<SupportDialog>("support", SupportBundle),
        opened<ShortcutSheet>("shortcuts", Shortcuts),
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
