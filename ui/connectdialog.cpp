// SPDX-License-Identifier: MIT
#include "ui/connectdialog.h"

#include "ui/panels/foundlist.h"
#include "ui/words/sourcewords.h"

#include <QAccessible>
#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;

ConnectDialog::ConnectDialog(SourceFinder::Probe probe, FoundServers* found, QWidget* parent)
    : QDialog(parent)
    , m_title(new TextLabel(theme::uiFont(17, QFont::DemiBold), &theme::Tokens::text, this))
    , m_words(new TextLabel(theme::uiFont(), &theme::Tokens::muted, this))
    , m_found(new FoundList(found, this))
    , m_remember(new QCheckBox(tr("Keep the password in the system's keychain"), this))
    , m_said(new TextLabel(theme::uiFont(), &theme::Tokens::red, this))
    , m_connect(new QPushButton(tr("Connect"), this))
    , m_log(new QPushButton(tr("Open a log…"), this))
    , m_finder(std::move(probe))
{
    setWindowTitle(tr("Add a server"));
    setMinimumWidth(440);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 22, 24, 20);
    column->setSpacing(6);
    m_title->setText(tr("Add a server"));
    m_words->setText(
        tr("The address of an OpenCode server or of a durable stream, on this machine or "
           "another, or of an AgentPane server behind agentpane:; or an event log, or the folder "
           "of its project."));
    m_words->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_words);
    column->addSpacing(8);
    column->addWidget(m_found);
    connect(m_found, &FoundList::chosen, this, &ConnectDialog::take);
    m_url = addField(tr("Address"), u"http://127.0.0.1:4096"_s);
    m_user = addField(tr("User, if the server asks for one"), u"opencode"_s);
    m_password = addField(tr("Password, if the server asks for one"), {});
    m_password->setEchoMode(QLineEdit::Password);
    column->addWidget(m_remember);
    m_said->setWordWrap(true);
    m_said->hide();
    column->addWidget(m_said);
    column->addSpacing(10);

    auto* cancel = new QPushButton(tr("Cancel"), this);
    m_connect->setProperty("variant", u"primary"_s);
    m_connect->setDefault(true);
    cancel->setAutoDefault(false);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_log->setAutoDefault(false);
    connect(m_log, &QPushButton::clicked, this, &ConnectDialog::openLog);
    row->addWidget(m_log);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_connect);
    column->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_connect, &QPushButton::clicked, this, &ConnectDialog::accept);
    connectFinder();
    m_url->setFocus();
}

/** Begins at the log of the project that the program was started in. */
void ConnectDialog::openLog()
{
    const QString usual = QDir::current().filePath(u".opencode/durable_stream.jsonl"_s);
    auto* dialog = new QFileDialog(this, tr("Open a log"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Event logs (*.jsonl)"), tr("All files (*)")});
    dialog->setFilter(dialog->filter() | QDir::Hidden);
    if (QFileInfo::exists(usual)) {
        dialog->setDirectory(QFileInfo(usual).path());
        dialog->selectFile(usual);
    }
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_url->setText(path);
        accept();
    });
    dialog->open();
}

void ConnectDialog::connectFinder()
{
    // Another address is another question.
    connect(m_url, &QLineEdit::textEdited, this, [this] {
        m_finder.stop();
        m_connect->setEnabled(true);
        m_said->hide();
    });
    connect(&m_finder, &SourceFinder::looking, this, [this](const QString& words) {
        m_connect->setEnabled(false);
        say(words, &theme::Tokens::muted);
    });
    connect(&m_finder, &SourceFinder::found, this, &ConnectDialog::take);
    connect(&m_finder, &SourceFinder::failed, this, [this](const QString& words) {
        m_connect->setEnabled(true);
        say(words, &theme::Tokens::red);
        m_url->setFocus();
    });
}

void ConnectDialog::say(const QString& words, TokenColour colour)
{
    m_said->setColour(colour);
    m_said->setText(words);
    m_said->show();
    QAccessibleEvent event(m_said, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QLineEdit* ConnectDialog::addField(const QString& label, const QString& hint)
{
    auto* words = new TextLabel(theme::uiFont(12), &theme::Tokens::muted, this);
    words->setText(label);
    auto* edit = new QLineEdit(this);
    edit->setPlaceholderText(hint);
    edit->setAccessibleName(label);
    layout()->addWidget(words);
    layout()->addWidget(edit);
    static_cast<QVBoxLayout*>(layout())->addSpacing(6);
    return edit;
}

void ConnectDialog::askAgain(const SourceStatus& source)
{
    m_log->hide();
    m_found->hide();
    setWindowTitle(tr("Password needed"));
    m_title->setText(tr("%1 asks for a password").arg(words::sourceName(source)));
    m_words->setText(tr("It is the one OpenCode was started with (OPENCODE_SERVER_PASSWORD)."));
    m_known = true;
    m_config.kind = source.kind;
    m_config.url = source.url;
    m_url->setText(source.url.toString());
    m_url->setReadOnly(true);
    m_password->setFocus();
}

void ConnectDialog::offer(const QString& address)
{
    m_url->setText(address);
    m_connect->setFocus();
}

bool ConnectDialog::remember() const
{
    return m_remember->isChecked() && !m_config.password.isEmpty();
}

void ConnectDialog::accept()
{
    if (m_finder.isLooking())
        return;
    if (m_known) {
        m_config.user = m_user->text();
        m_config.password = m_password->text();
        QDialog::accept();
        return;
    }
    m_finder.find(m_url->text(), m_user->text(), m_password->text());
}

void ConnectDialog::take(const SourceConfig& config)
{
    m_config = config;
    QDialog::accept();
}

} // namespace headgate
