// SPDX-License-Identifier: MIT
#include "ui/sourcedrop.h"

#include "core/domain/sourcetext.h"

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace headgate {

using namespace Qt::StringLiterals;

QString addressOf(const QMimeData& data)
{
    const QList<QUrl> urls = data.urls();
    // Several at once would be several questions; nobody could say which is meant.
    if (urls.size() > 1)
        return {};
    QString text = data.text().trimmed();
    if (!urls.isEmpty())
        text = urls.front().isLocalFile() ? urls.front().toLocalFile() : urls.front().toString();
    const bool address = text.startsWith("http://"_L1) || text.startsWith("https://"_L1)
        || text.startsWith(u'/') || namesItsKind(text);
    return address && !text.contains(u'\n') && sourceFromText(text) ? text : QString();
}

SourceDrop::SourceDrop(QWidget* window, std::function<void(const QString&)> dropped)
    : QObject(window)
    , m_dropped(std::move(dropped))
{
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

bool SourceDrop::eventFilter(QObject* watched, QEvent* event)
{
    const bool drop = event->type() == QEvent::Drop;
    if (!drop && event->type() != QEvent::DragEnter && event->type() != QEvent::DragMove)
        return QObject::eventFilter(watched, event);
    auto* drag = static_cast<QDropEvent*>(event);
    const QString address = addressOf(*drag->mimeData());
    if (address.isEmpty()) {
        drag->ignore();
        return true;
    }
    // A file stays where it is.
    drag->setDropAction(Qt::CopyAction);
    drag->accept();
    if (drop)
        m_dropped(address);
    return true;
}

} // namespace headgate
