// SPDX-License-Identifier: MIT
// How MainWindow goes by a person's wishes for sizes, fonts and keys, and keeps them.
#include "ui/appearanceactions.h"
#include "ui/mainwindow.h"
#include "ui/preferences.h"
#include "ui/programwindows.h"
#include "ui/sessioncommands.h"
#include "ui/sessionreplay.h"
#include "ui/settingsexchange.h"
#include "ui/views/transcriptview.h"

namespace headgate {

void MainWindow::followReading()
{
    m_transcript->setReading(m_ports.preferences->reading());
    m_replay->followReading();
}

void MainWindow::followPresence()
{
    m_sessionCommands->attend(m_selected, m_ports.preferences->tellsPresence() && isVisible());
}

qsizetype MainWindow::remembered(Memory what) const
{
    return m_memory->count(what);
}

std::function<void()> MainWindow::forget(Memory what)
{
    return m_memory->forget(what);
}

void MainWindow::writeSettings(const QString& path)
{
    m_settingsExchange->write(path);
}

void MainWindow::offerSettings(const QString& path)
{
    m_settingsExchange->offer(path);
}

bool MainWindow::writeReport(const QString& path)
{
    return m_programWindows->writeReport(path);
}

QWidget* MainWindow::makeStoragePage()
{
    return m_programWindows->makeStoragePage();
}

/** All that is written there is in force again. */
void MainWindow::followPreferences()
{
    m_appearance->follow();
    followReading();
    followPresence();
    for (const SourceConfig& config : m_ports.preferences->sources()) {
        const SourceStatus* known = m_models.sources.find(config.id());
        if (known && known->name != config.name)
            m_ports.submit(RenameSource{config.id(), config.name});
    }
    emit wishesChanged();
}

} // namespace headgate
