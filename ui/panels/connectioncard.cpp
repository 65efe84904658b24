// SPDX-License-Identifier: MIT
#include "ui/panels/connectioncard.h"

#include "core/project/health.h"
#include "ui/glyphs.h"
#include "ui/models/sourcelist.h"
#include "ui/tonecolour.h"
#include "ui/words/healthwords.h"
#include "ui/words/issuetext.h"
#include "ui/words/quantity.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** A number is not parted from its unit. */
QString inOneLine(QString words)
{
    return words.replace(u' ', QChar(QChar::Nbsp));
}

constexpr size_t eventsShown = 6;
constexpr int hourParts = 60;
constexpr int dayParts = 96;

} // namespace

ConnectionCard::ConnectionCard(std::function<void(Command)> submit, QWidget* parent)
    : QWidget(parent)
    , m_submit(std::move(submit))
    , m_name(new TextLabel(
          theme::uiFont(theme::interfaceSize, QFont::DemiBold), &theme::Tokens::text, this))
    , m_state(new TextLabel(theme::uiFont(), &theme::Tokens::text, this))
    , m_facts(new TextLabel(theme::uiFont(12), &theme::Tokens::muted, this))
    , m_line(new Sparkline(this))
    , m_value(new TextLabel(theme::uiFont(theme::smallSize), &theme::Tokens::muted, this))
    , m_history(new TextLabel(theme::uiFont(12), &theme::Tokens::muted, this))
    , m_buttons(buildButtons())
{
    m_state->wrap();
    m_facts->wrap();
    m_history->wrap();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 0, 0, 0); // the dot
    head->addWidget(m_name);
    column->addLayout(head);
    column->addWidget(m_state);
    column->addWidget(m_facts);
    column->addSpacing(4);
    column->addWidget(m_line);
    column->addWidget(m_value);
    column->addSpacing(4);
    column->addWidget(m_history);
    column->addSpacing(4);
    column->addWidget(m_buttons);
    connect(m_line, &Sparkline::currentChanged, this, [this] {
        if (!m_quiet)
            put(m_value, m_line->valueText());
    });
}

QWidget* ConnectionCard::buildButtons()
{
    auto* buttons = new QWidget(this);
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    const auto add = [&](const QString& text, const QString& tip) {
        auto* button = new QPushButton(text, buttons);
        button->setAutoDefault(false);
        button->setToolTip(tip);
        row->addWidget(button);
        return button;
    };
    m_retry = add(
        tr("Reconnect now"), tr("Ends the waiting, or asks again on a connection that is silent"));
    m_pause = add(tr("Pause"), tr("Nothing is sent to it until it is resumed"));
    m_resume = add(tr("Resume"), tr("Goes on where it was"));
    row->addStretch(1);
    connect(m_retry, &QPushButton::clicked, this, [this] { m_submit(RetrySource{m_source}); });
    connect(m_pause, &QPushButton::clicked, this, [this] { m_submit(PauseSource{m_source}); });
    connect(m_resume, &QPushButton::clicked, this, [this] { m_submit(ResumeSource{m_source}); });
    return buttons;
}

/** Laid out again only if it has to be: it is asked with each frame. */
void ConnectionCard::put(TextLabel* label, const QString& text)
{
    if (label->text() == text && label->isHidden() == text.isEmpty())
        return;
    label->setVisible(!text.isEmpty());
    label->setText(text);
    label->updateGeometry();
}

void ConnectionCard::show(
    const SourceStatus& source, const SourceHealth* health, const View& view, Timestamp now)
{
    m_source = source.id;
    const QString name = words::sourceName(source);
    put(m_name, name);
    m_name->setToolTip(source.url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery));
    const words::Toned state = words::sourceSentence(source, now);
    if (std::exchange(m_tone, state.tone) != state.tone)
        update();
    const QString why = words::issueText(source.issue);
    put(m_state, why.isEmpty() ? state.text : QString(state.text + u"\n"_s + why));
    QStringList facts;
    if (isKnown(source.lastByte))
        facts += tr("last byte %1 ago").arg(inOneLine(words::fineAge(now - source.lastByte)));
    if (source.lastSeq >= 0)
        facts += tr("number %1").arg(words::number(source.lastSeq));
    if (source.lag >= 0ms)
        facts += tr("events come %1 late").arg(inOneLine(words::fineAge(source.lag)));
    put(m_facts, facts.join(u", "_s));
    const auto span = view.day ? std::chrono::minutes(24h) : std::chrono::minutes(1h);
    const int count = view.day ? dayParts : hourParts;
    m_line->setParts(
        healthParts(health ? health->minutes : std::vector<HealthMinute>(), now, span, count),
        span / count, view.metric);
    m_line->setAccessibleName(
        view.day ? tr("Last day of %1").arg(name) : tr("Last hour of %1").arg(name));
    m_quiet = m_line->isEmpty();
    m_line->setVisible(!m_quiet);
    putValue(view);
    showHistory(health, now);
    const bool usable = !isUnusable(source.id);
    const bool paused = source.state == SyncState::Paused;
    const bool over = source.state == SyncState::Closed || !usable;
    m_buttons->setVisible(!over);
    m_retry->setVisible(!paused);
    m_pause->setVisible(!paused);
    m_resume->setVisible(paused);
}

void ConnectionCard::putValue(const View& view)
{
    if (!m_quiet)
        put(m_value, m_line->valueText());
    else
        put(m_value,
            view.day ? tr("Nothing came in the last day") : tr("Nothing came in the last hour"));
}

void ConnectionCard::showHistory(const SourceHealth* health, Timestamp now)
{
    QStringList lines;
    if (health) {
        const auto& all = health->happened;
        for (size_t i = all.size(); i-- > 0 && size_t(lines.size()) < eventsShown;)
            lines += tr("%1  %2").arg(
                words::clockTime(all[i].at, now), words::healthSentence(all[i]).text);
        if (all.size() > eventsShown)
            lines += tr("%n more in the report", nullptr, int(all.size() - eventsShown));
    }
    put(m_history, lines.join(u'\n'));
}

void ConnectionCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& t = theme::tokens();
    glyphs::drawDot(painter, {20, m_name->geometry().center().y() + 0.5},
        t.*toneColour(m_tone, &theme::Tokens::faint));
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
}

} // namespace headgate
