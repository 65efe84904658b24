// SPDX-License-Identifier: MIT
#include "ui/models/decisionlistmodel.h"

#include "ui/words/decisionwords.h"
#include "ui/words/quantity.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

DecisionListModel::DecisionListModel(QObject* parent)
    : QAbstractListModel(parent)
{
}

void DecisionListModel::put(audit::Listing listing, Timestamp now)
{
    m_now = now;
    m_report = std::move(listing.report);
    // The newest come first: those that are new stand before what is known already.
    const size_t before = m_entries.size();
    const size_t after = listing.entries.size();
    const bool grown = m_words.isEmpty() && after >= before
        && std::equal(
            m_entries.begin(), m_entries.end(), listing.entries.end() - std::ptrdiff_t(before));
    if (!grown) {
        beginResetModel();
        m_entries = std::move(listing.entries);
        choose();
        endResetModel();
        return;
    }
    if (after == before)
        return;
    beginInsertRows({}, 0, int(after - before) - 1);
    m_entries = std::move(listing.entries);
    choose();
    endInsertRows();
}

void DecisionListModel::setFilter(const QString& text)
{
    beginResetModel();
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    choose();
    endResetModel();
}

bool DecisionListModel::fits(const audit::Entry& e) const
{
    const QString all = QStringList{words::decisionTitle(e).text, words::decisionSubject(e),
        e.title, e.session.value(), e.source.value(), e.directory, e.message, e.actor, e.user,
        e.hints.join(u' ')}
                            .join(u'\n');
    return std::ranges::all_of(
        m_words, [&all](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

void DecisionListModel::choose()
{
    m_rows.clear();
    for (size_t i = 0; i < m_entries.size(); ++i) {
        if (m_words.isEmpty() || fits(m_entries[i]))
            m_rows.push_back(i);
    }
}

int DecisionListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant DecisionListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const audit::Entry& e = m_entries[m_rows[size_t(index.row())]];
    switch (role) {
    case Qt::DisplayRole:
        return words::decisionTitle(e).text;
    case ToneRole:
        return int(words::decisionTitle(e).tone);
    case SubjectRole:
        return words::decisionSubject(e);
    case PlaceRole: {
        const QString name = e.title.isEmpty() ? e.session.value() : e.title;
        return e.directory.isEmpty() ? name : u"%1 · %2"_s.arg(name, words::shortPath(e.directory));
    }
    case ActorRole:
        return words::decisionActor(e);
    case TimeRole:
        return words::clockTime(e.settled, m_now);
    case MessageRole:
        return e.message;
    case SessionRole:
        return e.session.value();
    case SourceRole:
        return e.source.value();
    case Qt::AccessibleTextRole:
        return QStringList{words::decisionTitle(e).text, words::decisionSubject(e), e.title,
            words::decisionActor(e)}
            .join(u", "_s);
    default:
        return {};
    }
}

} // namespace headgate
