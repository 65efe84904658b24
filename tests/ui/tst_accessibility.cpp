// SPDX-License-Identifier: MIT
// A walk over everything that can be opened, as somebody meets it who hears the window and has no
// mouse.
#include "tests/ui/everyview.h"
#include "ui/focusring.h"
#include "ui/mainwindow.h"
#include "ui/panels/noticebar.h"
#include "ui/style.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QFileDialog>
#include <QScrollArea>
#include <QTest>

#include <set>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

const std::set<QAccessible::Role> interactive{QAccessible::Button, QAccessible::PushButton,
    QAccessible::CheckBox, QAccessible::RadioButton, QAccessible::ComboBox,
    QAccessible::EditableText, QAccessible::Slider, QAccessible::SpinBox, QAccessible::PageTab,
    QAccessible::List, QAccessible::Tree, QAccessible::Table, QAccessible::ListItem,
    QAccessible::TreeItem, QAccessible::MenuItem, QAccessible::Link, QAccessible::Document,
    QAccessible::Terminal, QAccessible::Graphic, QAccessible::ButtonMenu,
    QAccessible::ButtonDropDown, QAccessible::Cell};

/** "QPushButton "Send" in Composer in MainWindow" */
QString placeOf(const QObject* object)
{
    QStringList path;
    for (; object && path.size() < 4; object = object->parent())
        path += QLatin1StringView(object->metaObject()->className())
            + (object->objectName().isEmpty() ? QString() : u" #"_s + object->objectName());
    return path.join(u" in "_s);
}

/** Whoever holds it says what it is for, so that its parts may be silent. */
bool isPart(QAccessibleInterface* face)
{
    for (QAccessibleInterface* up = face->parent(); up; up = up->parent()) {
        if ((up->role() == QAccessible::SpinBox || up->role() == QAccessible::ComboBox)
            && up->isValid())
            return !up->text(QAccessible::Name).isEmpty();
        if (up->role() == QAccessible::Window || up->role() == QAccessible::Dialog)
            break;
    }
    return false;
}

void collectUnnamed(QAccessibleInterface* face, QStringList& found, int depth = 0)
{
    if (!face || !face->isValid() || depth > 40 || face->state().invisible)
        return;
    if (auto* widget = qobject_cast<QWidget*>(face->object()); widget && !widget->isVisible())
        return;
    const QString name = face->text(QAccessible::Name).trimmed();
    // A row is known by its first column; the others may have nothing to say.
    QAccessibleTableCellInterface* cell = face->tableCellInterface();
    if (cell && cell->columnIndex() > 0)
        return;
    if (interactive.contains(face->role()) && name.isEmpty() && !isPart(face)
        && !face->state().disabled) {
        QAccessibleInterface* up = face->parent();
        found += u"role %1 at %2,%3: %4"_s.arg(int(face->role()))
                     .arg(face->rect().x())
                     .arg(face->rect().y())
                     .arg(placeOf(face->object() ? face->object()
                             : up                ? up->object()
                                                 : nullptr));
    }
    const int children = std::min(face->childCount(), 400);
    for (int i = 0; i < children; ++i)
        collectUnnamed(face->child(i), found, depth + 1);
}

bool takesTab(const QWidget* widget)
{
    return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus)
        && !widget->focusProxy();
}

/** Of buttons of which one is chosen, Tab reaches one and the arrows the others. */
bool isReachedByArrows(const QWidget* widget, const std::set<const QWidget*>& reached)
{
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    if (!button || !button->autoExclusive() || !button->isCheckable())
        return false;
    return std::ranges::any_of(
        widget->parentWidget()->findChildren<QAbstractButton*>(Qt::FindDirectChildrenOnly),
        [&](const QAbstractButton* sibling) {
            return sibling->autoExclusive() && reached.contains(sibling);
        });
}

/** What is seen of a widget and of the ring around it. */
QImage lookOf(QWidget* window, const QWidget* widget)
{
    constexpr int ring = 5;
    const QRect place(widget->mapTo(window, QPoint(0, 0)), widget->size());
    return window->grab(place.adjusted(-ring, -ring, ring, ring)).toImage();
}

} // namespace

class TestAccessibility : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QApplication::setStyle(new Style);
        QApplication::setFont(theme::uiFont());
        new FocusRing(qApp);
    }

    void everyControlHasAName_data() { everyViewRows(); }
    void everyControlHasAName()
    {
        QFETCH(int, view);
        const EveryView row = everyView()[size_t(view)];
        ToldWindow told(row.told());
        QWidget* shown = showView(told, row);
        QVERIFY(shown);
        forEachPage(shown, [&](const QString& page) {
            QStringList found;
            collectUnnamed(QAccessible::queryAccessibleInterface(shown), found);
            QVERIFY2(found.isEmpty(), qPrintable(page + u'\n' + found.join(u'\n')));
        });
    }

    void whatTakesTheKeyboardSaysWhatItIs_data() { everyViewRows(); }
    void whatTakesTheKeyboardSaysWhatItIs()
    {
        QFETCH(int, view);
        const EveryView row = everyView()[size_t(view)];
        ToldWindow told(row.told());
        QWidget* shown = showView(told, row);
        QVERIFY(shown);
        forEachPage(shown, [&](const QString& page) {
            QStringList found;
            for (QWidget* widget : shown->findChildren<QWidget*>()) {
                if (!takesTab(widget) || widget->window() != shown->window())
                    continue;
                QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
                const bool silent = !face || face->role() == QAccessible::NoRole
                    || face->text(QAccessible::Name).trimmed().isEmpty();
                // "Client" is what Qt calls a widget of which it knows nothing.
                const bool scrolls = qobject_cast<QScrollArea*>(widget);
                if (silent || (face->role() == QAccessible::Client && !scrolls))
                    found += placeOf(widget);
                const auto* rows = qobject_cast<QAbstractItemView*>(widget);
                if (rows && rows->model() && rows->model()->rowCount(rows->rootIndex()) > 0 && face
                    && face->childCount() == 0)
                    found += u"no rows: "_s + placeOf(widget);
            }
            QVERIFY2(found.isEmpty(), qPrintable(page + u'\n' + found.join(u'\n')));
        });
    }

    void tabReachesEverythingAndIsSeen_data() { everyViewRows(); }
    void tabReachesEverythingAndIsSeen()
    {
        QFETCH(int, view);
        const EveryView row = everyView()[size_t(view)];
        ToldWindow told(row.told());
        QWidget* shown = showView(told, row);
        QVERIFY(shown);
        QWidget* window = shown->window();
        QVERIFY(QTest::qWaitForWindowActive(window));
        forEachPage(shown, [&](const QString& page) { walk(window, page); });
    }

    void aRequestThatComesIsAnnounced()
    {
        ToldWindow told(FakeFeed::sources());
        told.window->apply(FakeFeed::sessions());
        told.window->apply({CheckpointChanged{FakeFeed::push()}});
        const QString said = told.window->accessibleDescription();
        QVERIFY2(said.contains("git push"_L1), qPrintable(said));
        told.window->setAccessibleDescription({});
        told.window->apply({CheckpointChanged{FakeFeed::push()}});
        QCOMPARE(told.window->accessibleDescription(), QString()); // told again, and not new
    }

    void theEndOfATurnIsAnnounced_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("done") << int(SessionStatus::Idle);
        QTest::newRow("failed") << int(SessionStatus::Failed);
    }
    void theEndOfATurnIsAnnounced()
    {
        QFETCH(int, status);
        ToldWindow told(FakeFeed::all());
        Session main;
        for (const Change& change : FakeFeed::all()) {
            const auto* session = std::get_if<SessionChanged>(&change);
            if (session && session->session.key() == FakeFeed::mainSession())
                main = session->session;
        }
        main.status = SessionStatus::Running;
        told.window->apply({SessionChanged{main}});
        told.window->setAccessibleDescription({});
        main.status = SessionStatus(status);
        told.window->apply({SessionChanged{main}});
        const QString said = told.window->accessibleDescription();
        QVERIFY2(said.contains(main.title), qPrintable(said));
        told.window->setAccessibleDescription({});
        told.window->apply({SessionChanged{main}});
        QCOMPARE(told.window->accessibleDescription(), QString());
    }

    void whatTheWindowSaysIsAnnounced()
    {
        ToldWindow told(FakeFeed::all());
        told.window->say(u"The link is copied."_s);
        QCOMPARE(told.window->findChild<NoticeBar*>()->accessibleDescription(),
            u"The link is copied."_s);
    }

private:
    /** Tab from the first to the first again. */
    static void walk(QWidget* window, const QString& page)
    {
        if (qobject_cast<QFileDialog*>(window))
            return; // Qt's own, or the desktop's
        constexpr int most = 60;
        std::set<const QWidget*> reached;
        QStringList unseen;
        QStringList traps;
        QTest::keyClick(window, Qt::Key_Tab);
        QWidget* first = window->focusWidget();
        QVERIFY2(first, qPrintable(page));
        QWidget* now = first;
        for (int i = 0; i < most && now && !reached.contains(now); ++i) {
            reached.insert(now);
            QWidget* next = now;
            const QImage with = lookOf(window, now);
            bool seen = false;
            // A transcript goes from card to card first; a terminal keeps Tab, and F6 leads on.
            for (int within = 0; within < most && next == now; ++within) {
                QTest::keyClick(now, within + 1 < most ? Qt::Key_Tab : Qt::Key_F6);
                next = window->focusWidget();
                seen = seen || lookOf(window, now) != with;
            }
            if (next == now && reached.size() > 1)
                traps += placeOf(now);
            else if (next != now && !seen)
                unseen += placeOf(now);
            now = next;
        }
        QStringList missed;
        for (QWidget* widget : window->findChildren<QWidget*>()) {
            if (takesTab(widget) && widget->window() == window && !reached.contains(widget)
                && !isReachedByArrows(widget, reached))
                missed += placeOf(widget);
        }
        QVERIFY2(traps.isEmpty(), qPrintable(page + u" trap: "_s + traps.join(u'\n')));
        QVERIFY2(missed.isEmpty(), qPrintable(page + u" not reached: "_s + missed.join(u'\n')));
        QVERIFY2(unseen.isEmpty(), qPrintable(page + u" not seen: "_s + unseen.join(u'\n')));
    }
};

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
