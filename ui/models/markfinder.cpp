// SPDX-License-Identifier: MIT
#include "ui/models/markfinder.h"

#include "ui/words/quantity.h"

#include <utility>

namespace headgate {

MarkFinder::MarkFinder(std::function<Timestamp()> now, QObject* parent)
    : FinderModel(parent)
    , m_now(std::move(now))
{
}

void MarkFinder::take(const std::vector<PlaceMark>& marks)
{
    m_marks = marks;
    std::vector<Thing> things;
    things.reserve(marks.size());
    for (const PlaceMark& mark : marks)
        things.push_back({mark.words.isEmpty() ? tr("A place without words") : mark.words,
            mark.title, mark.key.session.value()});
    setThings(std::move(things));
}

QVariant MarkFinder::fact(int thing, int role) const
{
    const PlaceMark& mark = m_marks[size_t(thing)];
    if (role == NoteRole)
        return words::age(m_now() - mark.at);
    if (role == Qt::AccessibleTextRole)
        return tr("%1, in %2").arg(mark.words, mark.title);
    return {};
}

} // namespace headgate
