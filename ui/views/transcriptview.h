// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"

#include <QAbstractScrollArea>
#include <QUrl>

namespace headgate {

/** Shows the words of one session, plainly. */
class TranscriptView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TranscriptView(QWidget* parent = nullptr);

    void openSession(const SessionKey& key);
    void apply(const Change& change);
    void setRunning(bool running);
    void themeChanged();

signals:
    void olderWanted();
    void sessionActivated(const headgate::SessionId& session);
    void requestActivated(const headgate::RequestId& request);
    void linkActivated(const QUrl& url);
    void followingChanged(bool following);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    SessionKey m_key;
    std::vector<MessageWithParts> m_messages;
};

} // namespace headgate
