// SPDX-License-Identifier: MIT
#include "core/domain/ownlog.h"

#include <QDateTime>

namespace headgate {

using namespace Qt::StringLiterals;

QString logLevelName(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return u"debug"_s;
    case LogLevel::Info:
        return u"info"_s;
    case LogLevel::Warning:
        return u"warning"_s;
    case LogLevel::Error:
        return u"error"_s;
    }
    return {};
}

QString logLineText(const LogLine& line)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(line.at), Qt::UTC).toString(Qt::ISODateWithMs) + u' '
        + logLevelName(line.level) + u' ' + line.category + u": "_s + line.text;
}

} // namespace headgate
