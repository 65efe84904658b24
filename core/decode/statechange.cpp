// SPDX-License-Identifier: MIT
#include "core/decode/statechange.h"

#include <QDateTime>

namespace headgate {

using namespace Qt::StringLiterals;

QString stateOperationName(StateChange::Operation operation)
{
    switch (operation) {
    case StateChange::Operation::Insert:
        return u"insert"_s;
    case StateChange::Operation::Update:
        return u"update"_s;
    case StateChange::Operation::Delete:
        return u"delete"_s;
    }
    return {};
}

std::optional<StateChange> stateChange(const QJsonObject& message)
{
    using enum StateChange::Operation;
    const QJsonValue headers = message["headers"_L1];
    const QString name = headers["operation"_L1].toString();
    StateChange change;
    change.type = message["type"_L1].toString();
    change.key = message["key"_L1].toString();
    if (change.type.isEmpty() || change.key.isEmpty())
        return {};
    const auto operation = name == "insert"_L1 ? std::optional(Insert)
        : name == "update"_L1                  ? std::optional(Update)
        : name == "delete"_L1                  ? std::optional(Delete)
                                               : std::nullopt;
    if (!operation || (*operation != Delete && !message.contains("value"_L1)))
        return {};
    change.operation = *operation;
    change.value = *operation == Delete ? QJsonValue(QJsonValue::Null) : message.value("value"_L1);
    change.transaction = headers["txid"_L1].toString();
    const QDateTime at =
        QDateTime::fromString(headers["timestamp"_L1].toString(), Qt::ISODateWithMs);
    if (at.isValid())
        change.at = timestampFromMs(at.toMSecsSinceEpoch());
    return change;
}

std::optional<StateControl> stateControl(const QJsonObject& message)
{
    const QString name = message["headers"_L1]["control"_L1].toString();
    if (name == "snapshot-start"_L1)
        return StateControl::SnapshotStart;
    if (name == "snapshot-end"_L1)
        return StateControl::SnapshotEnd;
    if (name == "reset"_L1)
        return StateControl::Reset;
    return {};
}

} // namespace headgate
