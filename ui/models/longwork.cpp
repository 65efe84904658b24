// SPDX-License-Identifier: MIT
#include "ui/models/longwork.h"

#include "core/domain/past.h"
#include "ui/words/quantity.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** What is over sooner would only flicker. */
constexpr auto aMoment = 1s;

double shareOf(qint64 done, qint64 all)
{
    return all > 0 ? std::clamp(double(done) / double(all), 0.0, 1.0) : -1;
}

} // namespace

LongWork::LongWork(Names names, QObject* parent)
    : QObject(parent)
    , m_names(std::move(names))
{
}

void LongWork::apply(const Change& change)
{
    if (const auto* source = std::get_if<SourceChanged>(&change)) {
        takeSource(source->status);
    } else if (const auto* gone = std::get_if<SourceRemoved>(&change)) {
        remove(u"catch-up/"_s + gone->source.value());
        remove(u"check/"_s + gone->source.value());
    } else if (const auto* progress = std::get_if<ProgressChanged>(&change)) {
        takeProgress(progress->progress);
    } else if (const auto* told = std::get_if<LookedUp>(&change)) {
        if (const auto* file = pastFound<ExportFound>(*told->finding))
            takeExport(told->source, *file);
        else if (const auto* held = std::get_if<Finding::Held>(&told->finding->what))
            takeCheck(told->source, *held);
    }
}

void LongWork::takeSource(const SourceStatus& source)
{
    const QString id = u"catch-up/"_s + source.id.value();
    if (source.state != SyncState::CatchUp) {
        remove(id);
        return;
    }
    Item item{id, tr("Catching up with %1").arg(m_names.source(source.id)), {}};
    item.share = shareOf(source.catchUpDone, source.catchUpAll);
    item.detail = item.share >= 0
        ? tr("%1 of %2")
              .arg(words::byteSize(source.catchUpDone), words::byteSize(source.catchUpAll))
        : tr("%1 so far; nobody says how many there are").arg(words::eventCount(source.events));
    item.cancel = PauseSource{source.id};
    item.cancelText = tr("Pause");
    item.left = tr("What was read stays; Resume goes on behind it");
    put(std::move(item));
}

void LongWork::takeProgress(const Progress& progress)
{
    if (progress.finished) {
        remove(progress.id);
        return;
    }
    Item item{progress.id, {}, {}};
    item.share = shareOf(progress.done, progress.all);
    item.detail = progress.all > 0
        ? tr("%1 of %2").arg(words::number(progress.done), words::number(progress.all))
        : words::number(progress.done);
    using Kind = Progress::Kind;
    switch (progress.kind) {
    case Kind::Index:
        item.title = tr("Making what is stored findable");
        break;
    case Kind::Drop:
        item.title = tr("Dropping the contents of “%1”").arg(m_names.session(progress.session));
        item.left = tr("What went already is gone; the rest stays");
        break;
    case Kind::Retain:
        item.title = tr("Dropping contents that are old enough");
        item.left = tr("What went already is gone; the rest stays until the next time");
        break;
    case Kind::Shrink:
        item.title = tr("Making the history's file smaller");
        item.left = tr("It is smaller by what was done");
        break;
    }
    if (progress.cancellable) {
        item.cancel = CancelWork{progress.id};
        item.cancelText = tr("Cancel");
    }
    put(std::move(item));
}

void LongWork::takeExport(const SourceId& source, const ExportFound& found)
{
    const QString id = u"export/"_s + QString::number(found.number);
    if (found.finished) {
        remove(id);
        return;
    }
    Item item{id,
        found.path.isEmpty() ? tr("Looking for what others should not read")
                             : tr("Writing %1").arg(words::shortPath(found.path)),
        {}};
    item.share = shareOf(found.done, found.all);
    item.detail = found.all > 0
        ? tr("%1 of %2").arg(words::number(found.done), words::eventCount(found.all))
        : QString();
    ExportWish wish;
    wish.number = found.number;
    wish.cancel = true;
    item.cancel = LookUp{source, pastLookup(wish)};
    item.cancelText = tr("Cancel");
    item.left = tr("No file is left behind");
    put(std::move(item));
}

void LongWork::takeCheck(const SourceId& source, const HeldFound& held)
{
    const QString id = u"check/"_s + source.value();
    if (!held.asked.ask || held.compared) {
        remove(id);
        return;
    }
    put({id, tr("Comparing what is held with %1").arg(m_names.source(source)), {}});
}

void LongWork::put(Item item)
{
    const auto known = std::ranges::find(m_items, item.id, &Item::id);
    if (known == m_items.end()) {
        item.begun = m_now;
        m_items.push_back(std::move(item));
    } else {
        item.begun = known->begun;
        *known = std::move(item);
    }
    show();
}

void LongWork::remove(const QString& id)
{
    if (std::erase_if(m_items, [&](const Item& item) { return item.id == id; }) > 0)
        show();
}

void LongWork::tick(Timestamp now)
{
    m_now = now;
    if (!m_items.empty())
        show();
}

void LongWork::show()
{
    std::vector<Item> shown;
    std::ranges::copy_if(m_items, std::back_inserter(shown),
        [this](const Item& item) { return m_now - item.begun >= aMoment; });
    if (shown == m_shown)
        return;
    m_shown = std::move(shown);
    emit changed();
}

QString LongWork::sentence() const
{
    if (m_shown.empty())
        return {};
    if (m_shown.size() > 1)
        return tr("%n thing(s) under way", nullptr, int(m_shown.size()));
    const Item& one = m_shown.front();
    if (one.share < 0)
        return one.title;
    return tr("%1, %2 %").arg(one.title, QString::number(int(one.share * 100)));
}

} // namespace headgate
