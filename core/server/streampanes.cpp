// SPDX-License-Identifier: MIT
#include "core/server/streamservice.h"

// The part of StreamService that serves sessions with channels.
namespace headgate {

void StreamService::handlePane(
    HttpConnection& connection, const HttpRequest& http, const HttpTarget& target)
{
    auto understood = readPaneRequest(http, target);
    if (const auto* refusal = std::get_if<HttpResponse>(&understood)) {
        connection.answer(*refusal);
        return;
    }
    auto& request = std::get<PaneRequest>(understood);
    if (const auto refusal = m_panes->limited(request))
        connection.answer(*refusal);
    else if (request.writes())
        answerWrite(connection, m_panes->write(request), true);
    else if (m_store->isOpen())
        m_deferred.push_back({&connection, {}, std::make_shared<PaneRequest>(std::move(request))});
    else
        readPane(connection, request);
}

void StreamService::readPane(HttpConnection& connection, const PaneRequest& request)
{
    if (request.kind != PaneRequest::Kind::Listen) {
        connection.answer(m_panes->read(request));
        return;
    }
    const auto found = m_panes->place(request);
    if (const auto* refusal = std::get_if<HttpResponse>(&found)) {
        connection.answer(*refusal);
        return;
    }
    const auto& place = std::get<PaneService::Place>(found);
    const auto reader = std::make_shared<PaneReader>(
        connection, request, place.stream, place.from, m_panes->beat(), now());
    reader->begin(place.tail, now());
    keepReader(reader);
}

} // namespace headgate
