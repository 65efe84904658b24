// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/issue.h"

#include <QtGlobal>

#include <utility>
#include <variant>

namespace headgate {

/** A value or the Issue that stood in its way: what std::expected will be. */
template <typename T>
class [[nodiscard]] Expected
{
public:
    Expected(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Expected(Issue issue)
        : m_state(std::in_place_index<1>, std::move(issue))
    {
    }

    explicit operator bool() const { return m_state.index() == 0; }
    const T& value() const
    {
        Q_ASSERT(*this);
        return std::get<0>(m_state);
    }
    T& value()
    {
        Q_ASSERT(*this);
        return std::get<0>(m_state);
    }
    const T& operator*() const { return value(); }
    T& operator*() { return value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }
    const Issue& error() const
    {
        Q_ASSERT(!*this);
        return std::get<1>(m_state);
    }

private:
    std::variant<T, Issue> m_state;
};

using Outcome = Expected<std::monostate>;

} // namespace headgate
