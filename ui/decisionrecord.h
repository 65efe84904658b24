// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/project/audit.h"

#include <QObject>

#include <functional>

namespace headgate {

/** Where the window gets the record of decisions from. UI thread; answers come later, unless the
 * context is gone by then. */
class DecisionRecord
{
public:
    virtual ~DecisionRecord() = default;

    virtual void read(
        QObject* context, std::function<void(const Expected<audit::Listing>&)> found) = 0;
    /** CSV where the path ends so, else JSON lines. Errors: DatabaseError. */
    virtual void exportTo(
        const QString& path, QObject* context, std::function<void(const Outcome&)> written) = 0;
};

} // namespace headgate
