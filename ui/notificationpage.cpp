// SPDX-License-Identifier: MIT
#include "ui/notificationpage.h"

#include "ui/models/sourcelist.h"
#include "ui/preferences.h"
#include "ui/settingrow.h"
#include "ui/views/switch.h"
#include "ui/views/textlabel.h"
#include "ui/words/noticewords.h"
#include "ui/words/sourcewords.h"

#include <QHBoxLayout>
#include <QTimeEdit>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int switchColumn = 48;

QTime timeOf(std::chrono::minutes ofDay)
{
    return QTime(0, 0).addSecs(int(std::chrono::seconds(ofDay).count()));
}

std::chrono::minutes minutesOf(QTime time)
{
    return std::chrono::hours(time.hour()) + std::chrono::minutes(time.minute());
}

} // namespace

NotificationPage::NotificationPage(Preferences* preferences, const SourceList& sources,
    std::function<Desktop()> desktop, QWidget* parent)
    : QWidget(parent)
    , m_preferences(preferences)
    , m_desktop(std::move(desktop))
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(24, 14, 24, 8);
    m_column->setSpacing(8);
    auto* title = new TextLabel(theme::uiFont(17, QFont::DemiBold), &theme::Tokens::text, this);
    title->setText(tr("Notifications"));
    m_column->addWidget(title);
    m_service = note({});
    addKinds();
    addQuiet();
    addServers(sources);
    addTray();
    m_column->addStretch(1);
    refresh();
}

template <typename Edit>
void NotificationPage::edit(Edit how)
{
    NoticeWishes wishes = m_preferences->notices();
    how(wishes);
    m_preferences->setNotices(wishes);
    emit changed();
}

TextLabel* NotificationPage::heading(const QString& text)
{
    auto* label = new TextLabel(
        theme::uiFont(theme::interfaceSize, QFont::DemiBold), &theme::Tokens::text, this);
    label->setText(text);
    label->setContentsMargins(0, 12, 0, 0);
    m_column->addWidget(label);
    return label;
}

TextLabel* NotificationPage::note(const QString& text)
{
    auto* label = new TextLabel(theme::uiFont(12), &theme::Tokens::muted, this);
    label->wrap();
    label->setText(text);
    m_column->addWidget(label);
    return label;
}

Switch* NotificationPage::addSwitch(const QString& words, bool on, std::function<void(bool)> set)
{
    const SwitchRow made = makeSwitchRow(words, {}, on, this);
    connect(made.control, &Switch::clicked, this, std::move(set));
    m_column->addWidget(made.row);
    return made.control;
}

void NotificationPage::addKinds()
{
    const auto small = [this](const QString& text) {
        auto* label = new TextLabel(theme::uiFont(theme::smallSize), &theme::Tokens::faint, this);
        label->setText(text);
        label->setAlignment(Qt::AlignHCenter | Qt::AlignVCenter);
        label->setFixedWidth(switchColumn);
        return label;
    };
    auto* head = new QWidget(this);
    auto* titles = new QHBoxLayout(head);
    titles->setContentsMargins(0, 12, 0, 0);
    titles->setSpacing(8);
    auto* when = new TextLabel(
        theme::uiFont(theme::interfaceSize, QFont::DemiBold), &theme::Tokens::text, head);
    when->setText(tr("Tell me when"));
    titles->addWidget(when, 1);
    titles->addWidget(small(tr("Tell")));
    titles->addWidget(small(tr("Sound")));
    m_column->addWidget(head);
    const NoticeWishes wishes = m_preferences->notices();
    for (const NoticeKind kind : noticeKinds) {
        const QString words = words::noticeKindWords(kind);
        auto* both = new QWidget(this);
        auto* pair = new QHBoxLayout(both);
        pair->setContentsMargins(0, 0, 0, 0);
        pair->setSpacing(8);
        auto* tell = new Switch(both);
        tell->setObjectName(noticeKindName(kind));
        tell->setAccessibleName(words);
        tell->setOn(wishes.of(kind).on);
        auto* sound = new Switch(both);
        sound->setObjectName(noticeKindName(kind) + "-sound"_L1);
        sound->setAccessibleName(tr("%1: with a sound").arg(words));
        sound->setOn(wishes.of(kind).sound);
        sound->setEnabled(wishes.of(kind).on);
        connect(tell, &Switch::clicked, this, [this, kind, sound](bool on) {
            sound->setEnabled(on);
            edit([&](NoticeWishes& all) { all.of(kind).on = on; });
        });
        connect(sound, &Switch::clicked, this,
            [this, kind](bool on) { edit([&](NoticeWishes& all) { all.of(kind).sound = on; }); });
        for (Switch* one : {tell, sound}) {
            auto* place = new QWidget(both);
            place->setFixedWidth(switchColumn);
            auto* middle = new QHBoxLayout(place);
            middle->setContentsMargins(0, 0, 0, 0);
            middle->addWidget(one, 0, Qt::AlignCenter);
            pair->addWidget(place);
        }
        m_column->addWidget(new SettingRow(words, {}, both, this));
    }
    note(
        tr("Not for subagents' ends, nor for what was answered by itself, nor for what you have in "
           "front of you. A notification can be answered only where it says all of what is asked "
           "and no rule asks for a second look, and never while the screen is locked, as far as "
           "the desktop tells that."));
}

void NotificationPage::addQuiet()
{
    heading(tr("Quiet hours"));
    const NoticeWishes wishes = m_preferences->notices();
    auto* from = new QTimeEdit(timeOf(wishes.quietFrom), this);
    auto* to = new QTimeEdit(timeOf(wishes.quietTo), this);
    from->setAccessibleName(tr("Quiet from"));
    to->setAccessibleName(tr("Quiet until"));
    from->setObjectName(u"quiet-from"_s);
    to->setObjectName(u"quiet-to"_s);
    for (QTimeEdit* time : {from, to}) {
        time->setDisplayFormat(u"HH:mm"_s);
        // The style draws the field inside; a second frame around it would cut the digits.
        time->setButtonSymbols(QAbstractSpinBox::NoButtons);
        time->setFrame(false);
        time->setFixedWidth(84);
        time->setEnabled(wishes.quietHours);
    }
    auto* quiet =
        addSwitch(tr("Tell nothing every day"), wishes.quietHours, [this, from, to](bool on) {
            from->setEnabled(on);
            to->setEnabled(on);
            edit([on](NoticeWishes& all) { all.quietHours = on; });
        });
    quiet->setObjectName(u"quiet"_s);
    connect(from, &QTimeEdit::timeChanged, this, [this](QTime time) {
        edit([time](NoticeWishes& all) { all.quietFrom = minutesOf(time); });
    });
    connect(to, &QTimeEdit::timeChanged, this,
        [this](QTime time) { edit([time](NoticeWishes& all) { all.quietTo = minutesOf(time); }); });
    auto* times = new QWidget(this);
    auto* row = new QHBoxLayout(times);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    auto* until = new TextLabel(theme::uiFont(), &theme::Tokens::muted, times);
    until->setText(tr("to"));
    row->addWidget(from);
    row->addWidget(until);
    row->addWidget(to);
    m_column->addWidget(new SettingRow(tr("From"), {}, times, this));
    note(tr("Who still waits when they end is told of then."));
}

void NotificationPage::addServers(const SourceList& sources)
{
    if (sources.all().empty())
        return;
    heading(tr("Servers to tell of"));
    const NoticeWishes wishes = m_preferences->notices();
    for (const SourceStatus& source : sources.all()) {
        auto* one = addSwitch(words::sourceName(source), !wishes.muted.contains(source.id),
            [this, id = source.id](bool on) {
                edit([&](NoticeWishes& all) {
                    if (on)
                        all.muted.remove(id);
                    else
                        all.muted.insert(id);
                });
            });
        one->setObjectName("server "_L1 + source.id.value());
    }
}

void NotificationPage::addTray()
{
    heading(tr("Tray"));
    auto* shown = addSwitch(
        tr("Show how many wait in the tray"), m_preferences->trayShown(), [this](bool on) {
            m_preferences->setTrayShown(on);
            refresh();
            emit changed();
        });
    shown->setObjectName(u"tray"_s);
    m_stays = addSwitch(tr("Keep running when the window is closed"), m_preferences->staysInTray(),
        [this](bool on) {
            m_preferences->setStaysInTray(on);
            emit changed();
        });
    m_stays->setObjectName(u"stays"_s);
    m_trayNote = note({});
}

void NotificationPage::refresh()
{
    const Desktop desktop = m_desktop();
    QString words = !desktop.service
        ? tr("This desktop has no service that shows notifications: who waits is told in the tray "
             "and in the window only.")
        : desktop.actions
        ? tr("Shown by the desktop.")
        : tr("Shown by the desktop, which takes no answers and no clicks in them.");
    if (desktop.service && !desktop.sound)
        words += u' ' + tr("It plays no sounds.");
    m_service->setText(words);
    m_trayNote->setText(desktop.tray
            ? tr("Headgate goes on watching then; Quit in the menu or in the tray ends it.")
            : tr("This desktop shows no tray now: closing the window ends Headgate."));
    m_stays->setEnabled(m_preferences->trayShown());
}

} // namespace headgate
