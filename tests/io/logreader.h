// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/logbuilder.h"
#include "tests/support/watcher.h"

#include <QCryptographicHash>

#include <algorithm>
#include <memory>

namespace headgate::test {

using namespace Qt::StringLiterals;

inline const QString a = u"ses_a"_s;

/** A Headgate that follows one log, and every line it was told, in order. */
class Reader
{
public:
    explicit Reader(const QString& path, const QString& profile = {})
        : watcher(std::make_unique<Watcher>(profile))
    {
        watcher->onChange = [this](const Change& change) {
            if (const auto* logged = std::get_if<EventsLogged>(&change)) {
                for (const EventRow& row : logged->rows) {
                    if (row.origin != Origin::Local)
                        ids.append(row.id.value());
                }
            }
        };
        SourceConfig config;
        config.kind = SourceKind::Log;
        config.url = QUrl::fromLocalFile(path);
        started = watcher->follow(config);
    }

    bool live() { return started && watcher->waitUntilLive(); }
    bool waitForRows(qsizetype count)
    {
        return watcher->waitFor([&] { return ids.size() >= count; });
    }
    int issues(Issue::Code code) const
    {
        return int(std::count_if(watcher->issues().begin(), watcher->issues().end(),
            [&](const Issue& issue) { return issue.code == code; }));
    }
    bool waitForIssue(Issue::Code code)
    {
        return watcher->waitFor([&] { return issues(code) > 0; });
    }
    bool isWaiting() const
    {
        return watcher->status().state == SyncState::Waiting
            && watcher->status().issue.code == Issue::Code::LogMissing;
    }
    const Checkpoint* request(const QString& id) const
    {
        const auto& all = watcher->checkpoints();
        const auto it = std::find_if(all.begin(), all.end(),
            [&](const Checkpoint& c) { return c.key.request.value() == id; });
        return it == all.end() ? nullptr : &*it;
    }
    QStringList shown(const QString& session) { return outline(watcher->transcript(session)); }

    std::unique_ptr<Watcher> watcher;
    QStringList ids;
    bool started = false;
};

/** Events `from` to `to`, told in one session. */
inline QByteArray lines(int from, int to, const QString& session = a)
{
    QByteArray all;
    for (int i = from; i <= to; ++i)
        all += logLine(i, u"files.changed"_s, session, QJsonObject{{u"file"_s, u"x"_s}});
    return all;
}

inline QStringList ids(int from, int to)
{
    QStringList all;
    for (int i = from; i <= to; ++i)
        all.append(u"evt_%1"_s.arg(i, 6, 10, QChar(u'0')));
    return all;
}

inline QByteArray hashOf(const QString& path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly)
        ? QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha1)
        : QByteArray();
}

/** One message as the plugin writes it: text, a call and its end. */
inline QByteArray turn(int from, const QString& session, const QString& message)
{
    const QString part = "prt_"_L1 + message;
    return deltaLine(from, session, message, part, u"Hel"_s)
        + deltaLine(from + 1, session, message, part, u"lo"_s)
        + snapshotLine(from + 2, session, message, part, u"Hello"_s)
        + toolLine(from + 3, session, message, "call_"_L1 + message, u"running"_s)
        + toolLine(from + 4, session, message, "call_"_L1 + message, u"completed"_s,
            {{u"output"_s, u"done"_s}})
        + messageLine(from + 5, session, message);
}

} // namespace headgate::test
