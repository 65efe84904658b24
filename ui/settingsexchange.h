// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/source.h"

#include <QObject>

class QWidget;

namespace headgate {

class Actions;
class Preferences;
namespace settingstransfer {
struct Plan;
}

/**
 * Writes a person's settings into a file, and takes them from one: the dialogs around
 * settingstransfer. UI thread. No password is ever written, and nothing is taken that the person
 * did not agree to.
 */
class SettingsExchange : public QObject
{
    Q_OBJECT

public:
    /** All of it outlives the exchange; dialogs stand above the window. */
    SettingsExchange(
        Actions* actions, Preferences* preferences, QWidget* window, QObject* parent = nullptr);

    /** Into that file, and says what came of it. */
    void write(const QString& path);
    /** Shows what a file of settings would change; the person decides. */
    void offer(const QString& path);

signals:
    void sourceWanted(const headgate::SourceConfig& config);
    /** Preferences are others now. */
    void taken();
    void said(const QString& notice);

private:
    void askForFile(bool toWrite);
    void take(const settingstransfer::Plan& plan);

    Preferences* m_preferences;
    QWidget* m_window;
};

} // namespace headgate
