// SPDX-License-Identifier: MIT
// How MainWindow goes by a person's wishes for sizes, fonts and keys, and keeps them.
#include "ui/colourscheme.h"
#include "ui/keybindings.h"
#include "ui/mainwindow.h"
#include "ui/panels/inspector.h"
#include "ui/preferences.h"
#include "ui/programwindows.h"
#include "ui/sessioncommands.h"
#include "ui/sessionreplay.h"
#include "ui/settingsexchange.h"
#include "ui/typography.h"
#include "ui/views/transcriptview.h"

namespace headgate {

void MainWindow::connectWishes()
{
    Preferences* wishes = m_ports.preferences;
    KeyBindings& keys = KeyBindings::inForce();
    keys.load(wishes->keys(), wishes->singleKeys());
    connect(&keys, &KeyBindings::changed, this, [wishes] {
        const KeyBindings& now = KeyBindings::inForce();
        if (now.changes() != wishes->keys())
            wishes->setKeys(now.changes());
        if (now.singleKeys() != wishes->singleKeys())
            wishes->setSingleKeys(now.singleKeys());
    });
    Typography& type = Typography::inForce();
    type.setFamilies(wishes->interfaceFont(), wishes->codeFont());
    type.setPercent(wishes->zoom());
    connect(&type, &Typography::changed, this, &MainWindow::zoomChanged);
    const auto on = [this](ActionId id, auto&& what) {
        connect(action(id), &QAction::triggered, this, what);
    };
    on(ActionId::ZoomIn, [] { Typography::inForce().step(+1); });
    on(ActionId::ZoomOut, [] { Typography::inForce().step(-1); });
    on(ActionId::ZoomReset, [] { Typography::inForce().setPercent(100); });
    zoom::followWheel(this);
    followReading();
    showZoom();
}

void MainWindow::zoomChanged()
{
    const int percent = Typography::inForce().percent();
    if (m_ports.preferences->zoom() != percent)
        m_ports.preferences->setZoom(percent);
    m_inspector->themeChanged();
    showZoom();
    refresh();
}

void MainWindow::showZoom()
{
    const Typography& type = Typography::inForce();
    action(ActionId::ZoomIn)->setEnabled(type.canStep(+1));
    action(ActionId::ZoomOut)->setEnabled(type.canStep(-1));
    action(ActionId::ZoomReset)
        ->setText(type.percent() == 100 ? tr("Normal size")
                                        : tr("Normal size (now %1 %)").arg(type.percent()));
}

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
    Preferences* wishes = m_ports.preferences;
    constexpr std::pair<ActionId, ThemeChoice> themes[] = {
        {ActionId::ThemeSystem, ThemeChoice::System}, {ActionId::ThemeLight, ThemeChoice::Light},
        {ActionId::ThemeDark, ThemeChoice::Dark}, {ActionId::ThemeContrast, ThemeChoice::Contrast}};
    for (const auto& [id, choice] : themes)
        action(id)->setChecked(wishes->theme() == choice);
    m_ports.scheme->setChoice(wishes->theme());
    action(ActionId::ReducedMotion)->setChecked(wishes->reducedMotion());
    Typography::inForce().setFamilies(wishes->interfaceFont(), wishes->codeFont());
    Typography::inForce().setPercent(wishes->zoom());
    KeyBindings::inForce().load(wishes->keys(), wishes->singleKeys());
    followReading();
    followPresence();
    for (const SourceConfig& config : wishes->sources()) {
        const SourceStatus* known = m_sources.find(config.id());
        if (known && known->name != config.name)
            m_ports.submit(RenameSource{config.id(), config.name});
    }
    emit wishesChanged();
}

} // namespace headgate
