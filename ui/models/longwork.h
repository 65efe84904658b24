// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/domain/lookup.h"

#include <QObject>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace headgate {

/** What takes long at this moment, wherever it is done: catching up, indexing, writing files,
 * checking, tidying. Work that is over within a second is not listed. UI thread. */
class LongWork : public QObject
{
    Q_OBJECT

public:
    struct Item
    {
        QString id;
        QString title; ///< "Catching up with workstation"
        QString detail; ///< "12,400 of 50,000"
        double share = -1; ///< below 0: nobody knows
        std::optional<Command> cancel{}; ///< nothing: ending it means nothing
        QString cancelText{}; ///< "Pause"
        QString left{}; ///< what ending it leaves
        Timestamp begun{};

        friend bool operator==(const Item& a, const Item& b)
        {
            return a.id == b.id && a.title == b.title && a.detail == b.detail && a.share == b.share
                && a.cancel.has_value() == b.cancel.has_value();
        }
    };
    struct Names
    {
        std::function<QString(const SourceId&)> source;
        std::function<QString(const SessionKey&)> session;
    };

    explicit LongWork(Names names, QObject* parent = nullptr);

    void apply(const Change& change);
    void tick(Timestamp now);
    /** Those that go on for longer than a moment, the oldest first. */
    const std::vector<Item>& items() const { return m_shown; }
    /** "Catching up with workstation, 24 %", "3 things under way"; empty: nothing is. */
    QString sentence() const;

signals:
    void changed();

private:
    void takeSource(const SourceStatus& source);
    void takeProgress(const Progress& progress);
    void takeExport(const SourceId& source, const struct ExportFound& found);
    void takeCheck(const SourceId& source, const HeldFound& held);
    void put(Item item);
    void remove(const QString& id);
    void show();

    Names m_names;
    std::vector<Item> m_items;
    std::vector<Item> m_shown;
    Timestamp m_now;
};

} // namespace headgate
