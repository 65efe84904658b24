// SPDX-License-Identifier: MIT
#include "ui/views/transcriptaccessible.h"

#include "ui/views/transcriptview.h"

#include <QAccessibleWidget>

#include <algorithm>

namespace headgate {

namespace {

/** The text in sight as one read-only text. */
class TranscriptAccessible : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit TranscriptAccessible(TranscriptView* view)
        : QAccessibleWidget(view, QAccessible::Document)
    {
    }

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TextInterface)
            return static_cast<QAccessibleTextInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? shown() : QAccessibleWidget::text(kind);
    }
    QAccessible::State state() const override
    {
        QAccessible::State s = QAccessibleWidget::state();
        s.readOnly = true;
        s.multiLine = true;
        return s;
    }

    QString text(int from, int to) const override
    {
        const QString all = shown();
        const int end = to < 0 ? static_cast<int>(all.size()) : to;
        return all.mid(from, std::max(0, end - from));
    }
    int characterCount() const override { return static_cast<int>(shown().size()); }
    void selection(int, int* from, int* to) const override { *from = *to = 0; }
    int selectionCount() const override { return 0; }
    void addSelection(int, int) override { }
    void removeSelection(int) override { }
    void setSelection(int, int, int) override { }
    int cursorPosition() const override { return 0; }
    void setCursorPosition(int) override { }
    QRect characterRect(int) const override { return rect(); }
    int offsetAtPoint(const QPoint&) const override { return 0; }
    void scrollToSubstring(int, int) override { }
    QString attributes(int, int* from, int* to) const override
    {
        *from = 0;
        *to = characterCount();
        return {};
    }

private:
    QString shown() const { return static_cast<TranscriptView*>(widget())->visibleText(); }
};

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* view = qobject_cast<TranscriptView*>(object);
    return view ? new TranscriptAccessible(view) : nullptr;
}

} // namespace

void installTranscriptAccessibility()
{
    static const bool once = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(once)
}

} // namespace headgate
