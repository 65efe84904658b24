// SPDX-License-Identifier: MIT
#pragma once

#include "tests/shots/scene.h"

#include <QApplication>
#include <QTest>

/** What brings a view up, for a picture of it. Null: it could not be brought up. */
namespace headgate::shot {

constexpr int settle = 700; ///< ms in which an engine answers and a list is laid out

template <typename Dialog>
QWidget* dialogOf(Scene& scene)
{
    QTest::qWait(settle);
    for (auto* dialog : scene.window().findChildren<Dialog*>()) {
        if (dialog->isVisible())
            return dialog;
    }
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        if (auto* dialog = qobject_cast<Dialog*>(widget); dialog && dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

QWidget* show(Scene& scene, const SessionKey& key, ActionId panel);
bool press(QWidget& in, const QString& text);
void closeDialogs(Scene& scene);
QWidget* approval(Scene& scene, const CheckpointKey& key);
QWidget* find(Scene& scene, ActionId what, const QString& typed);
void closeFinder(Scene& scene);
QWidget* shell(Scene& scene);
QWidget* marks(Scene& scene);
QWidget* replay(Scene& scene);
QWidget* batch(Scene& scene);
QWidget* decisions(Scene& scene);
QWidget* trouble(Scene& scene);
QWidget* settingsPage(Scene& scene, int page);
QWidget* settingsSearch(Scene& scene, const QString& typed);
QWidget* wall(Scene& scene);
QWidget* twoPanels(Scene& scene);

} // namespace headgate::shot
