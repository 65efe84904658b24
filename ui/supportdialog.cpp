// SPDX-License-Identifier: MIT
#include "ui/supportdialog.h"

#include "ui/views/textlabel.h"
#include "ui/words/quantity.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;

SupportDialog::SupportDialog(
    words::SupportFacts facts, std::function<void()> check, QWidget* parent)
    : QDialog(parent)
    , m_facts(std::move(facts))
    , m_preview(new QPlainTextEdit(this))
    , m_said(new TextLabel(theme::uiFont(), &theme::Tokens::muted, this))
    , m_save(new QPushButton(tr("Save as…"), this))
    , m_copy(new QPushButton(tr("Copy"), this))
{
    setWindowTitle(tr("Support bundle"));
    resize(760, 620);
    auto* title = new TextLabel(theme::uiFont(17, QFont::DemiBold), &theme::Tokens::text, this);
    title->setText(tr("What helps to find a fault"));
    auto* what = new TextLabel(theme::uiFont(), &theme::Tokens::muted, this);
    what->wrap();
    what->setText(tr("This is all of it, as it will be written. No session is in it; passwords, "
                     "tokens and home directories were taken out. Nothing is sent anywhere."));
    m_preview->setReadOnly(true);
    m_preview->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_preview->setFont(theme::monoFont());
    m_preview->setAccessibleName(tr("What will be written"));
    m_preview->setTabChangesFocus(true);
    m_preview->document()->setDocumentMargin(12);
    m_save->setProperty("variant", u"primary"_s);
    m_save->setDefault(true);
    m_copy->setAutoDefault(false);
    auto* close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_said, 1);
    foot->addWidget(m_copy);
    foot->addWidget(close);
    foot->addWidget(m_save);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 22, 24, 20);
    column->setSpacing(12);
    column->addWidget(title);
    column->addWidget(what);
    column->addWidget(m_preview, 1);
    column->addLayout(foot);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &SupportDialog::choosePlace);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_text);
        m_said->setText(tr("Copied"));
    });
    showText(check ? tr("Checking the history …") : QString());
    // What is written is what was seen: it waits until all of it is there.
    m_save->setEnabled(!check);
    m_copy->setEnabled(!check);
    if (check)
        check();
}

void SupportDialog::showText(const QString& said)
{
    m_text = words::supportText(m_facts);
    m_preview->setPlainText(m_text);
    m_said->setText(said);
}

void SupportDialog::put(const DatabaseFacts& history, words::ConnectionReport connections)
{
    if (m_facts.history)
        return;
    m_facts.connections = std::move(connections);
    m_facts.history = history;
    showText({});
    m_save->setEnabled(true);
    m_copy->setEnabled(true);
}

void SupportDialog::choosePlace()
{
    auto* dialog = new QFileDialog(this, tr("Save the support bundle"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"txt"_s);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(u"headgate-support.txt"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &SupportDialog::writeTo);
    dialog->open();
}

bool SupportDialog::writeTo(const QString& path)
{
    QSaveFile file(path);
    const bool written =
        file.open(QFile::WriteOnly) && file.write(m_text.toUtf8()) >= 0 && file.commit();
    if (written)
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    m_said->setText(written ? tr("Written: %1").arg(words::shortPath(path))
                            : tr("%1 could not be written: %2. Choose another place.")
                                  .arg(words::shortPath(path), file.errorString()));
    return written;
}

} // namespace headgate
