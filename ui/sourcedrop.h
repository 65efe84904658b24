// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <functional>

class QMimeData;
class QWidget;

namespace headgate {

/** The address of a server or the path of a log or project that something dragged stands for;
 * empty: it is nothing of the kind. Whether anything answers there is not asked. */
QString addressOf(const QMimeData& data);

/** Lets a person drop an address or a file onto a window. Main thread; lives as long as the window.
 */
class SourceDrop : public QObject
{
    Q_OBJECT

public:
    /** `dropped` is called with what addressOf() says, never with an empty one. */
    SourceDrop(QWidget* window, std::function<void(const QString&)> dropped);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    std::function<void(const QString&)> m_dropped;
};

} // namespace headgate
