// SPDX-License-Identifier: MIT
#include "ui/programwindows.h"

#include "ui/aboutdialog.h"
#include "ui/actions.h"
#include "ui/logwindow.h"
#include "ui/models/findings.h"
#include "ui/models/longwork.h"
#include "ui/models/sourcelist.h"
#include "ui/panels/statusstrip.h"
#include "ui/panels/workpopover.h"
#include "ui/preferences.h"
#include "ui/storagepage.h"
#include "ui/supportdialog.h"
#include "ui/words/quantity.h"

#include <QFileDialog>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStandardPaths>

#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

words::ConnectionReport reportOf(
    const SourceList& sources, const Findings& findings, const QString& version, Timestamp now)
{
    words::ConnectionReport report;
    report.version = version;
    report.at = now;
    report.sources = sources.all();
    if (const HealthFound* health = findings.health())
        report.health = *health;
    return report;
}

} // namespace

ProgramWindows::ProgramWindows(Ports ports, QObject* parent)
    : QObject(parent)
    , m_ports(std::move(ports))
{
    connectActions();
    auto* popover = new WorkPopover(m_ports.longWork, m_ports.submit, m_ports.window);
    connect(m_ports.longWork, &LongWork::changed, this,
        [this] { m_ports.strip->showWork(m_ports.longWork->sentence()); });
    connect(m_ports.strip, &StatusStrip::workWanted, popover, &WorkPopover::openAbove);
    connect(m_ports.strip, &StatusStrip::connectionsWanted,
        (*m_ports.actions)[ActionId::ShowConnections], &QAction::trigger);
    connectFindings();
}

void ProgramWindows::connectActions()
{
    const Actions& actions = *m_ports.actions;
    connect(actions[ActionId::ReportConnections], &QAction::triggered, this,
        &ProgramWindows::reportConnections);
    connect(actions[ActionId::About], &QAction::triggered, this, &ProgramWindows::showAbout);
    connect(actions[ActionId::OwnLog], &QAction::triggered, this, &ProgramWindows::showLog);
    connect(
        actions[ActionId::SupportBundle], &QAction::triggered, this, &ProgramWindows::showSupport);
    actions[ActionId::OwnLog]->setEnabled(bool(m_ports.log));
}

void ProgramWindows::connectFindings()
{
    connect(m_ports.findings, &Findings::factsRead, this, [this](const DatabaseFacts& facts) {
        if (m_support)
            m_support->put(facts,
                reportOf(
                    *m_ports.sources, *m_ports.findings, m_ports.system.version, m_ports.now()));
    });
    connect(m_ports.findings, &Findings::healthChanged, this, [this] {
        if (std::exchange(m_reporting, false))
            askForReportFile();
    });
}

void ProgramWindows::reportConnections()
{
    m_reporting = true;
    m_ports.findings->readHealth();
}

void ProgramWindows::askForReportFile()
{
    auto* dialog = new QFileDialog(m_ports.window, tr("Export the connection report"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Markdown (*.md)"), tr("JSON (*.json)")});
    dialog->setDefaultSuffix(u"md"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains("json"_L1) ? u"json"_s : u"md"_s);
    });
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(u"headgate-connections.md"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &ProgramWindows::writeReport);
    dialog->open();
}

bool ProgramWindows::writeReport(const QString& path)
{
    const words::ConnectionReport report =
        reportOf(*m_ports.sources, *m_ports.findings, m_ports.system.version, m_ports.now());
    const QByteArray text = path.endsWith(".json"_L1, Qt::CaseInsensitive)
        ? QJsonDocument(words::reportJson(report)).toJson()
        : words::reportMarkdown(report).toUtf8();
    QSaveFile file(path);
    const bool written = file.open(QFile::WriteOnly) && file.write(text) >= 0 && file.commit();
    emit said(written ? tr("Written: %1").arg(words::shortPath(path))
                      : tr("%1 could not be written: %2. Choose another place.")
                            .arg(words::shortPath(path), file.errorString()));
    return written;
}

QWidget* ProgramWindows::makeStoragePage()
{
    return new StoragePage({m_ports.preferences, m_ports.findings, m_ports.submit,
        [sources = m_ports.sources](const SourceId& id) { return sources->nameOf(id); }});
}

void ProgramWindows::showAbout()
{
    auto* dialog = new AboutDialog(withWindowFacts(m_ports.system), m_ports.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ProgramWindows::showLog()
{
    if (!m_log) {
        m_log = new LogWindow(m_ports.log, m_ports.window);
        m_log->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_log->show();
    m_log->raise();
    m_log->activateWindow();
}

void ProgramWindows::showSupport()
{
    if (m_support)
        return;
    words::SupportFacts facts;
    facts.system = withWindowFacts(m_ports.system);
    facts.connections =
        reportOf(*m_ports.sources, *m_ports.findings, facts.system.version, m_ports.now());
    const QMap<QString, QVariant> settings = m_ports.preferences->all();
    for (auto it = settings.cbegin(); it != settings.cend(); ++it)
        facts.settings += words::settingText(it.key(), it.value());
    if (m_ports.log)
        facts.log = m_ports.log(0);
    m_support = new SupportDialog(
        std::move(facts),
        [this] {
            m_ports.findings->readHealth();
            m_ports.findings->readFacts();
        },
        m_ports.window);
    m_support->setAttribute(Qt::WA_DeleteOnClose);
    m_support->open();
}

} // namespace headgate
