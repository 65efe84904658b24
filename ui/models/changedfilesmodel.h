// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "ui/models/rowlistmodel.h"

#include <map>

namespace headgate {

/**
 * The files that the turns of one session changed, those of the newest turn first, as far as its
 * messages are loaded. UI thread.
 */
class ChangedFilesModel : public RowListModel
{
    Q_OBJECT

public:
    explicit ChangedFilesModel(QObject* parent = nullptr);

    /** Whose files are shown from now on; none until its messages are told. */
    void setSession(const SessionKey& key);
    void apply(const Change& change);

    int files() const { return m_files; }

private:
    using Place = std::pair<Timestamp, MessageId>;

    bool take(const Message& message);
    void drop(const MessageId& message);
    void show();

    SessionKey m_session;
    std::map<Place, std::vector<FileDiff>> m_turns; ///< those that changed files
    bool m_hasOlder = false;
    int m_files = 0;
};

} // namespace headgate
