// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/domain/lookup.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <optional>

namespace headgate {

/** What was asked of sources to be shown and not kept, and what came of it. UI thread. */
class Findings : public QObject
{
    Q_OBJECT

public:
    explicit Findings(std::function<void(Command)> submit, QObject* parent = nullptr);

    void apply(const Change& change);

    /** The approvals that a server keeps. */
    struct Rules
    {
        bool asked = false;
        bool told = false; ///< `rules` and `issue` are an answer
        std::vector<SavedRule> rules;
        Issue issue;
    };
    Rules rules(const SourceId& source) const { return m_rules.value(source); }
    void readRules(const SourceId& source);
    void revoke(const SourceId& source, const SavedRule& rule);

    /** The check of all that is held of a source. */
    struct Check
    {
        enum class State : quint8 { None, Reading, Asking, Done };
        State state = State::None;
        Proof proof;
        Issue issue; ///< why the source could not be asked
        Timestamp at; ///< Done
    };
    Check check(const SourceId& source) const { return m_checks.value(source); }
    void startCheck(const SourceId& source);

    /** What is held of one session; nothing: it was not read yet. */
    const Proof* held(const SessionKey& session) const;
    void readHeld(const SessionKey& session);

    /** How connections did; null: it was not read yet. */
    const HealthFound* health() const { return m_health ? &*m_health : nullptr; }
    void readHealth();
    /** What the profile takes of the disk; null: it was not counted yet. */
    const StorageFound* stored() const { return m_stored ? &*m_stored : nullptr; }
    void readStorage();
    /** Answered by factsRead(). */
    void readFacts();

    void tick(Timestamp now) { m_now = now; }

signals:
    void rulesChanged(const headgate::SourceId& source);
    void proofChanged(const headgate::SourceId& source);
    void healthChanged();
    void storedChanged();
    void factsRead(const headgate::DatabaseFacts& facts);

private:
    void takeRules(const SourceId& source, const Finding::Rules& rules, const Issue& issue);
    void takeHeld(const SourceId& source, const Finding::Held& held, const Issue& issue);
    void lookUp(const SourceId& source, Lookup lookup) const;

    std::function<void(Command)> m_submit;
    std::optional<HealthFound> m_health;
    std::optional<StorageFound> m_stored;
    QHash<SourceId, Rules> m_rules;
    QHash<SourceId, Check> m_checks;
    SessionKey m_heldOf; ///< the session that was read last
    Proof m_held;
    bool m_heldTold = false;
    Timestamp m_now;
};

} // namespace headgate
