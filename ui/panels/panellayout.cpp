// SPDX-License-Identifier: MIT
#include "ui/panels/panellayout.h"

#include <QGuiApplication>
#include <QScreen>

#include <algorithm>

namespace headgate {

QRect placeOnScreens(const QRect& wanted, const QList<QRect>& screens)
{
    if (screens.isEmpty())
        return {};
    const auto shared = [&wanted](const QRect& screen) {
        const QRect both = screen & wanted;
        return both.isEmpty() ? 0 : qint64(both.width()) * both.height();
    };
    const QRect* home = &screens.first();
    for (const QRect& screen : screens) {
        if (shared(screen) > shared(*home))
            home = &screen;
    }
    QRect place(wanted.topLeft(),
        QSize(std::clamp(wanted.width(), 1, home->width()),
            std::clamp(wanted.height(), 1, home->height())));
    place.moveLeft(std::clamp(place.left(), home->left(), home->right() + 1 - place.width()));
    place.moveTop(std::clamp(place.top(), home->top(), home->bottom() + 1 - place.height()));
    return place;
}

QList<QRect> screenPlaces()
{
    QList<QRect> places;
    for (const QScreen* screen : QGuiApplication::screens())
        places << screen->availableGeometry();
    return places;
}

} // namespace headgate
