// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/source.h"
#include "ui/views/textlabel.h"

class QLineEdit;

namespace headgate {

/** The middle while there is no source: what this is, and the two ways to begin. */
class FirstRun : public Ground
{
    Q_OBJECT

public:
    explicit FirstRun(QWidget* parent = nullptr);

signals:
    void sourceWanted(const headgate::SourceConfig& config);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void tryAddress();

    QWidget* m_mark;
    QLineEdit* m_url;
    TextLabel* m_error;
};

/** A few quiet words in the middle of an empty pane. */
class EmptyPane : public Ground
{
    Q_OBJECT

public:
    EmptyPane(const QString& title, const QString& hint, QWidget* parent = nullptr);
};

} // namespace headgate
