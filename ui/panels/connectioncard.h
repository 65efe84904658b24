// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/command.h"
#include "core/domain/health.h"
#include "ui/views/sparkline.h"
#include "ui/views/textlabel.h"
#include "ui/words/sourcewords.h"

#include <functional>

class QPushButton;

namespace headgate {

/** One source: how it stands, what came over it, what happened, and what can be done about it. UI
 * thread. */
class ConnectionCard : public QWidget
{
    Q_OBJECT

public:
    struct View
    {
        bool day = false; ///< else the last hour
        Sparkline::Metric metric = Sparkline::Metric::Bytes;
    };

    ConnectionCard(std::function<void(Command)> submit, QWidget* parent = nullptr);

    /** `health` null: nothing is known of it yet. */
    void show(
        const SourceStatus& source, const SourceHealth* health, const View& view, Timestamp now);
    Sparkline* sparkline() const { return m_line; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* buildButtons();
    void putValue(const View& view);
    void showHistory(const SourceHealth* health, Timestamp now);
    void put(TextLabel* label, const QString& text);

    std::function<void(Command)> m_submit;
    SourceId m_source;
    TextLabel* m_name;
    TextLabel* m_state;
    TextLabel* m_facts;
    Sparkline* m_line;
    TextLabel* m_value;
    TextLabel* m_history;
    QPushButton* m_retry = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_resume = nullptr;
    QWidget* m_buttons;
    bool m_quiet = true; ///< nothing came in the time that is shown
    words::Tone m_tone = words::Tone::Quiet;
};

} // namespace headgate
