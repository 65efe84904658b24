// SPDX-License-Identifier: MIT
#include "ui/typography.h"

#include "ui/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDialog>
#include <QHeaderView>
#include <QScreen>
#include <QStyleOptionViewItem>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace headgate {

namespace {

bool isNear(double a, double b)
{
    return std::abs(a - b) < 0.01;
}

void scaleHeader(QHeaderView& header, double by)
{
    header.setMinimumSectionSize(qRound(header.minimumSectionSize() * by));
    header.setDefaultSectionSize(qRound(header.defaultSectionSize() * by));
    // Vertical ones may be a million, and all are alike; those of a hidden header fit the view.
    if (header.orientation() == Qt::Vertical || header.isHidden())
        return;
    for (int i = 0; i < header.count(); ++i) {
        const auto mode = header.sectionResizeMode(i);
        const bool own = mode == QHeaderView::Interactive || mode == QHeaderView::Fixed;
        if (own && header.sectionSize(i) > 0)
            header.resizeSection(i, qRound(header.sectionSize(i) * by));
    }
}

} // namespace

Typography& Typography::inForce()
{
    static Typography one;
    return one;
}

void Typography::setPercent(int percent)
{
    const auto nearest = std::ranges::min_element(
        steps, {}, [percent](int step) { return std::abs(step - percent); });
    if (*nearest == m_percent)
        return;
    m_percent = *nearest;
    applyToAll();
}

bool Typography::canStep(int by) const
{
    return by > 0 ? m_percent < steps.back() : m_percent > steps.front();
}

void Typography::step(int by)
{
    const auto at = std::ranges::find(steps, m_percent) - steps.begin();
    setPercent(steps[size_t(std::clamp<std::ptrdiff_t>(at + by, 0, std::ssize(steps) - 1))]);
}

void Typography::setFamilies(const QString& interface, const QString& code)
{
    m_oldInterface = theme::uiFont().family();
    m_oldCode = theme::monoFont().family();
    theme::setFamilies(interface, code);
    if (theme::uiFont().family() != m_oldInterface || theme::monoFont().family() != m_oldCode)
        applyToAll();
    m_oldInterface.clear();
    m_oldCode.clear();
}

void Typography::adopt(QWidget* widget)
{
    // A header is polished before its view has said what it should be like: it comes with the view.
    if (m_percent != 100 && !m_kept.contains(widget) && !qobject_cast<QHeaderView*>(widget))
        apply(widget);
}

void Typography::applyToAll()
{
    QApplication::setFont(zoom::font(theme::uiFont()));
    QToolTip::setFont(zoom::font(theme::uiFont(12)));
    for (QWidget* widget : QApplication::allWidgets()) {
        if (widget->testAttribute(Qt::WA_WState_Polished))
            apply(widget);
    }
    emit changed();
}

/** What the code set since is of the factor that was in force then. */
double Typography::scaled(Measure& measure, double current, double at)
{
    if (!isNear(current, measure.applied))
        measure.base = current / at;
    return measure.base * zoom::factor();
}

void Typography::applyFont(QWidget* widget, Kept& kept)
{
    QFont font = widget->font();
    if (!widget->testAttribute(Qt::WA_SetFont) || font.pointSizeF() <= 0)
        return;
    font.setPointSizeF(scaled(kept.font, font.pointSizeF(), kept.at));
    kept.font.applied = font.pointSizeF();
    const bool code = font.styleStrategy() & QFont::PreferNoShaping;
    if (font.family() == (code ? m_oldCode : m_oldInterface))
        font.setFamilies((code ? theme::monoFont() : theme::uiFont()).families());
    widget->setFont(font);
}

void Typography::applySizes(QWidget* widget, Kept& kept)
{
    const auto next = [&kept](Measure& measure, int current) {
        measure.applied = qRound(scaled(measure, current, kept.at));
        return int(measure.applied);
    };
    const auto most = [&] {
        if (const int px = widget->maximumWidth(); px < QWIDGETSIZE_MAX)
            widget->setMaximumWidth(next(kept.maxWidth, px));
        if (const int px = widget->maximumHeight(); px < QWIDGETSIZE_MAX)
            widget->setMaximumHeight(next(kept.maxHeight, px));
    };
    const bool grows = zoom::factor() > kept.at; // a least size above the largest one holds it
    if (grows)
        most();
    if (const int px = widget->minimumWidth(); px > 0)
        widget->setMinimumWidth(next(kept.minWidth, px));
    if (const int px = widget->minimumHeight(); px > 0)
        widget->setMinimumHeight(next(kept.minHeight, px));
    if (!grows)
        most();
}

void Typography::apply(QWidget* widget)
{
    auto it = m_kept.find(widget);
    if (it == m_kept.end()) {
        it = m_kept.insert(widget, {});
        connect(widget, &QObject::destroyed, this, [this, widget] { m_kept.remove(widget); });
    }
    Kept kept = *it; // what follows may polish other widgets
    applyFont(widget, kept);
    if (!widget->isWindow()) // a window is as large as its person makes it
        applySizes(widget, kept);
    const double by = zoom::factor() / kept.at;
    // A dialog that was given a size has more to show; never more than the screen has room for.
    if (qobject_cast<QDialog*>(widget) && widget->testAttribute(Qt::WA_Resized) && !isNear(by, 1)) {
        const QSize room = widget->screen()->availableSize() * 19 / 20;
        widget->resize(QSize(qRound(widget->width() * by), qRound(widget->height() * by))
                           .boundedTo(room)
                           .expandedTo(widget->minimumSize()));
    }
    if (auto* header = qobject_cast<QHeaderView*>(widget); header && !isNear(by, 1))
        scaleHeader(*header, by);
    if (auto* view = qobject_cast<QAbstractItemView*>(widget)) {
        for (auto* head : view->findChildren<QHeaderView*>(QString(), Qt::FindDirectChildrenOnly))
            apply(head);
        view->doItemsLayout();
    }
    kept.at = zoom::factor();
    m_kept.insert(widget, kept);
    widget->updateGeometry();
    widget->update();
}

namespace zoom {

double factor()
{
    return Typography::inForce().percent() / 100.0;
}

int px(double atHundred)
{
    return qRound(atHundred * factor());
}

QSize px(QSize atHundred)
{
    return {px(atHundred.width()), px(atHundred.height())};
}

double logical(double onScreen)
{
    return onScreen / factor();
}

QPoint logical(QPoint onScreen)
{
    return {int(std::floor(onScreen.x() / factor())), int(std::floor(onScreen.y() / factor()))};
}

QSize logical(QSize onScreen)
{
    return {qRound(onScreen.width() / factor()), qRound(onScreen.height() / factor())};
}

QRect area(const QWidget& widget)
{
    return {QPoint(), logical(widget.size())};
}

QRectF onScreen(const QRectF& atHundred)
{
    return {atHundred.topLeft() * factor(), atHundred.size() * factor()};
}

QFont font(const QFont& atHundred)
{
    QFont scaled = atHundred;
    scaled.setPointSizeF(atHundred.pointSizeF() * factor());
    return scaled;
}

Painter::Painter(QWidget* widget)
    : QPainter(widget)
{
    if (factor() != 1)
        scale(factor(), factor());
}

Row::Row(QPainter& painter, QStyleOptionViewItem& option)
    : m_painter(painter)
{
    painter.save();
    if (factor() == 1)
        return;
    painter.translate(option.rect.topLeft());
    painter.scale(factor(), factor());
    option.rect = QRect(QPoint(), logical(option.rect.size()));
}

Row::~Row()
{
    m_painter.restore();
}

namespace {

class Wheel : public QObject
{
public:
    explicit Wheel(QWidget* window)
        : QObject(window)
        , m_window(window)
    {
        qApp->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::Wheel)
            return false;
        const auto* wheel = static_cast<QWheelEvent*>(event);
        const auto* widget = qobject_cast<const QWidget*>(watched);
        if (!widget || wheel->modifiers() != Qt::ControlModifier || !isOurs(*widget))
            return false;
        constexpr int notch = 120;
        m_turned += wheel->angleDelta().y();
        const int by = m_turned / notch;
        m_turned -= by * notch;
        if (by != 0)
            Typography::inForce().step(by);
        event->accept();
        return true;
    }

private:
    bool isOurs(const QWidget& widget) const
    {
        const QWidget* top = widget.window();
        return top == m_window
            || (top->parentWidget() && top->parentWidget()->window() == m_window);
    }

    QWidget* m_window;
    int m_turned = 0;
};

} // namespace

void followWheel(QWidget* window)
{
    new Wheel(window);
}

} // namespace zoom

} // namespace headgate
