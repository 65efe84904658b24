// SPDX-License-Identifier: MIT
#include "core/project/riskhints.h"

#include "core/project/shelltext.h"
#include "core/project/visibletext.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <optional>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

QString baseName(const QString& word)
{
    return word.section(u'/', -1);
}

bool isAssignment(const QString& word)
{
    static const QRegularExpression pattern(u"^[A-Za-z_][A-Za-z0-9_]*="_s);
    return pattern.match(word).hasMatch();
}

bool isShell(const QString& program)
{
    static const QSet<QString> shells = {u"sh"_s, u"bash"_s, u"zsh"_s, u"dash"_s, u"ksh"_s,
        u"fish"_s, u"python"_s, u"python3"_s, u"perl"_s, u"ruby"_s, u"node"_s, u"php"_s};
    return shells.contains(program);
}

bool fetches(const QString& program)
{
    static const QSet<QString> programs = {
        u"curl"_s, u"wget"_s, u"fetch"_s, u"http"_s, u"aria2c"_s};
    return programs.contains(program);
}

/** Programs that go before another one. */
bool isPrefix(const QString& program)
{
    static const QSet<QString> prefixes = {u"sudo"_s, u"doas"_s, u"env"_s, u"nohup"_s, u"time"_s,
        u"command"_s, u"exec"_s, u"xargs"_s, u"nice"_s, u"then"_s, u"do"_s, u"else"_s, u"!"_s};
    return prefixes.contains(program);
}

bool isSecret(const QString& word)
{
    static const QRegularExpression pattern(
        u"(^|/)(\\.env(\\.(?!example|sample|template)[\\w.-]+)?|\\.ssh(/"
        u".*)?|id_(rsa|dsa|ecdsa|ed25519)|"
        "\\.netrc|\\.npmrc|\\.pypirc|\\.pgpass|\\.git-credentials|\\.gnupg(/.*)?|"
        "\\.aws(/.*)?|\\.kube/config|credentials(\\.json)?|secrets?\\.(json|ya?ml|toml|env)|"
        "shadow|[^/]*\\.(pem|p12|pfx|key))$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return pattern.match(word).hasMatch();
}

bool isOutside(const QString& path, const QString& directory)
{
    if (path.startsWith(u'~'))
        return true;
    if (directory.isEmpty())
        return path.startsWith(u'/') && !path.startsWith("/dev/"_L1);
    const QString full = QDir::cleanPath(path.startsWith(u'/') ? path : directory + u'/' + path);
    return full != directory && !full.startsWith(directory + u'/') && !full.startsWith("/dev/"_L1);
}

class Scan
{
public:
    explicit Scan(const Checkpoint& checkpoint)
        : m_directory(QDir::cleanPath(checkpoint.directory))
    {
        if (checkpoint.directory.isEmpty())
            m_directory.clear();
    }

    void command(QStringView text, int fixedLine, int depth)
    {
        const auto operations = splitOperations(text);
        QString before; // the program on the other side of a pipe
        int line = 0;
        for (const ShellOperation& op : operations) {
            ++line;
            m_line = fixedLine > 0 ? fixedLine : line;
            const QStringView body = text.mid(op.begin, op.end - op.begin - op.joiner.size());
            const QString program = operation(shellWords(body), before, depth);
            before = op.joiner.startsWith(u'|') && op.joiner != "||"_L1 ? program : QString();
            if (depth > 0) {
                for (const QString& inner : innerCommands(body))
                    command(inner, m_line, depth - 1);
            }
        }
    }

    void file(const QString& path)
    {
        m_line = 0;
        if (path.isEmpty())
            return;
        if (isOutside(path, m_directory))
            add(RiskRule::WritesOutside, path);
        if (isSecret(path))
            add(RiskRule::TouchesSecrets, path);
    }

    void add(RiskRule rule, const QString& subject)
    {
        if (std::ranges::find(m_hints, rule, &RiskHint::rule) == m_hints.end())
            m_hints.push_back({rule, m_line, subject});
    }

    void setLine(int line) { m_line = line; }

    std::vector<RiskHint> take()
    {
        std::ranges::sort(m_hints, {}, &RiskHint::rule);
        return std::move(m_hints);
    }

private:
    /** Looks at one operation; returns its program. */
    QString operation(QStringList words, const QString& before, int depth)
    {
        while (!words.isEmpty()
            && (isAssignment(words.front()) || isPrefix(baseName(words.front())))) {
            const QString program = baseName(words.takeFirst());
            if (program == "sudo"_L1 || program == "doas"_L1)
                add(RiskRule::RunsAsRoot, program);
            while (!words.isEmpty() && words.front().startsWith(u'-'))
                words.removeFirst(); // the prefix's own options
        }
        if (words.isEmpty())
            return {};
        const QString program = baseName(words.front());
        words.removeFirst();
        if (program == "su"_L1 || program == "pkexec"_L1)
            add(RiskRule::RunsAsRoot, program);
        if (isShell(program) && fetches(before))
            add(RiskRule::PipesToShell, program);
        if (isShell(program) || program == "eval"_L1)
            shell(program, words, depth);
        deletes(program, words);
        network(program, words);
        if (program == "git"_L1)
            git(words);
        paths(program, words);
        return program;
    }

    void shell(const QString& program, const QStringList& words, int depth)
    {
        for (qsizetype i = 0; i < words.size(); ++i) {
            const bool script = program == "eval"_L1 || (i > 0 && words[i - 1] == "-c"_L1);
            static const QRegularExpression fetched(u"(\\$\\(|<\\(|`)\\s*(curl|wget)\\b"_s);
            if (fetched.match(words[i]).hasMatch()
                || (words[i] == "("_L1 + u"curl"_s || words[i] == "("_L1 + u"wget"_s))
                add(RiskRule::PipesToShell, program);
            if (script && depth > 0)
                command(words[i], m_line, depth - 1);
        }
    }

    void deletes(const QString& program, const QStringList& words)
    {
        static const QSet<QString> programs = {u"rm"_s, u"rmdir"_s, u"unlink"_s, u"shred"_s,
            u"mkfs"_s, u"truncate"_s, u"wipefs"_s, u"dropdb"_s};
        const bool found = programs.contains(program) || program.startsWith("mkfs."_L1)
            || (program == "find"_L1 && words.contains(u"-delete"_s))
            || (program == "dd"_L1 && std::ranges::any_of(words, [](const QString& w) {
                   return w.startsWith("of="_L1);
               }));
        if (found)
            add(RiskRule::Deletes, program);
    }

    void network(const QString& program, const QStringList&)
    {
        static const QSet<QString> programs = {u"ssh"_s, u"scp"_s, u"sftp"_s, u"rsync"_s, u"nc"_s,
            u"ncat"_s, u"netcat"_s, u"telnet"_s, u"ftp"_s, u"socat"_s};
        if (fetches(program) || programs.contains(program))
            add(RiskRule::UsesNetwork, program);
    }

    void git(const QStringList& words)
    {
        const auto has = [&words](const QString& word) { return words.contains(word); };
        if (has(u"push"_s)) {
            const auto forced = std::ranges::find_if(words, [](const QString& w) {
                return w.startsWith("--force"_L1) || w == "-f"_L1 || w == "--mirror"_L1
                    || w == "--delete"_L1 || (w.startsWith(u'+') && w.size() > 1);
            });
            if (forced != words.end())
                add(RiskRule::ForcePushes, *forced);
        }
        if (has(u"clean"_s) || (has(u"reset"_s) && has(u"--hard"_s))
            || (has(u"branch"_s) && has(u"-D"_s)))
            add(RiskRule::Deletes, "git "_L1 + words.front());
    }

    void paths(const QString& program, const QStringList& words)
    {
        static const QSet<QString> writers = {u"rm"_s, u"mv"_s, u"cp"_s, u"tee"_s, u"mkdir"_s,
            u"touch"_s, u"ln"_s, u"chmod"_s, u"chown"_s, u"install"_s, u"truncate"_s, u"rsync"_s};
        const bool writes = writers.contains(program)
            || (program == "sed"_L1 && std::ranges::any_of(words, [](const QString& w) {
                   return w.startsWith("-i"_L1);
               }));
        for (qsizetype i = 0; i < words.size(); ++i) {
            const bool target = i > 0 && words[i - 1].startsWith(u'>');
            QString word = words[i];
            if (word.startsWith("of="_L1))
                word = word.mid(3);
            const bool written =
                target || word.size() != words[i].size() || (writes && !word.startsWith(u'-'));
            if (written && !word.startsWith(u'&') && isOutside(word, m_directory))
                add(RiskRule::WritesOutside, word);
            if (isSecret(word) || isSecret(word.section(u'=', -1).section(u'@', -1)))
                add(RiskRule::TouchesSecrets, word);
        }
    }

    QString m_directory;
    std::vector<RiskHint> m_hints;
    int m_line = 0;
};

void scanHidden(const Checkpoint& checkpoint, Scan& scan)
{
    const VisibleText visible = makeVisible(checkpoint.text);
    if (visible.hidden.empty())
        return;
    const HiddenCharacter& first = visible.hidden.front();
    int line = 1;
    if (checkpoint.permission == "bash"_L1) {
        for (const ShellOperation& op : splitOperations(checkpoint.text))
            line += op.end <= first.source ? 1 : 0;
    } else {
        line += int(QStringView(checkpoint.text).left(first.source).count(u'\n'));
    }
    scan.setLine(line);
    scan.add(RiskRule::HiddenCharacters,
        first.code == 0 ? u"long run of spaces"_s : hiddenCharacterName(first.code));
}

} // namespace

QString riskRuleName(RiskRule rule)
{
    switch (rule) {
    case RiskRule::Deletes:
        return u"deletes"_s;
    case RiskRule::RunsAsRoot:
        return u"sudo"_s;
    case RiskRule::PipesToShell:
        return u"network-to-shell"_s;
    case RiskRule::ForcePushes:
        return u"git-force-push"_s;
    case RiskRule::WritesOutside:
        return u"outside-directory"_s;
    case RiskRule::TouchesSecrets:
        return u"secrets"_s;
    case RiskRule::HiddenCharacters:
        return u"hidden-character"_s;
    case RiskRule::UsesNetwork:
        return u"network"_s;
    }
    return {};
}

bool isSevere(RiskRule rule)
{
    return rule < RiskRule::HiddenCharacters;
}

std::vector<RiskHint> riskHints(const Checkpoint& checkpoint)
{
    Scan scan(checkpoint);
    if (checkpoint.permission == "bash"_L1)
        scan.command(checkpoint.text, 0, 3);
    else if (!checkpoint.file.isEmpty())
        scan.file(checkpoint.file);
    if (checkpoint.permission == "external_directory"_L1) {
        scan.setLine(0);
        scan.add(RiskRule::WritesOutside, checkpoint.patterns.value(0));
    }
    if (checkpoint.permission == "webfetch"_L1)
        scan.add(RiskRule::UsesNetwork, checkpoint.patterns.value(0));
    scanHidden(checkpoint, scan);
    return scan.take();
}

} // namespace headgate
