// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"
#include "ui/views/textlabel.h"

class QListView;
class QPushButton;

namespace headgate {

class StreamListModel;
class Switch;

/** The embedded server: its switch and address, its streams, and the way to publish the session one
 * looks at. UI thread. */
class ServePanel : public QWidget
{
    Q_OBJECT

public:
    explicit ServePanel(StreamListModel* model, QWidget* parent = nullptr);

    /** The session in the middle of the window; empty: none. */
    void setSession(const SessionKey& session);

signals:
    void serveWanted(bool on);
    void publishWanted(const headgate::SessionKey& session, bool on);

private:
    QWidget* makeHead();
    void refresh();
    void streamMenu(const QPoint& at);

    StreamListModel* m_model;
    Switch* m_switch;
    TextLabel* m_words;
    QWidget* m_address;
    TextLabel* m_url;
    TextLabel* m_count;
    QPushButton* m_publish;
    QListView* m_list;
    TextLabel* m_empty;
    SessionKey m_session;
};

} // namespace headgate
