// SPDX-License-Identifier: MIT
#include "tests/ui/transcriptdata.h"

#include <QJsonArray>

namespace headgate::test {

using namespace Qt::StringLiterals;

SessionKey transcriptKey()
{
    return {SourceId(u"demo:"_s), SessionId(u"ses_split"_s)};
}

Timestamp at(int second)
{
    return timestampFromMs(1'780'000'000'000) + std::chrono::seconds(second);
}

Message message(const QString& id, Role role, int second, bool complete)
{
    Message m;
    m.id = MessageId(id);
    m.session = transcriptKey().session;
    m.role = role;
    m.created = at(second);
    if (complete)
        m.completed = at(second + 1);
    return m;
}

Part textPart(const QString& messageId, const QString& id, const QString& text, bool final)
{
    Part p;
    p.id = PartId(id);
    p.message = MessageId(messageId);
    p.session = transcriptKey().session;
    p.kind = PartKind::Text;
    p.type = u"text"_s;
    p.text = text;
    p.final = final;
    return p;
}

Part toolPart(const QString& messageId, const QString& id, const QString& tool,
    const QJsonObject& input, ToolStatus status)
{
    Part p = textPart(messageId, id, {});
    p.kind = PartKind::Tool;
    p.type = u"tool"_s;
    p.tool.tool = tool;
    p.tool.input = input;
    p.tool.status = status;
    return p;
}

namespace {

const QString taxDiff = uR"(--- src/invoice/tax.ts
+++ src/invoice/tax.ts
@@ -41,3 +41,4 @@
 export function applyTax(lines: Line[], region: Region) {
-  return lines.map(l => l.total * rates[region] / 100)
+  const rule = ruleFor(region)
+  return lines.map(l => rule.round(l.total * rule.rate))
 }
)"_s;

Part timed(Part part, int from, int milliseconds)
{
    part.started = part.tool.started = at(from);
    part.ended = part.tool.ended = at(from) + std::chrono::milliseconds(milliseconds);
    return part;
}

Mark mark(const QString& id, Mark::Kind kind, int second, const QString& detail)
{
    Mark m;
    m.id = id;
    m.kind = kind;
    m.at = at(second);
    m.detail = detail;
    return m;
}

Part reasoning(const QString& messageId, const QString& id, const QString& text)
{
    Part p = timed(textPart(messageId, id, text), 2, 3200);
    p.kind = PartKind::Reasoning;
    p.type = u"reasoning"_s;
    return p;
}

} // namespace

TranscriptLoaded shortSession()
{
    TranscriptLoaded loaded;
    loaded.key = transcriptKey();
    const Message user = message(u"m1"_s, Role::User, 0);
    loaded.messages.push_back({user,
        {textPart(u"m1"_s, u"p1"_s,
            u"Split the invoice module so that tax rules live in their own file, and keep the public API unchanged."_s)}});
    Part edit =
        timed(toolPart(u"m2"_s, u"p4"_s, u"edit"_s, {{u"filePath"_s, u"src/invoice/tax.ts"_s}}),
            2600, 300);
    edit.tool.diff = taxDiff;
    Part shell = timed(toolPart(u"m2"_s, u"p3"_s, u"bash"_s,
                           {{u"command"_s, u"rg -n \"applyTax\" src --stats"_s}}),
        10, 200);
    shell.tool.output = u"src/cart.ts:12\nsrc/refund.ts:40\n"_s;
    Part last = textPart(u"m2"_s, u"p5"_s,
        u"The rounding now follows each region's rule. Two callers relied on the old float result, `cart.ts` and `refund.ts`, so I am adding a test for each before I touch"_s,
        false);
    last.started = at(2700);
    loaded.messages.push_back({message(u"m2"_s, Role::Assistant, 1, false),
        {textPart(u"m2"_s, u"p2"_s,
             u"I will look at every caller first, then move the rules without changing an import path."_s),
            shell, edit, last}});
    Mark slept = mark(u"k1"_s, Mark::Kind::Repaired, 2500, u"asleep"_s);
    slept.from = at(40);
    slept.count = 212;
    slept.decisions = 1;
    Mark decided = mark(u"k2"_s, Mark::Kind::Decision, 2650, u"once"_s);
    decided.from = at(2638);
    decided.request = RequestId(u"per_1"_s);
    loaded.marks = {slept, decided};
    return loaded;
}

namespace {

const QString richText = uR"(## What I found

The parser has **three** entry points, of which *two* are public. See [the notes](https://example.org/notes) or https://example.org/plain, and ~~ignore~~ keep `parse()`.

- callers in `cart.ts` rely on the float
- callers in `refund.ts` round twice
  1. once in the view
  2. once in the model
- [x] baseline recorded
- [ ] rounding test

> Rates change on the first of the month,
> never in between.

| file | calls | note |
|:-----|------:|------|
| cart.ts | 12 | relies on the float result of the old function and has to be changed |
| refund.ts | 3 | rounds twice |

```ts
export function round(value: number, rule: Rule): number {
	// half to even, as the tax office wants it
	return Math.round(value / rule.step) * rule.step
}
```

---

### Next

Nothing else is needed.
)"_s;

std::vector<Part> everyTool()
{
    Part failed = timed(
        toolPart(u"e2"_s, u"t1"_s, u"bash"_s,
            {{u"command"_s,
                u"npm test -- --run invoice/tax && git push --force-with-lease origin tax-rules --no-verify"_s}},
            ToolStatus::Failed),
        20, 34'400);
    failed.tool.error = u"exit code 1\nexpected 12.35, got 12.349999"_s;
    Part running = toolPart(u"e2"_s, u"t2"_s, u"task"_s,
        {{u"description"_s, u"explore: call sites"_s}}, ToolStatus::Running);
    running.tool.child = SessionId(u"ses_child"_s);
    Part todos = timed(toolPart(u"e2"_s, u"t3"_s, u"todowrite"_s,
                           {{u"todos"_s,
                               QJsonArray{QJsonObject{{u"content"_s, u"Record the baseline"_s},
                                              {u"status"_s, u"completed"_s}},
                                   QJsonObject{{u"content"_s, u"Move the rules"_s},
                                       {u"status"_s, u"in_progress"_s}}}}}),
        60, 100);
    todos.tool.title = u"2 todos"_s;
    return {failed, running, todos,
        toolPart(u"e2"_s, u"t4"_s, u"read"_s, {{u"filePath"_s, u"src/cart.ts"_s}}),
        toolPart(
            u"e2"_s, u"t5"_s, u"grep"_s, {{u"pattern"_s, u"applyTax\\("_s}, {u"path"_s, u"src"_s}}),
        toolPart(u"e2"_s, u"t6"_s, u"linear_create_issue"_s, {{u"title"_s, u"Rounding"_s}},
            ToolStatus::Pending)};
}

} // namespace

TranscriptLoaded everyKind()
{
    TranscriptLoaded loaded;
    loaded.key = transcriptKey();
    Part file = textPart(u"e1"_s, u"f1"_s, {});
    file.kind = PartKind::File;
    file.fileName = u"invoice-2026-03.pdf"_s;
    loaded.messages.push_back(
        {message(u"e1"_s, Role::User, 0), {textPart(u"e1"_s, u"u1"_s, u"Is this right?"_s), file}});
    std::vector<Part> parts{
        reasoning(u"e2"_s, u"r1"_s, u"The person wants to know whether the **sum** is right."_s),
        textPart(u"e2"_s, u"x1"_s, richText)};
    for (const Part& tool : everyTool())
        parts.push_back(tool);
    Part unknown = textPart(u"e2"_s, u"x2"_s, u"{\"level\": 3}"_s);
    unknown.kind = PartKind::Unknown;
    unknown.type = u"telemetry"_s;
    parts.push_back(unknown);
    Part gap = textPart(u"e2"_s, u"x3"_s, u"First half of a sentence second half."_s, false);
    gap.gaps = {24};
    parts.push_back(gap);
    Message broken = message(u"e2"_s, Role::Assistant, 1);
    broken.errorName = u"APIError"_s;
    broken.errorText = u"the provider answered 529, overloaded"_s;
    loaded.messages.push_back({broken, parts});
    Mark cut = mark(u"k3"_s, Mark::Kind::Repaired, 300, {});
    cut.from = at(296);
    cut.count = 12;
    loaded.marks = {cut, mark(u"k4"_s, Mark::Kind::Decision, 301, u"reject"_s),
        mark(u"k5"_s, Mark::Kind::Compacted, 302, u"auto"_s)};
    return loaded;
}

TranscriptLoaded longSession(int messages)
{
    TranscriptLoaded loaded;
    loaded.key = transcriptKey();
    for (int i = 0; i < messages; ++i) {
        const QString id = u"m%1"_s.arg(i, 6, 10, QLatin1Char('0'));
        if (i % 6 == 0) {
            loaded.messages.push_back({message(id, Role::User, 10 * i),
                {textPart(id, id + u"a"_s,
                    u"Question %1: does the rule for region %1 still hold?"_s.arg(i))}});
            continue;
        }
        std::vector<Part> parts;
        parts.push_back(textPart(id, id + u"a"_s,
            u"Answer %1. "_s.arg(i)
                + (i % 5 == 0 ? richText
                              : u"It does, and **nothing** else changed in `tax.ts`. "_s.repeated(
                                  1 + i % 9))));
        Part shell = timed(
            toolPart(id, id + u"b"_s, u"bash"_s, {{u"command"_s, u"rg -n rule%1 src"_s.arg(i)}}),
            10 * i, 200);
        shell.tool.output = u"src/cart.ts:12: rule\n"_s.repeated(i % 30);
        parts.push_back(shell);
        if (i % 4 == 0) {
            Part edit =
                timed(toolPart(id, id + u"c"_s, u"edit"_s, {{u"filePath"_s, u"src/tax.ts"_s}}),
                    10 * i, 200);
            edit.tool.diff = taxDiff;
            parts.push_back(edit);
        }
        loaded.messages.push_back({message(id, Role::Assistant, 10 * i), parts});
    }
    return loaded;
}

} // namespace headgate::test
