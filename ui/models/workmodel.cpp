// SPDX-License-Identifier: MIT
#include "ui/models/workmodel.h"

namespace headgate {

WorkModel::WorkModel(QObject* parent)
    : RowListModel(parent)
{
}

void WorkModel::setSource(const SourceId& source)
{
    if (source == m_source)
        return;
    m_source = source;
    put({});
    m_room.clear();
    m_work = m_told.value(source);
    show();
}

void WorkModel::setRoom(std::vector<LedgerRow> rows)
{
    m_room = std::move(rows);
    show();
}

void WorkModel::apply(const Change& change)
{
    if (const auto* removed = std::get_if<SourceRemoved>(&change)) {
        m_told.remove(removed->source);
        if (removed->source == m_source) {
            m_work = {};
            show();
        }
        return;
    }
    const auto* told = std::get_if<WorkChanged>(&change);
    if (!told)
        return;
    m_told.insert(told->source, told->work);
    if (told->source != m_source)
        return;
    m_work = told->work;
    show();
}

void WorkModel::tick(Timestamp now)
{
    m_now = now;
    show();
}

void WorkModel::show()
{
    put(m_room.empty() ? workRows(m_work, m_now) : m_room);
}

} // namespace headgate
