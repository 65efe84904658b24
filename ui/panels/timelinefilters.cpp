// SPDX-License-Identifier: MIT
// What TimelinePanel offers to choose from: kinds, actors, times, runs, and files to write.
#include "core/project/visibletext.h"
#include "ui/models/timelinemodel.h"
#include "ui/models/workmodel.h"
#include "ui/panels/timelinepanel.h"
#include "ui/views/textlabel.h"
#include "ui/words/eventwords.h"
#include "ui/words/issuetext.h"
#include "ui/words/quantity.h"

#include <QDateTime>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

#include <algorithm>
#include <array>
#include <limits>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/** A choice that people make often. */
struct Kind
{
    const char* name; ///< TimelinePanel translates it
    std::array<const char*, 3> types;
};

constexpr Kind kinds[] = {
    {QT_TRANSLATE_NOOP("headgate::TimelinePanel", "Tool calls and spawns"),
        {"execution.tool_start", "execution.tool_finish", "agent.spawned"}},
    {QT_TRANSLATE_NOOP("headgate::TimelinePanel", "Checkpoints"), {"checkpoint.*", "human.*", {}}},
    {QT_TRANSLATE_NOOP("headgate::TimelinePanel", "Agents"), {"agent.*", "progress.*", "actor.*"}},
    {QT_TRANSLATE_NOOP("headgate::TimelinePanel", "Sessions"), {"lifecycle.*", "session.*", {}}},
    {QT_TRANSLATE_NOOP("headgate::TimelinePanel", "Ledger"), {"ledger.*", "learning.*", {}}},
    {QT_TRANSLATE_NOOP("headgate::TimelinePanel", "Files"), {"files.*", {}, {}}},
};

QStringList typesOf(const Kind& kind)
{
    QStringList types;
    for (const char* type : kind.types) {
        if (type)
            types += QString::fromLatin1(type);
    }
    return types;
}

/** A menu reads an ampersand as a mnemonic. */
QString plain(const QString& text)
{
    constexpr qsizetype longest = 60;
    QString shown = makeVisible(text.left(longest)).text;
    return shown.replace(u'&', u"&&"_s);
}

void label(QPushButton* chip, const QString& text)
{
    QString shown = chip->fontMetrics().elidedText(text, Qt::ElideRight, 66);
    const QString what = chip->accessibleDescription();
    chip->setToolTip(shown == text ? what : QString(what + u'\n' + text));
    chip->setText(shown.replace(u'&', u"&&"_s));
    chip->setAccessibleName(text);
}

} // namespace

void TimelinePanel::addChoice(
    QMenu* menu, const QString& text, bool chosen, const TimelineFilter& filter)
{
    QAction* action = menu->addAction(plain(text));
    action->setCheckable(true);
    action->setChecked(chosen);
    connect(action, &QAction::triggered, this, [this, filter] { setFilter(filter); });
}

void TimelinePanel::fillTypes(QMenu* menu)
{
    TimelineFilter filter = m_model->filter();
    const QStringList now = filter.types;
    filter.types.clear();
    addChoice(menu, tr("Everything"), now.isEmpty(), filter);
    for (const Kind& kind : kinds) {
        filter.types = typesOf(kind);
        addChoice(menu, tr(kind.name), now == filter.types, filter);
    }
    QMenu* one = menu->addMenu(tr("One type"));
    for (const QString& type : m_ports.work->work().types) {
        filter.types = {type};
        addChoice(one, type, now == filter.types, filter);
    }
    one->setEnabled(!one->isEmpty());
}

void TimelinePanel::fillActors(QMenu* menu)
{
    TimelineFilter filter = m_model->filter();
    const QString now = filter.actor;
    filter.actor.clear();
    addChoice(menu, tr("Anybody"), now.isEmpty(), filter);
    for (const QString& actor : m_ports.work->work().actors) {
        filter.actor = actor;
        addChoice(menu, actor, now == actor, filter);
    }
}

void TimelinePanel::fillTimes(QMenu* menu)
{
    TimelineFilter filter = m_model->filter();
    const bool any = !filter.since && !filter.until;
    filter.since.reset();
    filter.until.reset();
    addChoice(menu, tr("Any time"), any, filter);
    const QDate today = QDateTime::fromMSecsSinceEpoch(toMs(m_now)).date();
    for (const auto& [text, since] : {std::pair(tr("The last 5 minutes"), m_now - 5min),
             std::pair(tr("The last hour"), m_now - 1h),
             std::pair(tr("Today"), timestampFromMs(today.startOfDay().toMSecsSinceEpoch()))}) {
        filter.since = since;
        addChoice(menu, text, m_model->filter().since == since, filter);
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Choose…")), &QAction::triggered, this, [this] {
        m_range->show();
        m_since->setFocus(Qt::OtherFocusReason);
    });
}

void TimelinePanel::fillRuns(QMenu* menu)
{
    TimelineFilter filter = m_model->filter();
    const TimelineFilter now = filter;
    filter.run.clear();
    filter.stream.clear();
    addChoice(menu, tr("All runs and streams"), now.run.isEmpty() && now.stream.isEmpty(), filter);
    const SessionKey selected = m_ports.selected();
    if (selected.source == m_model->source()) {
        filter.stream = selected.session.value();
        addChoice(menu, tr("The session in the middle"), now.stream == filter.stream, filter);
        filter.stream.clear();
    }
    if (!now.stream.isEmpty() && now.stream != selected.session.value())
        addChoice(menu, now.stream, true, now);
    menu->addSeparator();
    for (const LogRun& run : m_ports.work->work().runs) {
        filter.run = run.id;
        addChoice(menu,
            tr("%1: %n event(s), %2 to %3", nullptr,
                int(std::min<qint64>(run.events, std::numeric_limits<int>::max())))
                .arg(words::shortRun(run.id), words::clockTime(run.first, m_now),
                    words::clockTime(run.last, m_now)),
            now.run == run.id, filter);
    }
}

void TimelinePanel::fillExports(QMenu* menu)
{
    const auto add = [this, menu](const QString& text, ExportTimeline::Format format,
                         const QString& suffix) {
        connect(menu->addAction(text), &QAction::triggered, this,
            [this, format, suffix] { exportAs(format, suffix); });
    };
    add(tr("What is listed, as it stands in the log…"), ExportTimeline::Format::Lines, u"jsonl"_s);
    menu->addSeparator();
    add(tr("Its activity trail as CSV…"), ExportTimeline::Format::TrailCsv, u"csv"_s);
    add(tr("Its activity trail as JSON lines…"), ExportTimeline::Format::TrailLines, u"jsonl"_s);
}

void TimelinePanel::exportAs(ExportTimeline::Format format, const QString& suffix)
{
    auto* dialog = new QFileDialog(this, tr("Write into a file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(
        (format == ExportTimeline::Format::Lines ? u"events."_s : u"activity."_s) + suffix);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, format](const QString& path) { m_model->exportTo(path, format); });
    dialog->open();
}

void TimelinePanel::showExported(const TimelineExported& exported)
{
    const bool done = exported.issue.code == Issue::Code::None;
    m_count->setText(done ? tr("%1 event(s) written to %2", nullptr, int(exported.rows))
                                .arg(words::number(exported.rows), words::shortPath(exported.path))
                          : words::issueText(exported.issue));
}

void TimelinePanel::takeTimes()
{
    TimelineFilter filter = m_model->filter();
    const auto read = [this](QLineEdit* from, std::optional<Timestamp>& to) {
        const auto time = words::readTime(from->text(), m_now);
        const bool understood = time || from->text().simplified().isEmpty();
        if (understood)
            to = time;
        else
            m_count->setText(tr("A time is written as 14:05 or 2026-01-31 14:05."));
        return understood;
    };
    if (read(m_since, filter.since) && read(m_until, filter.until))
        setFilter(filter);
}

/** What is chosen, in the words of the chips. */
void TimelinePanel::showFilter()
{
    const TimelineFilter& filter = m_model->filter();
    QString types = filter.types.isEmpty() ? tr("Everything") : filter.types.join(u", "_s);
    for (const Kind& kind : kinds) {
        if (filter.types == typesOf(kind))
            types = tr(kind.name);
    }
    label(m_types, types);
    label(m_actors, filter.actor.isEmpty() ? tr("Anybody") : filter.actor);
    label(m_times, words::timeRange(filter.since, filter.until, m_now));
    const QString part = !filter.run.isEmpty() ? words::shortRun(filter.run) : filter.stream;
    label(m_runs, part.isEmpty() ? tr("All runs") : part);
    if (filter.words.isEmpty() && !m_typed.isActive() && !m_search->text().isEmpty())
        m_search->clear();
}

} // namespace headgate
