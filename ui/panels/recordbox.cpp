// SPDX-License-Identifier: MIT
#include "ui/panels/recordbox.h"

#include "ui/models/recordings.h"
#include "ui/views/switch.h"
#include "ui/views/textlabel.h"
#include "ui/words/eventwords.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** A file of its own: the log of a project is written by the project's own programs. */
QString proposal()
{
    return u"~/headgate-recording.jsonl"_s;
}

QString fullPath(const QString& written)
{
    QString path = written.trimmed();
    if (path.startsWith("~/"_L1))
        path.replace(0, 1, QDir::homePath());
    return QDir::cleanPath(path);
}

} // namespace

RecordBox::RecordBox(const PanelPorts& ports, QWidget* parent)
    : QWidget(parent)
    , m_ports(ports)
    , m_switch(new Switch(this))
    , m_words(new TextLabel(theme::uiFont(12), &theme::Tokens::muted, this))
    , m_place(new QWidget(this))
    , m_path(new QLineEdit(m_place))
{
    auto* title = new TextLabel(
        theme::uiFont(theme::interfaceSize, QFont::DemiBold), &theme::Tokens::text, this);
    title->setText(tr("Record into a log"));
    m_switch->setAccessibleName(title->text());
    m_words->wrap();
    m_path->setText(proposal());
    m_path->setAccessibleName(tr("File of the log"));
    auto* choose = new QPushButton(tr("Choose…"), m_place);
    choose->setAutoDefault(false);
    auto* first = new QHBoxLayout;
    first->addWidget(title, 1);
    first->addWidget(m_switch);
    auto* place = new QHBoxLayout(m_place);
    place->setContentsMargins(0, 0, 0, 0);
    place->setSpacing(8);
    place->addWidget(m_path, 1);
    place->addWidget(choose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 16, 12, 8);
    column->setSpacing(8);
    column->addLayout(first);
    column->addWidget(m_words);
    column->addWidget(m_place);
    connect(m_switch, &Switch::clicked, this, &RecordBox::flip);
    connect(m_path, &QLineEdit::returnPressed, m_switch, &QAbstractButton::click);
    connect(choose, &QPushButton::clicked, this, &RecordBox::choose);
    connect(m_ports.recordings, &Recordings::changed, this, [this](const SourceId& source) {
        if (source == m_source)
            showState();
    });
    m_source = m_ports.selected().source;
    showState();
}

void RecordBox::refresh()
{
    if (m_source == m_ports.selected().source)
        return;
    m_source = m_ports.selected().source;
    showState();
}

void RecordBox::flip(bool on)
{
    m_ports.submit(RecordSource{m_source, fullPath(m_path->text()), on});
    showState(); // what is so, not what was clicked
}

void RecordBox::choose()
{
    auto* dialog = new QFileDialog(this, tr("Record into a log"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    // It is appended to.
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->setDefaultSuffix(u"jsonl"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this](const QString& path) { m_path->setText(path); });
    dialog->open();
}

void RecordBox::showState()
{
    const Recording now = m_ports.recordings->of(m_source);
    const bool on = now.state == Recording::State::On || now.state == Recording::State::Waiting;
    // A log is one already.
    setVisible(!m_source.isEmpty() && !isLog(m_source));
    m_switch->setOn(on);
    m_place->setVisible(!on);
    m_words->setText(words::recordingSentence(now, m_ports.sourceName(m_source)));
    m_words->setColour(now.state == Recording::State::Failed ? &theme::Tokens::red
            : now.state == Recording::State::Waiting         ? &theme::Tokens::text
                                                             : &theme::Tokens::muted);
}

} // namespace headgate
