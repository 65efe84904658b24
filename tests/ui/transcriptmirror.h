// SPDX-License-Identifier: MIT
#pragma once

#include "tests/ui/transcriptdata.h"
#include "ui/models/transcriptdocument.h"

namespace headgate::test {

/** Keeps a copy of the block ids from what the signals say alone: they must tell the whole truth.
 */
class Mirror
{
public:
    explicit Mirror(TranscriptDocument& document)
        : m_document(document)
    {
        QObject::connect(&document, &TranscriptDocument::blocksReplaced, &document,
            [this](int first, int removed, int inserted) {
                ids.erase(ids.begin() + first, ids.begin() + first + removed);
                for (int i = 0; i < inserted; ++i)
                    ids.insert(ids.begin() + first + i, m_document.block(first + i).id);
                touched += removed + inserted;
            });
    }
    bool agrees() const
    {
        if (static_cast<int>(ids.size()) != m_document.blockCount())
            return false;
        for (int i = 0; i < m_document.blockCount(); ++i) {
            const BlockRef& ref = m_document.block(i);
            if (ref.id != ids[static_cast<size_t>(i)]
                || ref.item->firstBlock + static_cast<int>(ref.local) != i
                || ref.local >= ref.item->content.size())
                return false;
        }
        return true;
    }

    std::vector<quint64> ids;
    int touched = 0;

private:
    TranscriptDocument& m_document;
};

inline QStringList texts(const TranscriptDocument& document)
{
    QStringList out;
    for (int i = 0; i < document.blockCount(); ++i) {
        const BlockRef& ref = document.block(i);
        out << ref.item->content.copyTextOf(ref.local);
    }
    return out;
}

inline void load(TranscriptDocument& document, const TranscriptLoaded& loaded)
{
    document.open(loaded.key);
    document.apply(loaded);
}

inline TranscriptLoaded emptySession()
{
    TranscriptLoaded loaded;
    loaded.key = transcriptKey();
    return loaded;
}

inline PartAppended delta(const QString& message, const QString& part, const QString& text)
{
    return {transcriptKey(), MessageId(message), PartId(part), text};
}

} // namespace headgate::test
