// SPDX-License-Identifier: MIT
#include "ui/linkprompt.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

/** In place of a browser. */
class Browser : public QObject
{
    Q_OBJECT

public:
    Browser()
    {
        QDesktopServices::setUrlHandler(u"https"_s, this, "open");
        QDesktopServices::setUrlHandler(u"http"_s, this, "open");
    }
    ~Browser() override
    {
        QDesktopServices::unsetUrlHandler(u"https"_s);
        QDesktopServices::unsetUrlHandler(u"http"_s);
    }
    QList<QUrl> opened;

public slots:
    void open(const QUrl& url) { opened.append(url); }
};

QMessageBox* ask(const QString& url, QWidget& window)
{
    askToOpen(QUrl(url), &window);
    return window.findChild<QMessageBox*>();
}

void press(QMessageBox& box, const QString& text)
{
    for (QAbstractButton* button : box.buttons()) {
        if (button->text() == text)
            button->click();
    }
}

} // namespace

class TestLinkPrompt : public QObject
{
    Q_OBJECT

private slots:
    void aLinkIsShownWholeBeforeItOpens()
    {
        Browser browser;
        QWidget window;
        const QString url = u"https://example.org/a/"_s + QString(200, u'x') + u"?token=1#end"_s;
        QMessageBox* box = ask(url, window);
        QVERIFY(box);
        QVERIFY(browser.opened.isEmpty());
        QVERIFY(box->text().contains(u"example.org"));
        QCOMPARE(box->informativeText().remove(u'\n'), url);
        press(*box, u"Open"_s);
        QCOMPARE(browser.opened, QList<QUrl>{QUrl(url)});
        QTRY_VERIFY(!window.findChild<QMessageBox*>());
    }

    void enterAndEscapeStayHere_data()
    {
        QTest::addColumn<int>("key");
        QTest::newRow("Enter") << int(Qt::Key_Return);
        QTest::newRow("Escape") << int(Qt::Key_Escape);
    }

    void enterAndEscapeStayHere()
    {
        QFETCH(const int, key);
        Browser browser;
        QWidget window;
        QMessageBox* box = ask(u"http://example.org/"_s, window);
        QVERIFY(QTest::qWaitForWindowExposed(box));
        QTest::keyClick(box, Qt::Key(key));
        QTRY_VERIFY(!window.findChild<QMessageBox*>());
        QVERIFY(browser.opened.isEmpty());
    }

    void theAddressCanBeTakenAlong()
    {
        Browser browser;
        QWidget window;
        QMessageBox* box = ask(u"https://example.org/b"_s, window);
        press(*box, u"Copy the address"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"https://example.org/b"_s);
        QVERIFY(browser.opened.isEmpty());
    }

    void aNameThatLooksLikeAnotherShowsAsItIs()
    {
        QWidget window;
        // The first letter is Cyrillic.
        QMessageBox* box = ask(u"https://\u0430pple.example/"_s, window);
        QVERIFY(box);
        QVERIFY2(box->text().contains(u"xn--"), qPrintable(box->text()));
        QVERIFY(box->informativeText().contains(u"xn--"));
    }

    void whatIsNoPageIsLeftAlone_data()
    {
        QTest::addColumn<QString>("url");
        for (const char* url : {"file:///etc/passwd", "javascript:alert(1)", "mailto:a@b.example",
                 "headgate://open?session=a", "//example.org", ""})
            QTest::newRow(url) << QString::fromLatin1(url);
    }

    void whatIsNoPageIsLeftAlone()
    {
        QFETCH(const QString, url);
        QWidget window;
        QVERIFY(!ask(url, window));
    }
};

QTEST_MAIN(TestLinkPrompt)
#include "tst_linkprompt.moc"
