// SPDX-License-Identifier: MIT
#include "ui/connectdialog.h"

#include "core/domain/sourcetext.h"
#include "ui/views/textlabel.h"
#include "ui/words/issuetext.h"
#include "ui/words/sourcewords.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;

ConnectDialog::ConnectDialog(QWidget* parent)
    : QDialog(parent)
    , m_title(new TextLabel(theme::uiFont(17, QFont::DemiBold), &theme::Tokens::text, this))
    , m_words(new TextLabel(theme::uiFont(), &theme::Tokens::muted, this))
    , m_remember(new QCheckBox(tr("Keep the password in the system's keychain"), this))
    , m_error(new TextLabel(theme::uiFont(), &theme::Tokens::red, this))
{
    setWindowTitle(tr("Add a server"));
    setMinimumWidth(440);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 22, 24, 20);
    column->setSpacing(6);
    m_title->setText(tr("Add a server"));
    m_words->setText(tr("The address on which OpenCode serves, on this machine or another."));
    m_words->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_words);
    column->addSpacing(8);
    m_url = addField(tr("Address"), u"http://127.0.0.1:4096"_s);
    m_user = addField(tr("User, if the server asks for one"), u"opencode"_s);
    m_password = addField(tr("Password, if the server asks for one"), {});
    m_password->setEchoMode(QLineEdit::Password);
    column->addWidget(m_remember);
    m_error->setWordWrap(true);
    m_error->hide();
    column->addWidget(m_error);
    column->addSpacing(10);

    auto* cancel = new QPushButton(tr("Cancel"), this);
    auto* connectNow = new QPushButton(tr("Connect"), this);
    connectNow->setProperty("variant", u"primary"_s);
    connectNow->setDefault(true);
    cancel->setAutoDefault(false);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(connectNow);
    column->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(connectNow, &QPushButton::clicked, this, &ConnectDialog::accept);
    connect(m_url, &QLineEdit::textEdited, m_error, &QWidget::hide);
    m_url->setFocus();
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
    setWindowTitle(tr("Password needed"));
    m_title->setText(tr("%1 asks for a password").arg(words::sourceName(source)));
    m_words->setText(tr("It is the one OpenCode was started with (OPENCODE_SERVER_PASSWORD)."));
    m_url->setText(source.url.toString());
    m_url->setReadOnly(true);
    m_password->setFocus();
}

bool ConnectDialog::remember() const
{
    return m_remember->isChecked() && !m_config.password.isEmpty();
}

void ConnectDialog::accept()
{
    const auto config = sourceFromText(m_url->text());
    if (!config) {
        m_error->setText(words::issueText(config.error()));
        m_error->show();
        m_url->setFocus();
        return;
    }
    m_config = *config;
    if (!m_user->text().isEmpty())
        m_config.user = m_user->text();
    if (!m_password->text().isEmpty())
        m_config.password = m_password->text();
    QDialog::accept();
}

} // namespace headgate
