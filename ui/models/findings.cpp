// SPDX-License-Identifier: MIT
#include "ui/models/findings.h"

namespace headgate {

Findings::Findings(std::function<void(Command)> submit, QObject* parent)
    : QObject(parent)
    , m_submit(std::move(submit))
{
}

void Findings::lookUp(const SourceId& source, Lookup lookup) const
{
    m_submit(LookUp{source, std::make_shared<const Lookup>(std::move(lookup))});
}

void Findings::apply(const Change& change)
{
    if (const auto* gone = std::get_if<SourceRemoved>(&change)) {
        m_rules.remove(gone->source);
        m_checks.remove(gone->source);
        emit rulesChanged(gone->source);
        emit proofChanged(gone->source);
        return;
    }
    const auto* told = std::get_if<LookedUp>(&change);
    if (!told)
        return;
    const Finding& finding = *told->finding;
    if (const auto* rules = std::get_if<Finding::Rules>(&finding.what)) {
        takeRules(told->source, *rules, finding.issue);
    } else if (const auto* held = std::get_if<Finding::Held>(&finding.what)) {
        takeHeld(told->source, *held, finding.issue);
    } else if (const auto* health = std::get_if<Finding::Healths>(&finding.what)) {
        m_health = *health;
        emit healthChanged();
    } else if (const auto* stored = std::get_if<Finding::Stored>(&finding.what)) {
        m_stored = *stored;
        emit storedChanged();
    } else if (const auto* facts = std::get_if<Finding::Facts>(&finding.what)) {
        emit factsRead(*facts);
    }
}

void Findings::readHealth()
{
    lookUp({}, {Lookup::ReadHealth{}});
}

void Findings::readStorage()
{
    lookUp({}, {Lookup::ReadStorage{}});
}

void Findings::readFacts()
{
    lookUp({}, {Lookup::ReadFacts{}});
}

void Findings::takeRules(const SourceId& source, const Finding::Rules& rules, const Issue& issue)
{
    Rules& known = m_rules[source];
    known.told = true;
    known.issue = issue;
    // A server that could not be asked has not forgotten what it said before.
    if (issue.code == Issue::Code::None || !rules.rules.empty())
        known.rules = rules.rules;
    else if (issue.code == Issue::Code::NotOffered)
        known.rules.clear();
    emit rulesChanged(source);
}

void Findings::takeHeld(const SourceId& source, const Finding::Held& held, const Issue& issue)
{
    if (!held.asked.ask) {
        if (m_heldOf == SessionKey{source, held.asked.session}) {
            m_held = held.proof;
            m_heldTold = true;
            emit proofChanged(source);
        }
        return;
    }
    const auto known = m_checks.find(source);
    if (known == m_checks.end() || known->state == Check::State::Done)
        return; // nobody waits for it
    Check& check = *known;
    check.state = held.compared ? Check::State::Done : Check::State::Asking;
    check.proof = held.proof;
    check.issue = issue;
    check.at = m_now;
    emit proofChanged(source);
}

void Findings::readRules(const SourceId& source)
{
    m_rules[source].asked = true;
    lookUp(source, {Lookup::ReadRules{}});
}

void Findings::revoke(const SourceId& source, const SavedRule& rule)
{
    lookUp(source, {Lookup::RevokeRule{rule}});
}

void Findings::startCheck(const SourceId& source)
{
    m_checks[source] = {};
    m_checks[source].state = Check::State::Reading;
    lookUp(source, {Lookup::Prove{{}, true}});
    emit proofChanged(source);
}

const Proof* Findings::held(const SessionKey& session) const
{
    return m_heldTold && m_heldOf == session ? &m_held : nullptr;
}

void Findings::readHeld(const SessionKey& session)
{
    if (m_heldOf != session) {
        m_heldOf = session;
        m_heldTold = false;
    }
    lookUp(session.source, {Lookup::Prove{session.session, false}});
}

} // namespace headgate
