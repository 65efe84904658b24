// SPDX-License-Identifier: MIT
#include "ui/panels/replaybar.h"

#include "ui/models/replayplayer.h"
#include "ui/views/replaytrack.h"
#include "ui/views/transcriptview.h"
#include "ui/words/quantity.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** "1:02:03" */
QString duration(std::chrono::milliseconds span)
{
    const qint64 seconds = span / 1s;
    const QString text =
        u"%1:%2"_s.arg((seconds / 60) % 60, seconds < 3600 ? 1 : 2, 10, QChar(u'0'))
            .arg(seconds % 60, 2, 10, QChar(u'0'));
    return seconds < 3600 ? text : u"%1:%2"_s.arg(seconds / 3600).arg(text);
}

QString fullTime(Timestamp at)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMs(at));
    return QLocale().toString(local.date(), QLocale::LongFormat) + u", "_s
        + local.toString(u"HH:mm:ss.zzz"_s);
}

} // namespace

ReplayBar::ReplayBar(ReplayPlayer* player, QWidget* parent)
    : Ground(&theme::Tokens::accentSoft, Qt::BottomEdge, parent)
    , m_player(player)
    , m_title(new TextLabel(
          theme::uiFont(theme::titleSize, QFont::DemiBold), &theme::Tokens::text, this))
    , m_when(new TextLabel(theme::uiFont(), &theme::Tokens::text, this))
    , m_note(new TextLabel(theme::uiFont(theme::smallSize), &theme::Tokens::muted, this))
    , m_clock(new TextLabel(theme::monoFont(), &theme::Tokens::text, this))
    , m_track(new ReplayTrack(this))
    , m_play(makeButton(tr("Play"), tr("Play or pause (Space)")))
    , m_speed(makeButton(u"1×"_s, tr("Speed (1, 2, 4)")))
    , m_skip(makeButton(tr("Skip pauses"), tr("Pass over silences while playing")))
    , m_close(makeButton(tr("Back to now"), tr("End the replay (Escape)")))
{
    setObjectName(u"replay"_s);
    setAccessibleName(tr("Replay"));
    setFocusProxy(m_track);
    build();
    connect(m_close, &QPushButton::clicked, this, &ReplayBar::closeWanted);
    connect(m_play, &QPushButton::clicked, m_player, &ReplayPlayer::togglePlay);
    connect(m_speed, &QPushButton::clicked, this, [this] {
        const int speed = m_player->clock().speed();
        m_player->setSpeed(speed >= 4 ? 1 : speed * 2);
    });
    connect(m_skip, &QPushButton::toggled, m_player, &ReplayPlayer::setSkipping);
    connect(m_track, &ReplayTrack::sought, m_player, &ReplayPlayer::seek);
    connect(m_player, &ReplayPlayer::moved, this, &ReplayBar::refresh);
    m_track->installEventFilter(this);
}

void ReplayBar::build()
{
    m_skip->setCheckable(true);
    m_close->setProperty("variant", u"primary"_s);
    m_play->setMinimumWidth(70);
    m_note->wrap();
    auto* first = new QHBoxLayout;
    first->setSpacing(10);
    first->addWidget(m_title, 1);
    first->addWidget(m_close);
    auto* second = new QHBoxLayout;
    second->setSpacing(10);
    second->addWidget(m_when, 1);
    second->addWidget(m_clock);
    auto* last = new QHBoxLayout;
    last->setSpacing(6);
    last->addWidget(m_play);
    const auto addButton = [&](const QString& text, const QString& name, auto&& what) {
        QPushButton* button = makeButton(text, name);
        button->setFixedWidth(36);
        last->addWidget(button);
        connect(button, &QPushButton::clicked, this, what);
    };
    addButton(u"‹"_s, tr("One event back (Shift+Left)"), [this] { m_player->step(-1); });
    addButton(u"›"_s, tr("One event on (Shift+Right)"), [this] { m_player->step(+1); });
    addButton(u"«"_s, tr("To the request to a person before (Ctrl+Left)"),
        [this] { m_player->toRequest(false); });
    addButton(u"»"_s, tr("To the next request to a person (Ctrl+Right)"),
        [this] { m_player->toRequest(true); });
    last->addWidget(m_track, 1);
    last->addWidget(m_speed);
    last->addWidget(m_skip);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 10, 16, 8);
    column->setSpacing(4);
    column->addLayout(first);
    column->addLayout(second);
    column->addLayout(last);
    column->addWidget(m_note);
}

QPushButton* ReplayBar::makeButton(const QString& text, const QString& name)
{
    auto* button = new QPushButton(text, this);
    button->setAutoDefault(false);
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

void ReplayBar::watch(TranscriptView* view)
{
    m_view = view;
    view->installEventFilter(this);
}

void ReplayBar::open(const QString& title)
{
    m_title->setText(tr("Replay of “%1”").arg(title));
    m_skip->setChecked(false);
    refresh();
}

QString ReplayBar::momentWords() const
{
    if (m_player->isReading())
        return tr("Reading what is held of it …");
    if (m_player->isLate())
        return tr("Reading how it was on %1 …").arg(fullTime(m_player->clock().at()));
    return tr("As it was on %1. Only the present can be answered.")
        .arg(fullTime(m_player->clock().at()));
}

/** Which event it is; it always has a line, so that nothing below it moves. */
QString ReplayBar::noteWords() const
{
    const ReplayMoment* moment = m_player->moment();
    if (!moment)
        return u" "_s;
    if (moment->kept)
        return moment->type;
    return tr("%1: that it happened was kept, and not what it said. A later event replaced it.")
        .arg(moment->type);
}

void ReplayBar::refresh()
{
    const ReplayClock& clock = m_player->clock();
    const auto& timeline = m_player->timeline();
    m_track->setTimeline(timeline);
    m_track->setAt(clock.at());
    const QString when = momentWords();
    m_when->setText(when);
    m_play->setText(clock.isPlaying() ? tr("Pause") : tr("Play"));
    m_speed->setText(u"%1×"_s.arg(clock.speed()));
    m_speed->setAccessibleName(tr("Speed: %1 times").arg(clock.speed()));
    const QString place =
        tr("%1 of %2 · event %3 of %4")
            .arg(duration(clock.at() - clock.begin()), duration(clock.end() - clock.begin()),
                words::number(clock.index() + 1), words::number(clock.count()));
    m_clock->setText(timeline ? place : QString());
    m_track->setAccessibleDescription(timeline ? place + u". "_s + when : when);
    m_note->setText(noteWords());
}

bool ReplayBar::take(const QKeyEvent& key)
{
    const auto with = key.modifiers() & ~Qt::KeypadModifier;
    const bool plain = with == Qt::NoModifier;
    const int way = key.key() == Qt::Key_Left ? -1 : key.key() == Qt::Key_Right ? +1 : 0;
    if (way != 0 && plain)
        m_player->seekBy(ReplayClock::jump * way);
    else if (way != 0 && with == Qt::ShiftModifier)
        m_player->step(way);
    else if (way != 0 && with == Qt::ControlModifier)
        m_player->toRequest(way > 0);
    else if (plain && key.key() == Qt::Key_Space)
        m_player->togglePlay();
    else if (plain && key.key() == Qt::Key_Home)
        m_player->toBegin();
    else if (plain && key.key() == Qt::Key_End)
        m_player->toEnd();
    else if (plain && (key.key() == Qt::Key_1 || key.key() == Qt::Key_2 || key.key() == Qt::Key_4))
        m_player->setSpeed(key.key() - Qt::Key_0);
    else if (plain && key.key() == Qt::Key_Escape)
        emit closeWanted();
    else
        return false;
    return true;
}

/** Keys that the transcript itself has a use for. */
bool ReplayBar::isForView(const QKeyEvent& key) const
{
    const bool chosen = m_view->currentStop() >= 0;
    switch (key.key()) {
    case Qt::Key_Home:
    case Qt::Key_End:
        return true;
    case Qt::Key_Space:
        return chosen;
    case Qt::Key_Escape:
        return chosen || m_view->hasSelection();
    default:
        return (key.modifiers() & Qt::ShiftModifier) != 0;
    }
}

bool ReplayBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress || !m_player->isOn())
        return Ground::eventFilter(watched, event);
    const auto& key = *static_cast<QKeyEvent*>(event);
    if (watched == m_view && isForView(key))
        return false;
    return take(key);
}

void ReplayBar::keyPressEvent(QKeyEvent* event)
{
    if (!take(*event))
        Ground::keyPressEvent(event);
}

} // namespace headgate
