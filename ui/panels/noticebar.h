// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "ui/views/textlabel.h"

#include <vector>

namespace headgate {

/** What went wrong and is not the state of a source: one line, counted, until dismissed. */
class NoticeBar : public Ground
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget* parent = nullptr);

    void add(const Issue& issue, int count);
    /** Words for something the window itself has to say. */
    void say(const QString& text);

private:
    struct Notice
    {
        Issue issue;
        qint64 count = 0;
    };

    void refresh();

    std::vector<Notice> m_notices; ///< newest last
    QString m_said;
    TextLabel* m_text;
};

} // namespace headgate
