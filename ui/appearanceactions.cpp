// SPDX-License-Identifier: MIT
#include "ui/appearanceactions.h"

#include "ui/actions.h"
#include "ui/colourscheme.h"
#include "ui/keybindings.h"
#include "ui/motion.h"
#include "ui/preferences.h"
#include "ui/typography.h"

#include <utility>

namespace headgate {

namespace {

constexpr std::pair<ActionId, ThemeChoice> themes[] = {{ActionId::ThemeSystem, ThemeChoice::System},
    {ActionId::ThemeLight, ThemeChoice::Light}, {ActionId::ThemeDark, ThemeChoice::Dark},
    {ActionId::ThemeContrast, ThemeChoice::Contrast}};

} // namespace

AppearanceActions::AppearanceActions(Ports ports, QObject* parent)
    : QObject(parent)
    , m_ports(ports)
{
    connectThemes();
    connectMotion();
    connectKeys();
    connectSizes();
}

QAction* AppearanceActions::action(ActionId id) const
{
    return (*m_ports.actions)[id];
}

void AppearanceActions::connectThemes()
{
    for (const auto& [id, choice] : themes) {
        QAction* one = action(id);
        one->setChecked(m_ports.preferences->theme() == choice);
        connect(one, &QAction::triggered, this, [this, wish = choice] {
            m_ports.preferences->setTheme(wish);
            m_ports.scheme->setChoice(wish);
        });
    }
}

void AppearanceActions::connectMotion()
{
    QAction* still = action(ActionId::ReducedMotion);
    still->setChecked(m_ports.preferences->reducedMotion());
    const auto allow = [this, still] {
        m_ports.motion->setAllowed(!still->isChecked() && !m_ports.scheme->systemIsStill());
    };
    allow();
    connect(m_ports.scheme, &ColourScheme::changed, this, allow);
    connect(still, &QAction::toggled, this, [this, allow](bool on) {
        m_ports.preferences->setReducedMotion(on);
        allow();
    });
}

void AppearanceActions::connectKeys()
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
}

void AppearanceActions::connectSizes()
{
    Typography& type = Typography::inForce();
    type.setFamilies(m_ports.preferences->interfaceFont(), m_ports.preferences->codeFont());
    type.setPercent(m_ports.preferences->zoom());
    connect(&type, &Typography::changed, this, &AppearanceActions::keepZoom);
    connect(action(ActionId::ZoomIn), &QAction::triggered, this,
        [] { Typography::inForce().step(+1); });
    connect(action(ActionId::ZoomOut), &QAction::triggered, this,
        [] { Typography::inForce().step(-1); });
    connect(action(ActionId::ZoomReset), &QAction::triggered, this,
        [] { Typography::inForce().setPercent(100); });
    zoom::followWheel(m_ports.window);
    showZoom();
}

void AppearanceActions::keepZoom()
{
    const int percent = Typography::inForce().percent();
    if (m_ports.preferences->zoom() != percent)
        m_ports.preferences->setZoom(percent);
    showZoom();
    emit zoomed();
}

void AppearanceActions::showZoom()
{
    const Typography& type = Typography::inForce();
    action(ActionId::ZoomIn)->setEnabled(type.canStep(+1));
    action(ActionId::ZoomOut)->setEnabled(type.canStep(-1));
    action(ActionId::ZoomReset)
        ->setText(type.percent() == 100 ? tr("Normal size")
                                        : tr("Normal size (now %1 %)").arg(type.percent()));
}

void AppearanceActions::follow()
{
    Preferences* wishes = m_ports.preferences;
    for (const auto& [id, choice] : themes)
        action(id)->setChecked(wishes->theme() == choice);
    m_ports.scheme->setChoice(wishes->theme());
    action(ActionId::ReducedMotion)->setChecked(wishes->reducedMotion());
    Typography::inForce().setFamilies(wishes->interfaceFont(), wishes->codeFont());
    Typography::inForce().setPercent(wishes->zoom());
    KeyBindings::inForce().load(wishes->keys(), wishes->singleKeys());
}

} // namespace headgate
