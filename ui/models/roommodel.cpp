// SPDX-License-Identifier: MIT
#include "ui/models/roommodel.h"

#include "core/domain/lookup.h"
#include "core/project/visibletext.h"
#include "ui/words/quantity.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t mostHappenings = 50; ///< that are listed
constexpr qsizetype longestDetail = 300;

QString shown(const QString& text)
{
    return makeVisible(text.simplified()).text;
}

QString happened(const Happening& one)
{
    const QString who = shown(one.who);
    switch (one.kind) {
    case Happening::Kind::Joined:
        return RoomModel::tr("%1 joined").arg(who);
    case Happening::Kind::Left:
        return RoomModel::tr("%1 left").arg(who);
    case Happening::Kind::Started:
        return RoomModel::tr("%1 began to work").arg(who);
    case Happening::Kind::Paused:
        return RoomModel::tr("%1 paused").arg(who);
    case Happening::Kind::Resumed:
        return RoomModel::tr("%1 went on").arg(who);
    case Happening::Kind::Completed:
        return RoomModel::tr("%1 is done").arg(who);
    case Happening::Kind::Failed:
        return RoomModel::tr("%1 failed").arg(who);
    }
    return {};
}

struct Look
{
    LedgerRow::Shape shape;
    QString words;
};

Look lookOf(const QString& status)
{
    using enum LedgerRow::Shape;
    if (status == "running"_L1)
        return {Running, RoomModel::tr("running")};
    if (status == "starting"_L1)
        return {Running, RoomModel::tr("starting")};
    if (status == "paused"_L1)
        return {Paused, RoomModel::tr("paused")};
    if (status == "completed"_L1)
        return {Done, RoomModel::tr("done")};
    if (status == "error"_L1)
        return {Failed, RoomModel::tr("failed")};
    return {Open, status.isEmpty() ? RoomModel::tr("not said") : shown(status)};
}

/** What it does now, or why it does not. */
QString detailOf(const PaneAgent& agent)
{
    QStringList lines;
    if (!agent.error.isEmpty())
        lines += shown(agent.error);
    else if (!agent.message.isEmpty())
        lines += shown(agent.message);
    if (!agent.tool.isEmpty())
        lines += RoomModel::tr("uses %1").arg(shown(agent.tool));
    if (const QString text = shown(agent.text); !text.isEmpty())
        lines += text.size() > longestDetail ? QString(u'…' + text.right(longestDetail)) : text;
    return lines.join(u'\n');
}

/** All that a session holds of its agents: of what is known already, the newer counts. */
void takeAll(std::vector<PaneAgent>& agents, const PaneNews& news)
{
    std::vector<PaneAgent> told;
    for (const PaneEvent& event : news.events)
        reduce(told, news.session, event);
    for (PaneAgent& agent : told) {
        const auto known = std::ranges::find(agents, agent.id, &PaneAgent::id);
        if (known == agents.end())
            agents.push_back(std::move(agent));
        else if (known->at < agent.at)
            *known = std::move(agent);
    }
}

LedgerRow heading(const QString& id, const QString& title)
{
    LedgerRow row;
    row.id = id;
    row.title = title;
    return row;
}

/** Oneself first, then as they came. */
void addPeople(
    std::vector<LedgerRow>& rows, const Company& company, const QString& self, Timestamp now)
{
    if (company.people.empty())
        return;
    rows.push_back(heading(u"people"_s, RoomModel::tr("Watching")));
    std::vector<Person> people = company.people;
    std::ranges::stable_sort(people, {}, &Person::joined);
    std::stable_partition(
        people.begin(), people.end(), [&](const Person& one) { return one.id == self; });
    for (const Person& one : people) {
        const bool own = one.id == self;
        const bool silent = !own && now - one.seen > presence::fadesAfter;
        LedgerRow row;
        row.kind = LedgerRow::Kind::Step;
        row.id = "person "_L1 + one.id;
        row.title = own ? RoomModel::tr("%1 (you)").arg(shown(one.name)) : shown(one.name);
        if (silent)
            row.side = RoomModel::tr("silent for %1").arg(words::age(now - one.seen));
        rows.push_back(std::move(row));
    }
}

void addAgents(std::vector<LedgerRow>& rows, const std::vector<PaneAgent>& agents)
{
    if (!agents.empty())
        rows.push_back(heading(u"agents"_s, RoomModel::tr("Agents")));
    for (const PaneAgent& agent : agents) {
        const Look look = lookOf(agent.status);
        LedgerRow row;
        row.kind = LedgerRow::Kind::Task;
        row.shape = look.shape;
        row.id = "agent "_L1 + agent.id;
        row.title = shown(agent.id);
        row.detail = detailOf(agent);
        row.side = agent.turn
            ? RoomModel::tr("%1, turn %2").arg(look.words, words::number(*agent.turn))
            : look.words;
        row.share = agent.progress.value_or(-1);
        row.session = agent.session;
        rows.push_back(std::move(row));
    }
}

void addFeed(std::vector<LedgerRow>& rows, const Company& company, Timestamp now)
{
    if (!company.feed.empty())
        rows.push_back(heading(u"feed"_s, RoomModel::tr("Activity")));
    for (size_t i = 0; i < std::min(company.feed.size(), mostHappenings); ++i) {
        const Happening& one = company.feed[i];
        LedgerRow row;
        row.kind = LedgerRow::Kind::Step;
        row.id = u"feed %1 %2 %3"_s.arg(toMs(one.at)).arg(int(one.kind)).arg(one.who);
        row.title = happened(one);
        row.detail = shown(one.what);
        row.side = words::age(now - one.at);
        rows.push_back(std::move(row));
    }
}

} // namespace

void RoomModel::setSession(const SessionKey& key, const QString& self)
{
    m_self = self;
    if (key == m_key)
        return;
    m_key = key;
    m_company = {};
    m_inputs = {};
    m_agents = m_told.value(key.source);
    show();
    emit inputsChanged();
}

void RoomModel::apply(const Change& change)
{
    if (const auto* gone = std::get_if<SourceRemoved>(&change)) {
        m_told.remove(gone->source);
        if (gone->source == m_key.source)
            setSession({}, m_self);
        return;
    }
    const auto* told = std::get_if<LookedUp>(&change);
    const auto* news = told ? std::get_if<Finding::Room>(&told->finding->what) : nullptr;
    if (!news)
        return;
    std::vector<PaneAgent>& agents = m_told[told->source];
    if (news->anew)
        takeAll(agents, *news);
    else
        for (const PaneEvent& event : news->events)
            reduce(agents, news->session, event);
    if (told->source == m_key.source) {
        m_agents = agents;
        if (news->session == m_key.session)
            take(*news);
        show();
    }
}

void RoomModel::take(const PaneNews& news)
{
    if (news.anew) {
        m_company = {};
        m_inputs = {};
    }
    bool typed = news.anew;
    for (const PaneEvent& event : news.events) {
        reduce(m_company, event);
        const bool person = event.type == "terminal:input"_L1
            && event.data["source"_L1].toString(u"user"_s) == "user"_L1;
        if (!person)
            continue;
        m_inputs.add(event.data["data"_L1].toString());
        typed = true;
    }
    if (isKnown(m_now))
        expire(m_company, m_now);
    if (typed)
        emit inputsChanged();
}

void RoomModel::tick(Timestamp now)
{
    m_now = now;
    if (m_key.isEmpty())
        return;
    expire(m_company, now);
    show();
}

void RoomModel::show()
{
    auto rows = roomRows(m_company, m_agents, m_self, m_now);
    if (rows == m_rows)
        return;
    m_rows = std::move(rows);
    emit rowsChanged();
}

std::vector<LedgerRow> roomRows(const Company& company, const std::vector<PaneAgent>& agents,
    const QString& self, Timestamp now)
{
    std::vector<LedgerRow> rows;
    addPeople(rows, company, self, now);
    addAgents(rows, agents);
    addFeed(rows, company, now);
    return rows;
}

} // namespace headgate
