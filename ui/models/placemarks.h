// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QJsonArray>
#include <QObject>
#include <QSet>
#include <QString>

#include <functional>
#include <vector>

namespace headgate {

/** A place in a session that the person wants to come back to. */
struct PlaceMark
{
    SessionKey key;
    MessageId message;
    PartId part; ///< empty: the message itself
    QString title; ///< of the session, as it was
    QString words; ///< what stands there, its begin
    Timestamp at; ///< when it was marked

    bool isSamePlace(const PlaceMark& other) const
    {
        return key == other.key && message == other.message && part == other.part;
    }
    friend bool operator==(const PlaceMark&, const PlaceMark&) = default;
};

/** The places that are marked, of all sessions, the newest first. UI thread. */
class PlaceMarks : public QObject
{
    Q_OBJECT

public:
    static constexpr size_t most = 500; ///< the oldest give way
    static constexpr qsizetype mostWords = 160; ///< UTF-16 of what stands there

    using QObject::QObject;

    /** What was kept; entries that name no place are left out. */
    void load(const QJsonArray& kept);
    QJsonArray toJson() const;

    /** Marks the place, or takes its mark away. True: it is marked now. */
    bool toggle(PlaceMark mark);
    const std::vector<PlaceMark>& all() const { return m_marks; }
    /** "message/part" of each mark of this session. */
    QSet<QString> placesIn(const SessionKey& key) const;
    static QString place(const MessageId& message, const PartId& part);

signals:
    void changed();

private:
    std::vector<PlaceMark> m_marks;
};

} // namespace headgate
