// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/domain/command.h"
#include "core/domain/lookup.h"
#include "core/project/searchquery.h"
#include "ui/models/findermodel.h"

#include <QTimer>

#include <array>
#include <functional>
#include <optional>

namespace headgate {

class SourceList;

/**
 * What was said in any session, as the engine finds it while a person types: texts of one session
 * stand together, the session with the newest first. With nothing typed, what was looked for
 * before. UI thread.
 */
class SearchFinder : public FinderModel
{
    Q_OBJECT

public:
    explicit SearchFinder(std::function<void(Command)> submit, std::function<Timestamp()> now,
        QObject* parent = nullptr);

    /** A new search, of everything. `here`: the session in the middle. */
    void take(const SourceList& sources, const SessionKey& here);
    /** The answers come this way. */
    void apply(const Change& change);

    void find(const QString& typed) override;
    void finish() override { }
    /** The newest wish is not answered yet: rows are those of what was typed before. */
    bool isFinding() const override { return m_asking && !m_repeated; }
    void clear() override;

    /** Nothing: the row is what was looked for before. */
    const SearchHit* hitAt(int row) const;
    QString recentAt(int row) const { return m_recent.value(thingAt(row)); }
    bool hasMore() const { return m_more; }
    /** Percent of what is kept that was looked through. */
    int indexed() const { return m_indexed; }
    /** Whether anything is typed that can be looked for. */
    bool isAsked() const { return m_asked; }
    /** Why something that was typed to narrow the search does not; empty: all of it does. */
    QString trouble() const;

    /** What narrows the search: kind, place, time, order; each has a value, and a next one. */
    static constexpr int filters = 4;
    QString filterName(int filter) const;
    QString filterWords(int filter) const;
    void nextFilter(int filter);

    QStringList recent() const { return m_recent; }
    void setRecent(const QStringList& words) { m_recent = words; }
    /** What is typed led somewhere: it is offered again. */
    void keepTyped();

signals:
    /** indexed() is another; the rows are as before. */
    void progressed();

protected:
    QVariant fact(int thing, int role) const override;
    QList<int> marks(int thing, int role) const override;

private:
    struct Place
    {
        QString words;
        SourceId source;
        SessionId session;
    };

    void ask(bool repeated = false);
    SearchWish chosenWish() const;
    void show(const SearchFound& found);
    void showRecent();
    QString whoSaid(const SearchHit& hit) const;

    std::function<void(Command)> m_submit;
    std::function<Timestamp()> m_clock;
    std::vector<SearchHit> m_found; ///< as the things stand
    std::vector<bool> m_begins; ///< whether it is the first of its session
    QHash<SourceId, QString> m_names;
    std::vector<Place> m_places; ///< everywhere, this session, each source
    std::array<int, filters> m_chosen{};
    QString m_typed;
    std::vector<searchquery::Trouble> m_troubles; ///< of what is typed
    QStringList m_recent;
    quint64 m_number = 0;
    bool m_asking = false;
    bool m_asked = false;
    bool m_more = false;
    bool m_repeated = false; ///< the newest wish is the one before, asked once more
    int m_indexed = 100;
    QTimer m_again; ///< while the rest is being looked through
};

} // namespace headgate
