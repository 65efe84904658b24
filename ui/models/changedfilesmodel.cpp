// SPDX-License-Identifier: MIT
#include "ui/models/changedfilesmodel.h"

#include "core/project/visibletext.h"
#include "ui/words/quantity.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** What all turns did to one file. */
struct Touched
{
    QString file;
    QString status; ///< of the newest turn
    MessageId message; ///< the newest turn
    int additions = 0;
    int deletions = 0;
    int turns = 0;
};

QString figures(int additions, int deletions)
{
    return ChangedFilesModel::tr("+%1 \u2212%2")
        .arg(words::number(additions), words::number(deletions));
}

QString detailOf(const Touched& touched)
{
    QStringList said;
    if (touched.status == "added"_L1)
        said += ChangedFilesModel::tr("new");
    else if (touched.status == "deleted"_L1)
        said += ChangedFilesModel::tr("deleted");
    if (touched.turns > 1)
        said += ChangedFilesModel::tr("in %Ln turn(s)", nullptr, touched.turns);
    return said.join(u", "_s);
}

} // namespace

ChangedFilesModel::ChangedFilesModel(QObject* parent)
    : RowListModel(parent)
{
}

void ChangedFilesModel::setSession(const SessionKey& key)
{
    if (key == m_session)
        return;
    m_session = key;
    m_source = key.source;
    m_turns.clear();
    m_hasOlder = false;
    show();
}

void ChangedFilesModel::apply(const Change& change)
{
    if (m_session.isEmpty())
        return;
    bool moved = false;
    const auto takeAll = [&](const std::vector<MessageWithParts>& messages) {
        for (const MessageWithParts& one : messages)
            moved = take(one.message) || moved;
    };
    if (const auto* loaded = std::get_if<TranscriptLoaded>(&change)) {
        if (loaded->key != m_session)
            return;
        moved = !m_turns.empty() || m_hasOlder != loaded->hasOlder;
        m_turns.clear();
        m_hasOlder = loaded->hasOlder;
        takeAll(loaded->messages);
    } else if (const auto* older = std::get_if<OlderLoaded>(&change)) {
        if (older->key != m_session)
            return;
        moved = m_hasOlder != older->hasOlder;
        m_hasOlder = older->hasOlder;
        takeAll(older->messages);
    } else if (const auto* told = std::get_if<MessageChanged>(&change)) {
        moved = told->key == m_session && take(told->message);
    } else if (const auto* removed = std::get_if<MessageRemoved>(&change)) {
        if (removed->key == m_session) {
            drop(removed->message);
            moved = true;
        }
    }
    if (moved)
        show();
}

/** True if it made a difference. */
bool ChangedFilesModel::take(const Message& message)
{
    const Place place{message.created, message.id};
    const auto known = m_turns.find(place);
    if (known == m_turns.end() && message.diffs.empty())
        return false;
    if (known != m_turns.end() && known->second == message.diffs)
        return false;
    if (message.diffs.empty())
        m_turns.erase(known);
    else
        m_turns[place] = message.diffs;
    return true;
}

void ChangedFilesModel::drop(const MessageId& message)
{
    std::erase_if(m_turns, [&](const auto& turn) { return turn.first.second == message; });
}

void ChangedFilesModel::show()
{
    std::vector<Touched> files;
    QHash<QString, size_t> byName;
    int additions = 0;
    int deletions = 0;
    for (auto turn = m_turns.crbegin(); turn != m_turns.crend(); ++turn) {
        for (const FileDiff& diff : turn->second) {
            const auto known = byName.constFind(diff.file);
            const size_t at = known == byName.cend() ? files.size() : *known;
            if (known == byName.cend()) {
                byName.insert(diff.file, at);
                files.push_back({diff.file, diff.status, turn->first.second});
            }
            Touched& touched = files[at];
            touched.additions += diff.additions;
            touched.deletions += diff.deletions;
            ++touched.turns;
            additions += diff.additions;
            deletions += diff.deletions;
        }
    }
    m_files = int(files.size());
    std::vector<LedgerRow> rows;
    if (!files.empty()) {
        LedgerRow head;
        head.id = u"head"_s;
        head.title = tr("%Ln file(s)", nullptr, m_files);
        head.side = figures(additions, deletions);
        rows.push_back(std::move(head));
    }
    for (const Touched& touched : files) {
        if (rows.size() + 2 >= capacity)
            break;
        LedgerRow row;
        row.kind = LedgerRow::Kind::File;
        row.id = "f:"_L1 + touched.file;
        row.title = makeVisible(touched.file).text;
        row.detail = detailOf(touched);
        row.side = figures(touched.additions, touched.deletions);
        row.message = touched.message;
        rows.push_back(std::move(row));
    }
    const auto rest = qint64(files.size()) - qint64(rows.size()) + 1;
    if (!files.empty() && (rest > 0 || m_hasOlder)) {
        LedgerRow more;
        more.kind = LedgerRow::Kind::Rest;
        more.id = u"rest"_s;
        more.title = rest > 0
            ? tr("%Ln more", nullptr, int(rest))
            : tr("Of the messages that are loaded. Scroll up in the transcript for earlier ones.");
        rows.push_back(std::move(more));
    }
    put(std::move(rows));
}

} // namespace headgate
