// SPDX-License-Identifier: MIT
// The part of TranscriptPainter that draws pictures.
#include "ui/theme.h"
#include "ui/views/pictureview.h"
#include "ui/views/transcriptpainter.h"

#include <QPainterPath>

namespace headgate {

void TranscriptPainter::picture(const Piece& c) const
{
    const theme::Tokens& t = theme::tokens();
    const QRect box = c.laid.frame;
    QPainterPath shape;
    shape.addRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    c.p.fillPath(shape, t.code);
    const qreal scale = c.p.deviceTransform().m11(); // of the screen and of the text size
    const QImage* image = m_images && c.item.part
        ? m_images->find(attachedPart(c.item, c.block), (QSizeF(box.size()) * scale).toSize())
        : nullptr;
    if (image && !image->isNull()) {
        c.p.save();
        c.p.setClipPath(shape, Qt::IntersectClip);
        c.p.setRenderHint(QPainter::SmoothPixmapTransform);
        c.p.drawImage(box, *image);
        c.p.restore();
    } else if (image) {
        c.p.setFont(m_layouter.smallFont());
        c.p.setPen(t.muted);
        c.p.drawText(box.adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap,
            PictureView::tr("This picture cannot be read."));
    }
    c.p.setBrush(Qt::NoBrush);
    c.p.setPen(QPen(c.selected || c.look.hovered ? t.accent : t.line, 1));
    c.p.drawPath(shape);
}

} // namespace headgate
