// SPDX-License-Identifier: MIT
// Pictures of the window itself, and of what stands where there is nothing to show.
#include "tests/ui/fakefeed.h"
#include "tests/ui/picturestage.h"
#include "ui/colourscheme.h"
#include "ui/mainwindow.h"

using namespace Qt::StringLiterals;

namespace headgate {
namespace {

void mainPicture(ThemeChoice choice, QSize size, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->resize(size);
    stage.window->show();
    stage.save(*stage.window, file);
}

/** One request of which it is not known yet whether anybody waits for it. */
void checkingPicture(const QString& file)
{
    Stage stage(ThemeChoice::Light, FakeFeed::all());
    Checkpoint listed = FakeFeed::edit();
    listed.state = CheckpointState::Checking;
    stage.window->apply({CheckpointChanged{listed}});
    stage.window->show();
    stage.save(*stage.window, file);
}

/** High contrast on a system that is dark (1) or light (2), as its portal says. */
void contrastPicture(uint portal, const QString& file)
{
    Stage stage(ThemeChoice::Contrast, FakeFeed::all());
    stage.scheme.setPortalValue(portal);
    stage.window->show();
    stage.save(*stage.window, file);
}

/** Nothing to show: a quiet source, no request, no todo, a transcript without a word. */
void emptyPicture(const QString& file)
{
    Stage stage(ThemeChoice::Light, FakeFeed::sources());
    stage.window->show();
    stage.window->action(ActionId::ShowTodos)->trigger();
    stage.save(*stage.window, file);
}

/** A source that wants a password, one that is gone, and trouble to be told. */
void troublePicture(ThemeChoice choice, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    SourceStatus source = std::get<SourceChanged>(FakeFeed::sources()[0]).status;
    source.state = SyncState::Denied;
    source.issue = {Issue::Code::NotAuthorised, source.id, {}};
    stage.window->apply({SourceChanged{source},
        IssueRaised{{Issue::Code::BadFrame, source.id, {u"not JSON"_s}}, 3}});
    stage.window->show();
    stage.save(*stage.window, file);
}

} // namespace

void windowScenes(const QString& to)
{
    mainPicture(ThemeChoice::Light, {1440, 900}, to + u"main-light.png"_s);
    mainPicture(ThemeChoice::Dark, {1440, 900}, to + u"main-dark.png"_s);
    mainPicture(ThemeChoice::Light, {1280, 720}, to + u"main-1280.png"_s);
    mainPicture(ThemeChoice::Light, {1000, 700}, to + u"main-1000.png"_s);
    mainPicture(ThemeChoice::Light, {720, 640}, to + u"main-720.png"_s);
    mainPicture(ThemeChoice::Dark, {3840, 2160}, to + u"main-3840.png"_s);
    contrastPicture(2, to + u"contrast-light.png"_s);
    contrastPicture(1, to + u"contrast-dark.png"_s);
    checkingPicture(to + u"checking.png"_s);
    emptyPicture(to + u"empty.png"_s);
    troublePicture(ThemeChoice::Light, to + u"trouble.png"_s);
    troublePicture(ThemeChoice::Dark, to + u"trouble-dark.png"_s);
    for (const auto& [choice, name] : {std::pair{ThemeChoice::Light, u"first-run.png"_s},
             {ThemeChoice::Dark, u"first-run-dark.png"_s}}) {
        Stage first(choice, {});
        first.window->show();
        first.save(*first.window, to + name);
    }
}

} // namespace headgate
