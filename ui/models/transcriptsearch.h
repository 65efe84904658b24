// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/transcriptdocument.h"

#include <QObject>
#include <QString>
#include <QStringMatcher>
#include <QTimer>

namespace headgate {

/**
 * Looks for words in all of a transcript that is loaded, whether it is painted, folded or cut
 * short. UI thread; in slices. Case does not count. What comes or changes meanwhile is looked
 * through again. A text that is shown as several blocks is not found across them.
 */
class TranscriptSearch : public QObject
{
    Q_OBJECT

public:
    struct Place
    {
        const TranscriptItem* item = nullptr; ///< may be gone once the document changed
        int index = 0; ///< of the item
        int local = 0; ///< block of the item when it is unfolded whole
        int offset = 0; ///< UTF-16

        friend bool operator==(const Place& a, const Place& b)
        {
            return a.item == b.item && a.local == b.local && a.offset == b.offset;
        }
    };
    static constexpr size_t mostPlaces = 10'000; ///< further ones are not looked for

    /** The document outlives the search. */
    explicit TranscriptSearch(const TranscriptDocument* document, QObject* parent = nullptr);

    /** Looks from the start; empty: forgets everything. found() tells when all is looked through.
     */
    void find(const QString& words);
    const QString& words() const { return m_words; }
    /** Places are those of before while this is true. */
    bool isSearching() const { return m_slices.isActive() || m_again.isActive(); }
    /** Does now what would be done in slices. */
    void finish();
    const std::vector<Place>& places() const { return m_places; }
    /** The place a person is at, or -1. */
    int current() const { return m_current; }
    void setCurrent(int place);
    /** The first place in this item or behind it, else the first of all; -1: none. */
    int placeFrom(int item) const;

signals:
    void found();

private:
    void begin();
    void look();
    void lookIn(int index);
    void publish();

    const TranscriptDocument* m_document;
    QString m_words;
    QStringMatcher m_matcher;
    std::vector<Place> m_places;
    std::vector<Place> m_next; ///< while searching
    int m_item = 0; ///< to look through next
    int m_current = -1;
    QTimer m_slices;
    QTimer m_again; ///< the document changed
};

} // namespace headgate
