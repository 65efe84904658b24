// SPDX-License-Identifier: MIT
#include "ui/views/transcriptview.h"

#include "ui/theme.h"

#include <QPainter>

namespace headgate {

TranscriptView::TranscriptView(QWidget* parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(NoFrame);
}

void TranscriptView::openSession(const SessionKey& key)
{
    m_key = key;
    m_messages.clear();
    viewport()->update();
}

void TranscriptView::apply(const Change& change)
{
    if (const auto* loaded = std::get_if<TranscriptLoaded>(&change); loaded && loaded->key == m_key)
        m_messages = loaded->messages;
    viewport()->update();
}

void TranscriptView::setRunning(bool)
{
}

void TranscriptView::themeChanged()
{
    viewport()->update();
}

void TranscriptView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme::tokens().bg);
    painter.setFont(theme::uiFont(theme::transcriptSize));
    painter.setPen(theme::tokens().text);
    QRect room((viewport()->width() - 720) / 2, 24, 720, viewport()->height());
    for (const auto& message : m_messages) {
        for (const auto& part : message.parts) {
            const QString text =
                part.kind == PartKind::Tool ? part.tool.tool + u' ' + part.tool.title : part.text;
            QRect used;
            painter.drawText(room, Qt::TextWordWrap, text, &used);
            room.setTop(used.bottom() + 12);
        }
    }
}

} // namespace headgate
