// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/domain/source.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;

namespace headgate {

class TextLabel;

/** Asks for one server: address, user, password. Says what is wrong with an address at once. */
class ConnectDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ConnectDialog(QWidget* parent = nullptr);

    /** For a server that asks for a password: the address is given. */
    void askAgain(const SourceStatus& source);
    const SourceConfig& config() const { return m_config; }
    /** Keep the password in the system's keychain. */
    bool remember() const;

protected:
    void accept() override;

private:
    QLineEdit* addField(const QString& label, const QString& hint);

    TextLabel* m_title;
    TextLabel* m_words;
    QLineEdit* m_url;
    QLineEdit* m_user;
    QLineEdit* m_password;
    QCheckBox* m_remember;
    TextLabel* m_error;
    SourceConfig m_config;
};

} // namespace headgate
