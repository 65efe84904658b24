// SPDX-License-Identifier: MIT
#include "tests/ui/modelgolden.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

QString rolesAsText(
    const QAbstractItemModel& model, const std::vector<std::pair<int, QString>>& roles)
{
    QString text;
    const auto walk = [&](const auto& self, const QModelIndex& parent, int depth) -> void {
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            QJsonObject object;
            for (const auto& [role, name] : roles) {
                const QVariant value = index.data(role);
                if (value.isValid() && !value.toString().isEmpty())
                    object.insert(name, QJsonValue::fromVariant(value));
            }
            text += QString(depth * 2, u' ')
                + QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) + u'\n';
            self(self, index, depth + 1);
        }
    };
    walk(walk, {}, 0);
    return text;
}

bool matchesGolden(const QString& text, const QString& file)
{
    QFile golden(QStringLiteral(HEADGATE_TEST_DATA) + u'/' + file);
    if (qEnvironmentVariableIsSet("HEADGATE_UPDATE_GOLDEN")) {
        if (!golden.open(QIODevice::WriteOnly))
            return false;
        return golden.write(text.toUtf8()) >= 0;
    }
    if (!golden.open(QIODevice::ReadOnly)) {
        qWarning("no golden file %s", qPrintable(golden.fileName()));
        return false;
    }
    const QStringList expected = QString::fromUtf8(golden.readAll()).split(u'\n');
    const QStringList actual = text.split(u'\n');
    for (qsizetype i = 0; i < std::max(expected.size(), actual.size()); ++i) {
        if (expected.value(i) == actual.value(i))
            continue;
        qWarning("%s line %lld\n  expected %s\n  actual   %s", qPrintable(file),
            static_cast<long long>(i + 1), qPrintable(expected.value(i)),
            qPrintable(actual.value(i)));
        return false;
    }
    return true;
}

} // namespace headgate
