// SPDX-License-Identifier: MIT
#pragma once

#include "core/project/fuzzymatch.h"

#include <QAbstractListModel>
#include <QTimer>

#include <vector>

namespace headgate {

/**
 * Things of which those are listed that fit what a person types, the best first; with nothing
 * typed, all of them in their own order. UI thread. It looks in slices, so that a keystroke never
 * holds up the window, however many there are.
 */
class FinderModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        DetailRole = Qt::UserRole + 1, ///< second line; null: rows have one line
        NoteRole, ///< at the right
        KeysRole, ///< true: the note is a chord
        ShapeRole, ///< RowShape as int; null: none
        MarksRole, ///< letters of the title that were typed, as QList<int>
        DetailMarksRole,
    };
    static constexpr int mostShown = 200; ///< rows; who wants more types more
    static constexpr int slice = 4096; ///< things looked at before the window has its turn

    explicit FinderModel(QObject* parent = nullptr);

    /** Looks for it. Rows change when found() is told: at once unless there are very many. */
    virtual void find(const QString& typed);
    /** Waits for the rows: for who presses Enter right behind the last letter. */
    virtual void finish();
    virtual bool isFinding() const { return m_timer.isActive(); }
    int total() const { return int(m_things.size()); }
    int hits() const { return int(m_hits.size()); }
    /** Which of the things stands in this row, as they were given. */
    int thingAt(int row) const { return m_shown[size_t(row)]; }
    /** Forgets all things: nobody is looking. */
    virtual void clear() { setThings({}); }

    int rowCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;
    Qt::ItemFlags flags(const QModelIndex& index) const final;

signals:
    void found();

protected:
    struct Thing
    {
        QString title;
        QString detail{};
        QString id{}; ///< looked for, not shown
        QString path{}; ///< looked for, not shown
        bool enabled = true;
    };

    /** In the order in which they stand while nothing is typed; equal fits keep it. */
    void setThings(std::vector<Thing> things);
    /** What only the kind of thing knows: note, keys, shape, the words read out. */
    virtual QVariant fact(int thing, int role) const = 0;
    /** MarksRole, DetailMarksRole: unless told otherwise, the letters that were typed. */
    virtual QList<int> marks(int thing, int role) const;

private:
    struct Folded
    {
        QString title;
        QString detail;
        QString id;
        QString path;
    };
    struct Hit
    {
        int thing = 0;
        int score = 0;
    };

    void look();
    void publish();

    std::vector<Thing> m_things;
    std::vector<Folded> m_folded;
    FuzzyPattern m_pattern;
    std::vector<Hit> m_hits; ///< in the order of the things
    std::vector<int> m_todo; ///< things to look at for m_pattern
    size_t m_next = 0; ///< of m_todo
    std::vector<int> m_shown;
    QTimer m_timer; ///< while a search goes on
};

} // namespace headgate
