// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelkinds.h"

#include <QTimer>

class QLineEdit;
class QMenu;
class QPushButton;
class QSplitter;

namespace headgate {

class EmptyNote;
class EventDetail;
class TextLabel;
class TimelineList;

/** The events of an event log, newest first: what to list, the list, and the chosen one whole. UI
 * thread. */
class TimelinePanel : public Panel
{
    Q_OBJECT

public:
    TimelinePanel(const PanelPorts& ports, QWidget* parent);

    void refresh(Timestamp now) override;
    void themeChanged() override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeFilters();
    QPushButton* makeChip(const QString& what, void (TimelinePanel::*fill)(QMenu*));
    void connectModel();
    void connectDetail();
    void fillTypes(QMenu* menu);
    void fillActors(QMenu* menu);
    void fillTimes(QMenu* menu);
    void fillRuns(QMenu* menu);
    void fillExports(QMenu* menu);
    void addChoice(QMenu* menu, const QString& text, bool chosen, const TimelineFilter& filter);
    void exportAs(ExportTimeline::Format format, const QString& suffix);
    void showExported(const TimelineExported& exported);
    void setFilter(const TimelineFilter& filter);
    void takeTimes();
    void showFilter();
    void showCount();
    void showDetail();
    void take(const TimelineEventRead& read);

    PanelPorts m_ports;
    TimelineModel* m_model;
    QWidget* m_head;
    QLineEdit* m_search;
    QPushButton* m_types;
    QPushButton* m_actors;
    QPushButton* m_times;
    QPushButton* m_runs;
    QPushButton* m_more;
    QWidget* m_range; ///< since and until, while they are being chosen
    QLineEdit* m_since;
    QLineEdit* m_until;
    TextLabel* m_count;
    QPushButton* m_newer;
    QSplitter* m_panes;
    TimelineList* m_rows;
    EventDetail* m_detail;
    EmptyNote* m_empty;
    QTimer m_typed; ///< until the person pauses
    int m_above = 0; ///< rows that came while the list was scrolled away
    Timestamp m_now;
};

} // namespace headgate
