// SPDX-License-Identifier: MIT
#include "ui/views/terminalaccessible.h"

#include "ui/views/terminalview.h"

#include <QAccessibleWidget>

#include <algorithm>

namespace headgate {

namespace {

/** The rows in sight as one text, with the program's cursor and the selection's text. */
class TerminalAccessible : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit TerminalAccessible(TerminalView* view)
        : QAccessibleWidget(view, QAccessible::Terminal)
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
        s.multiLine = true;
        return s;
    }

    QString text(int from, int to) const override
    {
        const QString all = shown();
        const int end = to < 0 ? int(all.size()) : to;
        return all.mid(from, std::max(0, end - from));
    }
    int characterCount() const override { return int(shown().size()); }
    /** At the end of the text up to the cursor, where rows that scrolled away do not count. */
    int cursorPosition() const override
    {
        const terminal::Screen* screen = view()->screen();
        if (!screen)
            return 0;
        const qsizetype line = screen->history.size() + screen->cursorRow;
        const qsizetype first = std::max<qsizetype>(0, screen->lines() - view()->room().rows);
        const QString before =
            terminal::spanText(*screen, {{first, 0}, {line, screen->cursorColumn}});
        return std::min(int(before.size()), characterCount());
    }
    void selection(int, int* from, int* to) const override { *from = *to = 0; }
    int selectionCount() const override { return 0; }
    void addSelection(int, int) override { }
    void removeSelection(int) override { }
    void setSelection(int, int, int) override { }
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
    TerminalView* view() const { return static_cast<TerminalView*>(widget()); }
    QString shown() const { return view()->visibleText(); }
};

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* view = qobject_cast<TerminalView*>(object);
    return view ? new TerminalAccessible(view) : nullptr;
}

} // namespace

void installTerminalAccessibility()
{
    static const bool once = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(once)
}

} // namespace headgate
