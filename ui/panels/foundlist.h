// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/foundservers.h"

#include <QPointer>
#include <QWidget>

class QVBoxLayout;

namespace headgate {

/**
 * Servers that were found by themselves, each with the one press that follows it. Takes no room
 * while there is none. Lets them be looked for only while a person can see it. UI thread.
 */
class FoundList : public QWidget
{
    Q_OBJECT

public:
    /** `servers` null: none is looked for. It outlives the list. */
    explicit FoundList(FoundServers* servers, QWidget* parent = nullptr);
    ~FoundList() override;

signals:
    void chosen(const headgate::SourceConfig& config);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void look();
    void refresh();
    QWidget* row(const FoundServer& server);

    QPointer<FoundServers> m_servers;
    std::vector<FoundServer> m_shown;
    QVBoxLayout* m_column;
    QWidget* m_rows;
};

} // namespace headgate
