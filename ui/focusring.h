// SPDX-License-Identifier: MIT
#pragma once

#include <QFocusFrame>
#include <QPointer>

namespace headgate {

/** One ring for the whole program; it shows where the keyboard is, and only then. */
class FocusRing : public QObject
{
    Q_OBJECT

public:
    explicit FocusRing(QObject* parent);

private:
    void follow(QWidget* widget);

    QPointer<QFocusFrame> m_frame;
};

} // namespace headgate
