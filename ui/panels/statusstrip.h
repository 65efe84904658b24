// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/source.h"
#include "ui/views/textlabel.h"
#include "ui/words/sourcewords.h"

class QPushButton;

namespace headgate {

class ProofBadge;

/** Bottom of the window, 28 px: how the source of what is shown stands, and the proof (DG-13). */
class StatusStrip : public Ground
{
    Q_OBJECT

public:
    explicit StatusStrip(QWidget* parent = nullptr);

    /** Null: there is no source. */
    void show(const SourceStatus* source, Timestamp now);

    /** What takes long at this moment; empty: nothing does. */
    void showWork(const QString& sentence);

signals:
    void retryWanted();
    void passwordWanted();
    void connectionsWanted();
    /** What is under way, to be shown above this button. */
    void workWanted(QWidget* button);
    /** What the proof rests on. */
    void proofWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    TextLabel* add(const QFont& font, TokenColour colour, const QString& name);
    void put(TextLabel* label, const QString& text, const QString& tip = {});

    TextLabel* m_state;
    TextLabel* m_byte;
    TextLabel* m_seq;
    ProofBadge* m_proof;
    TextLabel* m_reconnects;
    TextLabel* m_events;
    QPushButton* m_retry;
    QPushButton* m_work;
    words::Tone m_tone = words::Tone::Quiet;
    bool m_empty = true;
    bool m_denied = false;
};

} // namespace headgate
