// SPDX-License-Identifier: MIT
#pragma once

#include <QFont>
#include <QHash>
#include <QObject>
#include <QPainter>
#include <QRect>

#include <array>
#include <vector>

class QStyleOptionViewItem;
class QWidget;

namespace headgate {

/**
 * How large everything is, from 80 to 200 %, and in which fonts. UI thread; one in a program, like
 * the theme.
 *
 * Code says sizes in px of 100 %, and theme::uiFont() and monoFont() are of 100 % too. What is made
 * of ordinary widgets gets its explicit fonts, and least and largest sizes, multiplied here when a
 * widget is polished and at each change. What paints itself does so in px of 100 % through zoom::
 * below, and answers sizeHint() by zoom::px().
 */
class Typography : public QObject
{
    Q_OBJECT

public:
    static constexpr std::array<int, 8> steps{80, 90, 100, 110, 125, 150, 175, 200};

    static Typography& inForce();

    int percent() const { return m_percent; }
    /** The nearest of the steps. */
    void setPercent(int percent);
    bool canStep(int by) const;
    void step(int by);

    /** Empty: the program's own choice. A family that is not installed counts as empty. */
    void setFamilies(const QString& interface, const QString& code);

    /** A widget that is about to be seen for the first time. */
    void adopt(QWidget* widget);

signals:
    void changed();

private:
    struct Measure
    {
        double base = 0; ///< at 100 %
        double applied = 0;
    };
    struct Kept
    {
        double at = 1; ///< the factor that was applied last
        Measure font, minWidth, minHeight, maxWidth, maxHeight;
    };

    void applyToAll();
    void apply(QWidget* widget);
    void applyFont(QWidget* widget, Kept& kept);
    static void applySizes(QWidget* widget, Kept& kept);
    static double scaled(Measure& measure, double current, double at);

    int m_percent = 100;
    QHash<QWidget*, Kept> m_kept;
    QString m_oldInterface; ///< families in force before, while all widgets are changed
    QString m_oldCode;
};

namespace zoom {

/** 1 at 100 %. */
double factor();
/** Px of the screen for px of 100 %. */
int px(double atHundred);
QSize px(QSize atHundred);
/** Px of 100 % for px of the screen. */
double logical(double onScreen);
QPoint logical(QPoint onScreen);
QSize logical(QSize onScreen);
/** All of a widget, in px of 100 %. */
QRect area(const QWidget& widget);
QRectF onScreen(const QRectF& atHundred);
QFont font(const QFont& atHundred);

/** A part of a row on the screen, of which `part` tells the place in a row that begins at (0, 0).
 */
template <typename Part>
QRectF inRow(const QRect& row, Part&& part)
{
    return onScreen(QRectF(part(QRect(QPoint(), logical(row.size()))))).translated(row.topLeft());
}

/** Paints a widget in px of 100 %. */
class Painter : public QPainter
{
public:
    explicit Painter(QWidget* widget);
};

/** While it lives, a row is painted in px of 100 %: option.rect then begins at (0, 0), unless at
 * 100 %. */
class Row
{
public:
    Row(QPainter& painter, QStyleOptionViewItem& option);
    ~Row();
    Q_DISABLE_COPY_MOVE(Row)

private:
    QPainter& m_painter;
};

/** Makes Ctrl and the wheel change the size anywhere in a window and its dialogs. */
void followWheel(QWidget* window);

} // namespace zoom

} // namespace headgate
