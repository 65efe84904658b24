// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/source.h"
#include "core/domain/terminal.h"
#include "core/io/commandclient.h"

#include <QHash>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>

namespace headgate {

/**
 * The terminals of one OpenCode server: lists, makes and ends them, and keeps the screens of those
 * that somebody looks at. Engine thread. Costs nothing until the first wish.
 */
class Terminals : public QObject
{
public:
    using Tell = std::function<void(TerminalNews)>;

    Terminals(SourceConfig config, Tell tell);
    ~Terminals() override;

    void use(const TerminalWish& wish);
    /** Other credentials: every connection is made again with them. */
    void reconfigure(SourceConfig config);
    /** Nothing leaves any more until resume(). Screens stay. */
    void pause();
    void resume();
    /** Connections are suspect: each is made again, at once. */
    void retryNow();

private:
    struct Attached;

    void carryOut(const QString& directory, const TerminalWish::List&);
    void carryOut(const QString& directory, const TerminalWish::Create& wish);
    void carryOut(const QString& directory, const TerminalWish::Close& wish);
    void carryOut(const QString& directory, const TerminalWish::Attach& wish);
    void carryOut(const QString& directory, const TerminalWish::Detach& wish);
    void carryOut(const QString& directory, const TerminalWish::Type& wish);
    void carryOut(const QString& directory, const TerminalWish::Resize& wish);

    CommandClient& client();
    void tellList(const QString& directory, Issue issue);
    void openLink(Attached& attached);
    void sendSize(const TerminalId& terminal);
    void soon(Attached& attached);
    void tellScreens();

    SourceConfig m_config;
    Tell m_tell;
    std::unique_ptr<CommandClient> m_client;
    QHash<QString, std::vector<TerminalInfo>> m_known; ///< by directory, as listed last
    std::map<TerminalId, std::unique_ptr<Attached>> m_attached;
    QTimer m_frame; ///< screens are told at most once in its time
    bool m_paused = false;
};

} // namespace headgate
