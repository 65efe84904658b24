// SPDX-License-Identifier: MIT
// Pictures of what is found: sessions, actions and words.
#include "tests/ui/fakefeed.h"
#include "tests/ui/picturestage.h"
#include "ui/findpopover.h"
#include "ui/mainwindow.h"
#include "ui/panels/findbar.h"

#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;

namespace headgate {
namespace {

/** Sessions or actions that fit what is typed. */
void finderPicture(
    ThemeChoice choice, QSize size, ActionId what, const QString& typed, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->resize(size);
    stage.window->show();
    QTest::qWait(50);
    stage.window->action(what)->trigger();
    auto* popover = stage.window->findChild<FindPopover*>();
    popover->findChild<QLineEdit*>()->setText(typed);
    stage.save(*stage.window, file);
}

/** Words found in all sessions; `indexed` percent were looked through. */
void searchPicture(ThemeChoice choice, QSize size, int indexed, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->resize(size);
    stage.window->show();
    QTest::qWait(50);
    stage.window->action(ActionId::SearchAll)->trigger();
    stage.window->findChild<FindPopover*>()->findChild<QLineEdit*>()->setText(u"rounding"_s);
    const auto hit = [](const SessionKey& key, const QString& title, SearchKind kind,
                         const QString& speaker, int hours, const QString& text) {
        SearchHit made;
        made.key = key;
        made.title = title;
        made.kind = kind;
        made.speaker = speaker;
        made.time = FakeFeed::ago(std::chrono::hours(hours));
        made.snippet = text;
        const qsizetype at = text.indexOf(u"ounding"_s) - 1;
        made.marks = {{at, 8}};
        return made;
    };
    SearchFound found;
    found.number = 1;
    found.indexed = indexed;
    const QString invoices = u"Split tax rules out of the invoice module"_s;
    const QString callers = u"Explore callers of applyTax"_s;
    found.hits = {
        hit(FakeFeed::mainSession(), invoices, SearchKind::Words, u"assistant"_s, 1,
            u"The rounding now follows each region's rule. Two callers relied on the old float result"_s),
        hit(FakeFeed::mainSession(), invoices, SearchKind::Tools, u"bash"_s, 2,
            u"rg -n \"rounding\" src src/invoice/tax.ts:41: // rounding of each line, not of the sum"_s),
        hit(FakeFeed::exploring(), callers, SearchKind::Words, u"user"_s, 26,
            u"Why is the rounding of refunds not the same as that of invoices?"_s),
        hit(FakeFeed::exploring(), callers, SearchKind::Errors, u"bash"_s, 27,
            u"AssertionError: rounding of 0.125 gave 0.13"_s)};
    stage.window->apply({LookedUp{{}, std::make_shared<const Finding>(Finding{found})}});
    stage.save(*stage.window, file);
}

/** Words found in the session, one of them where a card is folded. */
void findBarPicture(ThemeChoice choice, const QString& words, const QString& file)
{
    Stage stage(choice, FakeFeed::all());
    stage.window->resize(1280, 720);
    stage.window->show();
    QTest::qWait(50);
    stage.window->action(ActionId::FindInSession)->trigger();
    stage.window->findChild<FindBar*>()->findChild<QLineEdit*>()->setText(words);
    stage.save(*stage.window, file);
}

} // namespace

void findScenes(const QString& to)
{
    const QSize small(1280, 720);
    finderPicture(
        ThemeChoice::Light, {1440, 900}, ActionId::GoToSession, {}, to + u"find-session.png"_s);
    finderPicture(ThemeChoice::Dark, small, ActionId::GoToSession, u"call bill"_s,
        to + u"find-session-dark.png"_s);
    finderPicture(
        ThemeChoice::Light, small, ActionId::FindAction, u"sho"_s, to + u"find-action.png"_s);
    finderPicture(
        ThemeChoice::Dark, small, ActionId::FindAction, {}, to + u"find-action-dark.png"_s);
    finderPicture(
        ThemeChoice::Contrast, small, ActionId::FindAction, u"wait"_s, to + u"find-contrast.png"_s);
    finderPicture(ThemeChoice::Light, {560, 420}, ActionId::GoToSession, u"nothing like it"_s,
        to + u"find-nothing.png"_s);
    searchPicture(ThemeChoice::Light, {1440, 900}, 100, to + u"search.png"_s);
    searchPicture(ThemeChoice::Dark, small, 62, to + u"search-dark.png"_s);
    finderPicture(
        ThemeChoice::Light, {720, 560}, ActionId::SearchAll, {}, to + u"search-empty.png"_s);
    findBarPicture(ThemeChoice::Light, u"callers"_s, to + u"find-words.png"_s);
    findBarPicture(ThemeChoice::Dark, u"region"_s, to + u"find-words-dark.png"_s);
}

} // namespace headgate
