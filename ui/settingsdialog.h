// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

#include <vector>

class QBoxLayout;
class QLineEdit;
class QListWidget;
class QScrollArea;

namespace headgate {

class TextLabel;

/**
 * The person's wishes, a page for each matter; they are listed at the left where there is more than
 * one. What is typed is looked for in the rows of all pages (SettingRow), and in a table of
 * shortcuts. UI thread.
 */
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SettingsDialog(QWidget* parent = nullptr);

    /** `page` belongs to the dialog from now on. */
    void addPage(const QString& title, QWidget* page);
    /** A button at the left of the foot. */
    void addFootButton(QWidget* button);
    void showPage(const QWidget* page);
    /** Leaves the rows that have all of these words; empty: one whole page again. */
    void find(const QString& typed);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Page
    {
        QString title;
        QWidget* page;
        TextLabel* heading; ///< shown where only some of its rows are
        bool whole = false; ///< it is meant by its own name, which stands in it
        std::vector<QWidget*> hidden{}; ///< by the search: to be shown again
    };
    int filter(Page& one, const QStringList& words);
    void unfilter(Page& one);
    void showCurrent();
    void goToFirst();
    bool isTyping() const;
    bool typed(const QKeyEvent& key);

    QLineEdit* m_search;
    QListWidget* m_list;
    QScrollArea* m_scroll;
    QBoxLayout* m_column;
    TextLabel* m_nothing;
    TextLabel* m_advice;
    QBoxLayout* m_foot;
    std::vector<Page> m_pages;
};

} // namespace headgate
