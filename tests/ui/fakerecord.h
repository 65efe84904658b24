// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "tests/ui/fakefeed.h"
#include "ui/decisionrecord.h"

#include <QStringList>

namespace headgate {

/** A record of decisions that answers at once. */
class FakeRecord : public DecisionRecord
{
public:
    FakeRecord()
    {
        const auto add = [this](const char* request, const char* permission, const char* pattern,
                             const char* answer, CheckpointState state, int minutesAgo) {
            audit::Entry e;
            e.line = qint64(listing.entries.size()) + 1;
            e.source = SourceId(QStringLiteral("opencode:http://workstation:4096"));
            e.session = SessionId(QStringLiteral("ses_explore"));
            e.title = QStringLiteral("explore: call sites");
            e.directory = QStringLiteral("/home/dev/code/billing");
            e.request = QString::fromUtf8(request);
            e.permission = QString::fromUtf8(permission);
            if (*pattern)
                e.patterns = {QString::fromUtf8(pattern)};
            e.answer = QString::fromUtf8(answer);
            e.outcome = checkpointStateName(state);
            e.settled = FakeFeed::now() - std::chrono::minutes(minutesAgo);
            if (!e.answer.isEmpty()) {
                e.actor = QStringLiteral("window");
                e.user = QStringLiteral("dev");
                e.decided = e.settled;
                e.firstSeen = e.settled - std::chrono::seconds(12);
            }
            listing.entries.push_back(e);
        };
        add("per_5", "bash", "npm run build", "once", CheckpointState::Confirmed, 1);
        add("per_4", "bash", "rm -rf node_modules", "reject", CheckpointState::Confirmed, 4);
        listing.entries.back().message = QStringLiteral("only the cache, please");
        add("per_3", "edit", "src/invoice/tax.ts", "", CheckpointState::AnsweredElsewhere, 9);
        listing.entries.back().effective = QStringLiteral("always");
        add("", "", "", "stop", CheckpointState::Confirmed, 30);
        add("per_1", "webfetch", "https://example.org/*", "once", CheckpointState::Failed, 90);
        listing.report.lines = 5;
        listing.report.head = QByteArray(64, 'a');
    }

    void read(QObject*, std::function<void(const Expected<audit::Listing>&)> found) override
    {
        ++reads;
        found(listing);
    }
    void exportTo(
        const QString& path, QObject*, std::function<void(const Outcome&)> written) override
    {
        exported.append(path);
        written(std::monostate());
    }

    audit::Listing listing;
    int reads = 0;
    QStringList exported;
};

} // namespace headgate
