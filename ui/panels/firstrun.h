// SPDX-License-Identifier: MIT
#pragma once

#include "ui/sourcefinder.h"
#include "ui/views/textlabel.h"

class QLineEdit;

namespace headgate {

class FoundServers;

/** The middle while there is no source: what this is, and the ways to begin. */
class FirstRun : public Ground
{
    Q_OBJECT

public:
    /** `found` null: no servers are offered. */
    explicit FirstRun(
        SourceFinder::Probe probe, FoundServers* found = nullptr, QWidget* parent = nullptr);

signals:
    void sourceWanted(const headgate::SourceConfig& config);

protected:
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void tryAddress();
    void say(const QString& words, TokenColour colour);

    QWidget* m_mark;
    QLineEdit* m_url;
    TextLabel* m_said; ///< what is wrong, or what is being waited for
    SourceFinder m_finder;
};

/** A few quiet words in the middle of an empty pane. */
class EmptyPane : public Ground
{
    Q_OBJECT

public:
    explicit EmptyPane(QWidget* parent = nullptr);

    void say(const QString& title, const QString& hint);

private:
    TextLabel* m_title;
    TextLabel* m_hint;
};

} // namespace headgate
