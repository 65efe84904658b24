// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/walltrack.h"

#include <QSlider>

#include <optional>
#include <vector>

namespace headgate {

/**
 * The one clock of the wall: the last hour, with a mark wherever a session said, called or asked
 * something. The pointer or the keys choose a moment; at its right end it is now. UI thread.
 */
class WallClock : public QSlider
{
    Q_OBJECT

public:
    explicit WallClock(QWidget* parent = nullptr);

    void setNow(Timestamp now);
    struct Mark
    {
        Timestamp at;
        WallMoment::Kind kind = WallMoment::Kind::Said;
    };
    /** Of all sessions, in any order. */
    void setMarks(std::vector<Mark> marks);
    std::optional<Timestamp> moment() const { return m_moment; }
    /** Back to now. */
    void goNow();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /** Chosen by the person; none: it is now. */
    void momentChanged(std::optional<headgate::Timestamp> at);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    QRectF track() const; ///< px of 100 %
    Timestamp timeAt(double onScreen) const;
    void choose(std::optional<Timestamp> at);
    void step(int by);
    QString wordsOf(Timestamp at) const;

    std::vector<Mark> m_marks; ///< oldest first
    Timestamp m_now;
    std::optional<Timestamp> m_moment;
    bool m_kept = false; ///< chosen, not only pointed at
};

} // namespace headgate
