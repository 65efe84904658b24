// SPDX-License-Identifier: MIT
#include "tests/ui/fakefeed.h"
#include "ui/colourscheme.h"
#include "ui/style.h"
#include "ui/views/payloadview.h"

#include <QApplication>
#include <QTest>
#include <QTextBlock>

using namespace headgate;

/** The full text of a request. */
class TestPayloadView : public QObject
{
    Q_OBJECT

    static QColor inkAt(const PayloadView& view, int at)
    {
        QTextCursor cursor(view.document());
        cursor.setPosition(at + 1);
        return cursor.charFormat().foreground().color();
    }

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    // What is judged stays readable when the desktop turns dark meanwhile.
    void anOpenRequestFollowsTheColours()
    {
        ColourScheme scheme(ThemeChoice::Dark);
        PayloadView view;
        view.setPayload(layOut(FakeFeed::push()));
        view.show();
        QCOMPARE(inkAt(view, 0), theme::tokens().text);
        for (const ThemeChoice choice :
            {ThemeChoice::Light, ThemeChoice::Contrast, ThemeChoice::Dark}) {
            scheme.setChoice(choice);
            QCoreApplication::processEvents();
            QCOMPARE(inkAt(view, 0), theme::tokens().text);
        }
    }
};

QTEST_MAIN(TestPayloadView)
#include "tst_payloadview.moc"
