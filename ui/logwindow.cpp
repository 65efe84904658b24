// SPDX-License-Identifier: MIT
#include "ui/logwindow.h"

#include "ui/glyphs.h"
#include "ui/views/textlabel.h"
#include "ui/words/quantity.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollBar>
#include <QStandardPaths>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using theme::tokens;

namespace {

constexpr int rowHeight = 20;

/** Time, level, category and words in columns; the level also as a word. */
class LineDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {100, rowHeight};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        const auto& t = tokens();
        const bool chosen = option.state & QStyle::State_Selected;
        if (chosen)
            painter->fillRect(option.rect, t.accentSoft);
        const QFont font = theme::monoFont();
        const double base = option.rect.top() + 14;
        const auto column = [&](double x, double width, const QString& text, const QColor& colour) {
            glyphs::drawText(*painter, {option.rect.left() + x, base}, text, font, colour, width);
        };
        const auto level = LogLevel(index.data(OwnLogModel::LevelRole).toInt());
        const QColor colour = level == LogLevel::Error ? t.red
            : level == LogLevel::Warning               ? t.text
                                                       : t.muted;
        column(12, 96, index.data(OwnLogModel::TimeRole).toString(), t.faint);
        column(112, 60, logLevelName(level), colour);
        column(176, 68, index.data(OwnLogModel::CategoryRole).toString(), t.faint);
        column(248, option.rect.width() - 260, index.data(OwnLogModel::WordsRole).toString(),
            level == LogLevel::Debug ? t.muted : t.text);
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(QPen(t.accent, 1));
            painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        }
    }
};

} // namespace

LogWindow::LogWindow(OwnLogModel::Read read, QWidget* parent)
    : QDialog(parent)
    , m_model(new OwnLogModel(std::move(read), logLinesKept, this))
    , m_rows(new QListView(this))
    , m_level(new QComboBox(this))
    , m_filter(new QLineEdit(this))
    , m_follow(new QCheckBox(tr("Follow"), this))
    , m_said(new TextLabel(theme::uiFont(theme::smallSize), &theme::Tokens::faint, this))
{
    setWindowTitle(tr("Headgate's own log"));
    resize(860, 520);
    m_rows->setModel(m_model);
    m_rows->setItemDelegate(new LineDelegate(m_rows));
    m_rows->setUniformItemSizes(true);
    m_rows->setSelectionMode(QListView::ExtendedSelection);
    m_rows->setFrameShape(QFrame::NoFrame);
    m_rows->setEditTriggers(QListView::NoEditTriggers);
    m_rows->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_rows->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rows->setAccessibleName(tr("Lines of the log"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(buildHead());
    column->addWidget(m_rows, 1);
    column->addLayout(buildFoot());
    m_timer.setInterval(250ms);
    connect(&m_timer, &QTimer::timeout, this, &LogWindow::readOn);
    showCount();
}

QLayout* LogWindow::buildHead()
{
    for (const LogLevel level :
        {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error})
        m_level->addItem(level == LogLevel::Debug ? tr("Everything")
                : level == LogLevel::Info         ? tr("What happened")
                : level == LogLevel::Warning      ? tr("Warnings and errors")
                                                  : tr("Errors"),
            int(level));
    m_level->setCurrentIndex(int(LogLevel::Info));
    m_level->setAccessibleName(tr("Which lines are shown"));
    m_filter->setPlaceholderText(tr("Filter by words"));
    m_filter->setAccessibleName(tr("Filter the log"));
    m_filter->setClearButtonEnabled(true);
    m_follow->setChecked(true);
    m_follow->setToolTip(tr("Goes on to the newest line as it comes"));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 12, 12, 12);
    row->setSpacing(8);
    row->addWidget(m_level);
    row->addWidget(m_filter, 1);
    row->addWidget(m_follow);
    connect(m_level, &QComboBox::currentIndexChanged, this, [this] {
        m_model->setLevel(LogLevel(m_level->currentData().toInt()));
        showCount();
    });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_model->setFilter(text);
        showCount();
    });
    connect(m_follow, &QCheckBox::toggled, this, [this](bool on) {
        if (on)
            m_rows->scrollToBottom();
    });
    // Who scrolls back reads; who is at the end follows.
    connect(m_rows->verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] {
        const QScrollBar* bar = m_rows->verticalScrollBar();
        m_follow->setChecked(bar->sliderPosition() >= bar->maximum());
    });
    return row;
}

QLayout* LogWindow::buildFoot()
{
    auto* copyIt = new QPushButton(tr("Copy"), this);
    auto* save = new QPushButton(tr("Save as…"), this);
    auto* close = new QPushButton(tr("Close"), this);
    copyIt->setToolTip(tr("The chosen lines, or all that are shown"));
    for (QPushButton* button : {copyIt, save, close})
        button->setAutoDefault(false);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 12, 12, 12);
    row->setSpacing(8);
    row->addWidget(m_said, 1);
    row->addWidget(copyIt);
    row->addWidget(save);
    row->addWidget(close);
    connect(copyIt, &QPushButton::clicked, this, &LogWindow::copy);
    connect(save, &QPushButton::clicked, this, &LogWindow::choosePlace);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    return row;
}

void LogWindow::readOn()
{
    if (!m_model->readOn())
        return;
    if (m_follow->isChecked())
        m_rows->scrollToBottom();
    showCount();
}

void LogWindow::showCount()
{
    const int rows = m_model->rowCount();
    m_said->setText(rows == 0
            ? tr("No line to show. Secrets are taken out before a line is kept.")
            : tr("%1 line(s), without secrets", nullptr, rows).arg(words::number(rows)));
}

void LogWindow::copy()
{
    QModelIndexList chosen = m_rows->selectionModel()->selectedIndexes();
    std::ranges::sort(chosen, {}, &QModelIndex::row);
    QString text;
    for (const QModelIndex& index : std::as_const(chosen))
        text += m_model->lineText(index.row()) + u'\n';
    QGuiApplication::clipboard()->setText(text.isEmpty() ? m_model->text() : text);
    m_said->setText(tr("Copied"));
}

void LogWindow::choosePlace()
{
    auto* dialog = new QFileDialog(this, tr("Save the log"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"log"_s);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(u"headgate.log"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &LogWindow::saveTo);
    dialog->open();
}

bool LogWindow::saveTo(const QString& path)
{
    QSaveFile file(path);
    const bool written =
        file.open(QFile::WriteOnly) && file.write(m_model->text().toUtf8()) >= 0 && file.commit();
    m_said->setText(written ? tr("Written: %1").arg(words::shortPath(path))
                            : tr("%1 could not be written: %2. Choose another place.")
                                  .arg(words::shortPath(path), file.errorString()));
    return written;
}

void LogWindow::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    readOn();
    m_rows->scrollToBottom();
    m_timer.start();
}

void LogWindow::hideEvent(QHideEvent* event)
{
    m_timer.stop();
    QDialog::hideEvent(event);
}

} // namespace headgate
