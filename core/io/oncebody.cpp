// SPDX-License-Identifier: MIT
#include "core/io/oncebody.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace headgate {

OnceBody::OnceBody(QByteArray body, QObject* parent)
    : QIODevice(parent)
    , m_body(std::move(body))
{
    // Unbuffered: QIODevice's own buffer would take bytes that were never asked for.
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OnceBody::bytesAvailable() const
{
    return m_body.size() - m_taken;
}

qint64 OnceBody::readData(char* data, qint64 most)
{
    const qint64 count = std::min(most, bytesAvailable());
    if (count <= 0)
        return atEnd() ? -1 : 0;
    std::memcpy(data, m_body.constData() + m_taken, static_cast<size_t>(count));
    m_taken += count;
    return count;
}

} // namespace headgate
