// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/timeline.h"
#include "ui/theme.h"

#include <QScrollArea>

#include <functional>

class QGridLayout;

namespace headgate {

class TextLabel;

/**
 * An event of a log, whole: the nine fields of its envelope, those that nobody knows, and the line
 * as it stands in the file. Everything can be chosen and copied; what it comes from and what it
 * belongs to are links. UI thread.
 */
class EventDetail : public QScrollArea
{
    Q_OBJECT

public:
    explicit EventDetail(QWidget* parent = nullptr);

    /** `note`: said above the fields. */
    void present(const TimelineEvent& event, const QString& note = {});
    void clear();
    const TimelineEvent& event() const { return m_event; }
    void themeChanged();

signals:
    void causeWanted(const headgate::EventId& id);
    void effectsWanted(const headgate::EventId& id); ///< what came of it
    void runWanted(const QString& run);
    void streamWanted(const QString& stream);
    void sessionWanted(const headgate::SessionId& session);

private:
    void addField(const QString& name, const QString& value, bool mono = true);
    void addLink(const QString& name, const QString& value, const QString& hint,
        const std::function<void()>& follow);
    void addJson(const QString& name, const QString& text);
    void addEnvelope();
    void addButtons();
    TextLabel* addName(const QString& name);
    void empty();

    TimelineEvent m_event;
    QString m_note;
    QWidget* m_page = nullptr;
    QGridLayout* m_grid = nullptr;
};

} // namespace headgate
