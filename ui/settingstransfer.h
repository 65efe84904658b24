// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/source.h"

#include <QByteArray>
#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace headgate {

class Preferences;

/**
 * The settings as one JSON document that a person can read: wishes, keys, and servers without their
 * passwords. Functions over Preferences; they show nothing and touch no file.
 */
namespace settingstransfer {

inline constexpr int version = 1;
inline constexpr qint64 mostBytes = 1024 * 1024; ///< a larger file is none of these

QByteArray write(const Preferences& preferences);

/** What a document would change, found out before anything does. */
struct Plan
{
    struct Change
    {
        QString what; ///< "Appearance, size"
        QString before;
        QString after;
        std::function<void(Preferences&)> apply;
    };
    QString refusal{}; ///< a sentence: nothing of it can be taken; else empty
    std::vector<Change> changes{};
    QStringList problems{}; ///< a sentence for each value that is left out
    std::vector<SourceConfig> servers{}; ///< new ones; their changes apply nothing by themselves
};
Plan read(const QByteArray& document, const Preferences& preferences);

} // namespace settingstransfer

} // namespace headgate
