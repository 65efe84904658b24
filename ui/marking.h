// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/command.h"
#include "core/domain/search.h"
#include "ui/models/highlights.h"
#include "ui/models/markfinder.h"
#include "ui/models/placemarks.h"

#include <QObject>

namespace headgate {

class Actions;
class FindBar;
class FindPopover;
class Preferences;
class SessionTreeModel;
class TranscriptView;

/** What a person puts into transcripts: owns the marked places and the words that stand out, and
 * keeps them in the preferences. UI thread. */
class Marking : public QObject
{
    Q_OBJECT

public:
    /** All of it outlives it, but for what is in the window, which may end before it. */
    struct Ports
    {
        std::function<Timestamp()> now;
        std::function<SessionKey()> selected;
        const SessionTreeModel* sessions = nullptr;
        Preferences* preferences = nullptr;
        Actions* actions = nullptr;
        TranscriptView* transcript = nullptr;
        FindBar* findBar = nullptr;
        FindPopover* popover = nullptr;
    };

    explicit Marking(Ports ports, QObject* parent = nullptr);

    /** Marks of the selected session are shown. */
    void refresh();

signals:
    void placeWanted(const headgate::SearchHit& hit);
    void said(const QString& notice);

private:
    void toggleMark();
    void showMarks();
    void takeMark(int row);

    Ports m_ports;
    PlaceMarks m_marks;
    MarkFinder m_finder;
    Highlights m_highlights;
};

} // namespace headgate
