// SPDX-License-Identifier: MIT
#include "ui/markicon.h"

#include "ui/glyphs.h"

#include <QPixmap>

namespace headgate {

QIcon markIcon()
{
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48, 64, 128}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        glyphs::drawMark(painter, QRectF(0, 0, size, size));
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace headgate
