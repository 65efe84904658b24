// SPDX-License-Identifier: MIT
#include "ui/aboutdialog.h"

#include "ui/glyphs.h"
#include "ui/views/textlabel.h"
#include "ui/words/supportwords.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

struct Made
{
    const char* what;
    const char* licence;
};

constexpr Made parts[] = {
    {"Qt 6", "LGPL-3.0"},
    {"SQLite", QT_TRANSLATE_NOOP("headgate::AboutDialog", "public domain")},
    {"QtKeychain", "BSD-3-Clause"},
    {"md4c", "MIT"},
    {"Boost.Beast", "BSL-1.0"},
    {QT_TRANSLATE_NOOP("headgate::AboutDialog", "Inter, JetBrains Mono, where installed"),
        "OFL-1.1"},
};

/** The mark, large. */
class Mark : public QWidget
{
public:
    explicit Mark(QWidget* parent)
        : QWidget(parent)
    {
        setFixedSize(48, 48);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        glyphs::drawMark(painter, rect().adjusted(4, 4, -4, -4));
    }
};

TextLabel* label(const QString& text, const QFont& font, TokenColour colour, QWidget* parent)
{
    auto* made = new TextLabel(font, colour, parent);
    made->setText(text);
    return made;
}

} // namespace

AboutDialog::AboutDialog(SystemFacts facts, QWidget* parent)
    : QDialog(parent)
    , m_facts(std::move(facts))
{
    setWindowTitle(tr("About Headgate"));
    setMinimumWidth(480);
    auto* head = new QHBoxLayout;
    head->setSpacing(16);
    auto* name = new QVBoxLayout;
    name->setSpacing(4);
    name->addWidget(
        label(u"Headgate"_s, theme::uiFont(17, QFont::DemiBold), &theme::Tokens::text, this));
    name->addWidget(label(tr("Watch coding agents and decide what they may do."), theme::uiFont(),
        &theme::Tokens::muted, this));
    head->addWidget(new Mark(this));
    head->addLayout(name, 1);
    auto* system =
        label(words::systemText(m_facts).trimmed(), theme::monoFont(), &theme::Tokens::muted, this);
    system->wrap();
    system->setAccessibleName(tr("System information"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 20);
    column->setSpacing(16);
    column->addLayout(head);
    column->addWidget(system);
    addParts(column);
    column->addStretch(1);
    auto* copy = new QPushButton(tr("Copy system information"), this);
    copy->setAutoDefault(false);
    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(copy);
    foot->addStretch(1);
    foot->addWidget(close);
    column->addLayout(foot);
    connect(copy, &QPushButton::clicked, this, [this, copy] {
        QGuiApplication::clipboard()->setText(systemInformation());
        copy->setText(tr("Copied"));
    });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    close->setFocus();
}

void AboutDialog::addParts(QVBoxLayout* column)
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->addWidget(label(tr("Made with"), theme::uiFont(theme::interfaceSize, QFont::DemiBold),
                        &theme::Tokens::text, this),
        0, 0, 1, 2);
    for (const Made& part : parts) {
        const int row = grid->rowCount();
        grid->addWidget(label(tr(part.what), theme::uiFont(), &theme::Tokens::muted, this), row, 0);
        grid->addWidget(
            label(tr(part.licence), theme::uiFont(), &theme::Tokens::faint, this), row, 1);
    }
    auto* own =
        label(tr("Headgate itself: MIT licence"), theme::uiFont(), &theme::Tokens::muted, this);
    grid->addWidget(own, grid->rowCount(), 0, 1, 2);
    column->addLayout(grid);
}

QString AboutDialog::systemInformation() const
{
    return words::systemText(m_facts);
}

SystemFacts withWindowFacts(SystemFacts facts)
{
    facts.platform = QGuiApplication::platformName();
    QStringList screens;
    for (const QScreen* screen : QGuiApplication::screens()) {
        const QSize size = screen->size() * screen->devicePixelRatio();
        screens +=
            u"%1x%2 at %3"_s.arg(size.width()).arg(size.height()).arg(screen->devicePixelRatio());
    }
    facts.screens = screens.join(u", "_s);
    return facts;
}

} // namespace headgate
