// SPDX-License-Identifier: MIT
// Every view in languages that need more room: half as much again, and German.
#include "tests/ui/everyview.h"
#include "tests/ui/pseudolanguage.h"
#include "ui/languages.h"
#include "ui/mainwindow.h"
#include "ui/panels/composer.h"
#include "ui/panels/paneltabs.h"
#include "ui/panels/sessionhead.h"
#include "ui/style.h"
#include "ui/theme.h"
#include "ui/views/proofbadge.h"
#include "ui/views/textlabel.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QStyleOptionButton>
#include <QTabBar>
#include <QTest>
#include <QToolTip>

#include <optional>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

QString placeOf(const QObject* object)
{
    QStringList path;
    for (; object && path.size() < 4; object = object->parent())
        path += QLatin1StringView(object->metaObject()->className());
    return path.join(u" in "_s);
}

QString told(const QWidget& widget, const QString& text, int needed, int has)
{
    return u"%1 of %2 px: “%3” %4"_s.arg(has).arg(needed).arg(text, placeOf(&widget));
}

/** What a label needs to show all of its words; nothing: it shows them. */
QString cutLabel(const QLabel& label)
{
    if (label.text().isEmpty() || label.textFormat() == Qt::RichText || label.pixmap().width() > 0)
        return {};
    const QRect room = label.contentsRect();
    if (label.wordWrap()) {
        const int needed = label.heightForWidth(label.width());
        if (needed > label.height() + 1)
            return told(label, label.text(), needed, label.height());
        return {};
    }
    const int needed = label.fontMetrics().size(0, label.text()).width();
    if (needed <= room.width() + 1)
        return {};
    // A line with an ellipsis is whole in its tooltip.
    const auto* line = qobject_cast<const TextLabel*>(&label);
    if (line && line->wholeText().contains(label.text()))
        return {};
    return told(label, label.text(), needed, room.width());
}

QString cutButton(const QAbstractButton& button)
{
    if (button.text().isEmpty())
        return {};
    // What its class asks for is what it needs, but where a width was chosen for it.
    const int words = button.fontMetrics().size(Qt::TextShowMnemonic, button.text()).width();
    const bool fixed = button.minimumWidth() > 0;
    const int needed = fixed ? words + 4 : button.sizeHint().width();
    if (needed <= button.width() + 1)
        return {};
    // Some badges end in an ellipsis, and are whole in their tooltip.
    if (qobject_cast<const ProofBadge*>(&button) && button.toolTip().contains(button.text()))
        return {};
    return told(button, button.text(), needed, button.width());
}

QString cutTabs(const QTabBar& tabs)
{
    QStringList found;
    for (int i = 0; i < tabs.count(); ++i) {
        // A title that ends in an ellipsis is whole in its tooltip; its count is never cut.
        const auto* panels = qobject_cast<const PanelTabs*>(&tabs);
        if (panels && tabs.tabToolTip(i).contains(panels->title(i))
            && tabs.tabRect(i).right() <= tabs.width())
            continue;
        const int words = tabs.fontMetrics().size(Qt::TextShowMnemonic, tabs.tabText(i)).width();
        if (tabs.isTabVisible(i)
            && (words > tabs.tabRect(i).width() || tabs.tabRect(i).right() > tabs.width()))
            found += told(tabs, tabs.tabText(i), words, tabs.tabRect(i).width());
    }
    return found.join(u'\n');
}

/** In view, or to be scrolled to. */
bool isCutByParent(const QWidget& widget)
{
    const QWidget* up = widget.parentWidget();
    for (; up && !widget.isWindow(); up = up->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea*>(up->parentWidget()))
            return false;
        const QRect place(widget.mapTo(up, QPoint(0, 0)), widget.size());
        if (place.right() > up->width() || place.bottom() > up->height())
            return true;
        if (up->isWindow())
            break;
    }
    return false;
}

QStringList cutTexts(QWidget& root)
{
    QStringList found;
    const auto add = [&](const QString& one) {
        if (!one.isEmpty())
            found += one;
    };
    for (QWidget* widget : root.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->window() != root.window())
            continue;
        const auto* label = qobject_cast<QLabel*>(widget);
        const auto* button = qobject_cast<QAbstractButton*>(widget);
        const auto* tabs = qobject_cast<QTabBar*>(widget);
        if (label)
            add(cutLabel(*label));
        if (button)
            add(cutButton(*button));
        if (tabs)
            add(cutTabs(*tabs));
        if ((label && !label->text().isEmpty()) || button) {
            if (isCutByParent(*widget))
                found += u"cut by what holds it: "_s + placeOf(widget)
                    + (label ? label->text() : button->text());
        }
    }
    return found;
}

/** HEADGATE_PICTURES names a folder: what was walked can be looked at. */
void keepPicture(QWidget& shown, const QString& name)
{
    const QString to = qEnvironmentVariable("HEADGATE_PICTURES");
    if (!to.isEmpty() && QDir().mkpath(to))
        shown.grab().save(
            to + u'/' + QString(name).replace(u' ', u'-').remove(u',').remove(u':') + u".png"_s);
}

void look(const EveryView& row, const QString& language)
{
    ToldWindow told(row.told());
    QWidget* shown = showView(told, row);
    QVERIFY(shown);
    const QString name = language + u'-' + QString::fromLatin1(row.name);
    forEachPage(shown, [&](const QString& page) {
        keepPicture(*shown, page.isEmpty() ? name : name + u' ' + page);
        QStringList found = cutTexts(*shown);
        if (shown != told.window.get() && (shown->width() > 1280 || shown->height() > 720))
            found += u"larger than the screen: %1 x %2"_s.arg(shown->width()).arg(shown->height());
        QVERIFY2(found.isEmpty(), qPrintable(page + u'\n' + found.join(u'\n')));
    });
}

} // namespace

class TestLongTexts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QApplication::setStyle(new Style);
        QApplication::setFont(theme::uiFont());
    }

    void nothingIsCutWhereTextsAreHalfAsLongAgain_data() { everyViewRows(); }
    void nothingIsCutWhereTextsAreHalfAsLongAgain()
    {
        QFETCH(int, view);
        const PseudoLanguage longer;
        look(everyView()[size_t(view)], u"long"_s);
    }

    void aCutLineIsWholeInItsTooltip()
    {
        TextLabel label(theme::uiFont(), &theme::Tokens::text);
        label.setText(u"A line that is longer than there is room for"_s);
        QCOMPARE(label.wholeText(), label.text());
        label.setToolTip(u"/home/maya/shop"_s);
        QCOMPARE(label.wholeText(), label.text() + u"\n/home/maya/shop"_s);
        label.setToolTip(label.text() + u", and more"_s);
        QCOMPARE(label.wholeText(), label.toolTip());
        label.setToolTip({});
        label.resize(60, 20);
        label.show();
        QVERIFY(QTest::qWaitForWindowExposed(&label));
        QHelpEvent asked(QEvent::ToolTip, QPoint(5, 5), label.mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(&label, &asked);
        QVERIFY2(QToolTip::text().contains(label.text()), qPrintable(QToolTip::text()));
        QToolTip::hideText();
    }

    void longWordsLeaveATitleItsRoom()
    {
        const PseudoLanguage longer;
        ToldWindow told(FakeFeed::all());
        told.window->resize(1280, 720);
        told.window->show();
        QVERIFY(QTest::qWaitForWindowExposed(told.window.get()));
        QTest::qWait(20);
        told.window->tick();
        QTest::qWait(20);
        auto* head = told.window->findChild<SessionHead*>();
        const auto labels = head->findChildren<TextLabel*>();
        QVERIFY(std::ranges::all_of(
            labels, [](const TextLabel* one) { return one->isHidden() || one->width() >= 120; }));
    }

    void theFieldOfAMessageSaysItOnOneLine()
    {
        const PseudoLanguage longer;
        ToldWindow told(FakeFeed::all());
        told.window->resize(1100, 720);
        told.window->show();
        QVERIFY(QTest::qWaitForWindowExposed(told.window.get()));
        told.window->tick();
        QTest::qWait(20);
        const auto* field = told.window->findChild<Composer*>()->findChild<QPlainTextEdit*>();
        QVERIFY(field->placeholderText().endsWith(u'…'));
        QVERIFY(field->toolTip().size() > field->placeholderText().size());
        QVERIFY(field->fontMetrics().horizontalAdvance(field->placeholderText())
            <= field->viewport()->width());
    }

    void nothingIsCutInGerman_data() { everyViewRows(); }
    void nothingIsCutInGerman()
    {
        QFETCH(int, view);
        speak(u"de"_s);
        look(everyView()[size_t(view)], u"de"_s);
        speak(u"en"_s);
    }
};

QTEST_MAIN(TestLongTexts)
#include "tst_longtexts.moc"
