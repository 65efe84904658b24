// SPDX-License-Identifier: MIT
#include "ui/models/findermodel.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace headgate {

namespace {

/** What cannot be done now stands behind everything that can, however well it fits. */
constexpr int behindAll = 10'000;

} // namespace

FinderModel::FinderModel(QObject* parent)
    : QAbstractListModel(parent)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &FinderModel::look);
}

void FinderModel::setThings(std::vector<Thing> things)
{
    m_timer.stop();
    beginResetModel();
    m_shown.clear();
    m_things = std::move(things);
    endResetModel();
    m_folded.clear(); // made by the first search, in its slices
    m_folded.reserve(m_things.size());
    m_pattern = {};
    FinderModel::find({});
}

void FinderModel::find(const QString& typed)
{
    const FuzzyPattern before = std::exchange(m_pattern, FuzzyPattern(typed));
    const bool known = !m_timer.isActive() && m_pattern.narrows(before);
    m_todo.resize(known ? m_hits.size() : m_things.size());
    if (known)
        std::ranges::transform(m_hits, m_todo.begin(), &Hit::thing);
    else
        std::iota(m_todo.begin(), m_todo.end(), 0);
    m_hits.clear();
    m_next = 0;
    m_timer.start();
    look();
}

/** One slice; with nothing typed there is nothing to compare. */
void FinderModel::look()
{
    const size_t end =
        m_pattern.isEmpty() ? m_todo.size() : std::min(m_todo.size(), m_next + slice);
    for (; m_next < end; ++m_next) {
        const int thing = m_todo[m_next];
        int score = 1;
        if (!m_pattern.isEmpty()) {
            // In the order of the things: a search that did not end is followed by one over all.
            for (size_t i = m_folded.size(); i <= size_t(thing); ++i)
                m_folded.push_back(
                    {foldForFinding(m_things[i].title), foldForFinding(m_things[i].detail),
                        foldForFinding(m_things[i].id), foldForFinding(m_things[i].path)});
            const Folded& text = m_folded[size_t(thing)];
            score = m_pattern.score({text.title, text.detail, text.id, text.path});
        }
        if (score > 0)
            m_hits.push_back({thing, m_things[size_t(thing)].enabled ? score : score - behindAll});
    }
    if (m_next == m_todo.size())
        publish();
}

void FinderModel::finish()
{
    while (m_timer.isActive())
        look();
}

void FinderModel::publish()
{
    m_timer.stop();
    const auto better = [](const Hit& a, const Hit& b) {
        return a.score != b.score ? a.score > b.score : a.thing < b.thing;
    };
    std::vector<Hit> best(std::min(m_hits.size(), size_t(mostShown)));
    std::ranges::partial_sort_copy(m_hits, best, better);
    beginResetModel();
    m_shown.resize(best.size());
    std::ranges::transform(best, m_shown.begin(), &Hit::thing);
    endResetModel();
    emit found();
}

int FinderModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant FinderModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const int thing = thingAt(index.row());
    const Thing& one = m_things[size_t(thing)];
    switch (role) {
    case Qt::DisplayRole:
        return one.title;
    case DetailRole:
        return one.detail.isNull() ? QVariant() : one.detail;
    case MarksRole:
    case DetailMarksRole:
        return QVariant::fromValue(marks(thing, role));
    default:
        return fact(thing, role);
    }
}

QList<int> FinderModel::marks(int thing, int role) const
{
    const Thing& one = m_things[size_t(thing)];
    return role == MarksRole ? m_pattern.places(foldForFinding(one.title))
                             : m_pattern.places(foldForFinding(one.detail), true);
}

Qt::ItemFlags FinderModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags all = QAbstractListModel::flags(index);
    const bool on = index.isValid() && m_things[size_t(thingAt(index.row()))].enabled;
    return on ? all : all & ~(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
}

} // namespace headgate
