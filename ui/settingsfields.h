// SPDX-License-Identifier: MIT
#pragma once

#include "ui/preferences.h"

#include <QJsonValue>

#include <functional>
#include <vector>

namespace headgate::settingstransfer {

/** One wish as a file of settings has it: a value with a name in a group. */
struct Field
{
    QString group;
    QString name;
    std::function<QJsonValue(const Preferences&)> get;
    std::function<void(Preferences&, const QJsonValue&)> set;
    std::function<QString(const QJsonValue&)> trouble; ///< what it may be, in words; empty: fine
};

/** All of them, in the order of the pages. */
std::vector<Field> settingsFields();

} // namespace headgate::settingstransfer
