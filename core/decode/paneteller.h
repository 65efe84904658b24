// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/panestory.h"

namespace headgate::pane {

/** The first of these that holds text. */
QString firstText(const QJsonObject& object, std::initializer_list<QLatin1StringView> names);
/** A string as it is, anything else as JSON. */
QString textOf(const QJsonValue& value);

/** Tells what one event means; made for that one. Pure. */
class Teller
{
public:
    Teller(Story& story, const SourceId& source, const SessionId& session, const Wire& wire)
        : m_story(story)
        , m_source(source)
        , m_session(session)
        , m_wire(wire)
    {
    }

    std::vector<Event> tell();

private:
    const QJsonObject& data() const { return m_wire.data; }
    QString tag() const;
    QString agent() const;
    void tellWire();
    void add(const QString& type, QJsonObject body);
    void understand();
    void terminal();
    void agentState();
    void life(const QString& what);
    void status(bool busy);
    void works(const QString& agent);
    void rests(const QString& agent);
    void ends(const QString& agent);
    void fails(const QString& agent);

    // panetellerparts.cpp: what agents and people write
    void describeMessage(
        const QString& id, QLatin1StringView role, const QString& agent, bool ended);
    QJsonObject part(const QString& name, const QString& message, QLatin1StringView type) const;
    void addPart(const QJsonObject& part)
    {
        add(QStringLiteral("message.part.updated"), {{QStringLiteral("part"), part}});
    }
    static QString messageOf(const QString& agent, qint64 turn);
    QString openTurn(const QString& agent, qint64 turn);
    void textPart(const QString& message, bool ends);
    void closeTurn(const QString& agent);
    void speak(const QString& agent, qint64 turn, const QString& text);
    enum class Words : quint8 { Markdown, Verbatim };
    void say(const QString& id, QLatin1StringView role, const QString& agent, const QString& text,
        Words words = Words::Markdown);
    qint64 turn(const QString& agent) const;
    void tool(bool ended);
    void message(const QString& agent);

    // panetellerasks.cpp: what waits for a person
    void ask(const QString& of, const QString& type, const QString& request, QJsonObject body);
    void answered(const QString& of, const QString& reply);
    void approval(const QString& what, const QJsonObject& payload);
    void planReady();
    void planDecided();
    void question(const QString& of);

    Story& m_story;
    const SourceId& m_source;
    const SessionId& m_session;
    const Wire& m_wire;
    std::vector<Event> m_events;
};

} // namespace headgate::pane
