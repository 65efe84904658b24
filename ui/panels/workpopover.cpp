// SPDX-License-Identifier: MIT
#include "ui/panels/workpopover.h"

#include "ui/glyphs.h"
#include "ui/typography.h"
#include "ui/views/textlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace headgate {

namespace {

constexpr int popoverWidth = 380;
constexpr int steps = 1000;

} // namespace

struct WorkPopover::Row : QWidget
{
    explicit Row(QWidget* parent)
        : QWidget(parent)
        , title(new TextLabel(theme::uiFont(), &theme::Tokens::text, this))
        , detail(new TextLabel(theme::uiFont(theme::smallSize), &theme::Tokens::muted, this))
        , left(new TextLabel(theme::uiFont(theme::smallSize), &theme::Tokens::faint, this))
        , bar(new QProgressBar(this))
        , cancel(new QPushButton(this))
    {
        bar->setTextVisible(false);
        bar->setFixedHeight(6);
        cancel->setAutoDefault(false);
        left->wrap();
        auto* beside = new QVBoxLayout;
        beside->setSpacing(4);
        beside->addWidget(title);
        beside->addWidget(bar);
        beside->addWidget(detail);
        beside->addWidget(left);
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(12);
        row->addLayout(beside, 1);
        row->addWidget(cancel, 0, Qt::AlignTop);
    }

    void show(const LongWork::Item& item)
    {
        id = item.id;
        wish = item.cancel;
        title->setText(item.title);
        title->setToolTip(item.title);
        detail->setText(item.detail);
        detail->setVisible(!item.detail.isEmpty());
        left->setText(item.left);
        left->setVisible(item.cancel && !item.left.isEmpty());
        bar->setAccessibleName(item.title);
        bar->setRange(0, item.share < 0 ? 0 : steps);
        if (item.share >= 0)
            bar->setValue(int(item.share * steps));
        cancel->setVisible(item.cancel.has_value());
        cancel->setText(item.cancelText);
        cancel->setAccessibleName(WorkPopover::tr("%1: %2").arg(item.cancelText, item.title));
    }

    QString id;
    std::optional<Command> wish;
    TextLabel* title;
    TextLabel* detail;
    TextLabel* left;
    QProgressBar* bar;
    QPushButton* cancel;
};

WorkPopover::WorkPopover(LongWork* work, std::function<void(Command)> submit, QWidget* parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint)
    , m_work(work)
    , m_submit(std::move(submit))
    , m_column(new QVBoxLayout(this))
{
    setAttribute(Qt::WA_TranslucentBackground);
    setAccessibleName(tr("What is under way"));
    m_column->setContentsMargins(16, 16, 16, 16);
    m_column->setSpacing(16);
    connect(m_work, &LongWork::changed, this, [this] {
        if (isVisible())
            refresh();
    });
}

WorkPopover::Row* WorkPopover::add(const LongWork::Item& item)
{
    auto* row = new Row(this);
    m_column->addWidget(row);
    m_rows.push_back(row);
    connect(row->cancel, &QPushButton::clicked, this, [this, row] {
        if (row->wish)
            m_submit(*row->wish);
        row->cancel->setEnabled(false); // until it is told that it ended
    });
    row->show(item);
    return row;
}

void WorkPopover::refresh()
{
    const auto& items = m_work->items();
    if (items.empty()) {
        close();
        return;
    }
    const size_t before = m_rows.size();
    std::erase_if(m_rows, [&](Row* row) {
        const bool over = std::ranges::find(items, row->id, &LongWork::Item::id) == items.end();
        if (over)
            row->deleteLater();
        if (over)
            m_column->removeWidget(row);
        return over;
    });
    bool grown = m_rows.size() != before;
    for (const LongWork::Item& item : items) {
        const auto known =
            std::ranges::find_if(m_rows, [&](Row* row) { return row->id == item.id; });
        if (known != m_rows.end()) {
            (*known)->show(item);
        } else {
            add(item);
            grown = true;
        }
    }
    if (grown && m_button)
        openAbove(m_button);
}

void WorkPopover::openAbove(QWidget* button)
{
    m_button = button;
    if (!isVisible()) {
        for (Row* row : std::exchange(m_rows, {}))
            delete row;
        for (const LongWork::Item& item : m_work->items())
            add(item);
    }
    const int wide = zoom::px(popoverWidth);
    setFixedWidth(wide);
    layout()->activate();
    resize(wide,
        layout()->hasHeightForWidth() ? layout()->heightForWidth(wide)
                                      : layout()->sizeHint().height());
    const QPoint corner = button->mapToGlobal(QPoint(button->width(), 0));
    move(corner - QPoint(wide, height() + 8));
    show();
}

void WorkPopover::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    glyphs::drawBox(painter, QRectF(rect()), 10, theme::tokens().surface, theme::tokens().line);
}

} // namespace headgate
