// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/change.h"
#include "core/domain/command.h"
#include "core/domain/past.h"
#include "core/domain/session.h"

#include <QDialog>

#include <functional>
#include <vector>

class QCheckBox;
class QComboBox;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace headgate {

class TextLabel;

/**
 * A session as a file: which format, what is taken out, shown before anything is written, and
 * where. The work is done elsewhere and can be ended at any time. UI thread.
 */
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    ExportDialog(Session session, std::function<void(Command)> submit, QWidget* parent = nullptr);

    SessionKey session() const { return m_session.key(); }
    /** What became of a wish; others' are ignored. */
    void apply(const Change& change);
    /** Writes there with what is chosen. */
    void writeTo(const QString& path);

protected:
    void done(int result) override;

private:
    struct Rule
    {
        RedactionRule rule;
        QCheckBox* box = nullptr;
        TextLabel* found = nullptr;
    };

    void addRules(QVBoxLayout* column);
    void look();
    void choosePlace();
    void take(const ExportFound& found);
    void showFound(const std::vector<RedactionFound>& found);
    void submit(const QString& path, const QSet<RedactionRule>& rules);
    void cancel();
    ExportFormat format() const;
    QSet<RedactionRule> chosen() const;

    const Session m_session;
    const std::function<void(Command)> m_submit;
    QComboBox* m_format;
    std::vector<Rule> m_rules;
    TextLabel* m_said;
    QProgressBar* m_bar;
    QPushButton* m_save;
    QPushButton* m_close;
    quint64 m_number = 0; ///< of what is under way; 0: nothing is
    bool m_writing = false;
};

} // namespace headgate
