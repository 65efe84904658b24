// SPDX-License-Identifier: MIT
#pragma once

#include "tests/ui/fakefeed.h"
#include "ui/colourscheme.h"
#include "ui/mainwindow.h"
#include "ui/preferences.h"
#include "ui/windowstate.h"

#include <QPointer>
#include <QTest>

namespace headgate::test {

using namespace std::chrono_literals;

/** A window that nothing stands behind: what it wishes is kept, and its clock is the test's. */
struct Stage
{
    explicit Stage(const QString& directory = {})
        : preferences(directory)
        , state(directory)
        , scheme(ThemeChoice::Light)
    {
        WindowPorts ports;
        ports.submit = [this](const Command& command) { commands.push_back(command); };
        ports.now = [this] { return now; };
        ports.probe = [this](
                          const SourceConfig& config, QObject* context, SourceFinder::Found found) {
            asked = config;
            answer = [context = QPointer<QObject>(context), found = std::move(found)](
                         const Expected<SourceConfig>& what) {
                if (context)
                    found(what);
            };
        };
        ports.preferences = &preferences;
        ports.state = &state;
        ports.scheme = &scheme;
        window = std::make_unique<MainWindow>(std::move(ports));
    }

    void show(QSize size = {1440, 900})
    {
        window->resize(size);
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }

    template <typename T>
    std::vector<T> sent() const
    {
        std::vector<T> found;
        for (const Command& command : commands) {
            if (const auto* one = std::get_if<T>(&command))
                found.push_back(*one);
        }
        return found;
    }

    template <typename T>
    T* child() const
    {
        return window->findChild<T*>();
    }

    void press(int key, Qt::KeyboardModifiers modifiers) const
    {
        QTest::keyClick(window.get(), Qt::Key(key), modifiers);
    }

    Timestamp now = FakeFeed::now();
    std::vector<Command> commands;
    SourceConfig asked; ///< about what the window wanted to know last
    std::function<void(const Expected<SourceConfig>&)> answer;
    Preferences preferences;
    WindowState state;
    ColourScheme scheme;
    std::unique_ptr<MainWindow> window;
};

} // namespace headgate::test
