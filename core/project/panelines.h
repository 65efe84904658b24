// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/panenews.h"

#include <QStringList>

#include <optional>
#include <vector>

/** The terminal of an AgentPane session: lines, and what a person typed (systems.md 3.7, 3.10).
 * Pure; any thread. */
namespace headgate {

struct PaneLine
{
    enum class Kind : quint8 {
        Prompt, ///< a person's words
        Shell, ///< a command
        Output,
        Thinking,
        Action,
        Tool,
        Success,
        Error,
    };

    QString id; ///< of its event; several lines may have the same
    Kind kind = Kind::Output;
    QString text; ///< without escape sequences
    QString source; ///< "user", "agent", "system"; empty: not said
    Timestamp at;

    friend bool operator==(const PaneLine&, const PaneLine&) = default;
};

/** The lines of a terminal:* event; of any other none. */
std::vector<PaneLine> linesOf(const PaneEvent& event);
/** By how it begins. */
PaneLine::Kind lineKind(QStringView text);
/** Without ANSI sequences and carriage returns. */
QString withoutEscapes(const QString& text);

/** What a person typed, newest first, as Up and Down bring it back. */
class InputHistory
{
public:
    static constexpr qsizetype most = 50;

    /** The same words again come to the front. Empty ones are not kept. */
    void add(const QString& text);
    const QStringList& all() const { return m_inputs; }
    /** One further into the past; nothing: there is none. `draft` comes back at the end of down().
     */
    std::optional<QString> up(const QString& draft);
    std::optional<QString> down();
    bool isBrowsing() const { return m_at >= 0; }
    /** Back to the present. */
    void leave() { m_at = -1; }

private:
    QStringList m_inputs;
    qsizetype m_at = -1;
    QString m_draft;
};

} // namespace headgate
