// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/paneevent.h"

#include <QHash>

#include <optional>

namespace headgate {

/** A session written out, event by event (AP-49). Values alone. */
class PaneExport
{
public:
    enum class Format { Json, Markdown, Csv };

    static std::optional<Format> formatNamed(const QString& name);

    /** `session`: as the API has it. */
    PaneExport(Format format, const QJsonObject& session, Timestamp now);

    /** `stored`: of the same event. */
    void add(const StoredPaneEvent& event, QByteArrayView stored, qint64 offset);
    qsizetype size() const { return m_content.size(); }
    /** `{content, contentType, filename}`. */
    QJsonObject finish();

private:
    void addMarkdown(const StoredPaneEvent& event);
    void addCsv(const StoredPaneEvent& event);
    void paragraph();
    void say(const QString& who, const QString& text);

    const Format m_format;
    const QJsonObject m_session;
    const Timestamp m_now;
    QByteArray m_content;
    QString m_speaker; ///< whose text was written last
    QHash<QString, QString> m_tools; ///< names of the calls, by id
    bool m_any = false; ///< an event stands in the list
};

} // namespace headgate
