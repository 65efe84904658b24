// SPDX-License-Identifier: MIT
#include "ui/exportdialog.h"

#include "core/project/sessionfile.h"
#include "core/project/visibletext.h"
#include "ui/views/textlabel.h"
#include "ui/words/issuetext.h"
#include "ui/words/quantity.h"
#include "ui/words/sessionwords.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestExample = 48;

/** Answers carry the number of their wish, whichever dialog it came from. */
quint64 nextNumber()
{
    static quint64 last = 0;
    return ++last;
}

QString ruleWords(RedactionRule rule)
{
    switch (rule) {
    case RedactionRule::PrivateKey:
        return ExportDialog::tr("Private keys");
    case RedactionRule::Token:
        return ExportDialog::tr("Tokens that are known by their form");
    case RedactionRule::Authorization:
        return ExportDialog::tr("Authorization headers and cookies");
    case RedactionRule::Password:
        return ExportDialog::tr("Passwords in variables, fields and addresses");
    case RedactionRule::Key:
        return ExportDialog::tr("Keys and secrets in variables and fields");
    case RedactionRule::Home:
        return ExportDialog::tr("Home directories, as ~");
    case RedactionRule::Mail:
        return ExportDialog::tr("Mail addresses");
    }
    return {};
}

QString foundWords(const RedactionFound& found)
{
    QStringList examples;
    for (const QString& example : found.examples.mid(0, 3))
        examples += makeVisible(example.left(longestExample)).text.simplified();
    return ExportDialog::tr("%1 found: %2")
        .arg(words::number(found.count), examples.join(u"   "_s));
}

QString failureWords(const ExportFound& found)
{
    if (found.issue.code != Issue::Code::LogError || found.issue.args.size() < 2)
        return words::issueText(found.issue);
    return ExportDialog::tr("%1 could not be written: %2. Choose another place.")
        .arg(words::shortPath(found.path), found.issue.args[1]);
}

} // namespace

ExportDialog::ExportDialog(Session session, std::function<void(Command)> submit, QWidget* parent)
    : QDialog(parent)
    , m_session(std::move(session))
    , m_submit(std::move(submit))
    , m_format(new QComboBox(this))
    , m_said(new TextLabel(theme::uiFont(), &theme::Tokens::muted, this))
    , m_bar(new QProgressBar(this))
    , m_save(new QPushButton(tr("Save as…"), this))
    , m_close(new QPushButton(tr("Close"), this))
{
    setWindowTitle(tr("Export the session"));
    setMinimumWidth(560);
    auto* title = new TextLabel(theme::uiFont(17, QFont::DemiBold), &theme::Tokens::text, this);
    title->setText(tr("Export “%1”").arg(words::sessionTitle(m_session)));
    m_format->addItem(tr("Web page, with offsets and hashes (HTML)"), int(ExportFormat::Html));
    m_format->addItem(tr("Text (Markdown)"), int(ExportFormat::Markdown));
    m_format->addItem(tr("Every event as it is held (JSON lines)"), int(ExportFormat::Lines));
    m_format->setAccessibleName(tr("Format"));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(6);
    m_bar->setAccessibleName(tr("Progress"));
    m_said->wrap();
    m_save->setProperty("variant", u"primary"_s);
    m_save->setDefault(true);
    m_close->setAutoDefault(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 22, 24, 20);
    column->setSpacing(8);
    column->addWidget(title);
    column->addSpacing(4);
    column->addWidget(m_format);
    column->addSpacing(8);
    addRules(column);
    column->addSpacing(8);
    column->addWidget(m_bar);
    column->addWidget(m_said);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch(1);
    row->addWidget(m_close);
    row->addWidget(m_save);
    column->addLayout(row);
    connect(m_save, &QPushButton::clicked, this, &ExportDialog::choosePlace);
    connect(m_close, &QPushButton::clicked, this, [this] {
        if (m_writing)
            cancel();
        else
            reject();
    });
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::look);
    look();
}

void ExportDialog::addRules(QVBoxLayout* column)
{
    auto* words = new TextLabel(theme::uiFont(), &theme::Tokens::muted, this);
    words->wrap();
    words->setText(tr("Taken out before it is written. What has no known form cannot be found: "
                      "look through the file before you give it to anybody."));
    column->addWidget(words);
    for (const RedactionRow& row : redactionRows()) {
        Rule rule{row.rule, new QCheckBox(ruleWords(row.rule), this),
            new TextLabel(theme::monoFont(theme::smallSize), &theme::Tokens::muted, this)};
        rule.box->setChecked(true);
        rule.box->setObjectName(QString::fromLatin1(row.name));
        rule.found->hide();
        column->addWidget(rule.box);
        auto* line = new QHBoxLayout;
        line->addSpacing(26);
        line->addWidget(rule.found, 1);
        column->addLayout(line);
        m_rules.push_back(rule);
    }
}

ExportFormat ExportDialog::format() const
{
    return static_cast<ExportFormat>(m_format->currentData().toInt());
}

QSet<RedactionRule> ExportDialog::chosen() const
{
    QSet<RedactionRule> rules;
    for (const Rule& rule : m_rules) {
        if (rule.box->isChecked())
            rules.insert(rule.rule);
    }
    return rules;
}

/** What each rule would find, whether it is chosen or not. */
void ExportDialog::look()
{
    cancel();
    QSet<RedactionRule> all;
    for (const Rule& rule : m_rules)
        all.insert(rule.rule);
    m_said->setText(tr("Looking for what others should not read …"));
    submit({}, all);
}

void ExportDialog::submit(const QString& path, const QSet<RedactionRule>& rules)
{
    m_number = nextNumber();
    m_writing = !path.isEmpty();
    m_bar->setRange(0, 0);
    m_bar->show();
    m_save->setEnabled(!m_writing);
    m_close->setText(m_writing ? tr("Cancel") : tr("Close"));
    const ExportWish wish{m_session.id, m_session.title, path, format(), rules, m_number, false};
    m_submit(LookUp{m_session.source, pastLookup(wish)});
}

void ExportDialog::cancel()
{
    if (m_number == 0)
        return;
    ExportWish wish;
    wish.number = m_number;
    wish.cancel = true;
    m_submit(LookUp{m_session.source, pastLookup(wish)});
    if (!m_writing)
        m_number = 0;
}

void ExportDialog::choosePlace()
{
    auto* dialog = new QFileDialog(this, tr("Export the session"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(sessionfile::suffixOf(format()));
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(sessionfile::safeName(m_session.title, m_session.id, format()));
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::writeTo);
    dialog->open();
}

void ExportDialog::writeTo(const QString& path)
{
    if (m_writing)
        return;
    cancel();
    m_said->setText(tr("Writing %1 …").arg(words::shortPath(path)));
    submit(path, chosen());
}

void ExportDialog::apply(const Change& change)
{
    const auto* told = std::get_if<LookedUp>(&change);
    const auto* found = told ? pastFound<ExportFound>(*told->finding) : nullptr;
    if (found && m_number != 0 && found->number == m_number)
        take(*found);
}

void ExportDialog::take(const ExportFound& found)
{
    if (!found.finished) {
        // Until something is written, nobody knows how far it is.
        if (found.done > 0) {
            m_bar->setRange(0, int(std::max<qint64>(1, found.all)));
            m_bar->setValue(int(found.done));
        }
        return;
    }
    const bool wrote = std::exchange(m_writing, false);
    m_number = 0;
    m_bar->hide();
    m_save->setEnabled(true);
    m_close->setText(tr("Close"));
    if (found.cancelled)
        m_said->setText(tr("Ended. No file was written."));
    else if (found.issue.code != Issue::Code::None)
        m_said->setText(failureWords(found));
    else if (wrote)
        m_said->setText(tr("Written: %1").arg(words::shortPath(found.path)));
    else
        showFound(found.found);
}

void ExportDialog::showFound(const std::vector<RedactionFound>& found)
{
    for (Rule& rule : m_rules) {
        const auto known = std::ranges::find_if(
            found, [&](const RedactionFound& one) { return one.rule == rule.rule; });
        rule.found->setVisible(known != found.end());
        if (known != found.end())
            rule.found->setText(foundWords(*known));
    }
    m_said->setText(found.empty() ? tr("Nothing was found that a rule knows.")
                                  : tr("Switch a rule off to leave in what it found."));
}

void ExportDialog::done(int result)
{
    cancel();
    QDialog::done(result);
}

} // namespace headgate
