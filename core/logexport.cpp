// SPDX-License-Identifier: MIT
#include "core/logexport.h"

#include "core/decode/streamevent.h"
#include "core/project/trail.h"

#include <QJsonDocument>

#include <algorithm>

namespace headgate {

namespace {

/** Rows of the index in one go: what they say is read once. */
constexpr qint64 rowsPerSlice = 250;

} // namespace

LogExport::LogExport(
    Database& database, ExportTimeline wish, std::function<void(TimelineExported)> done)
    : m_wish(std::move(wish))
    , m_done(std::move(done))
    , m_rows(database, m_wish.source)
    , m_file(m_wish.path)
    , m_slice(this)
{
    m_slice.setSingleShot(true);
    connect(&m_slice, &QTimer::timeout, this, &LogExport::work);
    m_rows.refresh();
    m_after = std::max<qint64>(0, m_rows.oldest() - 1);
    m_upTo = m_rows.newest();
    m_slice.start(0);
}

void LogExport::work()
{
    if (!m_file.isOpen()) {
        if (!m_file.open(QFile::WriteOnly))
            return finish(m_file.errorString());
        if (m_wish.format == ExportTimeline::Format::TrailCsv)
            m_file.write(trail::csvHeader());
    }
    const qint64 upTo = std::min(m_upTo, m_after + rowsPerSlice);
    for (const qint64 row : m_rows.passing(m_wish.filter, m_after, upTo))
        write(row);
    m_after = upTo;
    if (m_after < m_upTo)
        m_slice.start(0);
    else
        finish(m_file.commit() ? QString() : m_file.errorString());
}

void LogExport::write(qint64 row)
{
    const QByteArray line = m_rows.line(row);
    if (line.isEmpty())
        return;
    QByteArray text = line + '\n';
    if (m_wish.format != ExportTimeline::Format::Lines) {
        const auto event = streamevent::decode(line);
        const auto told = event ? trail::row(*event) : std::nullopt;
        if (!told)
            return;
        text = m_wish.format == ExportTimeline::Format::TrailCsv
            ? trail::csv(*told)
            : QJsonDocument(trail::json(*told)).toJson(QJsonDocument::Compact) + '\n';
    }
    m_file.write(text);
    ++m_written;
}

void LogExport::finish(const QString& error)
{
    TimelineExported told{m_wish.path, m_written, {}};
    if (!error.isEmpty())
        told.issue = Issue{Issue::Code::LogError, m_wish.source, {m_wish.path, error}};
    m_done(std::move(told));
}

} // namespace headgate
