// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "core/domain/issue.h"

#include <QSet>
#include <QString>
#include <QStringList>

#include <vector>

namespace headgate {

/** What a rule of redaction takes out of a text. Its name is what the rule is called on a command
 * line and in the file. */
enum class RedactionRule : quint8 {
    PrivateKey, ///< "private-key": a block of PEM
    Token, ///< "token": what is known to be one by its form
    Authorization, ///< "authorization": the value of such a header, and of a cookie
    Password, ///< "password": what a field or a variable so named holds, and that of an address
    Key, ///< "key": the same of keys, secrets and tokens by their name
    Home, ///< "home": the path of a person's directory
    Mail, ///< "mail": an address
};

struct RedactionRow
{
    RedactionRule rule;
    const char* name;
};

/** In the order in which they are applied. */
const std::vector<RedactionRow>& redactionRows();
QString redactionName(RedactionRule rule);

/** What was found by one rule. */
struct RedactionFound
{
    RedactionRule rule = RedactionRule::Token;
    qint64 count = 0;
    QStringList examples; ///< the first few, each once, as they stand in the session

    friend bool operator==(const RedactionFound&, const RedactionFound&) = default;
};

enum class ExportFormat : quint8 { Markdown, Lines, Html };

/** A session that is to be written into a file, or only looked at for what a redaction would take
 * out. */
struct ExportWish
{
    SessionId session;
    QString title; ///< as known to the caller
    QString path; ///< empty: only look
    ExportFormat format = ExportFormat::Markdown;
    QSet<RedactionRule> rules; ///< empty: nothing is taken out
    quint64 number = 0; ///< chosen by the caller; what is told carries it
    bool cancel = false; ///< ends what is under way under this number; no file is left behind
};

/** How far it is; told several times while it takes long. */
struct ExportFound
{
    quint64 number = 0;
    QString path;
    qint64 done = 0; ///< events so far
    qint64 all = 0;
    bool finished = false;
    bool cancelled = false;
    std::vector<RedactionFound> found; ///< once it is finished: of each rule that found something
    Issue issue; ///< None: all is well
};

} // namespace headgate
