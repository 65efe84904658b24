// SPDX-License-Identifier: MIT
#include "ui/importdialog.h"

#include "ui/views/textlabel.h"

#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

TextLabel* words(const QString& text, TokenColour colour, QWidget* parent)
{
    auto* label = new TextLabel(theme::uiFont(), colour, parent);
    label->wrap();
    label->setText(text);
    return label;
}

} // namespace

ImportDialog::ImportDialog(const settingstransfer::Plan& plan, const QString& file, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Take settings from a file"));
    const int changes = int(plan.changes.size());
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(24, 20, 24, 8);
    column->setSpacing(8);
    auto* title =
        new TextLabel(theme::uiFont(theme::titleSize, QFont::DemiBold), &theme::Tokens::text, page);
    title->wrap();
    title->setText(!plan.refusal.isEmpty() ? tr("Nothing can be taken from it")
            : changes == 0                 ? tr("Nothing would change")
                                           : tr("%n setting(s) would change", nullptr, changes));
    column->addWidget(title);
    column->addWidget(words(file, &theme::Tokens::muted, page));
    if (!plan.refusal.isEmpty())
        column->addWidget(words(plan.refusal, &theme::Tokens::red, page));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 3);
    int row = 0;
    for (const auto& change : plan.changes) {
        grid->addWidget(words(change.what, &theme::Tokens::text, page), row, 0, Qt::AlignTop);
        grid->addWidget(
            words(tr("%1 → %2").arg(change.before, change.after), &theme::Tokens::muted, page),
            row++, 1, Qt::AlignTop);
    }
    column->addSpacing(8);
    column->addLayout(grid);
    if (!plan.problems.isEmpty()) {
        column->addSpacing(8);
        auto* head = new TextLabel(
            theme::uiFont(theme::interfaceSize, QFont::DemiBold), &theme::Tokens::text, page);
        head->setText(tr("Left out"));
        column->addWidget(head);
        for (const QString& problem : plan.problems)
            column->addWidget(words(problem, &theme::Tokens::red, page));
    }
    column->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);

    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(24, 12, 24, 16);
    foot->setSpacing(8);
    foot->addStretch(1);
    auto* leave = new QPushButton(changes > 0 ? tr("Leave all as it is") : tr("Close"), this);
    leave->setAutoDefault(false);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    foot->addWidget(leave);
    if (changes > 0) {
        auto* take = new QPushButton(tr("Take them"), this);
        take->setObjectName(u"take"_s);
        take->setProperty("variant", u"primary"_s);
        take->setAutoDefault(false);
        connect(take, &QPushButton::clicked, this, &QDialog::accept);
        foot->addWidget(take);
    }
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(scroll, 1);
    all->addLayout(foot);
    resize(600, changes + plan.problems.size() > 6 ? 560 : 360);
}

} // namespace headgate
