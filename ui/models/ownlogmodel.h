// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ownlog.h"

#include <QAbstractListModel>

#include <deque>
#include <functional>
#include <vector>

namespace headgate {

/** The program's own log as it grows, of one level and above, with some words in it. UI thread. */
class OwnLogModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        LevelRole = Qt::UserRole + 1, ///< LogLevel as int
        CategoryRole,
        TimeRole, ///< "09:12:40.123"
        WordsRole, ///< the text alone
    };
    using Read = std::function<std::vector<LogLine>(qint64 after)>;

    /** `read`: lines behind a number, of which `most` at most are kept. */
    OwnLogModel(Read read, size_t most, QObject* parent = nullptr);

    /** Takes what came since. True: there was something. */
    bool readOn();
    void setLevel(LogLevel level);
    void setFilter(const QString& words);
    /** All rows, one a line, as they are copied and saved. */
    QString text() const;
    QString lineText(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    /** DisplayRole: the whole line as text. */
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    bool isShown(const LogLine& line) const;
    void choose();

    Read m_read;
    size_t m_most;
    qint64 m_last = 0;
    LogLevel m_level = LogLevel::Info;
    QString m_filter;
    std::deque<LogLine> m_all;
    std::vector<LogLine> m_rows;
};

} // namespace headgate
