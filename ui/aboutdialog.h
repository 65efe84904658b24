// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/systemfacts.h"

#include <QDialog>

class QVBoxLayout;

namespace headgate {

/** What this program is, what it runs on and what it is made of. UI thread. */
class AboutDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(SystemFacts facts, QWidget* parent = nullptr);

    /** What the button copies. */
    QString systemInformation() const;

private:
    void addParts(QVBoxLayout* column);

    const SystemFacts m_facts;
};

/** With what a window knows: its platform and its screens. UI thread. */
SystemFacts withWindowFacts(SystemFacts facts);

} // namespace headgate
