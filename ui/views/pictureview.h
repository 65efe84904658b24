// SPDX-License-Identifier: MIT
#pragma once

#include "ui/views/transcriptimages.h"

#include <QWidget>

namespace headgate {

/** One attached picture, as large as there is room and never larger than it is. UI thread. */
class PictureView : public QWidget
{
    Q_OBJECT

public:
    /** `own`: its size in px of its own. */
    PictureView(const Part& part, QSize own, QWidget* parent = nullptr);

    /** In a dialog that Escape closes. */
    static void open(const Part& part, QSize own, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Part m_part;
    QSize m_own;
    TranscriptImages m_images;
};

} // namespace headgate
