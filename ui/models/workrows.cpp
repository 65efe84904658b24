// SPDX-License-Identifier: MIT
// What agents do, as rows of words.
#include "core/project/execution.h"
#include "core/project/visibletext.h"
#include "ui/models/workmodel.h"
#include "ui/words/quantity.h"
#include "ui/words/say.h"

#include <algorithm>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using words::say;

namespace {

using Kind = LedgerRow::Kind;
using Shape = LedgerRow::Shape;

/** As one paragraph, hidden characters written out, of bounded length. */
QString shown(const QString& text)
{
    constexpr qsizetype longest = 300;
    const QString plain = makeVisible(text.left(2 * longest).simplified()).text;
    return plain.size() <= longest ? plain : plain.left(longest - 1) + u'…';
}

QString joined(std::initializer_list<QString> parts, const QString& between)
{
    QStringList said;
    for (const QString& one : parts) {
        if (!one.isEmpty())
            said += one;
    }
    return said.join(between);
}

SessionId sessionOf(const QString& id)
{
    return SessionId(id.startsWith("ses"_L1) ? id : QString());
}

Shape shapeOf(Intent::Status status)
{
    switch (status) {
    case Intent::Status::Running:
        return Shape::Running;
    case Intent::Status::Paused:
        return Shape::Paused;
    case Intent::Status::Failed:
    case Intent::Status::Aborted:
        return Shape::Failed;
    case Intent::Status::Completed:
    case Intent::Status::HandedOff:
        break;
    }
    return Shape::Done;
}

QString stateOf(const Intent& agent, Timestamp now)
{
    const bool clock = isKnown(agent.started) && isKnown(now);
    const QString age =
        clock ? words::age(std::max(milliseconds(0), now - agent.started)) : QString();
    switch (agent.status) {
    case Intent::Status::Running:
        return clock ? say("at work for %1").arg(age) : say("at work");
    case Intent::Status::Paused:
        return joined({say("paused"), shown(agent.pause)}, u": "_s);
    case Intent::Status::Completed:
        return joined({say("done"), shown(agent.result)}, u": "_s);
    case Intent::Status::Failed:
        return joined({say("failed"), shown(agent.error)}, u": "_s);
    case Intent::Status::Aborted:
        return joined({say("stopped"), shown(agent.error)}, u": "_s);
    case Intent::Status::HandedOff:
        return agent.result.isEmpty() ? say("handed off")
                                      : say("handed off to %1").arg(shown(agent.result));
    }
    return {};
}

QString took(std::optional<Timestamp> from, std::optional<Timestamp> to)
{
    return from && to && *to >= *from ? words::fineAge(*to - *from) : QString();
}

Shape shapeOf(LoggedCall::Status status)
{
    switch (status) {
    case LoggedCall::Status::Pending:
        return Shape::Open;
    case LoggedCall::Status::Running:
        return Shape::Running;
    case LoggedCall::Status::Failed:
        return Shape::Failed;
    case LoggedCall::Status::Completed:
        break;
    }
    return Shape::Done;
}

class Rows
{
public:
    std::vector<LedgerRow> take() { return std::move(m_rows); }

    void agents(const Work& work, Timestamp now)
    {
        section(say("Agents"), work.agents.size(), work.moreAgents);
        for (const Intent& one : work.agents) {
            LedgerRow row{Kind::Intent, shapeOf(one.status), u"i:"_s + one.id,
                shown(one.description.isEmpty() ? one.prompt : one.description)};
            row.side = shown(one.agent);
            if (row.title.isEmpty())
                std::swap(row.title, row.side);
            row.detail = stateOf(one, now);
            const SessionId own = sessionOf(one.id);
            row.session = own.isEmpty() ? sessionOf(one.parent) : own;
            row.event = one.event;
            m_rows.push_back(std::move(row));
        }
        rest(u"i"_s, work.moreAgents);
    }

    void reports(const Work& work)
    {
        section(say("Reports"), work.progress.size(), 0);
        int place = 0;
        for (const AgentProgress& one : work.progress) {
            LedgerRow row{Kind::Report, one.action.isEmpty() ? Shape::None : Shape::Paused,
                u"p:%1"_s.arg(place++), shown(joined({one.agent, one.message}, u": "_s))};
            row.side = shown(one.phase);
            row.detail = one.action.isEmpty()
                ? QString()
                : joined({say("needs a person"), shown(one.prompt)}, u": "_s);
            if (one.percent)
                row.share = *one.percent / 100.0;
            row.session = sessionOf(one.session);
            m_rows.push_back(std::move(row));
        }
    }

    void calls(const Work& work)
    {
        section(say("Tool calls"), work.calls.size(), work.moreCalls);
        for (const LoggedCall& one : work.calls) {
            LedgerRow row{Kind::Call, shapeOf(one.status), u"c:"_s + one.id,
                shown(joined({one.tool, one.title}, u": "_s))};
            row.side = took(one.started, one.ended);
            row.detail = shown(one.error);
            row.session = SessionId(one.session);
            row.event = one.last;
            m_rows.push_back(std::move(row));
        }
        rest(u"c"_s, work.moreCalls);
    }

    void tools(const Work& work)
    {
        section(say("Tools"), work.tools.size(), 0);
        for (const ToolTally& one : work.tools) {
            LedgerRow row{Kind::Tool, Shape::None, u"t:"_s + one.tool, shown(one.tool)};
            row.side = say("%n call(s)", one.calls);
            const QString mean = one.timed > 0
                ? say("%1 on average").arg(words::fineAge(one.took / one.timed))
                : QString();
            row.detail =
                joined({one.running > 0 ? say("%n running", one.running) : QString(),
                           one.failed > 0 ? say("%n failed", one.failed) : QString(), mean},
                    u" · "_s);
            m_rows.push_back(std::move(row));
        }
    }

    void steps(const Work& work)
    {
        section(say("Steps"), work.steps.size(), work.moreSteps);
        int place = 0;
        for (const LoggedStep& one : work.steps) {
            LedgerRow row{Kind::Step, one.ended ? Shape::Done : Shape::Running,
                u"s:%1/%2"_s.arg(one.message).arg(place++),
                one.ended ? (one.reason.isEmpty() ? say("Step")
                                                  : say("Step ended: %1").arg(shown(one.reason)))
                          : say("Step at work")};
            row.side = took(one.started, one.ended);
            row.detail = joined(
                {one.cost > 0 ? words::money(one.cost) : QString(), shown(one.session)}, u" · "_s);
            row.session = SessionId(one.session);
            m_rows.push_back(std::move(row));
        }
        rest(u"s"_s, work.moreSteps);
    }

    void files(const Work& work)
    {
        section(say("Files"), work.files.size(), work.moreFiles);
        for (const TouchedFile& one : work.files) {
            LedgerRow row{Kind::File, Shape::None, u"f:"_s + one.path, makeVisible(one.path).text};
            row.side = one.times > 1 ? say("%n times", one.times) : QString();
            row.event = one.last;
            m_rows.push_back(std::move(row));
        }
        rest(u"f"_s, work.moreFiles);
    }

private:
    void section(const QString& title, size_t listed, qint64 more)
    {
        if (listed == 0)
            return;
        LedgerRow row{Kind::Section, Shape::None, u"h:"_s + title, title};
        row.side = words::number(qint64(listed) + more);
        m_rows.push_back(std::move(row));
    }

    void rest(const QString& of, qint64 more)
    {
        if (more > 0)
            m_rows.push_back({Kind::Rest, Shape::None, u"r:"_s + of,
                say("%1 older are in the log").arg(words::number(more))});
    }

    std::vector<LedgerRow> m_rows;
};

} // namespace

std::vector<LedgerRow> workRows(const Work& work, Timestamp now)
{
    Rows rows;
    rows.agents(work, now);
    rows.reports(work);
    rows.files(work);
    rows.tools(work);
    rows.calls(work);
    rows.steps(work);
    return rows.take();
}

} // namespace headgate
