// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"

#include <QLabel>
#include <QTextLayout>

namespace headgate {

/**
 * Words in a colour of the theme. One line is cut with an ellipsis where room is short, and is
 * whole in its tooltip; wrapped text is not cut. UI thread.
 */
class TextLabel : public QLabel
{
    Q_OBJECT

public:
    TextLabel(const QFont& font, TokenColour colour, QWidget* parent = nullptr);

    void setColour(TokenColour colour);
    /** Lets the words go on below where the line ends; for columns narrower than a sentence. */
    void wrap();
    /** Shows where these words stand in wrapped text, whatever their case; none: nowhere. */
    void mark(const QStringList& words);
    void setElide(Qt::TextElideMode elide) { m_elide = elide; }
    Qt::TextElideMode elide() const { return m_elide; }
    /** What the tooltip says while the line is cut: all of it, then what was set as tooltip. */
    QString wholeText() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    int layOut(QPainter* painter, int width) const;
    QList<QTextLayout::FormatRange> marks() const;

    TokenColour m_colour;
    QStringList m_marked;
    Qt::TextElideMode m_elide = Qt::ElideRight;
};

/** A few words in a rounded box: a state or a number. UI thread. */
class Chip : public QLabel
{
    Q_OBJECT

public:
    enum class Kind { Outline, Accent, Amber, Red, Green };

    explicit Chip(Kind kind, QWidget* parent = nullptr);

    void setKind(Kind kind);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Kind m_kind;
};

/** A quiet ground with optional hairlines on its sides: what bars and panels stand on. */
class Ground : public QWidget
{
    Q_OBJECT

public:
    Ground(TokenColour colour, Qt::Edges lines = {}, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TokenColour m_colour;
    Qt::Edges m_lines;
};

} // namespace headgate
