// SPDX-License-Identifier: MIT
#include "app/logoptions.h"

#include "ui/words/say.h"

namespace headgate {

using namespace Qt::StringLiterals;
using words::say;

Expected<ownlog::Wish> logWish(const QString& level, const QString& file)
{
    ownlog::Wish wish;
    wish.file = file;
    if (!file.isEmpty())
        wish.shown = LogLevel::Info;
    if (level.isEmpty())
        return wish;
    wish.shown = ownlog::levelFromName(level);
    if (!wish.shown)
        return Issue{
            Issue::Code::BadSource, {}, {say("--log-level is debug, info, warning or error.")}};
    wish.level = std::min(LogLevel::Info, *wish.shown);
    return wish;
}

Expected<ownlog::Wish> takeLogOptions(QStringList& arguments)
{
    QString level;
    QString file;
    for (qsizetype i = 0; i < arguments.size();) {
        QString* value = nullptr;
        const QString name = arguments[i].section(u'=', 0, 0);
        if (name == "--"_L1)
            break;
        if (name == "--log-level"_L1)
            value = &level;
        else if (name == "--log-file"_L1)
            value = &file;
        if (!value) {
            ++i;
            continue;
        }
        const bool joined = arguments[i].contains(u'=');
        if (!joined && i + 1 >= arguments.size())
            return Issue{Issue::Code::BadSource, {}, {say("%1 needs a value.").arg(name)}};
        *value = joined ? arguments[i].section(u'=', 1) : arguments[i + 1];
        if (value->isEmpty())
            return Issue{Issue::Code::BadSource, {}, {say("%1 needs a value.").arg(name)}};
        arguments.remove(i, joined ? 1 : 2);
    }
    return logWish(level, file);
}

} // namespace headgate
