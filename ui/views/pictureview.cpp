// SPDX-License-Identifier: MIT
#include "ui/views/pictureview.h"

#include "ui/theme.h"

#include <QDialog>
#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

namespace headgate {

PictureView::PictureView(const Part& part, QSize own, QWidget* parent)
    : QWidget(parent)
    , m_part(part)
    , m_own(own)
{
    setAccessibleName(part.fileName.isEmpty() ? tr("Picture") : part.fileName);
    setMinimumSize(240, 160);
    connect(&m_images, &TranscriptImages::ready, this, qOverload<>(&QWidget::update));
}

void PictureView::open(const Part& part, QSize own, QWidget* parent)
{
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(part.fileName.isEmpty() ? tr("Picture") : part.fileName);
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(new PictureView(part, own, dialog));
    const QSize room = parent->screen()->availableSize() * 0.85;
    const QSize wanted = own.boundedTo(room) == own ? own : own.scaled(room, Qt::KeepAspectRatio);
    dialog->resize(wanted.expandedTo({320, 240}));
    dialog->open();
}

void PictureView::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    p.fillRect(rect(), theme::tokens().code);
    const QSize shown =
        m_own.boundedTo(size()) == m_own ? m_own : m_own.scaled(size(), Qt::KeepAspectRatio);
    const QImage* image = m_images.find(m_part, (QSizeF(shown) * devicePixelRatioF()).toSize());
    if (!image)
        return;
    QRect box(QPoint(), shown);
    box.moveCenter(rect().center());
    p.setRenderHint(QPainter::SmoothPixmapTransform);
    p.drawImage(box, *image);
}

} // namespace headgate
