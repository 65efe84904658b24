// SPDX-License-Identifier: MIT
#include "ui/views/transcriptpill.h"

#include "ui/theme.h"
#include "ui/typography.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace headgate {

using namespace Qt::StringLiterals;

TranscriptPill::TranscriptPill(QWidget* parent)
    : QAbstractButton(parent)
    , m_font(theme::uiFont(12.5, QFont::Medium))
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::NoFocus); // the End key does the same
    setNews(0);
}

void TranscriptPill::setNews(int items)
{
    const QString words = items > 0 ? tr("%Ln new", nullptr, items) : tr("To the end");
    const QString shown = u"\u2193 " + words;
    if (shown == text())
        return;
    setText(shown);
    setAccessibleName(tr("%1, go to the end").arg(words));
    resize(sizeHint());
}

QSize TranscriptPill::sizeHint() const
{
    const double width = QFontMetricsF(m_font).horizontalAdvance(text());
    return zoom::px({static_cast<int>(std::ceil(width)) + 26, 26});
}

void TranscriptPill::paintEvent(QPaintEvent*)
{
    const theme::Tokens& t = theme::tokens();
    zoom::Painter p(this);
    const QRect area = zoom::area(*this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    p.setBrush(isDown() ? t.muted : t.text);
    p.drawRoundedRect(area, area.height() / 2.0, area.height() / 2.0);
    p.setFont(m_font);
    p.setPen(t.bg);
    p.drawText(area, Qt::AlignCenter, text());
}

} // namespace headgate
