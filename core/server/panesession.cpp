// SPDX-License-Identifier: MIT
#include "core/server/panesession.h"

#include "core/decode/panewire.h"
#include "core/server/paneanswers.h"

#include <QJsonDocument>
#include <QRandomGenerator>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

bool go(pane::Life& life, pane::Cause cause)
{
    const auto to = pane::next(life, cause);
    if (!to || *to == life)
        return false;
    life = *to;
    return true;
}

QJsonValue orNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

} // namespace

void PaneSession::close(Timestamp now)
{
    go(life, pane::Cause::Initialize);
    go(life, pane::Cause::Ready);
    go(life, pane::Cause::Close);
    go(life, pane::Cause::ForceClose);
    closed = updated = now;
}

bool PaneSession::idle()
{
    return go(life, pane::Cause::IdleTimeout);
}

bool PaneSession::follow(const StoredPaneEvent& event)
{
    // Whoever writes has begun.
    bool changed = go(life, pane::Cause::Initialize);
    changed = go(life, pane::Cause::Ready) || changed;
    if (event.type != "state:update"_L1)
        return changed;
    const QString state = event.data["status"_L1].toString();
    if (state == "paused"_L1)
        changed = go(life, pane::Cause::Pause) || changed;
    else if (state == "error"_L1)
        changed = go(life, pane::Cause::Fail) || changed;
    else if (state == "running"_L1 || state == "starting"_L1)
        changed = go(life, pane::Cause::Resume) || changed;
    return changed;
}

QJsonObject PaneSession::toJson() const
{
    return {{u"id"_s, id}, {u"projectId"_s, orNull(project)}, {u"taskId"_s, orNull(task)},
        {u"agentId"_s, orNull(agent)}, {u"title"_s, orNull(title)},
        {u"status"_s, pane::lifeName(life)}, {u"url"_s, QString("/sessions/"_L1 + id)},
        {u"createdAt"_s, toMs(created)}, {u"updatedAt"_s, toMs(updated)},
        {u"closedAt"_s, isKnown(closed) ? QJsonValue(toMs(closed)) : QJsonValue()}};
}

QByteArray PaneSession::toNote() const
{
    QJsonObject note = toJson();
    note.remove("updatedAt"_L1);
    note.remove("url"_L1);
    if (!desk.isEmpty())
        note.insert("desk"_L1, desk.toJson());
    return paneanswers::compact({{u"session"_s, note}});
}

std::optional<PaneSession> PaneSession::fromNote(const QByteArray& note)
{
    const QJsonObject object = QJsonDocument::fromJson(note).object()["session"_L1].toObject();
    const auto life = pane::lifeNamed(object["status"_L1].toString());
    PaneSession s;
    s.id = object["id"_L1].toString();
    if (!isPaneId(s.id) || !life)
        return {};
    s.life = *life;
    s.project = object["projectId"_L1].toString();
    s.task = object["taskId"_L1].toString();
    s.agent = object["agentId"_L1].toString();
    s.title = object["title"_L1].toString();
    s.created = s.updated = pane::timeFrom(object["createdAt"_L1]);
    s.closed = pane::timeFrom(object["closedAt"_L1]);
    s.desk = PaneDesk::fromJson(object["desk"_L1].toObject());
    return s;
}

bool isPaneId(const QString& text)
{
    return !text.isEmpty() && text.size() <= 100
        && std::all_of(text.begin(), text.end(), [](QChar c) {
               return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'_');
           });
}

QString makePaneId()
{
    static constexpr char signs[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    QString id;
    for (int i = 0; i < 24; ++i)
        id += QLatin1Char(signs[QRandomGenerator::system()->bounded(i == 0 ? 26 : 36)]);
    return id;
}

} // namespace headgate
