// SPDX-License-Identifier: MIT
// Pictures of requests: one, many together, and one of a session with channels.
#include "tests/ui/fakefeed.h"
#include "tests/ui/panefeed.h"
#include "tests/ui/picturestage.h"
#include "ui/approvaldialog.h"
#include "ui/batchdialog.h"
#include "ui/mainwindow.h"

#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace headgate {
namespace {

void approvalPicture(ThemeChoice choice, const Checkpoint& request, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->apply({CheckpointChanged{request}});
    stage.window->show();
    stage.window->openRequest(request.key);
    QTest::qWait(900); // the answers are off at first
    stage.save(*stage.window->approval(), file);
}

/** An edit as the newer API of OpenCode tells it: no line numbers, and an "always" that is saved.
 */
void savedPicture(ThemeChoice choice, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    Checkpoint edit = FakeFeed::edit();
    edit.text =
        u"--- tax.ts\n+++ tax.ts\n@@ @@\n-  return lines.map(l => l.total * rates[region])\n"
        "+  const rule = ruleFor(region)\n+  return lines.map(rule.round)\n"_s;
    for (const Change& change : FakeFeed::all()) {
        const auto* told = std::get_if<SessionChanged>(&change);
        if (!told || told->session.id != edit.key.session)
            continue;
        Session session = told->session;
        session.readOnly = true;
        stage.window->apply({SessionChanged{session}, CheckpointChanged{edit}});
    }
    stage.window->show();
    stage.window->openRequest(edit.key);
    QTest::qWait(900); // the answers are off at first
    stage.save(*stage.window->approval(), file);
}

/** An AgentPane session with others in it, and the change it asks about. */
void panePictures(ThemeChoice choice, const QString& to, const QString& suffix)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->apply(PaneFeed::all());
    stage.window->show();
    stage.window->select(PaneFeed::session());
    stage.window->apply(PaneFeed::all());
    stage.window->apply(PaneFeed::room());
    stage.window->action(ActionId::ShowWork)->trigger();
    stage.save(*stage.window, to + u"pane"_s + suffix + u".png"_s);
    stage.window->openRequest(PaneFeed::approval().key);
    QTest::qWait(900); // the answers are off at first
    stage.save(*stage.window->approval(), to + u"pane-approval"_s + suffix + u".png"_s);
}

/** Many wait; some are chosen, and looked at together. */
void inboxPicture(ThemeChoice choice, const QString& to, const QString& suffix)
{
    Stage stage(choice, FakeFeed::all());
    const QStringList commands{u"npm run build"_s, u"npm test -- --filter=invoice"_s,
        u"cat package.json | head -40 && ls -la src/invoice"_s, u"npm run build"_s};
    for (int i = 0; i < commands.size(); ++i) {
        Checkpoint c = FakeFeed::push();
        c.key.request = RequestId(u"per_more%1"_s.arg(i));
        c.text = commands[i];
        c.patterns = {commands[i]};
        stage.window->apply({CheckpointChanged{c}});
    }
    stage.window->show();
    const auto press = [&](const QString& text) {
        for (auto* button : stage.window->findChildren<QPushButton*>()) {
            if (button->text() == text)
                button->click();
        }
    };
    QTest::qWait(50);
    press(u"Choose"_s);
    press(u"All"_s);
    stage.save(*stage.window, to + u"inbox%1.png"_s.arg(suffix));
    press(u"Review together"_s);
    QTest::qWait(900);
    for (auto* dialog : stage.window->findChildren<BatchDialog*>())
        stage.save(*dialog, to + u"batch%1.png"_s.arg(suffix));
}

Checkpoint hostile()
{
    Checkpoint c = FakeFeed::push();
    c.text = u"git add -A && git commit -m \"Move tax rules\u202E\" && git push "
             "--force-with-lease origin tax-rules"_s;
    c.always = {u"git add *"_s, u"git push *"_s};
    return c;
}

} // namespace

void requestScenes(const QString& to)
{
    inboxPicture(ThemeChoice::Light, to, {});
    inboxPicture(ThemeChoice::Dark, to, u"-dark"_s);
    panePictures(ThemeChoice::Light, to, {});
    panePictures(ThemeChoice::Dark, to, u"-dark"_s);
    approvalPicture(ThemeChoice::Light, hostile(), to + u"approval-light.png"_s);
    approvalPicture(ThemeChoice::Dark, hostile(), to + u"approval-dark.png"_s);
    approvalPicture(ThemeChoice::Light, FakeFeed::edit(), to + u"approval-diff.png"_s);
    savedPicture(ThemeChoice::Light, to + u"approval-saved.png"_s);
    approvalPicture(ThemeChoice::Light, FakeFeed::question(), to + u"approval-question.png"_s);
    approvalPicture(ThemeChoice::Light, FakeFeed::checkpoint(), to + u"approval-checkpoint.png"_s);
    approvalPicture(ThemeChoice::Dark, FakeFeed::edit(), to + u"approval-diff-dark.png"_s);
    approvalPicture(ThemeChoice::Contrast, hostile(), to + u"approval-contrast.png"_s);
}

} // namespace headgate
