// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/domain/command.h"
#include "core/domain/terminal.h"

#include <QObject>

#include <functional>

namespace headgate {

/**
 * The terminals of the place one looks at, the session's server and directory, and the one of them
 * that is shown. Follows it while somebody looks. UI thread.
 */
class TerminalDesk : public QObject
{
    Q_OBJECT

public:
    explicit TerminalDesk(std::function<void(Command)> submit, QObject* parent = nullptr);

    void apply(const Change& change);
    /** An empty source: there are no terminals. */
    void setPlace(const SourceId& source, const QString& directory);
    bool hasPlace() const { return !m_source.isEmpty(); }
    const QString& directory() const { return m_directory; }
    /** Somebody looks, or does so no more. */
    void watch(bool on);

    const std::vector<TerminalInfo>& terminals() const { return m_terminals; }
    bool isListed() const { return m_listed; } ///< the server has said which there are
    const Issue& issue() const { return m_issue; } ///< of the last wish
    const TerminalId& current() const { return m_current; }
    const TerminalInfo* currentInfo() const;
    const TerminalShown& shown() const { return m_shown; } ///< of the current one

    void choose(const TerminalId& terminal);
    void create();
    void closeCurrent();
    void type(const QString& text);
    void setRoom(TerminalSize room);

signals:
    void listChanged();
    void shownChanged();

private:
    void listed(const TerminalsListed& list);
    void list();
    void attach();
    void detach();
    void wish(decltype(TerminalWish::what) what);

    std::function<void(Command)> m_submit;
    SourceId m_source;
    QString m_directory;
    std::vector<TerminalInfo> m_terminals;
    Issue m_issue;
    TerminalId m_current;
    TerminalShown m_shown;
    TerminalSize m_room;
    bool m_listed = false;
    bool m_watching = false;
    bool m_making = false; ///< the next one made is ours, to be shown
};

} // namespace headgate
