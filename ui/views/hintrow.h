// SPDX-License-Identifier: MIT
#pragma once

#include "core/project/riskhints.h"
#include "ui/typography.h"

#include <QWidget>

namespace headgate {

/** Risk hints side by side, wrapped: each a chip with words and, beside it, the rule. */
class HintRow : public QWidget
{
    Q_OBJECT

public:
    explicit HintRow(QWidget* parent = nullptr);

    void setHints(const std::vector<RiskHint>& hints);
    QSize sizeHint() const override { return {zoom::px(300), heightForWidth(width())}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override
    {
        return zoom::px(layOut(nullptr, int(zoom::logical(double(width)))));
    }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int layOut(QPainter* painter, int width) const;

    std::vector<RiskHint> m_hints;
};

} // namespace headgate
