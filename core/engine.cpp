// SPDX-License-Identifier: MIT
#include "core/engine.h"

namespace headgate {

struct Engine::Private
{
    Options options;
};

Engine::Engine(Options options, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->options = std::move(options);
}

Engine::~Engine() = default;

Outcome Engine::start()
{
    return std::monostate();
}

void Engine::submit(Command)
{
}

ChangeBatch Engine::takeChanges()
{
    return {};
}

} // namespace headgate
