// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/checkpoint.h"
#include "ui/words/sourcewords.h"

#include <QWidget>

namespace headgate {

class PayloadView;
class TextLabel;

/** One request of several, whole: what, who, where, its full text, and what became of it. UI
 * thread. */
class BatchRow : public QWidget
{
    Q_OBJECT

public:
    BatchRow(const Checkpoint& checkpoint, const QString& who, QWidget* parent = nullptr);

    /** `out`: it is not decided with the others. */
    void setOutcome(const words::Toned& outcome, bool out);
    QString outcome() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    TextLabel* m_title;
    TextLabel* m_outcome;
    PayloadView* m_payload;
};

} // namespace headgate
