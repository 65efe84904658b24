// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <optional>

/** The State Protocol: changes of keyed things, told in a stream. Pure; any thread. */
namespace headgate {

/** One thing was inserted, replaced or deleted. A thing is named by type and key together. */
struct StateChange
{
    enum class Operation : quint8 { Insert, Update, Delete };

    QString type;
    QString key;
    Operation operation = Operation::Insert;
    QJsonValue value; ///< Null after a deletion
    Timestamp at; ///< what the change says; epoch: nothing
    QString transaction; ///< changes that belong together; empty: not said

    friend bool operator==(const StateChange&, const StateChange&) = default;
};

enum class StateControl : quint8 { SnapshotStart, SnapshotEnd, Reset };

QString stateOperationName(StateChange::Operation operation); ///< "insert", "update", "delete"

/** Nothing where it is no change: a part is missing, or of another kind. */
std::optional<StateChange> stateChange(const QJsonObject& message);
std::optional<StateControl> stateControl(const QJsonObject& message);

} // namespace headgate
