// SPDX-License-Identifier: MIT
#pragma once

#include <QCache>
#include <QFont>
#include <QTextLayout>

#include <array>

class QPainter;

namespace headgate {

/**
 * The words of tiles, laid out once for as long as they stay the same: many of them are painted ten
 * times a second, and few change. In px of 100 %. UI thread. Keeps the last few hundred.
 */
class WallTexts
{
public:
    enum class Type : quint8 { Title, Small, Body, Strong, Code };

    WallTexts();

    /** The fonts may be others now. */
    void reset();
    const QFont& font(Type type) const { return m_faces[size_t(type)].font; }
    double ascent(Type type) const { return m_faces[size_t(type)].ascent; }
    double height(Type type) const { return m_faces[size_t(type)].height; } ///< whole px
    /** px; of text in one line. */
    double widthOf(Type type, const QString& text);
    /** One line from `left` and `top`, cut at `width`. Returns how wide it is, px. */
    double draw(QPainter& painter, QPointF topLeft, const QString& text, Type type,
        const QColor& colour, double width, Qt::TextElideMode elide = Qt::ElideRight);
    /** How many lines drawEnd() would draw. */
    int linesOf(const QString& text, Type type, double width, int most);
    /** The last `most` lines of a text that is wrapped at `width`, up from `bottom`, `step` px
     * each. Returns how many it were. */
    int drawEnd(QPainter& painter, QPointF bottomLeft, const QString& text, Type type,
        const QColor& colour, double width, int most, double step);

private:
    struct Face
    {
        QFont font;
        double ascent = 0;
        double height = 0;
        double average = 0; ///< width of a letter
    };
    struct Key
    {
        QString text;
        int width = 0; ///< px; below 0: not cut
        Type type = Type::Body;
        bool wrapped = false;

        friend bool operator==(const Key&, const Key&) = default;
        friend size_t qHash(const Key& k, size_t seed = 0)
        {
            return qHashMulti(seed, k.text, k.width, quint8(k.type), k.wrapped);
        }
    };

    const QTextLayout& endOf(const QString& text, Type type, double width, int most);
    const QTextLayout& laidOut(const Key& key, Qt::TextElideMode elide);

    std::array<Face, 5> m_faces;
    QCache<Key, QTextLayout> m_known;
};

} // namespace headgate
