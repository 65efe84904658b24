// SPDX-License-Identifier: MIT
#include "ui/panels/firstrun.h"

#include "ui/glyphs.h"
#include "ui/panels/foundlist.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int columnWidth = 500;

} // namespace

FirstRun::FirstRun(SourceFinder::Probe probe, FoundServers* found, QWidget* parent)
    : Ground(&theme::Tokens::bg, {}, parent)
    , m_mark(new QWidget(this))
    , m_url(new QLineEdit(u"http://127.0.0.1:4096"_s, this))
    , m_said(new TextLabel(theme::uiFont(), &theme::Tokens::red, this))
    , m_finder(std::move(probe))
{
    m_mark->setFixedSize(44, 44);
    auto* title = new TextLabel(theme::uiFont(20, QFont::DemiBold), &theme::Tokens::text, this);
    title->setText(tr("Watch coding agents and decide what they may do"));
    title->setWordWrap(true);
    auto* words = new TextLabel(theme::uiFont(theme::transcriptSize), &theme::Tokens::muted, this);
    words->setWordWrap(true);
    words->setText(tr("Headgate follows the sessions of your OpenCode servers, keeps all that "
                      "happened, and brings every question and permission to you."));
    auto* label = new TextLabel(
        theme::uiFont(theme::interfaceSize, QFont::Medium), &theme::Tokens::text, this);
    label->setText(tr("Address of an OpenCode server or a durable stream"));
    m_url->setAccessibleName(label->text());
    m_said->setWordWrap(true);
    m_said->hide();
    auto* go = new QPushButton(tr("Connect"), this);
    go->setProperty("variant", u"primary"_s);
    go->setFixedHeight(34);
    go->setAutoDefault(false);
    auto* field = new QHBoxLayout;
    field->setSpacing(8);
    field->addWidget(m_url, 1);
    field->addWidget(go);
    auto* hint = new TextLabel(theme::uiFont(12), &theme::Tokens::faint, this);
    hint->setWordWrap(true);
    hint->setText(tr("Start a server with “opencode serve”. It tells you its address."));
    auto* demo = new QPushButton(tr("Try the demo"), this);
    demo->setAutoDefault(false);
    auto* demoWords = new TextLabel(theme::uiFont(12), &theme::Tokens::faint, this);
    demoWords->setText(tr("A recorded session, without a server."));
    auto* second = new QHBoxLayout;
    second->setSpacing(12);
    second->addWidget(demo);
    second->addWidget(demoWords, 1);

    auto* inner = new QWidget(this);
    auto* offers = new FoundList(found, inner);
    connect(offers, &FoundList::chosen, this, &FirstRun::sourceWanted);
    inner->setMaximumWidth(columnWidth);
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_mark);
    column->addSpacing(12);
    column->addWidget(title);
    column->addWidget(words);
    column->addSpacing(20);
    column->addWidget(offers);
    column->addWidget(label);
    column->addLayout(field);
    column->addWidget(m_said);
    column->addWidget(hint);
    column->addSpacing(20);
    column->addLayout(second);
    auto* across = new QHBoxLayout;
    across->addStretch(1);
    across->addWidget(inner, 100);
    across->addStretch(1);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(24, 24, 24, 48);
    outer->addStretch(2);
    outer->addLayout(across);
    outer->addStretch(3);

    connect(go, &QPushButton::clicked, this, &FirstRun::tryAddress);
    connect(m_url, &QLineEdit::returnPressed, this, &FirstRun::tryAddress);
    connect(m_url, &QLineEdit::textEdited, this, [this] {
        m_finder.stop();
        m_said->hide();
    });
    connect(&m_finder, &SourceFinder::looking, this,
        [this](const QString& text) { say(text, &theme::Tokens::muted); });
    connect(&m_finder, &SourceFinder::failed, this,
        [this](const QString& text) { say(text, &theme::Tokens::red); });
    connect(&m_finder, &SourceFinder::found, this, [this](const SourceConfig& config) {
        m_said->hide();
        emit sourceWanted(config);
    });
    connect(demo, &QPushButton::clicked, this, [this] {
        SourceConfig config;
        config.kind = SourceKind::Demo;
        emit sourceWanted(config);
    });
}

/** Who starts it for the first time can press Enter at once. */
void FirstRun::showEvent(QShowEvent* event)
{
    Ground::showEvent(event);
    const QWidget* now = window()->focusWidget();
    if (now && now->isVisible())
        return;
    m_url->setFocus(Qt::OtherFocusReason);
    m_url->selectAll();
}

void FirstRun::tryAddress()
{
    if (!m_finder.isLooking())
        m_finder.find(m_url->text());
}

void FirstRun::say(const QString& words, TokenColour colour)
{
    m_said->setColour(colour);
    m_said->setText(words);
    m_said->show();
}

void FirstRun::paintEvent(QPaintEvent* event)
{
    Ground::paintEvent(event);
    QPainter painter(this);
    const QPoint at = m_mark->mapTo(this, QPoint(0, 0));
    glyphs::drawMark(painter, QRectF(at, m_mark->size()));
}

EmptyPane::EmptyPane(QWidget* parent)
    : Ground(&theme::Tokens::bg, {}, parent)
    , m_title(new TextLabel(
          theme::uiFont(theme::titleSize, QFont::DemiBold), &theme::Tokens::muted, this))
    , m_hint(new TextLabel(theme::uiFont(), &theme::Tokens::faint, this))
{
    m_title->setAlignment(Qt::AlignHCenter);
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignHCenter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(48, 24, 48, 24);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_hint);
    column->addStretch(3);
}

void EmptyPane::say(const QString& title, const QString& hint)
{
    m_title->setText(title);
    m_hint->setText(hint);
}

} // namespace headgate
