// SPDX-License-Identifier: MIT
#pragma once

#include "core/decode/panerequests.h"
#include "core/io/commandclient.h"
#include "core/io/eventsource.h"

#include <QObject>

namespace headgate {

/**
 * What a person sends to an AgentPane server. A decision leaves once. A line may be sent again, as
 * long as nobody can have taken it or all who read it tell it by its id; mostTries in all. Engine
 * thread; belongs to a PaneSource.
 */
class PaneWrites : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Issue&)>;

    static constexpr int mostTries = 3;

    PaneWrites(const SourceId& source, CommandClient& client, milliseconds betweenTries,
        QObject* parent = nullptr);

    /** In the first of these ways that the server knows. */
    void answer(std::vector<pane::Request> ways, Done done);
    void type(const Prompt& prompt, Done done) { attempt(prompt, 1, std::move(done)); }

private:
    void tryWay(std::vector<pane::Request> ways, size_t way, Done done);
    void attempt(const Prompt& prompt, int made, Done done);
    Issue issueOf(const HttpAnswer& answer) const;

    SourceId m_source;
    CommandClient& m_client;
    milliseconds m_betweenTries;
};

} // namespace headgate
