// SPDX-License-Identifier: MIT
#include "core/searchworker.h"

#include "core/searchread.h"

namespace headgate {

SearchWorker::SearchWorker(QString path, std::function<void(SearchFound)> tell)
    : m_path(std::move(path))
    , m_tell(std::move(tell))
{
}

SearchWorker::~SearchWorker() = default;

void SearchWorker::ask(const SearchWish& wish)
{
    const quint64 asked = ++m_asked;
    m_mailbox.post([this, wish, asked] { find(wish, asked); });
}

void SearchWorker::find(const SearchWish& wish, quint64 asked)
{
    const auto ended = [this, asked] { return m_asked != asked; };
    if (ended())
        return;
    if (!m_database) {
        auto opened = Database::open(m_path, Database::Mode::ReadOnly);
        if (!opened) {
            SearchFound nothing;
            nothing.number = wish.number;
            nothing.first = wish.after == 0;
            m_tell(nothing);
            return;
        }
        m_database = std::move(*opened);
    }
    SearchFound found = searchread::find(*m_database, wish, ended);
    if (!ended())
        m_tell(std::move(found));
}

} // namespace headgate
