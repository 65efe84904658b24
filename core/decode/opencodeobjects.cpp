// SPDX-License-Identifier: MIT
#include "core/decode/opencodeobjects.h"

#include "core/decode/opencode.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace headgate::opencode {

using namespace Qt::StringLiterals;

Timestamp timeOf(const QJsonValue& ms)
{
    // Beyond any year that can be written with four digits is no time.
    constexpr double latest = 253'402'300'800'000;
    const double value = ms.toDouble();
    return timestampFromMs(value > -latest && value < latest ? static_cast<qint64>(value) : 0);
}

std::optional<Timestamp> optionalTimeOf(const QJsonValue& ms)
{
    if (!ms.isDouble())
        return {};
    return timeOf(ms);
}

QString errorName(const QJsonObject& error)
{
    return error["name"_L1].toString(error["_tag"_L1].toString());
}

QString errorText(const QJsonObject& error)
{
    for (const QJsonValue& value : {error["data"_L1]["message"_L1], error["message"_L1]}) {
        if (value.isString() && !value.toString().isEmpty())
            return value.toString();
    }
    return errorName(error);
}

namespace {

Tokens tokens(const QJsonValue& json)
{
    return {json["input"_L1].toInteger(), json["output"_L1].toInteger(),
        json["reasoning"_L1].toInteger(), json["cache"_L1]["read"_L1].toInteger(),
        json["cache"_L1]["write"_L1].toInteger()};
}

PartKind partKind(const QString& type)
{
    static const QHash<QString, PartKind> kinds{
        {u"text"_s, PartKind::Text},
        {u"reasoning"_s, PartKind::Reasoning},
        {u"tool"_s, PartKind::Tool},
        {u"file"_s, PartKind::File},
        {u"agent"_s, PartKind::Agent},
        {u"subtask"_s, PartKind::Subtask},
        {u"patch"_s, PartKind::Patch},
        {u"retry"_s, PartKind::Retry},
        {u"compaction"_s, PartKind::Compaction},
        {u"step-start"_s, PartKind::StepStart},
        {u"step-finish"_s, PartKind::StepFinish},
        {u"snapshot"_s, PartKind::Snapshot},
    };
    return kinds.value(type, PartKind::Unknown);
}

ToolStatus toolStatus(const QString& status)
{
    if (status == "completed"_L1)
        return ToolStatus::Completed;
    if (status == "error"_L1)
        return ToolStatus::Failed;
    return status == "running"_L1 ? ToolStatus::Running : ToolStatus::Pending;
}

ToolCall toolCall(const QJsonObject& json)
{
    const QJsonObject state = json["state"_L1].toObject();
    const QJsonObject metadata = state["metadata"_L1].toObject();
    ToolCall call;
    call.callId = json["callID"_L1].toString();
    call.tool = json["tool"_L1].toString();
    call.status = toolStatus(state["status"_L1].toString());
    call.title = state["title"_L1].toString();
    call.input = state["input"_L1].toObject();
    // While it runs, the output so far stands in the metadata (opencode.md 6: whole, up to 84 KB an
    // update).
    call.output = state["output"_L1].toString(metadata["output"_L1].toString());
    call.error = state["error"_L1].toString();
    call.diff = metadata["diff"_L1].toString();
    for (const QJsonValue& file : state["attachments"_L1].toArray())
        call.attachments.push_back({file["filename"_L1].toString(), file["mime"_L1].toString(),
            file["url"_L1].toString()});
    call.child = SessionId(metadata["sessionId"_L1].toString());
    call.started = optionalTimeOf(state["time"_L1]["start"_L1]);
    call.ended = optionalTimeOf(state["time"_L1]["end"_L1]);
    return call;
}

std::vector<FileDiff> fileDiffs(const QJsonArray& json)
{
    std::vector<FileDiff> files;
    for (const QJsonValue& file : json) {
        files.push_back(
            {file["file"_L1].toString(), file["patch"_L1].toString(), file["status"_L1].toString(),
                file["additions"_L1].toInt(), file["deletions"_L1].toInt()});
    }
    return files;
}

QStringList strings(const QJsonValue& array)
{
    QStringList list;
    for (const QJsonValue& value : array.toArray())
        list.append(value.toString());
    return list;
}

/** The text a person has to judge: the whole of it, whatever the kind. */
void setPayload(Checkpoint* checkpoint, const QJsonObject& metadata)
{
    checkpoint->file = metadata["filepath"_L1].toString(metadata["filePath"_L1].toString());
    for (const auto key : {"command"_L1, "diff"_L1, "url"_L1}) {
        if (!metadata[key].isString())
            continue;
        checkpoint->text = metadata[key].toString();
        checkpoint->isDiff = key == "diff"_L1;
        return;
    }
    if (!metadata.isEmpty())
        checkpoint->text =
            QString::fromUtf8(QJsonDocument(metadata).toJson(QJsonDocument::Indented)).trimmed();
    else
        checkpoint->text = checkpoint->patterns.join(u'\n');
}

} // namespace

QHash<QString, qint64> limits(const QJsonObject& providers)
{
    QHash<QString, qint64> found;
    for (const QJsonValue& provider : providers["providers"_L1].toArray()) {
        const QString name = provider["id"_L1].toString();
        const QJsonObject models = provider["models"_L1].toObject();
        for (auto it = models.begin(); it != models.end(); ++it) {
            const qint64 context = it.value()["limit"_L1]["context"_L1].toInteger();
            if (context > 0)
                found.insert(name + u'/' + it.key(), context);
        }
    }
    return found;
}

Session session(const SourceId& source, const QJsonObject& info)
{
    Session s;
    s.source = source;
    s.id = SessionId(info["id"_L1].toString());
    s.parent = SessionId(info["parentID"_L1].toString());
    s.title = info["title"_L1].toString();
    s.directory = info["directory"_L1].toString();
    s.agent = info["agent"_L1].toString();
    s.provider = info["model"_L1]["providerID"_L1].toString();
    s.model = info["model"_L1]["id"_L1].toString();
    s.created = timeOf(info["time"_L1]["created"_L1]);
    s.updated = timeOf(info["time"_L1]["updated"_L1]);
    s.archived = info["time"_L1]["archived"_L1].isDouble();
    s.tokens = tokens(info["tokens"_L1]);
    s.cost = info["cost"_L1].toDouble();
    s.additions = info["summary"_L1]["additions"_L1].toInt();
    s.deletions = info["summary"_L1]["deletions"_L1].toInt();
    s.files = info["summary"_L1]["files"_L1].toInt();
    s.revertedTo = MessageId(info["revert"_L1]["messageID"_L1].toString());
    s.shareUrl = info["share"_L1]["url"_L1].toString();
    return s;
}

Message message(const QJsonObject& info)
{
    Message m;
    m.id = MessageId(info["id"_L1].toString());
    m.session = SessionId(info["sessionID"_L1].toString());
    const QString role = info["role"_L1].toString();
    m.role = role == "user"_L1   ? Role::User
        : role == "assistant"_L1 ? Role::Assistant
                                 : Role::Unknown;
    m.created = timeOf(info["time"_L1]["created"_L1]);
    m.completed = optionalTimeOf(info["time"_L1]["completed"_L1]);
    m.agent = info["agent"_L1].toString(info["mode"_L1].toString());
    m.provider = info["providerID"_L1].toString(info["model"_L1]["providerID"_L1].toString());
    m.model = info["modelID"_L1].toString(info["model"_L1]["modelID"_L1].toString());
    if (const QJsonObject error = info["error"_L1].toObject(); !error.isEmpty()) {
        m.errorName = errorName(error);
        m.errorText = errorText(error);
    }
    m.summary = info["summary"_L1].toBool();
    m.diffs = fileDiffs(info["summary"_L1]["diffs"_L1].toArray());
    m.tokens = tokens(info["tokens"_L1]);
    m.cost = info["cost"_L1].toDouble();
    return m;
}

Part part(const QJsonObject& json)
{
    Part p;
    p.id = PartId(json["id"_L1].toString());
    p.message = MessageId(json["messageID"_L1].toString());
    p.session = SessionId(json["sessionID"_L1].toString());
    p.type = json["type"_L1].toString();
    p.kind = partKind(p.type);
    p.text = json["text"_L1].toString();
    p.synthetic = json["synthetic"_L1].toBool();
    p.verbatim = json["verbatim"_L1].toBool(); // paneteller's own word; OpenCode has none
    p.started = optionalTimeOf(json["time"_L1]["start"_L1]);
    p.ended = optionalTimeOf(json["time"_L1]["end"_L1]);
    // A person's text has no time at all; the agent's streams from its start until its end.
    const bool streams = p.kind == PartKind::Text || p.kind == PartKind::Reasoning;
    p.final = !streams || !p.started || p.ended;
    if (p.kind == PartKind::Tool) {
        p.tool = toolCall(json);
        p.started = p.tool.started;
        p.ended = p.tool.ended;
    } else if (p.kind == PartKind::Retry) {
        p.text = errorText(json["error"_L1].toObject());
    } else if (p.kind == PartKind::Compaction) {
        p.text = json["auto"_L1].toBool() ? u"auto"_s : u"manual"_s;
    } else if (p.kind == PartKind::Subtask) {
        p.text = json["description"_L1].toString();
    } else if (p.kind == PartKind::Agent) {
        p.text = json["name"_L1].toString();
    } else if (p.kind == PartKind::Unknown && p.text.isEmpty()) {
        p.text = QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Indented)).trimmed();
    }
    p.fileName = json["filename"_L1].toString();
    p.mime = json["mime"_L1].toString();
    p.url = json["url"_L1].toString();
    return p;
}

Checkpoint permission(const SourceId& source, const QString& directory, const QJsonObject& request)
{
    Checkpoint c;
    c.key = {source, SessionId(request["sessionID"_L1].toString()),
        RequestId(request["id"_L1].toString())};
    c.kind = CheckpointKind::Permission;
    c.directory = directory;
    // Older servers: `type`, `pattern` and a call id at the top.
    c.permission = request["permission"_L1].toString(request["type"_L1].toString());
    c.patterns = strings(request["patterns"_L1]);
    if (c.patterns.isEmpty() && request["pattern"_L1].isString())
        c.patterns = {request["pattern"_L1].toString()};
    c.always = strings(request["always"_L1]);
    c.message =
        MessageId(request["tool"_L1]["messageID"_L1].toString(request["messageID"_L1].toString()));
    c.callId = request["tool"_L1]["callID"_L1].toString(request["callID"_L1].toString());
    setPayload(&c, request["metadata"_L1].toObject());
    return c;
}

Checkpoint question(const SourceId& source, const QString& directory, const QJsonObject& request)
{
    Checkpoint c;
    c.key = {source, SessionId(request["sessionID"_L1].toString()),
        RequestId(request["id"_L1].toString())};
    c.kind = CheckpointKind::Question;
    c.directory = directory;
    c.message = MessageId(request["tool"_L1]["messageID"_L1].toString());
    c.callId = request["tool"_L1]["callID"_L1].toString();
    QStringList texts;
    for (const QJsonValue& value : request["questions"_L1].toArray()) {
        Question q;
        q.header = value["header"_L1].toString();
        q.text = value["question"_L1].toString();
        q.multiple = value["multiple"_L1].toBool();
        q.freeText = value["custom"_L1].toBool(true);
        for (const QJsonValue& option : value["options"_L1].toArray())
            q.options.push_back(
                {option["label"_L1].toString(), option["description"_L1].toString()});
        texts.append(q.text);
        c.questions.push_back(q);
    }
    c.text = texts.join(u'\n');
    return c;
}

QJsonObject toJson(const Mark& mark)
{
    return {{u"id"_s, mark.id}, {u"kind"_s, int(mark.kind)}, {u"at"_s, toMs(mark.at)},
        {u"from"_s, toMs(mark.from)}, {u"count"_s, mark.count}, {u"decisions"_s, mark.decisions},
        {u"detail"_s, mark.detail}, {u"request"_s, mark.request.value()}, {u"own"_s, mark.own}};
}

Mark markFromJson(const QJsonObject& json)
{
    Mark mark;
    mark.id = json["id"_L1].toString();
    mark.kind = static_cast<Mark::Kind>(json["kind"_L1].toInt());
    mark.at = timeOf(json["at"_L1]);
    mark.from = timeOf(json["from"_L1]);
    mark.count = json["count"_L1].toInt();
    mark.decisions = json["decisions"_L1].toInt();
    mark.detail = json["detail"_L1].toString();
    mark.request = RequestId(json["request"_L1].toString());
    mark.own = json["own"_L1].toBool();
    return mark;
}

QJsonArray toJson(const Answers& answers)
{
    QJsonArray all;
    for (const QStringList& labels : answers)
        all.append(QJsonArray::fromStringList(labels));
    return all;
}

Answers answersFromJson(const QJsonArray& json)
{
    Answers all;
    for (const QJsonValue& labels : json)
        all.append(strings(labels));
    return all;
}

QJsonObject toJson(const DecisionStep& step, Timestamp at)
{
    return {{u"sessionID"_s, step.key.session.value()}, {u"requestID"_s, step.key.request.value()},
        {u"state"_s, int(step.state)}, {u"reply"_s, replyName(step.reply)}, {u"time"_s, toMs(at)},
        {u"issue"_s, int(step.issue.code)},
        {u"args"_s, QJsonArray::fromStringList(step.issue.args)},
        {u"answers"_s, toJson(step.answers)}};
}

DecisionStep decisionFromJson(const SourceId& source, const QJsonObject& json)
{
    DecisionStep step;
    step.key = {source, SessionId(json["sessionID"_L1].toString()),
        RequestId(json["requestID"_L1].toString())};
    step.state = static_cast<CheckpointState>(json["state"_L1].toInt());
    step.reply = replyFromName(json["reply"_L1].toString()).value_or(Reply::Reject);
    step.issue.code = static_cast<Issue::Code>(json["issue"_L1].toInt());
    if (step.issue.code != Issue::Code::None)
        step.issue.source = source;
    step.issue.args = strings(json["args"_L1]);
    step.answers = answersFromJson(json["answers"_L1].toArray());
    return step;
}

} // namespace headgate::opencode
