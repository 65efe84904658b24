// SPDX-License-Identifier: MIT
#include "ui/tray.h"

#include "ui/glyphs.h"
#include "ui/theme.h"

#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using theme::tokens;

Tray::Tray(QObject* parent)
    : QObject(parent)
{
    connect(m_menu.addAction(tr("Open Headgate")), &QAction::triggered, this, &Tray::openWanted);
    m_next = m_menu.addAction(tr("Next who waits for you"));
    connect(m_next, &QAction::triggered, this, &Tray::nextWaitingWanted);
    m_menu.addSeparator();
    m_quiet = m_menu.addAction(QString());
    m_quiet->setCheckable(true);
    connect(m_quiet, &QAction::triggered, this, &Tray::quietWanted);
    m_menu.addSeparator();
    connect(m_menu.addAction(tr("Quit")), &QAction::triggered, this, &Tray::quitWanted);
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](auto reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            emit openWanted();
    });
    setQuiet({});
    setWaiting(0);
}

void Tray::setShown(bool shown)
{
    if (m_icon.isVisible() != shown)
        m_icon.setVisible(shown);
}

bool Tray::isThere() const
{
    return m_icon.isVisible() && QSystemTrayIcon::isSystemTrayAvailable();
}

void Tray::setWaiting(int waiting)
{
    if (std::exchange(m_waiting, waiting) == waiting)
        return;
    m_next->setEnabled(waiting > 0);
    m_icon.setToolTip(waiting > 0 ? tr("Headgate: %n wait for you", nullptr, waiting)
                                  : tr("Headgate: nobody waits for you"));
    repaint();
}

void Tray::setQuiet(const QString& until)
{
    m_quiet->setChecked(!until.isEmpty());
    m_quiet->setText(until.isEmpty() ? tr("Quiet for an hour") : tr("Quiet until %1").arg(until));
}

void Tray::repaint()
{
    m_icon.setIcon(picture());
}

QIcon Tray::picture() const
{
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48, 64}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        const double whole = size;
        glyphs::drawMark(painter, QRectF(0, 0, whole, whole));
        if (m_waiting > 0) {
            // More than half of the picture: the number is what one looks for.
            const QRectF badge(whole * 0.36, whole * 0.36, whole * 0.64, whole * 0.64);
            painter.setPen(Qt::NoPen);
            painter.setBrush(tokens().amber);
            painter.drawRoundedRect(badge, whole * 0.16, whole * 0.16);
            painter.setPen(tokens().surface);
            painter.setFont(theme::uiFont(whole * 0.5, QFont::Bold));
            painter.drawText(
                badge, Qt::AlignCenter, m_waiting > 9 ? u"+"_s : QString::number(m_waiting));
        }
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace headgate
