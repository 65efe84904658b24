// SPDX-License-Identifier: MIT
#include "ui/findpopover.h"

#include "ui/glyphs.h"
#include "ui/models/findermodel.h"
#include "ui/typography.h"
#include "ui/views/finderdelegate.h"
#include "ui/views/textlabel.h"

#include <QApplication>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;

using theme::tokens;

namespace {

constexpr int widest = 640;
constexpr int gap = 16; ///< to the window's edges
constexpr int pad = 8;
constexpr int fieldHeight = 40;
constexpr int listHeight = 352; ///< eleven actions, seven sessions and a bit of the next
constexpr int footHeight = 32;
constexpr int chipHeight = 28;
constexpr int mostChips = 4;
constexpr int longest = 500; ///< letters typed or pasted

bool isEnter(int key)
{
    return key == Qt::Key_Return || key == Qt::Key_Enter;
}

} // namespace

FindPopover::FindPopover(QWidget* window)
    : QWidget(window)
    , m_field(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_nothing(new TextLabel(
          theme::uiFont(theme::interfaceSize, QFont::DemiBold), &theme::Tokens::text, this))
    , m_advice(new TextLabel(theme::uiFont(), &theme::Tokens::muted, this))
    , m_count(new TextLabel(theme::uiFont(theme::smallSize), &theme::Tokens::faint, this))
    , m_hint(new TextLabel(theme::uiFont(theme::smallSize), &theme::Tokens::faint, this))
{
    hide();
    m_field->setMaxLength(longest);
    m_field->setFont(theme::uiFont(theme::transcriptSize));
    m_field->installEventFilter(this);
    m_list->setItemDelegate(new FinderDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->viewport()->setAttribute(Qt::WA_Hover);
    for (int i = 0; i < mostChips; ++i) {
        auto* chip = new QPushButton(this);
        chip->setFocusPolicy(Qt::NoFocus); // the keys stay in the field
        chip->setAutoDefault(false);
        chip->hide();
        connect(chip, &QPushButton::clicked, this, [this, i] { nextOf(i); });
        m_chips.push_back(chip);
    }
    m_advice->wrap();
    m_hint->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_count->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QListView::customContextMenuRequested, this, &FindPopover::offerAt);
    window->installEventFilter(this);
    connect(&Typography::inForce(), &Typography::changed, this, [this] {
        if (isVisible())
            arrange();
    });
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString& typed) {
        m_takesFound = false;
        if (m_subject.model)
            m_subject.model->find(typed);
    });
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) {
        if (!(index.flags() & Qt::ItemIsEnabled))
            return;
        choose(index.row());
        takeChosen();
    });
    connect(
        qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { leave(now); });
}

FindPopover::~FindPopover()
{
    // The focus still moves while what it is made of goes, and there is nobody to leave then.
    qApp->disconnect(this);
}

bool FindPopover::isOpenWith(const FinderModel* model) const
{
    return isVisible() && m_subject.model == model;
}

void FindPopover::open(Subject subject)
{
    if (!isVisible()) {
        QWidget* had = window()->focusWidget();
        m_before = had == m_field ? nullptr : had;
    }
    forget();
    m_subject = std::move(subject);
    connect(m_subject.model, &FinderModel::found, this, &FindPopover::showFound);
    setAccessibleName(m_subject.name);
    m_field->setAccessibleName(m_subject.name);
    m_field->setPlaceholderText(m_subject.placeholder);
    m_list->setAccessibleName(m_subject.name);
    if (m_list->model() != m_subject.model) {
        const QItemSelectionModel* before = m_list->selectionModel();
        m_list->setModel(m_subject.model);
        delete before; // Qt 6.4: the view makes a new one and keeps the old
    }
    m_hint->setText(m_subject.hint);
    m_takesFound = false;
    showChips();
    {
        const QSignalBlocker quiet(m_field); // the model stands at nothing typed already
        m_field->clear();
    }
    showFound();
    show();
    raise();
    m_field->setFocus(Qt::PopupFocusReason);
}

void FindPopover::close()
{
    if (!isVisible())
        return;
    // First the focus: a widget that is hidden with it hands it to whoever comes next.
    if (m_before && m_before->isVisible() && m_before->isEnabled())
        m_before->setFocus(Qt::OtherFocusReason);
    else
        m_field->clearFocus();
    vanish();
}

void FindPopover::type(const QString& words)
{
    m_field->setText(words);
    m_field->setFocus(Qt::OtherFocusReason);
}

void FindPopover::showChips()
{
    for (size_t i = 0; i < m_chips.size(); ++i) {
        QPushButton* button = m_chips[i];
        const bool used = i < m_subject.chips.size();
        button->setVisible(used);
        if (!used)
            continue;
        const Chip& chip = m_subject.chips[i];
        const QString words = chip.words();
        QString shown = button->fontMetrics().elidedText(words, Qt::ElideRight, zoom::px(120));
        button->setText(shown.replace(u'&', u"&&"_s));
        button->setAccessibleName(tr("%1: %2").arg(chip.name, words));
        button->setToolTip(tr("%1 (Alt+%2)").arg(chip.name).arg(i + 1));
    }
}

void FindPopover::nextOf(int chip)
{
    if (size_t(chip) >= m_subject.chips.size())
        return;
    m_subject.chips[size_t(chip)].next();
    showChips();
    arrange();
    // Nobody sees a chip with the focus: it is told where the keys are.
    m_field->setAccessibleDescription(m_chips[size_t(chip)]->accessibleName());
}

/** Something else has the keys now, perhaps a dialog: it keeps them. */
void FindPopover::leave(QWidget* focus)
{
    if (!isVisible() || !focus || isAncestorOf(focus))
        return;
    // Behind another window's back: there it is when that one is closed.
    if (focus->window() != window() && m_before && m_before->isVisible())
        m_before->setFocus(Qt::OtherFocusReason);
    vanish();
}

void FindPopover::vanish()
{
    hide();
    forget();
}

/** Nobody looks at what it lists any more. */
void FindPopover::forget()
{
    FinderModel* model = std::exchange(m_subject, {}).model;
    if (!model)
        return;
    disconnect(model, nullptr, this, nullptr);
    model->clear();
}

QRect FindPopover::card() const
{
    const int width = std::min(zoom::px(widest), this->width() - 2 * gap);
    const int above = zoom::px(fieldHeight) + 2 * pad;
    const int most = above + zoom::px(listHeight) + zoom::px(footHeight);
    // Where all is large, it takes what a small window has.
    const int room = height() - gap - most;
    const int top = std::max(gap, std::min(std::max(56, height() / 10 / 8 * 8), room));
    return {(this->width() - width) / 2, top, width, std::min(most, height() - top - gap)};
}

void FindPopover::arrange()
{
    setGeometry(parentWidget()->rect());
    const QRect all = card();
    const QRect inner = all.adjusted(pad, pad, -pad, 0);
    m_field->setGeometry(inner.left(), inner.top(), inner.width(), zoom::px(fieldHeight));
    int top = inner.top() + zoom::px(fieldHeight) + pad;
    if (!m_subject.chips.empty()) {
        int left = inner.left() + 4;
        for (size_t i = 0; i < m_subject.chips.size(); ++i) {
            const int width = std::min(m_chips[i]->sizeHint().width(), inner.right() - left - 4);
            m_chips[i]->setGeometry(left, top, std::max(width, 0), zoom::px(chipHeight));
            left += width + 8;
        }
        top += zoom::px(chipHeight) + pad;
    }
    const QRect list(
        inner.left(), top, inner.width(), all.bottom() + 1 - zoom::px(footHeight) - top);
    m_list->setGeometry(list);
    const QRect words = list.adjusted(12, 16, -12, 0);
    m_nothing->setGeometry(words.left(), words.top(), words.width(), zoom::px(20));
    const int below = zoom::px(24);
    m_advice->setGeometry(words.left(), words.top() + below, words.width(),
        std::min(m_advice->heightForWidth(words.width()), words.height() - below));
    const QRect foot(list.left() + 12, list.bottom() + 1, list.width() - 24, zoom::px(footHeight));
    const int left = std::min(m_count->sizeHint().width(), foot.width());
    m_count->setGeometry(foot.left(), foot.top(), left, foot.height());
    m_hint->setGeometry(foot.adjusted(left + 16, 0, 0, 0));
}

void FindPopover::showFound()
{
    const FinderModel& model = *m_subject.model;
    const bool some = model.rowCount() > 0;
    m_list->setVisible(some);
    m_nothing->setVisible(!some);
    m_advice->setVisible(!some);
    m_count->setText(m_subject.count(model.hits(), model.total()));
    if (!some)
        sayNothing();
    arrange();
    m_list->scrollToTop();
    choose(0);
    if (m_takesFound && !model.isFinding()) {
        m_takesFound = false;
        takeChosen();
    }
}

void FindPopover::sayNothing()
{
    m_nothing->setText(m_subject.nothing(m_field->text()));
    m_advice->setText(m_subject.advice(m_field->text()));
    m_field->setAccessibleDescription(m_nothing->text());
}

void FindPopover::choose(int row)
{
    const QModelIndex index = m_list->model()->index(row, 0);
    if (!index.isValid())
        return;
    // What cannot be done now is never the one that Enter means.
    if (index.flags() & Qt::ItemIsEnabled) {
        m_list->setCurrentIndex(index);
        m_list->scrollTo(index);
    }
    // The list has no focus to tell of its current row by.
    m_field->setAccessibleDescription(index.data(Qt::AccessibleTextRole).toString());
}

void FindPopover::step(int by)
{
    const int rows = m_subject.model->rowCount();
    const int from = std::max(0, m_list->currentIndex().row());
    int to = std::clamp(from + by, 0, std::max(0, rows - 1));
    // Those that cannot be done stand together at the end.
    while (to > from && !(m_list->model()->index(to, 0).flags() & Qt::ItemIsEnabled))
        --to;
    if (rows > 0)
        choose(to);
}

void FindPopover::takeChosen()
{
    m_subject.model->finish(); // of what was typed, not of what stands there still
    m_takesFound = m_subject.model->isFinding();
    if (m_takesFound)
        return;
    const QModelIndex chosen = m_list->currentIndex();
    if (!chosen.isValid() || !(chosen.flags() & Qt::ItemIsEnabled))
        return;
    const auto take = m_subject.take; // it closes, which forgets it
    take(chosen.row());
}

void FindPopover::copyChosen()
{
    const QModelIndex chosen = m_list->currentIndex();
    const QString said = chosen.isValid() ? m_subject.copy(chosen.row()) : QString();
    if (said.isEmpty())
        return;
    m_count->setText(said);
    m_field->setAccessibleDescription(said);
    arrange();
}

/** What the pointer can do with a row besides taking it. */
void FindPopover::offerAt(QPoint at)
{
    const QModelIndex row = m_list->indexAt(at);
    if (!m_subject.copy || !row.isValid())
        return;
    choose(row.row());
    QMenu menu(this);
    menu.addAction(tr("Open"), this, &FindPopover::takeChosen);
    menu.addAction(tr("Copy the link"), this, &FindPopover::copyChosen);
    menu.exec(m_list->viewport()->mapToGlobal(at));
}

void FindPopover::refresh()
{
    if (!isVisible())
        return;
    m_list->viewport()->update();
    m_count->setText(m_subject.count(m_subject.model->hits(), m_subject.model->total()));
    if (m_subject.model->rowCount() == 0)
        sayNothing();
    arrange();
}

bool FindPopover::pressed(int key, Qt::KeyboardModifiers modifiers)
{
    const int page = std::max(1, m_list->height() / std::max(1, m_list->sizeHintForRow(0)) - 1);
    if ((modifiers & ~Qt::KeypadModifier) == Qt::AltModifier && key >= Qt::Key_1
        && key < Qt::Key_1 + int(m_subject.chips.size())) {
        nextOf(key - Qt::Key_1);
        return true;
    }
    if (m_subject.copy && key == Qt::Key_C
        && modifiers == (Qt::ControlModifier | Qt::ShiftModifier)) {
        copyChosen();
        return true;
    }
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Backtab:
        step(-1);
        return true;
    case Qt::Key_Down:
    case Qt::Key_Tab:
        step(+1);
        return true;
    case Qt::Key_PageUp:
        step(-page);
        return true;
    case Qt::Key_PageDown:
        step(+page);
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        // With a modifier it may be an answer's chord, which means nothing here.
        if ((modifiers & ~Qt::KeypadModifier) == Qt::NoModifier) {
            m_held = true;
            qApp->installEventFilter(this);
            takeChosen();
        }
        return true;
    default:
        return false;
    }
}

bool FindPopover::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parent() && event->type() == QEvent::Resize && isVisible())
        arrange();
    const auto type = event->type();
    if (type != QEvent::KeyPress && type != QEvent::KeyRelease && type != QEvent::ShortcutOverride)
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    if (m_held && isHeld(*key))
        return true;
    return watched == m_field && type == QEvent::KeyPress && pressed(key->key(), key->modifiers());
}

/** An Enter held too long repeats into whatever has the focus next: it must do nothing there. */
bool FindPopover::isHeld(const QKeyEvent& key)
{
    if (isEnter(key.key()) && key.isAutoRepeat())
        return true;
    // The press itself goes on through the filter before its release comes.
    if (!(isEnter(key.key()) && key.type() == QEvent::KeyPress)) {
        m_held = false;
        qApp->removeEventFilter(this);
    }
    return false;
}

void FindPopover::mousePressEvent(QMouseEvent* event)
{
    if (!card().contains(event->position().toPoint()))
        close();
}

void FindPopover::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box(card());
    // Deeper than a card's: it floats above everything.
    QColor shade = tokens().dark ? tokens().bg : tokens().text;
    shade.setAlphaF(tokens().dark ? 0.1F : 0.01F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(shade);
    for (int i = 1; i <= 12; ++i)
        painter.drawRoundedRect(box.adjusted(-i, 4 - i, i, 4 + i), 12 + i, 12 + i);
    glyphs::drawBox(painter, box, 12, tokens().surface, tokens().line);
}

} // namespace headgate
