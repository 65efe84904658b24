// SPDX-License-Identifier: MIT
// Pictures of the past of a session: played back, and written into a file.
#include "core/domain/past.h"
#include "tests/ui/fakefeed.h"
#include "tests/ui/picturestage.h"
#include "ui/exportdialog.h"
#include "ui/mainwindow.h"
#include "ui/models/replayplayer.h"

using namespace Qt::StringLiterals;

namespace headgate {
namespace {

/** An hour of the main session: words, tools, two requests, and the connection cut once. */
std::shared_ptr<const ReplayTimeline> pastHour()
{
    using std::chrono::seconds;
    auto timeline = std::make_shared<ReplayTimeline>();
    timeline->key = FakeFeed::mainSession();
    const auto add = [&](int second, ReplayKind kind, const char* type, bool kept = true) {
        ReplayMoment moment;
        moment.at = FakeFeed::ago(seconds(3600 - second));
        moment.row = qint64(timeline->moments.size()) + 1;
        moment.kind = kind;
        moment.type = QString::fromLatin1(type);
        moment.kept = kept;
        timeline->moments.push_back(moment);
    };
    for (int second = 0; second < 3600; second += 7) {
        if (second % 900 > 640)
            continue;
        const int beat = second / 7;
        if (beat % 40 == 0)
            add(second, ReplayKind::Message, "message.updated");
        else if (beat % 9 == 0)
            add(second, ReplayKind::Tool, "message.part.updated");
        else if (beat % 191 == 100)
            add(second, ReplayKind::Asked, "permission.asked");
        else if (beat % 191 == 103)
            add(second, ReplayKind::Answered, "permission.replied");
        else if (beat == 340)
            add(second, ReplayKind::Gap, "headgate.mark");
        else
            add(second, ReplayKind::Text, "message.part.updated", beat % 3 != 0);
    }
    return timeline;
}

/** The main session as it was at a moment when a person was asked. */
void replayPicture(ThemeChoice choice, QSize size, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->resize(size);
    stage.window->show();
    stage.window->action(ActionId::ReplaySession)->trigger();
    const auto timeline = pastHour();
    auto scene = std::make_shared<ReplayScene>();
    scene->key = timeline->key;
    const ChangeBatch transcript = FakeFeed::transcript();
    for (const Change& change : transcript) {
        if (const auto* loaded = std::get_if<TranscriptLoaded>(&change))
            scene->messages = loaded->messages;
    }
    scene->waiting.push_back(FakeFeed::push());
    for (const char* line : {"npm test", "\n  42 passing (3s)\n  1 failing\n"})
        scene->terminal.append({FakeFeed::ago(std::chrono::seconds(1800)),
            scene->terminal.isEmpty() ? u"input"_s : u"output"_s, QString::fromLatin1(line)});
    const ChangeBatch todos = FakeFeed::todos();
    if (const auto* told = std::get_if<TodosChanged>(&todos.front()))
        scene->todos = told->todos;
    auto* player = stage.window->findChild<ReplayPlayer*>();
    const auto answer = [&](bool first) {
        const ReplayWish wish = *pastWish<ReplayWish>(*stage.lookup);
        auto now = std::make_shared<ReplayScene>(*scene);
        now->index = wish.index;
        stage.tell(pastFinding(ReplayFound{wish.number, first ? timeline : nullptr, now}));
    };
    answer(true);
    player->seek(timeline->moments[size_t(timeline->moments.size() / 2)].at);
    answer(false);
    player->toRequest(true);
    answer(false);
    stage.save(*stage.window, file);
}

/** What would be taken out of a session before it is written into a file. */
void exportPicture(ThemeChoice choice, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->show();
    stage.window->action(ActionId::ExportSession)->trigger();
    ExportFound found;
    found.number = pastWish<ExportWish>(*stage.lookup)->number;
    found.finished = true;
    found.found = {{RedactionRule::Token, 2, {u"ghp_16C7e42F292c6912E7710c838347Ae178B4a"_s}},
        {RedactionRule::Password, 1, {u"DB_PASSWORD=hunter2hunter2"_s}},
        {RedactionRule::Home, 214, {u"/home/maya"_s}},
        {RedactionRule::Mail, 3, {u"maya@example.org"_s, u"ops@example.org"_s}}};
    stage.tell(pastFinding(found));
    stage.save(*stage.window->findChild<ExportDialog*>(), file);
}

} // namespace

void pastScenes(const QString& to)
{
    replayPicture(ThemeChoice::Light, {1440, 900}, to + u"replay.png"_s);
    replayPicture(ThemeChoice::Dark, {1440, 900}, to + u"replay-dark.png"_s);
    replayPicture(ThemeChoice::Contrast, {720, 640}, to + u"replay-720.png"_s);
    exportPicture(ThemeChoice::Light, to + u"export.png"_s);
    exportPicture(ThemeChoice::Dark, to + u"export-dark.png"_s);
}

} // namespace headgate
