// SPDX-License-Identifier: MIT
#include "ui/keysdown.h"

#include <QApplication>
#include <QKeyEvent>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace headgate;

/** Which keys are down, as keyboards and tests tell it. */
class TestKeysDown : public QObject
{
    Q_OBJECT

    /** As a keyboard sends it: `place` is that of the key, `key` what it means with Shift or
     * without. */
    void send(QEvent::Type type, int key, quint32 place)
    {
        QKeyEvent event(type, key, Qt::NoModifier, place, 0, 0);
        QCoreApplication::sendEvent(&m_widget, &event);
    }

private slots:
    // H17: whoever lets go of Shift first is not kept from deciding for ever.
    void aKeyIsTheSameWhateverItMeans()
    {
        const KeysDown keys;
        send(QEvent::ShortcutOverride, Qt::Key_Colon, 47); // a press, as a window system asks it
        QVERIFY(keys.any());
        QVERIFY(keys.anyBut(Qt::Key_Return));
        send(QEvent::KeyRelease, Qt::Key_Semicolon, 47);
        QVERIFY(!keys.any());
    }

    void aShortcutCountsFromItsQuestionOn()
    {
        const KeysDown keys;
        send(QEvent::ShortcutOverride, Qt::Key_J, 44);
        QVERIFY(keys.any());
        QVERIFY(!keys.anyBut(Qt::Key_J));
        send(QEvent::KeyRelease, Qt::Key_J, 44);
        QVERIFY(!keys.any());
    }

    void withoutPlacesTheMeaningCounts()
    {
        const KeysDown keys;
        QTest::keyPress(&m_widget, Qt::Key_Return);
        QTest::keyPress(&m_widget, Qt::Key_A);
        QVERIFY(keys.anyBut(Qt::Key_Return));
        QTest::keyRelease(&m_widget, Qt::Key_A);
        QVERIFY(!keys.anyBut(Qt::Key_Return));
        QTest::keyRelease(&m_widget, Qt::Key_Return);
        QVERIFY(!keys.any());
    }

    // A dialog came up over the window that would have been told of the release.
    void whatIsHeardOfNoMoreIsForgotten()
    {
        KeysDown keys;
        const QSignalSpy changed(&keys, &KeysDown::changed);
        send(QEvent::ShortcutOverride, Qt::Key_N, 57);
        QVERIFY(keys.any());
        QTRY_VERIFY_WITH_TIMEOUT(!keys.any(), 60'000);
        QCOMPARE(changed.size(), 2);
    }

    void modifiersDoNotCount()
    {
        KeysDown keys;
        const QSignalSpy changed(&keys, &KeysDown::changed);
        send(QEvent::KeyPress, Qt::Key_Shift, 50);
        QVERIFY(!keys.any());
        QCOMPARE(changed.size(), 0);
    }

private:
    QWidget m_widget;
};

QTEST_MAIN(TestKeysDown)
#include "tst_keysdown.moc"
