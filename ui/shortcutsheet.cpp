// SPDX-License-Identifier: MIT
#include "ui/shortcutsheet.h"

#include "ui/actions.h"
#include "ui/views/textlabel.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QKeySequence>
#include <QPushButton>

namespace headgate {

using namespace Qt::StringLiterals;

ShortcutSheet::ShortcutSheet(QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(24, 20, 24, 20);
    grid->setHorizontalSpacing(32);
    grid->setVerticalSpacing(7);
    int row = 0;
    const auto heading = [&](const QString& text) {
        auto* label = new TextLabel(
            theme::uiFont(theme::interfaceSize, QFont::DemiBold), &theme::Tokens::text, this);
        label->setText(text);
        if (row > 0)
            grid->setRowMinimumHeight(row++, 6);
        grid->addWidget(label, row++, 0, 1, 2);
    };
    const auto line = [&](const QString& text, const QString& keys) {
        auto* words = new TextLabel(theme::uiFont(), &theme::Tokens::muted, this);
        words->setText(text);
        auto* chord = new TextLabel(theme::monoFont(), &theme::Tokens::text, this);
        chord->setText(keys);
        grid->addWidget(words, row, 0);
        grid->addWidget(chord, row++, 1);
    };
    heading(tr("Everywhere"));
    for (const ActionRow& action : actionTable()) {
        if (const QString keys = Actions::chord(action); !keys.isEmpty())
            line(QCoreApplication::translate("Actions", action.text), keys);
    }
    heading(tr("While a request is shown"));
    line(tr("Allow once"), QKeySequence(u"Ctrl+Return"_s).toString(QKeySequence::NativeText));
    line(tr("Allow always"),
        QKeySequence(u"Ctrl+Shift+Return"_s).toString(QKeySequence::NativeText));
    line(tr("Reject"), QKeySequence(u"Ctrl+Shift+Backspace"_s).toString(QKeySequence::NativeText));
    line(tr("Keep it waiting"), QKeySequence(u"Esc"_s).toString(QKeySequence::NativeText));
    auto* close = new QPushButton(tr("Close"), this);
    grid->addWidget(close, row + 1, 0, 1, 2, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace headgate
