// SPDX-License-Identifier: MIT
#include "ui/panels/findbar.h"

#include "ui/models/highlights.h"
#include "ui/views/transcriptview.h"
#include "ui/words/quantity.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>

#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;

FindBar::FindBar(TranscriptView* view, QWidget* parent)
    : Ground(&theme::Tokens::bg, Qt::BottomEdge, parent)
    , m_view(view)
    , m_search(&view->document())
    , m_field(new QLineEdit(this))
    , m_count(new TextLabel(theme::uiFont(12), &theme::Tokens::muted, this))
    , m_keep(new QPushButton(this))
    , m_kept(new QPushButton(this))
{
    setFixedHeight(49);
    m_field->setPlaceholderText(tr("Find in this session"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_field->setMaxLength(500);
    m_field->setMaximumWidth(400);
    m_field->installEventFilter(this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(24, 7, 16, 8);
    row->setSpacing(8);
    row->addWidget(m_field, 1);
    for (const int by : {-1, +1}) {
        auto* button = new QPushButton(by < 0 ? u"↑"_s : u"↓"_s, this);
        button->setAccessibleName(by < 0 ? tr("The one before") : tr("The next one"));
        button->setToolTip(by < 0 ? tr("The one before (Shift+F3)") : tr("The next one (F3)"));
        button->setAutoDefault(false);
        button->setFixedWidth(32);
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, by] { step(by); });
    }
    row->addSpacing(8);
    row->addWidget(m_count, 1);
    for (QPushButton* button : {m_keep, m_kept}) {
        button->setAutoDefault(false);
        button->hide();
        row->addWidget(button);
    }
    m_keep->setToolTip(tr("In every session, until you end it (Ctrl+Enter)"));
    m_kept->setProperty("variant", u"quiet"_s);
    connect(m_keep, &QPushButton::clicked, this, &FindBar::toggleHighlight);
    connect(m_kept, &QPushButton::clicked, this, &FindBar::offerKept);
    auto* done = new QPushButton(tr("Done"), this);
    done->setProperty("variant", u"quiet"_s);
    done->setAutoDefault(false);
    row->addWidget(done);
    connect(done, &QPushButton::clicked, this, &FindBar::close);
    connect(m_field, &QLineEdit::textChanged, this, &FindBar::look);
    connect(&m_search, &TranscriptSearch::found, this, &FindBar::refresh);
    hide();
}

void FindBar::open()
{
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    if (m_search.words() != m_field->text())
        look(m_field->text());
}

void FindBar::close()
{
    if (isHidden())
        return;
    m_view->setFocus(Qt::OtherFocusReason);
    hide();
    m_jump = false;
    m_search.find({}); // nobody waits for it: it follows no stream
}

void FindBar::showIn(const TranscriptItem& item, const QString& words)
{
    m_view->unfold(item.firstBlock, false);
    m_view->showPlace(item.firstBlock, 0, 0);
    m_view->setFocus(Qt::OtherFocusReason);
    if (words.isEmpty())
        return;
    show();
    {
        const QSignalBlocker quiet(m_field);
        m_field->setText(words);
    }
    m_part = item.partId;
    m_jump = true;
    m_search.find(words);
    m_search.finish();
}

void FindBar::look(const QString& words)
{
    m_part = {};
    m_jump = !words.isEmpty();
    m_search.find(words);
    if (m_search.isSearching())
        refresh();
}

void FindBar::refresh()
{
    showHighlights();
    const auto known = qint64(m_search.places().size());
    if (m_search.words().isEmpty())
        m_count->setText({});
    else if (m_search.isSearching() && known == 0)
        m_count->setText(tr("searching …"));
    else if (known == 0)
        m_count->setText(m_view->document().hasOlder() ? tr("not in what is loaded")
                                                       : tr("not in this session"));
    if (known == 0)
        return;
    if (std::exchange(m_jump, false)) {
        jump();
        return;
    }
    const QString all = words::number(known);
    QString text = m_search.current() < 0 ? tr("%Ln place(s)", nullptr, int(known))
                                          : tr("%1 of %2").arg(m_search.current() + 1).arg(all);
    if (known == qint64(TranscriptSearch::mostPlaces))
        text = tr("the first %1").arg(all);
    m_count->setText(m_view->document().hasOlder() ? tr("%1 in what is loaded").arg(text) : text);
}

/** To the first place in the part that is wanted, or in what is in sight. */
void FindBar::jump()
{
    const PartId part = std::exchange(m_part, {});
    const TranscriptItem* wanted = part.isEmpty() ? nullptr : m_view->document().itemOf(part);
    if (wanted) {
        const int place = m_search.placeFrom(wanted->index);
        if (m_search.places()[size_t(place)].index == wanted->index)
            showPlace(place);
        else
            refresh(); // it is shown otherwise than it was written: the part itself is in sight
        return;
    }
    const auto seen = m_view->seenBlocks();
    const int from = seen.empty() ? 0 : m_view->document().block(seen.front().index).item->index;
    showPlace(m_search.placeFrom(from));
}

void FindBar::step(int by)
{
    if (isHidden() || m_field->text().isEmpty()) {
        open();
        return;
    }
    m_jump = false;
    m_search.finish();
    const auto count = int(m_search.places().size());
    if (count == 0)
        return;
    const int from = m_search.current() < 0 ? (by > 0 ? -1 : 0) : m_search.current();
    showPlace((from + by + count) % count);
}

/** What is folded around it is unfolded first: from then on its block is where it was found. */
void FindBar::showPlace(int place)
{
    const TranscriptSearch::Place at = m_search.places()[size_t(place)];
    const QString& words = m_search.words();
    m_search.setCurrent(place);
    m_view->unfold(at.item->firstBlock, false);
    const BlockText& shown = at.item->content;
    const bool there = size_t(at.local) < shown.size()
        && shown.textOf(size_t(at.local))
                .mid(at.offset, words.size())
                .compare(words, Qt::CaseInsensitive)
            == 0;
    if (!there) // behind what a long output shows at first
        m_view->unfold(at.item->firstBlock, true);
    m_view->showPlace(at.item->firstBlock + at.local, at.offset, int(words.size()));
    refresh();
}

void FindBar::setHighlights(Highlights* highlights)
{
    m_highlights = highlights;
    connect(highlights, &Highlights::changed, this, &FindBar::showHighlights);
    showHighlights();
}

void FindBar::toggleHighlight()
{
    const QString words = m_field->text();
    if (!m_highlights)
        return;
    if (m_highlights->has(words))
        m_highlights->remove(words);
    else
        m_highlights->add(words);
}

void FindBar::showHighlights()
{
    if (!m_highlights)
        return;
    const QString typed = m_field->text();
    m_keep->setVisible(!typed.trimmed().isEmpty());
    m_keep->setText(m_highlights->has(typed) ? tr("Stop highlighting") : tr("Keep highlighted"));
    const auto kept = int(m_highlights->all().size());
    m_kept->setVisible(kept > 0);
    m_kept->setText(tr("%Ln highlighted", nullptr, kept));
}

void FindBar::offerKept()
{
    QMenu menu(this);
    for (const Highlight& one : m_highlights->all()) {
        constexpr qsizetype mostShown = 40;
        QString shown = one.words.simplified();
        if (shown.size() > mostShown)
            shown = shown.first(mostShown - 1) + u'…';
        menu.addAction(tr("Stop highlighting “%1”").arg(shown.replace(u'&', u"&&"_s)), this,
            [this, words = one.words] { m_highlights->remove(words); });
    }
    menu.exec(m_kept->mapToGlobal(QPoint(0, m_kept->height())));
}

bool FindBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return Ground::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (key->modifiers() & Qt::ControlModifier) {
            toggleHighlight();
            return true;
        }
        step((key->modifiers() & Qt::ShiftModifier) != 0 ? -1 : +1);
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return false;
    }
}

} // namespace headgate
