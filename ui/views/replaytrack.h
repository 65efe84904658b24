// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/replay.h"

#include <QSlider>

#include <memory>
#include <vector>

namespace headgate {

/**
 * The timeline of a replay: a slider over its time, with a mark for what happened when. Each kind
 * has a shape of its own: messages and tools are ticks below and above the line, a request to a
 * person is a triangle, a gap is a hatched stretch. UI thread.
 */
class ReplayTrack : public QSlider
{
    Q_OBJECT

public:
    explicit ReplayTrack(QWidget* parent = nullptr);

    /** Null: none. */
    void setTimeline(const std::shared_ptr<const ReplayTimeline>& timeline);
    void setAt(Timestamp at);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /** By the person. */
    void sought(headgate::Timestamp to);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    double xOf(Timestamp at) const;
    void seekTo(double x);
    int wide() const; ///< px of 100 %, as all positions in here are
    void gather();
    void paintMarks(QPainter& painter) const;

    std::shared_ptr<const ReplayTimeline> m_told; ///< as it was set
    const ReplayTimeline* m_timeline = nullptr; ///< it, if it has moments
    Timestamp m_at;
    std::vector<quint8> m_marks; ///< for each pixel column, a bit for each kind
    bool m_held = false;
    bool m_telling = false; ///< the slider follows the replay
};

} // namespace headgate
