// SPDX-License-Identifier: MIT
#include "ui/panels/composer.h"

#include "ui/glyphs.h"
#include "ui/views/blocklayout.h"
#include "ui/words/issuetext.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLines = 8;
constexpr int pad = 8;

} // namespace

Composer::Composer(QWidget* parent)
    : Ground(&theme::Tokens::bg, {}, parent)
    , m_text(new QPlainTextEdit(this))
    , m_send(new QPushButton(tr("Send"), this))
    , m_notice(new TextLabel(theme::uiFont(theme::smallSize), &theme::Tokens::red, this))
    , m_box(new QWidget(this))
{
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(theme::uiFont(theme::transcriptSize));
    m_text->setTabChangesFocus(true);
    m_text->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setAccessibleName(tr("Message to the agent"));
    m_text->setAccessibleDescription(tr("Enter sends, Shift+Enter begins a new line"));
    m_text->document()->setDocumentMargin(2);
    m_text->installEventFilter(this);
    m_send->setProperty("variant", u"primary"_s);
    m_send->setAutoDefault(false);
    m_send->setToolTip(tr("Enter sends, Shift+Enter begins a new line"));
    auto* row = new QHBoxLayout(m_box);
    row->setContentsMargins(pad + 2, pad, pad, pad);
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(m_send, 0, Qt::AlignBottom);
    m_notice->wrap();
    m_notice->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(BlockMetrics::sideMargin, 4, BlockMetrics::sideMargin, 16);
    column->setSpacing(6);
    column->addWidget(m_notice);
    column->addWidget(m_box);
    setFocusProxy(m_text);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        grow();
        refresh();
    });
    connect(m_send, &QPushButton::clicked, this, &Composer::send);
    colour();
    grow();
    refresh();
}

void Composer::setSession(const SessionKey& key)
{
    if (key == m_key)
        return;
    if (!m_key.isEmpty())
        m_drafts.insert(m_key, m_text->toPlainText());
    m_key = key;
    leaveHistory();
    m_text->setPlainText(m_drafts.value(key));
    m_text->moveCursor(QTextCursor::End);
    refresh();
}

void Composer::show(const Facts& facts)
{
    m_facts = facts;
    refresh();
}

void Composer::putBack(const Prompt& failed)
{
    const auto joined = [&](const QString& since) {
        return since.trimmed().isEmpty() ? failed.text : QString(failed.text + u'\n' + since);
    };
    m_notices.insert(failed.key, tr("Not sent. %1").arg(words::issueText(failed.issue)));
    if (failed.key == m_key) {
        m_text->setPlainText(joined(m_text->toPlainText()));
        m_text->moveCursor(QTextCursor::End);
    } else {
        m_drafts.insert(failed.key, joined(m_drafts.value(failed.key)));
    }
    refresh();
}

QString Composer::draft(const SessionKey& key) const
{
    return key == m_key ? m_text->toPlainText() : m_drafts.value(key);
}

QHash<SessionKey, QString> Composer::drafts() const
{
    QHash<SessionKey, QString> all = m_drafts;
    if (!m_key.isEmpty())
        all.insert(m_key, m_text->toPlainText());
    all.removeIf([](const auto& it) { return it.value().trimmed().isEmpty(); });
    return all;
}

void Composer::setDrafts(const QHash<SessionKey, QString>& drafts)
{
    m_drafts = drafts;
}

void Composer::write()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
}

bool Composer::isOpen() const
{
    using Reader = Facts::Reader;
    return m_facts.live && m_facts.ready && m_facts.reader != Reader::Closed
        && m_facts.reader != Reader::Nobody;
}

void Composer::setHistory(const InputHistory& history)
{
    // Who is looking through it goes on with what is there.
    if (m_history.isBrowsing())
        m_newer = history;
    else
        m_history = history;
}

void Composer::leaveHistory()
{
    m_history.leave();
    if (m_newer)
        m_history = *std::exchange(m_newer, {});
}

/** Undo brings back what stood there. */
void Composer::replace(const QString& text)
{
    QTextCursor all(m_text->document());
    all.select(QTextCursor::Document);
    all.insertText(text);
    m_text->moveCursor(QTextCursor::End);
}

/** True: the key was about what had been typed before. Within several lines the arrows move. */
bool Composer::browse(int key)
{
    const QString text = m_text->toPlainText();
    if (m_facts.reader != Facts::Reader::Session || text.contains(u'\n'))
        return false;
    if (key == Qt::Key_Escape && !text.isEmpty()) {
        leaveHistory();
        replace({});
        return true;
    }
    if (key != Qt::Key_Up && key != Qt::Key_Down)
        return false;
    const auto other = key == Qt::Key_Up ? m_history.up(text) : m_history.down();
    if (!other)
        return false;
    replace(*other);
    if (!m_history.isBrowsing())
        leaveHistory();
    return true;
}

void Composer::send()
{
    const QString text = m_text->toPlainText().trimmed();
    if (text.isEmpty() || !isOpen())
        return;
    leaveHistory();
    m_notices.remove(m_key);
    m_text->clear();
    refresh();
    emit sendWanted(text);
}

void Composer::refresh()
{
    const bool empty = m_text->toPlainText().trimmed().isEmpty();
    using Reader = Facts::Reader;
    const bool shut = m_facts.reader == Reader::Closed || m_facts.reader == Reader::Nobody;
    // Where somebody writes just now the field stays: else the next keys would go elsewhere.
    const bool enabled = !shut || (m_text->hasFocus() && !empty);
    if (m_text->isEnabled() != enabled)
        m_text->setEnabled(enabled);
    m_send->setEnabled(isOpen() && !empty);
    m_send->setText(m_facts.running ? tr("Queue") : tr("Send"));
    showPlaceholder();
    const QString notice = m_notices.value(m_key);
    if (m_notice->text() != notice)
        m_notice->setText(notice);
    if (m_notice->isHidden() != notice.isEmpty())
        m_notice->setVisible(!notice.isEmpty());
}

/** On one line: the field is one line high while it is empty. */
void Composer::showPlaceholder()
{
    const QString whole = placeholder();
    const int room = m_text->viewport()->width() - 2 * int(m_text->document()->documentMargin());
    m_text->setPlaceholderText(m_text->isVisible()
            ? m_text->fontMetrics().elidedText(whole, Qt::ElideRight, room)
            : whole);
    m_text->setToolTip(m_text->placeholderText() == whole ? QString() : whole);
}

QString Composer::placeholder() const
{
    using Reader = Facts::Reader;
    if (m_facts.reader == Reader::Closed)
        return tr("This session has ended. It can be read, and nothing is added to it.");
    if (!m_facts.live)
        return tr("The server is out of reach. A draft stays here.");
    if (m_facts.reader == Reader::Nobody)
        return tr("No agent is at work here, so nobody would read it.");
    if (m_facts.reader == Reader::Session)
        return tr("Write into the session’s terminal");
    if (m_facts.running)
        return tr("Write to the agent; it reads it after what it does now");
    return m_facts.agent.isEmpty() ? tr("Write to the agent")
                                   : tr("Write to the agent “%1”").arg(m_facts.agent);
}

/** As tall as its lines, up to a bound; then it scrolls. */
void Composer::grow()
{
    double lines = 0;
    for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next())
        lines += std::max(1, block.layout() ? block.layout()->lineCount() : 1);
    const double line = QFontMetricsF(m_text->font()).lineSpacing();
    const int height = int(std::ceil(line * std::min<double>(lines, mostLines))) + 6;
    if (m_text->height() != height || m_text->minimumHeight() != height)
        m_text->setFixedHeight(height);
}

void Composer::resizeEvent(QResizeEvent* event)
{
    Ground::resizeEvent(event);
    // As wide as the transcript's column above it.
    const int spare = width() - BlockMetrics::column;
    const int side = std::max<int>(BlockMetrics::sideMargin, spare / 2);
    layout()->setContentsMargins(side, 4, side, 16);
    layout()->activate();
    grow();
    showPlaceholder();
}

bool Composer::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && (key->modifiers() & (Qt::ShiftModifier | Qt::AltModifier)) == 0) {
            // A key held down sends once; what an input method confirms never comes here.
            if (!key->isAutoRepeat())
                send();
            return true;
        }
        if (key->modifiers() == Qt::NoModifier && browse(key->key()))
            return true;
    } else if (watched == m_text
        && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)) {
        update();
        if (event->type() == QEvent::FocusOut)
            QMetaObject::invokeMethod(this, &Composer::refresh, Qt::QueuedConnection);
    }
    return Ground::eventFilter(watched, event);
}

void Composer::paintEvent(QPaintEvent* event)
{
    Ground::paintEvent(event);
    QPainter painter(this);
    const theme::Tokens& t = theme::tokens();
    glyphs::drawCard(painter, m_box->geometry(), 10, m_text->hasFocus() ? t.accent : t.line);
}

void Composer::colour()
{
    QPalette colours = m_text->palette();
    colours.setColor(QPalette::Base, theme::tokens().surface);
    colours.setColor(QPalette::Text, theme::tokens().text);
    colours.setColor(QPalette::PlaceholderText, theme::tokens().faint);
    m_text->setPalette(colours);
}

void Composer::themeChanged()
{
    colour();
    update();
}

void Composer::changeEvent(QEvent* event)
{
    Ground::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        grow();
}

} // namespace headgate
