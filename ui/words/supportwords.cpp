// SPDX-License-Identifier: MIT
#include "ui/words/supportwords.h"

#include "core/project/ownwords.h"
#include "ui/words/issuetext.h"
#include "ui/words/quantity.h"
#include "ui/words/say.h"

#include <QRegularExpression>

namespace headgate::words {

using namespace Qt::StringLiterals;

namespace {

QString section(const QString& title, const QString& body)
{
    return u"\n# "_s + title + u"\n\n"_s + body + (body.endsWith(u'\n') ? QString() : u"\n"_s);
}

QString historyText(const DatabaseFacts& facts)
{
    if (facts.issue.code != Issue::Code::None)
        return issueText(facts.issue);
    QStringList lines;
    if (facts.file.isEmpty())
        lines += say("Kept in memory only");
    else
        lines += say("%1: %2 on disk").arg(facts.file, byteSize(facts.bytes));
    lines += say("Schema step %1, journal %2, %3 pages, %4 of them free")
                 .arg(QString::number(facts.schema), facts.journal, number(facts.pages),
                     number(facts.freePages));
    lines += say("Check of its integrity: %1").arg(facts.integrity.join(u"; "_s));
    for (const DatabaseFacts::Table& table : facts.tables)
        lines += u"  %1: %2"_s.arg(table.name, number(table.rows));
    return lines.join(u'\n');
}

QString logText(const std::vector<LogLine>& log)
{
    QString out;
    for (const LogLine& line : log)
        out += logLineText(line) + u'\n';
    return out.isEmpty() ? say("Nothing was said.") : out;
}

} // namespace

QString systemText(const SystemFacts& facts)
{
    QStringList lines;
    const auto add = [&lines](const QString& name, const QString& value) {
        if (!value.isEmpty())
            lines += name + u": "_s + value;
    };
    add(u"Headgate"_s,
        facts.commit.isEmpty() ? facts.version
                               : say("%1 (commit %2)").arg(facts.version, facts.commit));
    add(u"Qt"_s,
        facts.qtBuilt == facts.qtRunning
            ? facts.qtRunning
            : say("%1 (built with %2)").arg(facts.qtRunning, facts.qtBuilt));
    add(u"SQLite"_s, facts.sqlite);
    add(say("Compiler"), facts.compiler);
    add(say("System"), facts.system);
    add(say("Kernel"), facts.kernel);
    add(say("Processor"), facts.processor);
    add(say("Window system"), facts.platform);
    add(say("Desktop"), facts.desktop);
    add(say("Screens"), facts.screens);
    add(say("Language"), facts.locale);
    return lines.join(u'\n') + u'\n';
}

QString settingText(const QString& key, const QVariant& value)
{
    static const QRegularExpression plain(u"^(?:[a-z][a-z-]{0,19}|-?[0-9.]{1,12})$"_s);
    static const QRegularExpression plainKey(u"^[A-Za-z][A-Za-z0-9/_-]{0,60}$"_s);
    const QString name = plainKey.match(key).hasMatch()
        ? key
        : say("a name of %1 characters").arg(number(key.size()));
    if (value.typeId() == QMetaType::QStringList || value.typeId() == QMetaType::QVariantList)
        return u"%1 = %2"_s.arg(name, say("(a list of %1)").arg(number(value.toList().size())));
    const QString text = value.toString();
    if (value.typeId() == QMetaType::Bool || plain.match(text).hasMatch() || text.isEmpty())
        return u"%1 = %2"_s.arg(name, text);
    return u"%1 = %2"_s.arg(name, say("(%1 characters)").arg(number(text.size())));
}

QString supportText(const SupportFacts& facts)
{
    QString out = say("What helps to find a fault in Headgate. Nothing of any session is in it; "
                      "passwords, tokens, addresses of mail and home directories were taken out. "
                      "Look through it before you give it to anybody.")
        + u'\n';
    out += section(say("System"), systemText(facts.system));
    out += u'\n' + reportMarkdown(facts.connections);
    if (facts.history)
        out += section(say("History"), historyText(*facts.history));
    out += section(say("Settings"),
        facts.settings.isEmpty() ? say("None was changed.") : facts.settings.join(u'\n'));
    out += section(say("Log"), logText(facts.log));
    return withoutSecrets(out);
}

} // namespace headgate::words
