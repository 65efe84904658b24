// SPDX-License-Identifier: MIT
#include "core/project/csv.h"

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

QString field(const QString& text)
{
    QString out = text;
    if (!out.isEmpty() && u"=+-@\t\r"_s.contains(out.front()))
        out.prepend(u'\'');
    const bool plain =
        !out.contains(u',') && !out.contains(u'"') && !out.contains(u'\n') && !out.contains(u'\r');
    return plain ? out : u'"' + out.replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

QByteArray csvRecord(const QStringList& fields)
{
    QStringList record;
    record.reserve(fields.size());
    for (const QString& text : fields)
        record.append(field(text));
    return record.join(u',').toUtf8() + "\r\n";
}

} // namespace headgate
