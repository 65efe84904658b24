// SPDX-License-Identifier: MIT
#include "ui/actions.h"
#include "ui/languages.h"
#include "ui/preferences.h"
#include "ui/words/quantity.h"
#include "ui/words/riskwords.h"
#include "ui/words/say.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

class TestLanguages : public QObject
{
    Q_OBJECT

private slots:
    void theWishOrTheSystemDecides_data()
    {
        QTest::addColumn<QString>("wish");
        QTest::addColumn<QStringList>("system");
        QTest::addColumn<QString>("code");
        QTest::newRow("system speaks it") << u"system"_s << QStringList{u"de-AT"_s} << u"de"_s;
        QTest::newRow("first that there is")
            << u"system"_s << QStringList{u"fr"_s, u"de"_s, u"en"_s} << u"de"_s;
        QTest::newRow("English before it")
            << u"system"_s << QStringList{u"en-GB"_s, u"de"_s} << u"en"_s;
        QTest::newRow("none of them") << u"system"_s << QStringList{u"fr-CH"_s} << u"en"_s;
        QTest::newRow("wished") << u"de"_s << QStringList{u"en-US"_s} << u"de"_s;
        QTest::newRow("English is wished") << u"en"_s << QStringList{u"de-DE"_s} << u"en"_s;
        QTest::newRow("unknown wish") << u"tlh"_s << QStringList{u"de-DE"_s} << u"en"_s;
        QTest::newRow("no wish") << QString() << QStringList{u"de-DE"_s} << u"en"_s;
    }
    void theWishOrTheSystemDecides()
    {
        QFETCH(QString, wish);
        QFETCH(QStringList, system);
        QTEST(languageFor(wish, system), "code");
    }

    void eachLanguageIsSpokenAndLeft()
    {
        const QString english = QCoreApplication::translate("Actions", "Settings");
        QCOMPARE(english, u"Settings"_s);
        for (const Language& language : availableLanguages()) {
            QCOMPARE(speak(language.code), language.code);
            const QString settings = QCoreApplication::translate("Actions", "Settings");
            QCOMPARE(settings == english, language.code == "en"_L1);
            QVERIFY(!language.name.isEmpty());
        }
        speak(u"en"_s);
        QCOMPARE(QCoreApplication::translate("Actions", "Settings"), english);
    }

    void germanHasItsPluralsAndItsNumbers()
    {
        speak(u"de"_s);
        QCOMPARE(words::eventCount(1), u"1 Ereignis"_s);
        QCOMPARE(words::eventCount(12'345), u"12.345 Ereignisse"_s);
        speak(u"en"_s);
        QCOMPARE(words::eventCount(1), u"1 event"_s);
        QCOMPARE(words::eventCount(12'345), u"12,345 events"_s);
    }

    void namesOfCoreAreSpokenToo()
    {
        RiskHint hint;
        hint.rule = RiskRule::HiddenCharacters;
        hint.line = 2;
        hint.subject = u"right-to-left override"_s;
        QCOMPARE(words::riskDetail(hint), u"line 2, right-to-left override"_s);
        speak(u"de"_s);
        QCOMPARE(words::riskDetail(hint), u"Zeile 2, erzwungene Richtung nach links"_s);
        hint.subject = u"U+1234"_s; // a name that is not known stays
        QCOMPARE(words::riskDetail(hint), u"Zeile 2, U+1234"_s);
        speak(u"en"_s);
    }

    void textsOfQtComeWithIt()
    {
        speak(u"de"_s);
        const QString cancel = QCoreApplication::translate("QPlatformTheme", "Cancel");
        speak(u"en"_s);
        QCOMPARE(cancel, u"Abbrechen"_s); // packaging/setup.sh brings Qt's translations
    }

    void thePreferenceIsKept()
    {
        const QTemporaryDir directory;
        QCOMPARE(Preferences(directory.path()).language(), u"system"_s);
        Preferences(directory.path()).setLanguage(u"de"_s);
        QCOMPARE(Preferences(directory.path()).language(), u"de"_s);
    }
};

QTEST_MAIN(TestLanguages)
#include "tst_languages.moc"
