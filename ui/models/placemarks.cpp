// SPDX-License-Identifier: MIT
#include "ui/models/placemarks.h"

#include <QJsonObject>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

void PlaceMarks::load(const QJsonArray& kept)
{
    m_marks.clear();
    for (const QJsonValue& value : kept) {
        PlaceMark mark;
        mark.key = {
            SourceId(value["source"_L1].toString()), SessionId(value["session"_L1].toString())};
        mark.message = MessageId(value["message"_L1].toString());
        mark.part = PartId(value["part"_L1].toString());
        mark.title = value["title"_L1].toString();
        mark.words = value["words"_L1].toString().left(mostWords);
        mark.at = timestampFromMs(value["at"_L1].toInteger());
        if (!mark.key.session.isEmpty() && !mark.message.isEmpty() && m_marks.size() < most)
            m_marks.push_back(std::move(mark));
    }
    emit changed();
}

QJsonArray PlaceMarks::toJson() const
{
    QJsonArray all;
    for (const PlaceMark& mark : m_marks)
        all.append(QJsonObject{{u"source"_s, mark.key.source.value()},
            {u"session"_s, mark.key.session.value()}, {u"message"_s, mark.message.value()},
            {u"part"_s, mark.part.value()}, {u"title"_s, mark.title}, {u"words"_s, mark.words},
            {u"at"_s, toMs(mark.at)}});
    return all;
}

bool PlaceMarks::toggle(PlaceMark mark)
{
    const auto before = std::ranges::find_if(
        m_marks, [&](const PlaceMark& known) { return known.isSamePlace(mark); });
    const bool added = before == m_marks.end();
    if (added) {
        mark.words = mark.words.simplified().left(mostWords);
        m_marks.insert(m_marks.begin(), std::move(mark));
        m_marks.resize(std::min(m_marks.size(), most));
    } else {
        m_marks.erase(before);
    }
    emit changed();
    return added;
}

QSet<QString> PlaceMarks::placesIn(const SessionKey& key) const
{
    QSet<QString> places;
    for (const PlaceMark& mark : m_marks) {
        if (mark.key == key)
            places.insert(place(mark.message, mark.part));
    }
    return places;
}

QString PlaceMarks::place(const MessageId& message, const PartId& part)
{
    return message.value() + u'/' + part.value();
}

} // namespace headgate
