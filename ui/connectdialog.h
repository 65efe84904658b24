// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/source.h"
#include "ui/sourcefinder.h"
#include "ui/views/textlabel.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace headgate {

class FoundList;
class FoundServers;

/**
 * Asks for one source: one that was found, or address, user, password. Says what is wrong with an
 * address at once, and asks the address itself whether a server or a stream answers there.
 */
class ConnectDialog : public QDialog
{
    Q_OBJECT

public:
    /** `found` null: no servers are offered. */
    explicit ConnectDialog(
        SourceFinder::Probe probe, FoundServers* found = nullptr, QWidget* parent = nullptr);

    /** For a server that asks for a password: the address is given. */
    void askAgain(const SourceStatus& source);
    /** Writes an address down for the person, who can change it, connect or leave it. */
    void offer(const QString& address);
    const SourceConfig& config() const { return m_config; }
    /** Keep the password in the system's keychain. */
    bool remember() const;

protected:
    void accept() override;

private:
    void openLog();
    void connectFinder();
    void say(const QString& words, TokenColour colour);
    void take(const SourceConfig& config);
    QLineEdit* addField(const QString& label, const QString& hint);

    TextLabel* m_title;
    TextLabel* m_words;
    FoundList* m_found;
    QLineEdit* m_url;
    QLineEdit* m_user;
    QLineEdit* m_password;
    QCheckBox* m_remember;
    TextLabel* m_said; ///< what is wrong, or what is being waited for
    QPushButton* m_connect;
    QPushButton* m_log;
    SourceFinder m_finder;
    SourceConfig m_config;
    bool m_known = false; ///< what it is is known; only credentials are asked for
};

} // namespace headgate
