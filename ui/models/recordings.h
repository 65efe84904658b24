// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"

#include <QHash>
#include <QObject>

namespace headgate {

/** Which sources are written into a log, and how that goes. UI thread. */
class Recordings : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void apply(const Change& change);
    /** Of a source that was never recorded: off, without a path. */
    Recording of(const SourceId& source) const;

signals:
    void changed(const headgate::SourceId& source);

private:
    QHash<SourceId, Recording> m_told;
};

} // namespace headgate
