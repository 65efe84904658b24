// SPDX-License-Identifier: MIT
#include "ui/panels/statusstrip.h"

#include "ui/glyphs.h"
#include "ui/keybindings.h"
#include "ui/tonecolour.h"
#include "ui/typography.h"
#include "ui/views/proofbadge.h"
#include "ui/words/issuetext.h"
#include "ui/words/quantity.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>

namespace headgate {

using namespace Qt::StringLiterals;
using theme::tokens;

namespace {

constexpr int stripHeight = 28;

} // namespace

StatusStrip::StatusStrip(QWidget* parent)
    : Ground(&theme::Tokens::panel, Qt::TopEdge, parent)
{
    setFixedHeight(stripHeight);
    setAccessibleName(tr("State of the connection"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(30, 1, 16, 0);
    row->setSpacing(18);
    const QFont plain = theme::uiFont(12);
    m_state = add(plain, &theme::Tokens::muted, tr("Connection"));
    m_retry = new QPushButton(tr("Reconnect now"), this);
    m_retry->setProperty("variant", u"action"_s);
    m_retry->setAutoDefault(false);
    m_retry->setFixedHeight(22);
    m_retry->setFont(theme::uiFont(12, QFont::Medium));
    row->addWidget(m_retry);
    m_byte = add(plain, &theme::Tokens::muted, tr("Last byte"));
    m_seq = add(theme::monoFont(11.5), &theme::Tokens::muted, tr("Sequence"));
    m_proof = new ProofBadge(this);
    row->addWidget(m_proof);
    connect(m_proof, &ProofBadge::clicked, this, &StatusStrip::proofWanted);
    m_reconnects = add(plain, &theme::Tokens::muted, tr("Reconnects"));
    row->addStretch(1);
    m_work = new QPushButton(this);
    m_work->setProperty("variant", u"quiet"_s);
    m_work->setAutoDefault(false);
    m_work->setFixedHeight(22);
    m_work->setFont(theme::uiFont(12));
    m_work->setToolTip(tr("Shows how far it is, and can end it"));
    m_work->hide();
    row->addWidget(m_work);
    connect(m_work, &QPushButton::clicked, this, [this] { emit workWanted(m_work); });
    for (TextLabel* label : {m_state, m_byte, m_reconnects}) {
        label->setCursor(Qt::PointingHandCursor);
        label->installEventFilter(this);
    }
    m_events = add(plain, &theme::Tokens::muted, tr("Events"));
    connect(m_retry, &QPushButton::clicked, this, [this] {
        if (m_denied)
            emit passwordWanted();
        else
            emit retryWanted();
    });
    show(nullptr, {});
}

TextLabel* StatusStrip::add(const QFont& font, TokenColour colour, const QString& name)
{
    auto* label = new TextLabel(font, colour, this);
    label->setAccessibleName(name);
    label->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    static_cast<QHBoxLayout*>(layout())->addWidget(label);
    return label;
}

void StatusStrip::put(TextLabel* label, const QString& text, const QString& tip)
{
    if (const QString& words = tip.isEmpty() ? text : tip; label->toolTip() != words)
        label->setToolTip(words);
    if (label->text() == text && label->isHidden() == text.isEmpty())
        return; // asked with each frame: the window is laid out again only if it has to be
    label->setVisible(!text.isEmpty());
    label->setText(text);
    label->updateGeometry();
}

void StatusStrip::show(const SourceStatus* source, Timestamp now)
{
    const auto dot = [this] { return m_empty ? words::Tone::Quiet : m_tone; };
    const words::Tone before = dot();
    m_empty = source == nullptr;
    m_denied = source && source->state == SyncState::Denied;
    m_retry->setVisible(source && (source->state == SyncState::Waiting || m_denied));
    m_retry->setText(m_denied ? tr("Enter the password") : tr("Reconnect now"));
    if (!source) {
        put(m_state, tr("No server yet"));
        for (TextLabel* label : {m_byte, m_seq, m_reconnects, m_events})
            put(label, {});
        m_proof->put({}, {});
        if (dot() != before)
            update();
        return;
    }
    const words::Toned state = words::sourceSentence(*source, now);
    m_tone = state.tone;
    put(m_state, state.text, words::issueText(source->issue));
    put(m_byte,
        isKnown(source->lastByte)
            ? tr("last byte %1 ago").arg(words::fineAge(now - source->lastByte))
            : QString());
    put(m_seq, source->lastSeq >= 0 ? tr("seq %1").arg(words::number(source->lastSeq)) : QString());
    const words::Toned proof = words::proof(*source, now);
    m_proof->put(proof,
        withKeys(tr("Every event is checked by its id and its sequence number. %1 event(s) came by "
                    "catching up, %2 could not be read. Press to see what this rests on.",
                     nullptr, int(source->repaired))
                     .arg(words::number(source->repaired), words::number(source->badFrames)),
            ActionId::ShowProof));
    put(m_reconnects,
        source->reconnects > 0 ? tr("%1 reconnect(s)", nullptr, int(source->reconnects))
                                     .arg(words::number(source->reconnects))
                               : QString());
    put(m_events,
        source->events > 0
            ? tr("%1 event(s)", nullptr, int(source->events)).arg(words::number(source->events))
            : QString());
    if (dot() != before)
        update();
}

void StatusStrip::showWork(const QString& sentence)
{
    if (m_work->text() == sentence && m_work->isHidden() == sentence.isEmpty())
        return;
    m_work->setText(sentence);
    m_work->setAccessibleName(sentence);
    m_work->setVisible(!sentence.isEmpty());
}

/** What stands there about the connection leads to all of it; by keys there is an action. */
bool StatusStrip::eventFilter(QObject* watched, QEvent* event)
{
    const auto* press =
        event->type() == QEvent::MouseButtonRelease ? static_cast<QMouseEvent*>(event) : nullptr;
    if (press && press->button() == Qt::LeftButton) {
        emit connectionsWanted();
        return true;
    }
    return Ground::eventFilter(watched, event);
}

void StatusStrip::paintEvent(QPaintEvent* event)
{
    Ground::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(m_state->x() - 6 - 4 * zoom::factor(), height() / 2.0 + 0.5);
    painter.scale(zoom::factor(), zoom::factor());
    glyphs::drawDot(painter, {},
        tokens().*toneColour(m_empty ? words::Tone::Quiet : m_tone, &theme::Tokens::faint));
}

} // namespace headgate
