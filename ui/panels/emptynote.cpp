// SPDX-License-Identifier: MIT
#include "ui/panels/emptynote.h"

#include "ui/keybindings.h"
#include "ui/views/textlabel.h"

#include <QVBoxLayout>

namespace headgate {

EmptyNote::EmptyNote(
    const QString& title, const QString& hint, QWidget* parent, std::optional<ActionId> keys)
    : QWidget(parent)
{
    auto* first = new TextLabel(
        theme::uiFont(theme::interfaceSize, QFont::DemiBold), &theme::Tokens::muted, this);
    first->setText(title);
    auto* second = new TextLabel(theme::uiFont(12), &theme::Tokens::faint, this);
    second->wrap();
    const auto say = [second, hint, keys] {
        second->setText(keys ? hint.arg(keysOrName(*keys)) : hint);
    };
    say();
    if (keys)
        connect(&KeyBindings::inForce(), &KeyBindings::changed, second, say);
    auto* words = new QVBoxLayout(this);
    words->setContentsMargins(24, 24, 24, 24);
    words->setSpacing(4);
    words->addWidget(first);
    words->addWidget(second);
    words->addStretch(1);
}

} // namespace headgate
