// SPDX-License-Identifier: MIT
#include "ui/models/recordings.h"

namespace headgate {

void Recordings::apply(const Change& change)
{
    if (const auto* told = std::get_if<RecordingChanged>(&change)) {
        m_told.insert(told->recording.source, told->recording);
        emit changed(told->recording.source);
    } else if (const auto* removed = std::get_if<SourceRemoved>(&change)) {
        if (m_told.remove(removed->source))
            emit changed(removed->source);
    }
}

Recording Recordings::of(const SourceId& source) const
{
    Recording none;
    none.source = source;
    return m_told.value(source, none);
}

} // namespace headgate
