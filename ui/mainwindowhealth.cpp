// SPDX-License-Identifier: MIT
// What MainWindow tells of the program itself: its connections as a report, its log, what it is.
#include "ui/aboutdialog.h"
#include "ui/logwindow.h"
#include "ui/mainwindow.h"
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

void MainWindow::connectHealth()
{
    connect(action(ActionId::ReportConnections), &QAction::triggered, this,
        &MainWindow::reportConnections);
    connect(action(ActionId::About), &QAction::triggered, this, &MainWindow::showAbout);
    connect(action(ActionId::OwnLog), &QAction::triggered, this, &MainWindow::showLog);
    connect(action(ActionId::SupportBundle), &QAction::triggered, this, &MainWindow::showSupport);
    action(ActionId::OwnLog)->setEnabled(bool(m_ports.log));
    auto* popover = new WorkPopover(&m_longWork, m_ports.submit, this);
    connect(&m_longWork, &LongWork::changed, this,
        [this] { m_strip->showWork(m_longWork.sentence()); });
    connect(m_strip, &StatusStrip::workWanted, popover, &WorkPopover::openAbove);
    connect(m_strip, &StatusStrip::connectionsWanted, action(ActionId::ShowConnections),
        &QAction::trigger);
    connect(&m_findings, &Findings::factsRead, this, [this](const DatabaseFacts& facts) {
        if (m_support)
            m_support->put(
                facts, reportOf(m_sources, m_findings, m_ports.system.version, m_ports.now()));
    });
    connect(&m_findings, &Findings::healthChanged, this, [this] {
        if (!std::exchange(m_reporting, false))
            return;
        auto* dialog = new QFileDialog(this, tr("Export the connection report"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setNameFilters({tr("Markdown (*.md)"), tr("JSON (*.json)")});
        dialog->setDefaultSuffix(u"md"_s);
        connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
            dialog->setDefaultSuffix(filter.contains("json"_L1) ? u"json"_s : u"md"_s);
        });
        dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
        dialog->selectFile(u"headgate-connections.md"_s);
        connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::writeReport);
        dialog->open();
    });
}

/** What is newest is read first. */
void MainWindow::reportConnections()
{
    m_reporting = true;
    m_findings.readHealth();
}

bool MainWindow::writeReport(const QString& path)
{
    const words::ConnectionReport report =
        reportOf(m_sources, m_findings, m_ports.system.version, m_ports.now());
    const QByteArray text = path.endsWith(".json"_L1, Qt::CaseInsensitive)
        ? QJsonDocument(words::reportJson(report)).toJson()
        : words::reportMarkdown(report).toUtf8();
    QSaveFile file(path);
    const bool written = file.open(QFile::WriteOnly) && file.write(text) >= 0 && file.commit();
    say(written ? tr("Written: %1").arg(words::shortPath(path))
                : tr("%1 could not be written: %2. Choose another place.")
                      .arg(words::shortPath(path), file.errorString()));
    return written;
}

QWidget* MainWindow::makeStoragePage()
{
    return new StoragePage({m_ports.preferences, &m_findings, m_ports.submit,
        [this](const SourceId& id) { return nameOf(id); }});
}

QString MainWindow::nameOf(const SourceId& id) const
{
    const SourceStatus* source = m_sources.find(id);
    return source ? words::sourceName(*source) : id.value();
}

void MainWindow::showAbout()
{
    auto* dialog = new AboutDialog(withWindowFacts(m_ports.system), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showLog()
{
    if (!m_log) {
        m_log = new LogWindow(m_ports.log, this);
        m_log->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_log->show();
    m_log->raise();
    m_log->activateWindow();
}

void MainWindow::showSupport()
{
    if (m_support)
        return;
    words::SupportFacts facts;
    facts.system = withWindowFacts(m_ports.system);
    facts.connections = reportOf(m_sources, m_findings, facts.system.version, m_ports.now());
    const QMap<QString, QVariant> settings = m_ports.preferences->all();
    for (auto it = settings.cbegin(); it != settings.cend(); ++it)
        facts.settings += words::settingText(it.key(), it.value());
    if (m_ports.log)
        facts.log = m_ports.log(0);
    m_support = new SupportDialog(
        std::move(facts),
        [this] {
            m_findings.readHealth();
            m_findings.readFacts();
        },
        this);
    m_support->setAttribute(Qt::WA_DeleteOnClose);
    m_support->open();
}

} // namespace headgate
