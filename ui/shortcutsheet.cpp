// SPDX-License-Identifier: MIT
#include "ui/shortcutsheet.h"

#include "ui/actions.h"
#include "ui/views/textlabel.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int columns = 3;

struct Section
{
    QString title;
    std::vector<std::pair<QString, QString>> lines; ///< what, and its keys

    size_t rows() const { return lines.size() + 1; }
};

QString native(const QString& keys)
{
    return QKeySequence(keys).toString(QKeySequence::NativeText);
}

/** Adds a section below what the column has; the rows of a column stand in one grid. */
void addSection(QGridLayout& grid, const Section& section, QWidget* parent)
{
    int row = grid.rowCount();
    auto* heading = new TextLabel(
        theme::uiFont(theme::interfaceSize, QFont::DemiBold), &theme::Tokens::text, parent);
    heading->setText(section.title);
    if (grid.count() > 0)
        grid.setRowMinimumHeight(row++, 8);
    grid.addWidget(heading, row++, 0, 1, 2);
    for (const auto& [what, keys] : section.lines) {
        auto* words = new TextLabel(theme::uiFont(), &theme::Tokens::muted, parent);
        words->setText(what);
        auto* chord = new TextLabel(theme::monoFont(), &theme::Tokens::text, parent);
        chord->setText(keys);
        // Cut short, neither would say anything: a narrow screen scrolls instead.
        words->setMinimumWidth(words->sizeHint().width());
        chord->setMinimumWidth(chord->sizeHint().width());
        grid.addWidget(words, row, 0);
        grid.addWidget(chord, row++, 1);
    }
}

} // namespace

ShortcutSheet::ShortcutSheet(QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    // By the groups of the table of actions, whose names stand in its order.
    std::vector<Section> sections{
        {tr("Servers"), {}}, {tr("Sessions"), {}}, {tr("Panels"), {}}, {tr("Program"), {}}};
    for (const ActionRow& action : actionTable()) {
        const size_t at = std::min<size_t>(size_t(action.group), sections.size() - 1);
        if (const QString keys = Actions::chord(action); !keys.isEmpty())
            sections[at].lines.emplace_back(
                QCoreApplication::translate("Actions", action.text), keys);
    }
    sections.push_back({tr("While a request is shown"),
        {{tr("Allow once"), native(u"Ctrl+Return"_s)},
            {tr("Allow always"), native(u"Ctrl+Shift+Return"_s)},
            {tr("Reject"), native(u"Ctrl+Shift+Backspace"_s)},
            {tr("Keep it waiting"), native(u"Esc"_s)}}});
    size_t rows = 0;
    for (const Section& section : sections)
        rows += section.rows();

    auto* page = new QWidget;
    auto* beside = new QHBoxLayout(page);
    beside->setContentsMargins(24, 20, 24, 12);
    beside->setSpacing(40);
    QGridLayout* grid = nullptr;
    size_t used = 0;
    for (const Section& section : sections) {
        // A section stays whole: it goes into the next column if most of it would not fit here.
        const bool full = grid && (used + section.rows() / 2) * columns > rows;
        if (!grid || full) {
            auto* column = new QVBoxLayout;
            grid = new QGridLayout;
            grid->setHorizontalSpacing(24);
            grid->setVerticalSpacing(7);
            column->addLayout(grid);
            column->addStretch(1);
            beside->addLayout(column);
            used = 0;
        }
        addSection(*grid, section, page);
        used += section.rows();
    }

    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(windowTitle());
    scroll->setWidget(page);
    auto* close = new QPushButton(tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(24, 0, 24, 16);
    foot->addStretch(1);
    foot->addWidget(close);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll, 1);
    all->addLayout(foot);
    // As large as it needs to be, and never larger than the screen it is on.
    const QSize room = (parent ? parent->screen() : screen())->availableSize() * 9 / 10;
    const QSize wanted = page->sizeHint() + QSize(0, foot->sizeHint().height() + all->spacing());
    resize(wanted.boundedTo(room));
}

} // namespace headgate
