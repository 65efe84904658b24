// SPDX-License-Identifier: MIT
#include "ui/style.h"

#include "ui/glyphs.h"
#include "ui/stylemenu.h"
#include "ui/stylescroll.h"
#include "ui/theme.h"
#include "ui/typography.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStyleOption>
#include <QTabBar>

#include <cmath>

namespace headgate {

using namespace Qt::StringLiterals;
using theme::tokens;

namespace {

struct ButtonColours
{
    QColor fill;
    QColor line;
    QColor text;
};

ButtonColours buttonColours(const QStyleOption& option, const QWidget* widget)
{
    const QString variant = widget ? widget->property("variant").toString() : QString();
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool down = option.state & (QStyle::State_Sunken | QStyle::State_On);
    const bool over = enabled && (option.state & QStyle::State_MouseOver);
    const auto& t = tokens();
    if (variant == "primary"_L1 && enabled) {
        const QColor fill = down ? t.accent.darker(115) : over ? t.accent.darker(107) : t.accent;
        return {fill, fill, t.onAccent};
    }
    if (variant == "link"_L1)
        return {QColor(), QColor(), !enabled ? t.faint : over ? t.accent : t.muted};
    const QColor ground = down ? t.pressed : over ? t.hover : QColor();
    if (variant == "quiet"_L1)
        return {ground, QColor(), enabled ? t.muted : t.faint};
    if (variant == "action"_L1)
        return {ground, QColor(), enabled ? t.accent : t.faint};
    const QColor text = !enabled ? t.faint : variant == "danger"_L1 ? t.red : t.text;
    return {ground.isValid() ? ground : t.surface, t.line, text};
}

void drawTab(const QStyleOptionTab& tab, QPainter& painter)
{
    if (!(tab.state & QStyle::State_Selected))
        return;
    const QRect& r = tab.rect;
    painter.fillRect(QRect(r.left() + 2, r.bottom() - 1, r.width() - 4, 2), tokens().accent);
}

void drawTabLabel(const QStyleOptionTab& tab, QPainter& painter)
{
    const bool selected = tab.state & QStyle::State_Selected;
    const bool over = tab.state & QStyle::State_MouseOver;
    painter.setFont(
        zoom::font(theme::uiFont(theme::interfaceSize, selected ? QFont::Medium : QFont::Normal)));
    painter.setPen(selected || over ? tokens().text : tokens().muted);
    painter.drawText(tab.rect, Qt::AlignCenter | Qt::TextShowMnemonic, tab.text);
    if (!(tab.state & QStyle::State_HasFocus) || !(tab.state & QStyle::State_KeyboardFocusChange))
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens().accent, 2));
    painter.drawRoundedRect(QRectF(tab.rect).adjusted(3, 9, -3, -9), 7, 7);
    painter.restore();
}

void drawCheck(const QStyleOption& option, QPainter& painter)
{
    const bool on = option.state & QStyle::State_On;
    const QRectF box = QRectF(option.rect).adjusted(1, 1, -1, -1);
    glyphs::drawBox(painter, box, 4, on ? tokens().accent : tokens().surface,
        on ? tokens().accent : tokens().faint);
    if (!on)
        return;
    painter.setPen(QPen(tokens().onAccent, 1.8 * option.rect.width() / 16.0, Qt::SolidLine,
        Qt::RoundCap, Qt::RoundJoin));
    const QPointF c = box.center();
    const double z = option.rect.width() / 16.0;
    const QPointF tick[] = {
        c + z * QPointF(-3.2, 0.3), c + z * QPointF(-1, 2.5), c + z * QPointF(3.4, -2.4)};
    painter.drawPolyline(tick, 3);
}

void drawRadio(const QStyleOption& option, QPainter& painter)
{
    const bool on = option.state & QStyle::State_On;
    const QRectF box = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(on ? tokens().accent : tokens().faint, 1));
    painter.setBrush(on ? tokens().accent : tokens().surface);
    painter.drawEllipse(box);
    if (!on)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens().onAccent);
    painter.drawEllipse(
        box.center(), 2.5 * option.rect.width() / 16.0, 2.5 * option.rect.width() / 16.0);
}

} // namespace

Style::Style()
    : QProxyStyle(u"Fusion"_s)
{
}

void Style::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    Typography::inForce().adopt(widget);
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QTabBar*>(widget)
        || widget->inherits("QScrollBar"))
        widget->setAttribute(Qt::WA_Hover);
    // The ring leaves the field's own border alone; macOS-like attributes are not wanted.
    if (auto* edit = qobject_cast<QLineEdit*>(widget))
        edit->setFrame(true);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return 3;
    case PM_ScrollBarExtent:
        return 10;
    case PM_ScrollBarSliderMin:
        return scrollstyle::shortestThumb;
    case PM_SplitterWidth:
        return 1;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuVMargin:
    case PM_MenuHMargin:
        return 4;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabOverlap:
        return 0;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
        return zoom::px(16);
    case PM_HeaderMargin:
        return zoom::px(5);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(
    StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_FocusFrame_Mask: // Qt 6.4: Fusion's mask cuts the ring's corners
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ScrollView_FrameOnlyAroundContents:
    case SH_UnderlineShortcut:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize Style::sizeFromContents(
    ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const
{
    switch (type) {
    case CT_PushButton: {
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        if (!button)
            break;
        const double width = QFontMetricsF(button->fontMetrics).horizontalAdvance(button->text);
        if (widget && widget->property("variant").toString() == "link"_L1)
            return {int(std::ceil(width)) + 2, zoom::px(24)};
        return {int(std::ceil(width)) + zoom::px(24), zoom::px(29)};
    }
    case CT_ComboBox:
        return {size.width() + zoom::px(44), zoom::px(31)};
    case CT_LineEdit:
        return {size.width() + 20, zoom::px(34)};
    case CT_TabBarTab: {
        const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option);
        if (!tab)
            break;
        const QFontMetricsF metrics(zoom::font(theme::uiFont(theme::interfaceSize, QFont::Medium)));
        return {int(std::ceil(metrics.horizontalAdvance(tab->text))) + zoom::px(20), zoom::px(47)};
    }
    case CT_ItemViewItem:
        return QProxyStyle::sizeFromContents(type, option, size, widget) + QSize(0, zoom::px(5));
    case CT_MenuItem:
        return menustyle::itemSize(*option, size);
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

QRect Style::subElementRect(
    SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    if (element == SE_LineEditContents)
        return option->rect.adjusted(9, 0, -9, 0);
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
    SubControl sub, const QWidget* widget) const
{
    if (control == CC_ComboBox && sub == SC_ComboBoxEditField)
        return option->rect.adjusted(zoom::px(8), 0, -zoom::px(24), 0);
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control != CC_ScrollBar || !bar)
        return QProxyStyle::subControlRect(control, option, sub, widget);
    return scrollstyle::part(*bar, sub);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
    const QWidget* widget) const
{
    switch (element) {
    case PE_PanelButtonCommand: {
        const ButtonColours c = buttonColours(*option, widget);
        painter->save();
        glyphs::drawBox(*painter, option->rect, 8, c.fill, c.line);
        painter->restore();
        return;
    }
    case PE_PanelLineEdit:
    case PE_FrameLineEdit: {
        const bool focus = option->state & State_HasFocus;
        painter->save();
        glyphs::drawBox(
            *painter, option->rect, 8, tokens().surface, focus ? tokens().accent : tokens().line);
        painter->restore();
        return;
    }
    case PE_PanelTipLabel:
    case PE_PanelMenu:
        painter->fillRect(option->rect, tokens().line);
        painter->fillRect(option->rect.adjusted(1, 1, -1, -1), tokens().surface);
        return;
    case PE_FrameMenu:
    case PE_FrameFocusRect: // one FocusRing instead
    case PE_FrameTabBarBase:
        return;
    case PE_IndicatorCheckBox:
        painter->save();
        drawCheck(*option, *painter);
        painter->restore();
        return;
    case PE_IndicatorRadioButton:
        painter->save();
        drawRadio(*option, *painter);
        painter->restore();
        return;
    case PE_PanelItemViewRow:
        return;
    case PE_PanelItemViewItem: {
        const bool selected = option->state & State_Selected;
        if (selected || (option->state & State_MouseOver))
            painter->fillRect(option->rect, selected ? tokens().accentSoft : tokens().hover);
        return;
    }
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
    const QWidget* widget) const
{
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            painter->setPen(buttonColours(*option, widget).text);
            painter->drawText(button->rect, Qt::AlignCenter | Qt::TextHideMnemonic, button->text);
            return;
        }
        break;
    case CE_FocusFrame: {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(tokens().accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 9, 9);
        painter->restore();
        return;
    }
    case CE_TabBarTabShape:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            drawTab(*tab, *painter);
            return;
        }
        break;
    case CE_TabBarTabLabel:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            drawTabLabel(*tab, *painter);
            return;
        }
        break;
    case CE_Splitter:
        painter->fillRect(option->rect, tokens().line);
        return;
    case CE_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            menustyle::drawItem(*item, *painter);
            return;
        }
        break;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, tokens().panel);
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
            tokens().line);
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
    QPainter* painter, const QWidget* widget) const
{
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control != CC_ScrollBar || !bar) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    if (bar->maximum > bar->minimum)
        scrollstyle::drawThumb(*bar, *painter);
}

} // namespace headgate
