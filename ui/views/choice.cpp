// SPDX-License-Identifier: MIT
#include "ui/views/choice.h"

#include "ui/glyphs.h"
#include "ui/theme.h"
#include "ui/typography.h"

#include <QCheckBox>
#include <QPainter>
#include <QRadioButton>
#include <QStyleOptionButton>
#include <QTextLayout>

#include <cmath>

namespace headgate {

using namespace Qt::StringLiterals;
using theme::tokens;

namespace {

constexpr double pad = 12;
constexpr double indicator = 16;
constexpr double textLeft = pad + indicator + 10;
constexpr double gap = 2; ///< between label and description

/** `text` wrapped to `width`; painted where there is a painter. Returns its height. */
double layOut(const QString& text, const QFont& font, QPointF at, double width, QPainter* painter)
{
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    double y = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(1.0, width));
        line.setPosition({0, y});
        y += std::ceil(line.height());
    }
    layout.endLayout();
    if (painter)
        layout.draw(painter, at);
    return y;
}

template <typename Button>
class Choice : public Button
{
public:
    Choice(const QString& label, const QString& description, QWidget* parent)
        : Button(parent)
        , m_label(label)
        , m_description(description)
    {
        // A label of the agent's may hold an ampersand; none of them is a shortcut.
        this->setAccessibleName(description.isEmpty() ? label : label + u": "_s + description);
        this->setAttribute(Qt::WA_Hover);
        this->setFocusPolicy(Qt::StrongFocus);
        QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        policy.setHeightForWidth(true);
        this->setSizePolicy(policy);
    }

    QSize sizeHint() const override { return {zoom::px(320), heightForWidth(zoom::px(320))}; }
    QSize minimumSizeHint() const override { return zoom::px({120, 36}); }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override
    {
        return zoom::px(std::ceil(pad * 1.5 + words(nullptr, zoom::logical(double(width)))));
    }

protected:
    bool hitButton(const QPoint& at) const override { return this->rect().contains(at); }

    void paintEvent(QPaintEvent*) override
    {
        const auto& t = tokens();
        zoom::Painter painter(this);
        const QRect area = zoom::area(*this);
        const bool on = this->isChecked();
        const bool over = this->isEnabled() && this->underMouse();
        const QColor fill = on ? t.accentSoft
            : this->isDown()   ? t.pressed
            : over             ? t.hover
                               : t.surface;
        glyphs::drawBox(painter, area, 8, fill, on ? t.accent : t.line);
        QStyleOptionButton box;
        this->initStyleOption(&box);
        const double top = pad * 0.75 + 1;
        box.rect = QRectF(pad, top, indicator, indicator).toRect();
        const bool many = std::is_same_v<Button, QCheckBox>;
        this->style()->drawPrimitive(
            many ? QStyle::PE_IndicatorCheckBox : QStyle::PE_IndicatorRadioButton, &box, &painter,
            this);
        words(&painter, area.width());
    }

private:
    double words(QPainter* painter, double width) const
    {
        const double room = width - textLeft - pad;
        const double top = pad * 0.75;
        if (painter)
            painter->setPen(this->isEnabled() ? tokens().text : tokens().faint);
        double y = layOut(m_label, theme::uiFont(theme::interfaceSize, QFont::Medium),
            {textLeft, top}, room, painter);
        if (m_description.isEmpty())
            return y;
        if (painter)
            painter->setPen(this->isEnabled() ? tokens().muted : tokens().faint);
        y += gap;
        return y + layOut(m_description, theme::uiFont(12), {textLeft, top + y}, room, painter);
    }

    QString m_label;
    QString m_description;
};

} // namespace

QAbstractButton* makeChoice(
    const QString& label, const QString& description, bool many, QWidget* parent)
{
    if (many)
        return new Choice<QCheckBox>(label, description, parent);
    return new Choice<QRadioButton>(label, description, parent);
}

} // namespace headgate
