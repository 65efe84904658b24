// SPDX-License-Identifier: MIT
#pragma once

#include "core/project/audit.h"

#include <QAbstractListModel>

#include <vector>

namespace headgate {

/** What was decided, the newest first, of all sources; a filter by words. UI thread. */
class DecisionListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        ToneRole = Qt::UserRole + 1, ///< words::Tone as int, of the title
        SubjectRole, ///< what was asked for
        PlaceRole, ///< session and directory
        ActorRole,
        TimeRole, ///< "09:12:40", with the date where it is another day
        MessageRole, ///< words that went with it
        SessionRole, ///< id
        SourceRole, ///< id
    };

    explicit DecisionListModel(QObject* parent = nullptr);

    void put(audit::Listing listing, Timestamp now);
    void setFilter(const QString& text);

    const audit::Report& report() const { return m_report; }
    qint64 total() const { return qint64(m_entries.size()); }

    int rowCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;

private:
    bool fits(const audit::Entry& entry) const;
    void choose();

    std::vector<audit::Entry> m_entries;
    std::vector<size_t> m_rows; ///< of m_entries, those that fit the filter
    audit::Report m_report;
    QStringList m_words;
    Timestamp m_now;
};

} // namespace headgate
