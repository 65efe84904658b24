// SPDX-License-Identifier: MIT
#include "ui/sourcefinder.h"

#include "core/domain/sourcetext.h"
#include "ui/words/issuetext.h"

namespace headgate {

SourceFinder::SourceFinder(Probe probe, QObject* parent)
    : QObject(parent)
    , m_probe(std::move(probe))
{
}

SourceFinder::~SourceFinder() = default;

void SourceFinder::find(const QString& text, const QString& user, const QString& password)
{
    stop();
    auto config = sourceFromText(text);
    if (config && !user.isEmpty())
        config->user = user;
    if (config && !password.isEmpty())
        config->password = password;
    if (!config || namesItsKind(text) || !m_probe) {
        conclude(config);
        return;
    }
    m_looking = std::make_unique<QObject>();
    emit looking(tr("Looking what answers at %1…").arg(config->url.authority()));
    m_probe(*config, m_looking.get(), [this](const Expected<SourceConfig>& what) {
        // The one who calls belongs to it.
        m_looking.release()->deleteLater();
        conclude(what);
    });
}

void SourceFinder::stop()
{
    m_looking.reset();
}

void SourceFinder::conclude(const Expected<SourceConfig>& what)
{
    if (what)
        emit found(*what);
    else
        emit failed(words::issueText(what.error()));
}

} // namespace headgate
