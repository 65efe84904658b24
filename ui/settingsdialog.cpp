// SPDX-License-Identifier: MIT
#include "ui/settingsdialog.h"

#include "ui/settingrow.h"
#include "ui/shortcuttable.h"
#include "ui/views/textlabel.h"
#include "ui/views/wordsdelegate.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

SettingsDialog::SettingsDialog(QWidget* parent)
    : QDialog(parent)
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_scroll(new QScrollArea(this))
    , m_nothing(
          new TextLabel(theme::uiFont(theme::interfaceSize, QFont::DemiBold), &theme::Tokens::text))
    , m_advice(new TextLabel(theme::uiFont(12), &theme::Tokens::muted))
    , m_foot(new QHBoxLayout)
{
    setWindowTitle(tr("Settings"));
    m_search->setPlaceholderText(tr("Search the settings"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_search->hide();
    connect(m_search, &QLineEdit::textChanged, this, &SettingsDialog::find);
    auto* jump = new QShortcut(QKeySequence::Find, this);
    connect(jump, &QShortcut::activated, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    m_list->setAccessibleName(tr("Pages"));
    m_list->setFixedWidth(168);
    m_list->setItemDelegate(new WordsDelegate(m_list));
    m_list->setMouseTracking(true);
    m_list->installEventFilter(this);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->hide();
    connect(m_list, &QListWidget::currentRowChanged, this, [this] {
        m_search->clear();
        showCurrent();
    });

    auto* all = new QWidget;
    m_column = new QVBoxLayout(all);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_nothing->setContentsMargins(24, 24, 24, 0);
    m_advice->setContentsMargins(24, 4, 24, 0);
    for (TextLabel* words : {m_nothing, m_advice}) {
        words->hide();
        m_column->addWidget(words);
    }
    m_advice->setText(tr("Fewer letters find more. Esc shows the pages again."));
    m_column->addStretch(1);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(all);

    auto* close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(24, 16, 24, 0);
    top->addWidget(m_search);
    auto* middle = new QHBoxLayout;
    middle->setContentsMargins(0, 8, 0, 0);
    middle->setSpacing(0);
    middle->addWidget(m_list);
    middle->addWidget(m_scroll, 1);
    m_foot->setContentsMargins(24, 12, 24, 16);
    m_foot->setSpacing(8);
    m_foot->addStretch(1);
    m_foot->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addLayout(middle, 1);
    column->addLayout(m_foot);
    resize(760, 700);
}

void SettingsDialog::addFootButton(QWidget* button)
{
    m_foot->insertWidget(m_foot->count() - 2, button); // before the empty room
}

void SettingsDialog::addPage(const QString& title, QWidget* page)
{
    auto* heading =
        new TextLabel(theme::uiFont(theme::interfaceSize, QFont::DemiBold), &theme::Tokens::accent);
    heading->setText(title);
    heading->setContentsMargins(24, 16, 24, 0);
    heading->hide();
    const int end = m_column->count() - 1; // before the stretch
    m_column->insertWidget(end, heading);
    m_column->insertWidget(end + 1, page);
    page->hide();
    m_pages.push_back({title, page, heading});
    m_list->addItem(title);
    const bool several = m_pages.size() > 1;
    m_list->setVisible(several);
    m_search->setVisible(several);
    if (!several)
        m_list->setCurrentRow(0);
    showCurrent();
}

void SettingsDialog::showPage(const QWidget* page)
{
    const auto it = std::ranges::find(m_pages, page, &Page::page);
    if (it != m_pages.end())
        m_list->setCurrentRow(int(it - m_pages.begin()));
}

void SettingsDialog::showCurrent()
{
    for (int i = 0; i < int(m_pages.size()); ++i) {
        unfilter(m_pages[size_t(i)]);
        m_pages[size_t(i)].heading->hide();
        m_pages[size_t(i)].page->setVisible(i == m_list->currentRow());
        m_list->item(i)->setData(Qt::ForegroundRole, {});
    }
    m_nothing->hide();
    m_advice->hide();
    m_scroll->verticalScrollBar()->setValue(0);
}

/** What a page shows besides rows stays out of the way; it comes back with unfilter(). */
int SettingsDialog::filter(Page& one, const QStringList& words)
{
    unfilter(one);
    int hits = 0;
    const auto hide = [&one](QWidget* widget) {
        if (widget->isHidden())
            return;
        widget->hide();
        one.hidden.push_back(widget);
    };
    const bool whole = std::ranges::all_of(
        words, [&](const QString& word) { return one.title.contains(word, Qt::CaseInsensitive); });
    for (SettingRow* row : one.page->findChildren<SettingRow*>()) {
        row->mark(words);
        if (!row->has(words, one.title))
            hide(row);
        else if (!row->isHidden())
            ++hits;
    }
    for (ShortcutTable* table : one.page->findChildren<ShortcutTable*>()) {
        const int found = table->filter(whole ? QStringList() : words);
        hits += found;
        if (found == 0)
            hide(table);
    }
    one.whole = whole;
    if (whole)
        return std::max(1, hits);
    for (QObject* child : one.page->children()) {
        auto* widget = qobject_cast<QWidget*>(child);
        if (widget && !qobject_cast<SettingRow*>(widget) && !qobject_cast<ShortcutTable*>(widget)
            && !widget->findChild<SettingRow*>() && !widget->findChild<ShortcutTable*>())
            hide(widget);
    }
    return hits;
}

void SettingsDialog::unfilter(Page& one)
{
    for (QWidget* widget : std::exchange(one.hidden, {}))
        widget->show();
    for (SettingRow* row : one.page->findChildren<SettingRow*>())
        row->mark({});
    for (ShortcutTable* table : one.page->findChildren<ShortcutTable*>())
        table->filter({});
}

void SettingsDialog::find(const QString& typed)
{
    const QStringList words = typed.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty()) {
        showCurrent();
        return;
    }
    int all = 0;
    for (int i = 0; i < int(m_pages.size()); ++i) {
        Page& one = m_pages[size_t(i)];
        const int hits = filter(one, words);
        one.heading->setVisible(hits > 0 && !one.whole);
        one.page->setVisible(hits > 0);
        m_list->item(i)->setData(
            Qt::ForegroundRole, hits > 0 ? QVariant() : QVariant(theme::tokens().faint));
        all += hits;
    }
    m_nothing->setText(tr("Nothing is called “%1”").arg(typed.simplified()));
    m_nothing->setVisible(all == 0);
    m_advice->setVisible(all == 0);
    m_scroll->verticalScrollBar()->setValue(0);
    m_search->setAccessibleDescription(
        all == 0 ? m_nothing->text() : tr("%n setting(s) found", nullptr, all));
}

/** The control of the topmost row that is left. */
void SettingsDialog::goToFirst()
{
    for (const Page& one : m_pages) {
        if (one.page->isHidden())
            continue;
        for (const SettingRow* row : one.page->findChildren<SettingRow*>()) {
            if (row->isHidden())
                continue;
            QWidget* to = row->control();
            if (to->focusPolicy() == Qt::NoFocus)
                to = to->findChild<QWidget*>();
            if (!to)
                continue;
            m_scroll->ensureWidgetVisible(to);
            setAttribute(Qt::WA_KeyboardFocusChange);
            to->setFocus(Qt::TabFocusReason);
            return;
        }
        if (auto* table = one.page->findChild<ShortcutTable*>(); table && !table->isHidden()) {
            table->goToFirst();
            return;
        }
    }
}

bool SettingsDialog::isTyping() const
{
    const QWidget* focus = focusWidget();
    return qobject_cast<const QLineEdit*>(focus) || qobject_cast<const QAbstractSpinBox*>(focus);
}

bool SettingsDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    if (watched == m_list)
        return typed(*key); // the list would look for pages alone
    if (watched != m_search)
        return QDialog::eventFilter(watched, event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter || key->key() == Qt::Key_Down) {
        goToFirst();
        return true;
    }
    if (key->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
        m_search->clear();
        return true;
    }
    return false;
}

/** Letters that nothing else wants are looked for. */
bool SettingsDialog::typed(const QKeyEvent& key)
{
    const QString text = key.text();
    const bool chord = key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
    if (m_search->isHidden() || isTyping() || chord || text.isEmpty() || !text[0].isPrint()
        || text[0].isSpace())
        return false;
    m_search->setFocus(Qt::OtherFocusReason);
    m_search->insert(text);
    return true;
}

void SettingsDialog::keyPressEvent(QKeyEvent* event)
{
    if (typed(*event))
        event->accept();
    else
        QDialog::keyPressEvent(event);
}

} // namespace headgate
