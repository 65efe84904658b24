// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/findermodel.h"
#include "ui/models/placemarks.h"

namespace headgate {

/** Marked places by what stands there and by their session, the newest first. UI thread. They
 * stand as they were taken. */
class MarkFinder : public FinderModel
{
    Q_OBJECT

public:
    explicit MarkFinder(std::function<Timestamp()> now, QObject* parent = nullptr);

    void take(const std::vector<PlaceMark>& marks);
    const PlaceMark& markAt(int row) const { return m_marks[size_t(thingAt(row))]; }

protected:
    QVariant fact(int thing, int role) const override;

private:
    std::function<Timestamp()> m_now;
    std::vector<PlaceMark> m_marks; ///< as the things stand
};

} // namespace headgate
