// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/command.h"
#include "core/domain/ownlog.h"
#include "core/domain/systemfacts.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <vector>

class QWidget;

namespace headgate {

class Actions;
class Findings;
class LogWindow;
class LongWork;
class Preferences;
class SourceList;
class StatusStrip;
class SupportDialog;

/**
 * What the program tells of itself: its connections as a report, what takes long now, its log, what
 * it is, and all of that for support. Opens each of these windows once. UI thread. Nothing is
 * written but where the person wants it.
 */
class ProgramWindows : public QObject
{
    Q_OBJECT

public:
    /** All of it outlives the windows. */
    struct Ports
    {
        std::function<void(Command)> submit;
        std::function<Timestamp()> now;
        std::function<std::vector<LogLine>(qint64 after)> log; ///< empty: none is kept
        SystemFacts system{}; ///< what is known of it without a window
        Preferences* preferences = nullptr;
        const SourceList* sources = nullptr;
        Findings* findings = nullptr;
        LongWork* longWork = nullptr;
        Actions* actions = nullptr;
        StatusStrip* strip = nullptr;
        QWidget* window = nullptr; ///< these stand above it
    };

    explicit ProgramWindows(Ports ports, QObject* parent = nullptr);

    /** Asks for a place and writes the report there; what is newest is read first. */
    void reportConnections();
    /** As JSON where the name ends so, else as Markdown. False: it could not be written, and that
     * is said. */
    bool writeReport(const QString& path);
    /** A page of the settings; who asks owns it. */
    QWidget* makeStoragePage();

signals:
    void said(const QString& notice);

private:
    void connectActions();
    void connectFindings();
    void askForReportFile();
    void showAbout();
    void showLog();
    void showSupport();

    Ports m_ports;
    QPointer<LogWindow> m_log;
    QPointer<SupportDialog> m_support;
    bool m_reporting = false; ///< a report is wanted, once what is newest is read
};

} // namespace headgate
