// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/health.h"

#include <QWidget>

#include <vector>

namespace headgate {

/**
 * What came over a connection, as a row of small bars, with a tick where it was connected anew. The
 * pointer and the arrow keys go from part to part; their values stand in valueText(). UI thread.
 */
class Sparkline : public QWidget
{
    Q_OBJECT

public:
    enum class Metric : quint8 { Bytes, Events, Lag };

    explicit Sparkline(QWidget* parent = nullptr);

    /** `part`: how long each of them is. */
    void setParts(std::vector<HealthMinute> parts, std::chrono::minutes part, Metric metric);
    /** Of the part that is pointed at, else of all of them. */
    QString valueText() const;
    /** Nothing came in any part. */
    bool isEmpty() const;
    int current() const { return m_current; } ///< -1: none
    void setCurrent(int part);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void currentChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    double valueOf(const HealthMinute& part) const;
    QRectF barOf(int part, double height) const;

    std::vector<HealthMinute> m_parts;
    std::chrono::minutes m_part{1};
    Metric m_metric = Metric::Bytes;
    int m_current = -1;
};

} // namespace headgate
