// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QAction;
class QWidget;

namespace headgate {

class Actions;
class ColourScheme;
class Motion;
class Preferences;
enum class ActionId : quint8;
enum class ThemeChoice : quint8;

/**
 * The actions for theme, size and motion. Brings the person's wishes for these, for fonts and for
 * keys into force, and keeps what is changed. UI thread.
 */
class AppearanceActions : public QObject
{
    Q_OBJECT

public:
    /** All of it outlives the actions. */
    struct Ports
    {
        Actions* actions = nullptr;
        Preferences* preferences = nullptr;
        ColourScheme* scheme = nullptr;
        Motion* motion = nullptr;
        QWidget* window = nullptr; ///< Ctrl and the wheel zoom in it
    };

    explicit AppearanceActions(Ports ports, QObject* parent = nullptr);

    /** All that is written in the preferences is in force again. */
    void follow();

signals:
    /** Sizes or fonts are others now. */
    void zoomed();

private:
    QAction* action(ActionId id) const;
    void connectThemes();
    void connectMotion();
    void connectKeys();
    void connectSizes();
    void keepZoom();
    void showZoom();

    Ports m_ports;
};

} // namespace headgate
