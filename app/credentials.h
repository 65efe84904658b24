// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/source.h"

#include <QObject>

#include <functional>

namespace headgate {

/** The system's keychain, by source. UI thread. Without a keychain everything works but memory. */
class Credentials : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /** Gives `config` back, with its password if none was given and one is kept. */
    void complete(const SourceConfig& config, std::function<void(const SourceConfig&)> done);
    void keep(const SourceConfig& config);
    void forget(const SourceId& source);

signals:
    /** A password was to be kept and could not be; the reason is the keychain's. */
    void notKept(const QString& reason);
};

} // namespace headgate
