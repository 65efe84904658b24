// SPDX-License-Identifier: MIT
#pragma once

#include <QPushButton>
#include <QStringList>

namespace headgate {

enum class Icon : quint8 {
    OwnWindow, ///< an arrow out of a frame
    PutBack, ///< an arrow into a frame
    Pin,
};

/** A small square button with a drawn sign. Give it an accessible name. UI thread. */
class IconButton : public QPushButton
{
    Q_OBJECT

public:
    explicit IconButton(Icon icon, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {28, 28}; }
    QSize minimumSizeHint() const override { return sizeHint(); }
    static void draw(QPainter& painter, QPointF centre, Icon icon, const QColor& colour);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Icon m_icon;
};

/** Opens the list of tabs: says how many there is no room for, with a dot where one of them has
 * something open. UI thread. */
class MoreButton : public QPushButton
{
    Q_OBJECT

public:
    explicit MoreButton(QWidget* parent = nullptr);

    /** `count` tabs have no room; `open`: those among them with something open, in words. */
    void setRest(int count, const QStringList& open, bool brief = false);
    /** px; `brief`: with the number only. */
    int roomFor(int count, bool brief = false) const;
    bool isMarked() const { return m_marked; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    static QString words(int count, bool brief);

    int m_count = -1;
    bool m_brief = false;
    bool m_marked = false;
};

} // namespace headgate
