// SPDX-License-Identifier: MIT
#include "core/project/redaction.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostExamples = 5;
constexpr qsizetype longestExample = 80;

const QString redacted = u"[redacted: "_s;

/** Names of fields and variables, as they end: "DB_PASSWORD", "dbPassword". */
constexpr auto passwordNames = "passw(?:or)?d|passphrase|[_-]pass|(?:[_-]|\\b)pwd";
constexpr auto keyNames =
    "api[_-]?key|access[_-]?key(?:[_-]?id)?|secret[_-]?key|private[_-]?key|signing[_-]?key"
    "|secret|token|credentials?";

/**
 * "name = value" in any of the usual ways; the value is group 1. What is a variable itself, or a
 * word such as null, is no secret. Each word is looked at from its begin alone, and not far: a
 * long run of letters costs no more than its length.
 */
QString assignment(const char* names)
{
    return u"(?<![a-z0-9_-])[a-z0-9_-]{0,40}(?:%1)[\"']?\\s{0,8}(?:=>|=|:)\\s{0,8}"_s.arg(
               QLatin1StringView(names))
        + u"((?:\"[^\"\\n]{3,}\")|(?:'[^'\\n]{3,}')|(?![$<{\\[(]|(?:null|none|true|false|undefined|nil|string|str|int)\\b)[^\\s\"',;&)}\\]]{4,})"_s;
}

struct Pattern
{
    RedactionRule rule;
    QRegularExpression expression;
    int group; ///< what goes
};

QRegularExpression made(const QString& pattern, bool anyCase)
{
    QRegularExpression made(pattern,
        anyCase ? QRegularExpression::CaseInsensitiveOption : QRegularExpression::NoPatternOption);
    made.optimize();
    Q_ASSERT(made.isValid());
    return made;
}

const std::vector<Pattern>& patterns()
{
    using enum RedactionRule;
    static const std::vector<Pattern> table{
        {PrivateKey,
            made(u"-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z0-9 ]*PRIVATE "
                 "KEY-----|$)"_s,
                false),
            0},
        {Token,
            made(u"(?<![A-Za-z0-9])(?:"
                 "gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}"
                 "|sk-[A-Za-z0-9_-]{16,}|(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{10,}"
                 "|xox[abprs]-[A-Za-z0-9-]{10,}|(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[A-Za-z0-9_-]{30,}"
                 "|npm_[A-Za-z0-9]{30,}|pypi-[A-Za-z0-9_-]{30,}|hf_[A-Za-z0-9]{30,}"
                 "|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*)"_s,
                false),
            0},
        {Authorization,
            made(u"(?:\\bauthorization[\"']?\\s*[:=]\\s*[\"']?(?:(?:bearer|basic|digest|token|"
                 u"negotiate) +)?+|\\bbearer +"
                 "|\\b(?:set-)?cookie\\s*:\\s*)([^\\s\"'\\[][^\\s\"']{5,})"_s,
                true),
            1},
        {Password, made(assignment(passwordNames), true), 1},
        {Password, made(u"\\b[a-z][a-z0-9+.-]*://[^\\s/:@\"']*:([^\\s/@\"']+)@"_s, true), 1},
        {Key, made(assignment(keyNames), true), 1},
        {Home,
            made(u"(?<![A-Za-z0-9_.~-])(?:/home/|/Users/|/var/home/|[A-Za-z]:\\\\+Users\\\\+)"
                 "[^\\s/\\\\:\"'`<>|*?,;)]+|(?<![A-Za-z0-9_./~-])/root(?![A-Za-z0-9_.-])"_s,
                false),
            0},
        {Mail,
            made(
                u"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}"_s,
                false),
            0},
    };
    return table;
}

/** By the name of its field; the value may have any form. */
std::optional<RedactionRule> ruleOfKey(const QString& key)
{
    static const QRegularExpression password(
        u"(?:%1|^pass)$"_s.arg(QLatin1StringView(passwordNames)),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression secret(
        u"(?:%1)$"_s.arg(QLatin1StringView(keyNames)), QRegularExpression::CaseInsensitiveOption);
    if (key.compare("authorization"_L1, Qt::CaseInsensitive) == 0)
        return RedactionRule::Authorization;
    if (password.match(key).hasMatch())
        return RedactionRule::Password;
    if (secret.match(key).hasMatch())
        return RedactionRule::Key;
    return {};
}

} // namespace

const std::vector<RedactionRow>& redactionRows()
{
    using enum RedactionRule;
    static const std::vector<RedactionRow> rows{{PrivateKey, "private-key"}, {Token, "token"},
        {Authorization, "authorization"}, {Password, "password"}, {Key, "key"}, {Home, "home"},
        {Mail, "mail"}};
    return rows;
}

QString redactionName(RedactionRule rule)
{
    for (const RedactionRow& row : redactionRows()) {
        if (row.rule == rule)
            return QString::fromLatin1(row.name);
    }
    return {};
}

Redaction::Redaction(QSet<RedactionRule> rules)
    : m_rules(std::move(rules))
{
    for (const RedactionRow& row : redactionRows())
        m_found.push_back({row.rule, 0, {}});
}

QString Redaction::take(RedactionRule rule, const QString& what)
{
    const auto it =
        std::ranges::find_if(m_found, [&](const RedactionFound& f) { return f.rule == rule; });
    ++it->count;
    QString example = what.left(longestExample);
    if (example.size() < what.size())
        example += u'…';
    if (it->examples.size() < mostExamples && !it->examples.contains(example))
        it->examples.append(example);
    return rule == RedactionRule::Home ? u"~"_s : QString(redacted + redactionName(rule) + u']');
}

void Redaction::replaceAll(RedactionRule rule, QString& text)
{
    for (const Pattern& pattern : patterns()) {
        if (pattern.rule != rule)
            continue;
        QString out;
        qsizetype from = 0;
        for (auto it = pattern.expression.globalMatch(text); it.hasNext();) {
            const QRegularExpressionMatch match = it.next();
            const QString what = match.captured(pattern.group);
            // Another rule was here before.
            if (what.isEmpty() || what.contains(redacted))
                continue;
            out += QStringView(text).mid(from, match.capturedStart(pattern.group) - from);
            out += take(rule, what);
            from = match.capturedEnd(pattern.group);
        }
        if (from > 0)
            text = out + QStringView(text).mid(from);
    }
}

QString Redaction::apply(const QString& text)
{
    if (m_rules.isEmpty() || text.size() < 4)
        return text;
    QString out = text;
    for (const RedactionRow& row : redactionRows()) {
        if (m_rules.contains(row.rule))
            replaceAll(row.rule, out);
    }
    return out;
}

QJsonObject Redaction::applyObject(const QJsonObject& object)
{
    QJsonObject out;
    for (auto it = object.begin(); it != object.end(); ++it)
        out.insert(apply(it.key()), apply(QJsonValue(it.value()), it.key()));
    return out;
}

QJsonValue Redaction::apply(const QJsonValue& value, const QString& key)
{
    if (value.isObject())
        return applyObject(value.toObject());
    if (value.isArray()) {
        QJsonArray out;
        for (const QJsonValue& one : value.toArray())
            out.append(apply(one, key));
        return out;
    }
    if (!value.isString())
        return value;
    const QString text = value.toString();
    const auto rule = ruleOfKey(key);
    if (rule && m_rules.contains(*rule) && !text.isEmpty())
        return take(*rule, text);
    return apply(text);
}

void Redaction::apply(MessageWithParts& message)
{
    if (m_rules.isEmpty())
        return;
    message.message.errorText = apply(message.message.errorText);
    for (FileDiff& diff : message.message.diffs) {
        diff.file = apply(diff.file);
        diff.patch = apply(diff.patch);
    }
    for (Part& part : message.parts) {
        const QString before = part.text;
        part.text = apply(part.text);
        // Places in what is another text now.
        if (part.text != before)
            part.gaps.clear();
        ToolCall& call = part.tool;
        call.title = apply(call.title);
        call.output = apply(call.output);
        call.error = apply(call.error);
        call.diff = apply(call.diff);
        call.input = applyObject(call.input);
        for (Attachment& file : call.attachments) {
            file.fileName = apply(file.fileName);
            file.url = apply(file.url);
        }
        part.fileName = apply(part.fileName);
        part.url = apply(part.url);
    }
}

std::vector<RedactionFound> Redaction::found() const
{
    std::vector<RedactionFound> found;
    std::ranges::copy_if(
        m_found, std::back_inserter(found), [](const RedactionFound& f) { return f.count > 0; });
    return found;
}

qint64 Redaction::total() const
{
    qint64 count = 0;
    for (const RedactionFound& found : m_found)
        count += found.count;
    return count;
}

} // namespace headgate
