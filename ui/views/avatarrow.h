// SPDX-License-Identifier: MIT
#pragma once

#include "core/project/company.h"

#include <QWidget>

namespace headgate {

/** Who looks at a session, as a row of small circles; hidden while nobody is told. UI thread. */
class AvatarRow : public QWidget
{
    Q_OBJECT

public:
    explicit AvatarRow(QWidget* parent = nullptr);

    void put(const Avatars& avatars);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString countWords() const;

    Avatars m_avatars;
};

/** One or two letters of a name. */
QString initials(const QString& name);

} // namespace headgate
