// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/message.h"

#include <QHash>
#include <QImage>
#include <QObject>
#include <QPointer>

#include <deque>

class QThread;

namespace headgate {

/**
 * The pictures of a transcript, read one at a time in a thread that lives as long as there is
 * something to read. UI thread. About 64 MB of them are kept; those not asked for longest go first.
 */
class TranscriptImages : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~TranscriptImages() override;

    /** Null: it is not there yet, and ready() will tell; a null image: it cannot be read. `px` are
     * those of the screen. */
    const QImage* find(const Part& part, QSize px);
    void clear();

signals:
    void ready();

private:
    struct Kept
    {
        QImage image;
        QSize asked;
        quint64 used = 0;
    };
    struct Wish
    {
        PartId part;
        QString url;
        QSize px;
    };

    void readNext();
    void take(const PartId& part, QSize asked, const QImage& image);

    QHash<PartId, Kept> m_kept;
    std::deque<Wish> m_wishes;
    QPointer<QThread> m_reader;
    quint64 m_uses = 0;
};

} // namespace headgate
