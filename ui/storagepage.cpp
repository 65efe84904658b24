// SPDX-License-Identifier: MIT
#include "ui/storagepage.h"

#include "core/domain/source.h"
#include "ui/models/findings.h"
#include "ui/models/storagemodel.h"
#include "ui/preferences.h"
#include "ui/views/textlabel.h"
#include "ui/words/quantity.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 gigabyte = 1'000'000'000;
constexpr qint64 worthShrinking = 1'000'000; ///< bytes that are free inside

TextLabel* heading(const QString& text, QWidget* parent)
{
    auto* label = new TextLabel(
        theme::uiFont(theme::titleSize, QFont::DemiBold), &theme::Tokens::text, parent);
    label->setText(text);
    return label;
}

TextLabel* paragraph(QWidget* parent)
{
    auto* label = new TextLabel(theme::uiFont(), &theme::Tokens::muted, parent);
    label->wrap();
    return label;
}

qint64 sizeOf(const StorageFound& found, const QString& name)
{
    qint64 bytes = 0;
    for (const FileStorage& file : found.files) {
        if (file.name == name || file.name == name + "-wal"_L1 || file.name == name + "-shm"_L1)
            bytes += file.bytes;
    }
    return bytes;
}

} // namespace

StoragePage::StoragePage(Ports ports, QWidget* parent)
    : QWidget(parent)
    , m_ports(std::move(ports))
    , m_model(new StorageModel(m_ports.sourceName, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(8);
    column->addWidget(heading(tr("On the disk"), this));
    m_total = paragraph(this);
    m_files = new TextLabel(theme::uiFont(12), &theme::Tokens::faint, this);
    m_files->wrap();
    m_shrink = new QPushButton(tr("Make the file smaller"), this);
    m_shrink->setAutoDefault(false);
    m_shrink->setToolTip(
        tr("Gives room that is free inside of the history's file back to the disk, a little at a "
           "time"));
    column->addWidget(m_total);
    column->addWidget(m_files);
    column->addWidget(m_shrink, 0, Qt::AlignLeft);
    column->addSpacing(16);
    addKept(column);
    column->addSpacing(16);
    addSessions(column);
    connect(m_shrink, &QPushButton::clicked, this, [this] {
        m_shrink->setEnabled(false);
        m_ports.submit(ShrinkHistory{});
    });
    connect(m_ports.findings, &Findings::storedChanged, this, &StoragePage::showStored);
    showStored();
    showWish();
}

void StoragePage::addKept(QVBoxLayout* column)
{
    column->addWidget(heading(tr("How long contents are kept"), this));
    m_keep = new QComboBox(this);
    m_keep->addItem(tr("For ever"), int(Retention::Keep::All));
    m_keep->addItem(tr("Until a session rested for"), int(Retention::Keep::Days));
    m_keep->addItem(tr("As many as fit into"), int(Retention::Keep::Size));
    m_keep->setAccessibleName(tr("How long contents are kept"));
    m_amount = new QSpinBox(this);
    m_amount->setAccessibleName(tr("How much"));
    // The style draws the field inside; a second frame around it would be one too many.
    m_amount->setButtonSymbols(QSpinBox::NoButtons);
    m_amount->setFrame(false);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_keep);
    row->addWidget(m_amount);
    row->addStretch(1);
    m_lost = paragraph(this);
    column->addLayout(row);
    column->addWidget(m_lost);
    connect(m_keep, &QComboBox::currentIndexChanged, this, &StoragePage::keepWish);
    connect(m_amount, &QSpinBox::valueChanged, this, &StoragePage::keepWish);
}

void StoragePage::addSessions(QVBoxLayout* column)
{
    column->addWidget(heading(tr("By session"), this));
    m_filter = new QLineEdit(this);
    m_filter->setPlaceholderText(tr("Filter by title, server or id"));
    m_filter->setAccessibleName(tr("Filter the sessions"));
    m_filter->setClearButtonEnabled(true);
    m_rows = new QTreeView(this);
    m_rows->setModel(m_model);
    m_rows->setRootIsDecorated(false);
    m_rows->setUniformRowHeights(true);
    m_rows->setAllColumnsShowFocus(true);
    m_rows->setEditTriggers(QTreeView::NoEditTriggers);
    m_rows->setMinimumHeight(180);
    m_rows->setAccessibleName(tr("What sessions take"));
    m_rows->header()->setStretchLastSection(false);
    m_rows->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_rows->header()->setSectionResizeMode(StorageModel::Session, QHeaderView::Stretch);
    m_count = new TextLabel(theme::uiFont(theme::smallSize), &theme::Tokens::faint, this);
    m_drop = new QPushButton(tr("Drop its contents…"), this);
    m_drop->setAutoDefault(false);
    m_drop->setProperty("variant", u"danger"_s);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_count, 1);
    row->addWidget(m_drop);
    column->addWidget(m_filter);
    column->addWidget(m_rows, 1);
    column->addLayout(row);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_model->setFilter(words);
        showChoice();
    });
    connect(m_rows->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &StoragePage::showChoice);
    connect(m_model, &QAbstractItemModel::modelReset, this, &StoragePage::showChoice);
    connect(m_drop, &QPushButton::clicked, this, &StoragePage::confirmDrop);
}

void StoragePage::showStored()
{
    const StorageFound* found = m_ports.findings->stored();
    if (!found) {
        m_total->setText(tr("Counting what is stored …"));
        m_files->hide();
        m_shrink->hide();
        return;
    }
    if (found->files.empty()) {
        m_total->setText(tr("Nothing is kept on disk: this window was started without a profile."));
    } else {
        qint64 all = 0;
        for (const FileStorage& file : found->files)
            all += file.bytes;
        m_total->setText(tr("%1 in all").arg(words::byteSize(all)));
    }
    const qint64 history = sizeOf(*found, u"history.db"_s);
    const qint64 streams = sizeOf(*found, u"streams.db"_s);
    const qint64 decisions = sizeOf(*found, u"decisions.jsonl"_s);
    QStringList lines;
    if (history > 0)
        lines += tr("History: %1, of them %2 for finding words and %3 free")
                     .arg(words::byteSize(history), words::byteSize(found->words),
                         words::byteSize(found->free));
    if (streams > 0)
        lines += tr("Streams that are served: %1").arg(words::byteSize(streams));
    if (decisions > 0)
        lines += tr("Record of decisions: %1").arg(words::byteSize(decisions));
    m_files->setText(lines.join(u'\n'));
    m_files->setVisible(!lines.isEmpty());
    m_shrink->setVisible(history > 0 && found->free >= worthShrinking);
    m_shrink->setEnabled(true);
    m_model->put(found->sessions);
}

void StoragePage::showWish()
{
    m_showing = true;
    const Retention wish = m_ports.preferences->retention();
    m_keep->setCurrentIndex(m_keep->findData(int(wish.keep)));
    m_amount->setVisible(wish.keep != Retention::Keep::All);
    if (wish.keep == Retention::Keep::Days) {
        m_amount->setRange(1, 3650);
        m_amount->setSuffix(tr(" days"));
        m_amount->setValue(wish.days);
    } else {
        m_amount->setRange(1, 1000);
        m_amount->setSuffix(tr(" GB"));
        m_amount->setValue(int(wish.bytes / gigabyte));
    }
    m_lost->setText(wish.keep == Retention::Keep::All
            ? tr("Nothing is ever dropped by itself.")
            : tr(
                "What goes of a session that rests: its messages, tool calls and what they "
                "printed, and with them finding it by its words and playing it back. What stays: "
                "its title, number and id of every event, every decision, and all of whoever runs, "
                "waits or is open. An OpenCode server tells it again when the session is opened, "
                "if "
                "it still has it; streams and other servers do not."));
    m_showing = false;
}

void StoragePage::keepWish()
{
    if (m_showing)
        return;
    Retention wish = m_ports.preferences->retention();
    const auto keep = static_cast<Retention::Keep>(m_keep->currentData().toInt());
    if (keep == wish.keep && keep == Retention::Keep::Days)
        wish.days = m_amount->value();
    if (keep == wish.keep && keep == Retention::Keep::Size)
        wish.bytes = m_amount->value() * gigabyte;
    wish.keep = keep;
    m_ports.preferences->setRetention(wish);
    m_ports.submit(KeepFor{wish});
    showWish();
}

void StoragePage::showChoice()
{
    const QModelIndex current = m_rows->currentIndex();
    const bool some = current.isValid() && current.row() < m_model->rowCount();
    m_drop->setEnabled(some && m_model->at(current.row()).bytes > 0
        && !isLog(m_model->at(current.row()).key.source));
    const size_t matching = m_model->matching();
    if (matching > StorageModel::mostRows)
        m_count->setText(tr("The largest %1 of %2 sessions")
                             .arg(words::number(qint64(StorageModel::mostRows)),
                                 words::number(qint64(matching))));
    else
        m_count->setText(
            tr("%1 session(s)", nullptr, int(matching)).arg(words::number(qint64(matching))));
}

void StoragePage::confirmDrop()
{
    const QModelIndex current = m_rows->currentIndex();
    if (!current.isValid())
        return;
    const SessionStorage chosen = m_model->at(current.row());
    auto* box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Drop the contents of a session"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Drop %1 of “%2” from this computer?")
                     .arg(words::byteSize(chosen.bytes),
                         chosen.title.isEmpty() ? chosen.key.session.value() : chosen.title));
    const bool again = chosen.key.source.value().startsWith("opencode:"_L1);
    box->setInformativeText(again
            ? tr("Its messages and what its tools printed go. The server is not touched: it tells "
                 "them again when the session is opened, if it still has them. The proof of its "
                 "events and what was decided stay.")
            : tr("Its messages and what its tools printed go, and are not told again. The proof of "
                 "its events and what was decided stay."));
    QPushButton* drop = box->addButton(tr("Drop them"), QMessageBox::DestructiveRole);
    drop->setProperty("variant", u"danger"_s);
    box->setDefaultButton(box->addButton(tr("Keep them"), QMessageBox::RejectRole));
    connect(drop, &QPushButton::clicked, this,
        [this, key = chosen.key] { m_ports.submit(DropContent{key}); });
    box->open();
}

void StoragePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_ports.findings->readStorage();
}

} // namespace headgate
