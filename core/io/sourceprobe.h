// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/domain/source.h"
#include "core/io/commandclient.h"
#include "core/io/streamclient.h"

#include <QObject>

#include <functional>
#include <optional>

namespace headgate {

/**
 * Asks an address what answers there: an OpenCode server says that it is healthy, a durable stream
 * says where it ends. Both are asked at once, for five seconds at most. Lives in one thread; where
 * it is deleted first, nothing is called.
 */
class SourceProbe : public QObject
{
    Q_OBJECT

public:
    using Found = std::function<void(const Expected<SourceConfig>&)>;

    /**
     * `found` is called once, with the kind of what answered; the probe then deletes itself. Where
     * nobody answers, or only with credentials, the kind stays as it was. Errors: NotOpenCode
     * (something else answers), StreamNotFound (a path of streams, and none there).
     */
    SourceProbe(SourceConfig config, Found found, QObject* parent = nullptr);

private:
    void heardServer(const HttpAnswer& answer);
    void heardStream(const StreamAnswer& answer);
    void conclude();
    void finish(const Expected<SourceConfig>& what);

    SourceConfig m_config;
    Found m_found;
    CommandClient m_server;
    StreamClient m_stream;
    std::optional<HttpAnswer> m_serverSaid;
    std::optional<StreamAnswer> m_streamSaid;
};

} // namespace headgate
