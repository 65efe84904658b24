// SPDX-License-Identifier: MIT
#include "app/clicursor.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <utility>

namespace headgate::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int writeEvery = 200; // ms

} // namespace

CursorFile::CursorFile(QString path, SourceId source)
    : m_path(std::move(path))
    , m_source(std::move(source))
{
}

CursorFile::~CursorFile()
{
    (void)write();
}

std::optional<QString> CursorFile::read()
{
    QFile file(m_path);
    if (m_path.isEmpty() || !file.exists())
        return {};
    if (!file.open(QFile::ReadOnly))
        return u"%1 cannot be read: %2"_s.arg(m_path, file.errorString());
    const QJsonObject cursor = QJsonDocument::fromJson(file.readAll()).object();
    if (!cursor["row"_L1].isDouble())
        return u"%1 is no cursor file"_s.arg(m_path);
    if (cursor["source"_L1].toString() != m_source.value())
        return u"%1 belongs to %2"_s.arg(m_path, cursor["source"_L1].toString());
    m_row = cursor["row"_L1].toInteger();
    m_known = true;
    return {};
}

void CursorFile::moveTo(qint64 row)
{
    m_row = row;
    m_dirty = true;
    if (m_next.hasExpired())
        (void)write();
}

bool CursorFile::write()
{
    if (!m_dirty || m_path.isEmpty())
        return true;
    m_next.setRemainingTime(writeEvery);
    QSaveFile file(m_path);
    const QJsonObject cursor{{u"source"_s, m_source.value()}, {u"row"_s, m_row}};
    const QByteArray text = QJsonDocument(cursor).toJson(QJsonDocument::Compact) + '\n';
    if (!file.open(QFile::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return false;
    m_dirty = false;
    return true;
}

} // namespace headgate::cli
