// SPDX-License-Identifier: MIT
#include "ui/notifier.h"

#include "core/project/batchrules.h"
#include "ui/preferences.h"
#include "ui/words/noticewords.h"

#include <QDateTime>

#include <algorithm>
#include <chrono>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const auto openKey = u"open"_s;
const auto clickKey = u"default"_s; // the specification's name for a click on the text
const auto onceKey = u"once"_s;
const auto rejectKey = u"reject"_s;

constexpr size_t mostKept = 256;
/** A server that refuses one notification is asked again. */
constexpr auto refusedPause = 10s;
constexpr milliseconds longestTimer = 1h; ///< clocks are set, machines sleep

} // namespace

Notifier::Notifier(
    Ports ports, const QDBusConnection& session, const QDBusConnection& system, QObject* parent)
    : QObject(parent)
    , m_ports(std::move(ports))
    , m_bus(session)
    , m_lock(session, system)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Notifier::look);
    connect(&m_bus, &NotificationBus::serviceChanged, this, &Notifier::look);
    connect(&m_bus, &NotificationBus::acted, this, &Notifier::acted);
    connect(&m_bus, &NotificationBus::lost, this, [this] {
        m_told.clear();
        m_book.forgetShown(m_ports.now());
    });
    connect(&m_bus, &NotificationBus::closed, this, [this](quint64 post) {
        const auto it = m_told.find(post);
        if (it != m_told.end() && !std::exchange(it->second.over, true) && !it->second.aside)
            m_book.closed(it->second.tag);
    });
    connect(&m_bus, &NotificationBus::refused, this, [this](quint64 post) {
        if (const auto it = m_told.find(post); it != m_told.end()) {
            if (!it->second.over && !it->second.aside)
                m_book.tellAgain(it->second.tag, m_ports.now() + refusedPause);
            m_told.erase(it);
            look();
        }
    });
}

void Notifier::apply(const ChangeBatch& batch)
{
    const Timestamp now = m_ports.now();
    for (const Change& change : batch)
        m_book.apply(change, now);
    look();
}

void Notifier::beQuietUntil(Timestamp until)
{
    m_quietUntil = until;
    look();
}

NoticeBook::Moment Notifier::moment() const
{
    const Timestamp now = m_ports.now();
    const QTime local = QDateTime::fromMSecsSinceEpoch(toMs(now)).time();
    return {
        now, std::chrono::hours(local.hour()) + std::chrono::minutes(local.minute()), m_quietUntil};
}

void Notifier::look()
{
    // Without a service there is nobody to tell it; what still waits is told when one comes.
    if (m_bus.service() != NotificationBus::Service::Present)
        return;
    const NoticeBook::Moment at = moment();
    const auto step = m_book.step(at, m_ports.preferences->notices(), m_ports.attention());
    for (const NoticeTag& tag : step.withdraw)
        withdraw(tag);
    for (const NoticeTag& tag : step.show)
        show(tag);
    m_timer.stop();
    if (step.next)
        m_timer.start(std::clamp<milliseconds>(*step.next - at.now, 1ms, longestTimer));
}

void Notifier::withdraw(const NoticeTag& tag)
{
    for (auto& [post, told] : m_told) {
        if (told.tag == tag && !std::exchange(told.over, true))
            m_bus.withdraw(post);
    }
}

void Notifier::show(const NoticeTag& tag)
{
    withdraw(tag); // what it said before
    Told told{tag, {}, m_ports.now()};
    if (const Checkpoint* request = m_book.request(tag.checkpointKey());
        request && tag.kind == NoticeKind::Blocked)
        told.request = *request;
    const words::NoticeText text = words::noticeText(tag, m_book, told.at);
    Notification notification;
    notification.title = text.title;
    notification.body = text.body;
    notification.sound = m_ports.preferences->notices().of(tag.kind).sound;
    notification.stays = tag.kind == NoticeKind::Blocked;
    notification.actions = {clickKey, tr("Open")};
    if (told.request && mayDecideByNotice(*told.request))
        notification.actions += {onceKey, tr("Allow once"), rejectKey, tr("Reject")};
    notification.actions += {openKey, tr("Open")};
    post(std::move(told), notification);
}

void Notifier::sayWhy(const NoticeTag& tag, const QString& sentence)
{
    const QString title = words::noticeText(tag, m_book, m_ports.now()).title;
    Notification notification;
    notification.title = title.isEmpty() ? u"Headgate"_s : title;
    notification.body = sentence;
    notification.actions = {clickKey, tr("Open"), openKey, tr("Open")};
    post({tag, {}, m_ports.now(), false, true}, notification);
}

void Notifier::post(Told told, const Notification& notification)
{
    m_told.insert_or_assign(m_bus.show(notification), std::move(told));
    for (auto it = m_told.begin(); it != m_told.end() && m_told.size() > mostKept;)
        it = it->second.over ? m_told.erase(it) : std::next(it);
}

void Notifier::acted(quint64 post, const QString& action, const QString& token)
{
    const auto it = m_told.find(post);
    if (it == m_told.end())
        return;
    const Told told = it->second;
    // One press of one notification is one wish; a second one finds nothing.
    m_told.erase(it);
    m_bus.withdraw(post);
    if (!told.over && !told.aside)
        m_book.closed(told.tag);
    const bool answers = action == onceKey || action == rejectKey;
    if (answers && told.request && mayDecideByNotice(*told.request)) {
        const Reply reply = action == onceKey ? Reply::Once : Reply::Reject;
        m_lock.ask([this, told, reply](bool locked) { decide(told, reply, locked); });
    } else {
        emit openWanted(told.tag, token);
    }
}

void Notifier::decide(const Told& told, Reply reply, bool locked)
{
    const Checkpoint* now = m_book.request(told.tag.checkpointKey());
    if (!now || !sameContent(*now, *told.request) || !mayDecideByNotice(*now)) {
        sayWhy(told.tag, tr("State changed, open Headgate."));
    } else if (locked) {
        sayWhy(told.tag, tr("Not answered: the screen is locked. Open Headgate."));
    } else if (!m_book.isLive(told.tag.source)) {
        sayWhy(told.tag, tr("Not answered: the server cannot be reached now. Open Headgate."));
    } else {
        Decision decision;
        decision.key = told.tag.checkpointKey();
        decision.reply = reply;
        decision.actor = Decision::Actor::Notification;
        decision.shown = told.at;
        m_ports.submit(Decide{decision});
    }
}

} // namespace headgate
