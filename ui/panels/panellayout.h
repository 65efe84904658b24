// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QRect>
#include <QString>

#include <vector>

namespace headgate {

/** Where the panels of the inspector stand, apart from the tab in front. */
struct PanelLayout
{
    struct Window
    {
        QString panel; ///< the name of a PanelKind
        QRect place; ///< on the screens, without the frame; px

        friend bool operator==(const Window&, const Window&) = default;
    };

    QString second; ///< the panel that is shown beside the first; empty: there is one only
    QByteArray sizes; ///< of the two, as their splitter tells it
    std::vector<Window> windows; ///< panels with a window of their own

    friend bool operator==(const PanelLayout&, const PanelLayout&) = default;
};

/**
 * The place for a window that stood at `wanted`, now that there are `screens`: on the one it lies
 * on most, not larger than it and wholly on it; on the first where its screen is gone. Pure; empty
 * where there are no screens.
 */
QRect placeOnScreens(const QRect& wanted, const QList<QRect>& screens);

/** Of the screens there are now, without bars and docks. */
QList<QRect> screenPlaces();

} // namespace headgate
