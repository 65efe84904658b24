// SPDX-License-Identifier: MIT
// Pictures that messages carry: their size by their head, painted once read, never fetched.
#include "tests/ui/fakefeed.h"
#include "ui/models/attachedimage.h"
#include "ui/style.h"
#include "ui/views/pictureview.h"
#include "ui/views/transcriptview.h"

#include <QApplication>
#include <QBuffer>
#include <QSignalSpy>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

QString dataUrl(const QImage& image, const char* format = "PNG")
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return "data:image/"_L1 + QString::fromLatin1(format).toLower() + ";base64,"_L1
        + QString::fromLatin1(bytes.toBase64());
}

QString dataUrl(QSize size, const QColor& colour, const char* format = "PNG")
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    return dataUrl(image, format);
}

MessageWithParts withFile(const QString& mime, const QString& url)
{
    MessageWithParts one;
    one.message.id = MessageId(u"msg_1"_s);
    one.message.session = FakeFeed::mainSession().session;
    one.message.role = Role::User;
    one.message.created = FakeFeed::now();
    Part part;
    part.id = PartId(u"prt_1"_s);
    part.message = one.message.id;
    part.session = one.message.session;
    part.kind = PartKind::File;
    part.type = u"file"_s;
    part.fileName = u"screen.png"_s;
    part.mime = mime;
    part.url = url;
    one.parts = {part};
    return one;
}

void load(TranscriptView& view, const MessageWithParts& message)
{
    view.resize(800, 600);
    view.openSession(FakeFeed::mainSession());
    TranscriptLoaded loaded;
    loaded.key = FakeFeed::mainSession();
    loaded.messages = {message};
    view.apply(loaded);
    view.show();
}

bool shows(TranscriptView& view, const QColor& colour)
{
    const QImage picture = view.viewport()->grab().toImage();
    for (int y = 0; y < picture.height(); y += 4) {
        for (int x = 0; x < picture.width(); x += 4) {
            if (picture.pixelColor(x, y) == colour)
                return true;
        }
    }
    return false;
}

} // namespace

class TestPictures : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new Style); }

    void sizesAreReadFromTheHead_data()
    {
        QTest::addColumn<QString>("mime");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QSize>("size");
        const QString png = dataUrl({40, 30}, Qt::red);
        QTest::newRow("png") << u"image/png"_s << png << QSize(40, 30);
        QTest::newRow("jpeg") << u"image/jpeg"_s << dataUrl({64, 16}, Qt::red, "JPEG")
                              << QSize(64, 16);
        QTest::newRow("nothing says what it is") << QString() << png << QSize(40, 30);
        QTest::newRow("text") << u"text/plain"_s << png << QSize();
        QTest::newRow("elsewhere") << u"image/png"_s << u"https://example.org/a.png"_s << QSize();
        QTest::newRow("a file") << u"image/png"_s << u"file:///etc/hostname"_s << QSize();
        QTest::newRow("svg")
            << u"image/svg+xml"_s
            << u"data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="_s
            << QSize();
        QTest::newRow("cut") << u"image/png"_s << png.left(40) << QSize();
        QTest::newRow("no base64") << u"image/png"_s << u"data:image/png,abc"_s << QSize();
        QTest::newRow("huge") << u"image/png"_s << dataUrl({20'000, 1}, Qt::red) << QSize();
        QTest::newRow("empty") << u"image/png"_s << u"data:image/png;base64,"_s << QSize();
    }
    void sizesAreReadFromTheHead()
    {
        QFETCH(const QString, mime);
        QFETCH(const QString, url);
        QFETCH(const QSize, size);
        const auto found = attachedImageSize(mime, url);
        QCOMPARE(found.has_value(), size.isValid());
        if (found)
            QCOMPARE(*found, size);
    }

    void aPictureIsPaintedOnceItIsRead()
    {
        TranscriptView view;
        const QColor blue(10, 20, 230);
        load(view, withFile(u"image/png"_s, dataUrl({900, 400}, blue)));
        QTRY_VERIFY(shows(view, blue));
        QVERIFY(view.visibleText().contains(u"Picture, 900 × 400"_s));
        QVERIFY(view.visibleText().contains(u"screen.png"_s));
    }

    void whatAToolAttachedIsShownBelowIt()
    {
        const QColor blue(10, 20, 230);
        const QColor red(230, 20, 10);
        MessageWithParts message = withFile({}, {});
        message.message.role = Role::Assistant;
        Part& part = message.parts.front();
        part.kind = PartKind::Tool;
        part.type = u"tool"_s;
        part.fileName.clear();
        part.tool.tool = u"read"_s;
        part.tool.status = ToolStatus::Completed;
        part.tool.attachments = {{u"first.png"_s, u"image/png"_s, dataUrl({300, 120}, blue)},
            {u"notes.txt"_s, u"text/plain"_s, {}},
            {u"second.png"_s, u"image/png"_s, dataUrl({300, 120}, red)}};
        TranscriptView view;
        load(view, message);
        QTRY_VERIFY(shows(view, blue));
        QTRY_VERIFY(shows(view, red));
        for (const auto& name : {u"first.png"_s, u"notes.txt"_s, u"second.png"_s})
            QVERIFY(view.visibleText().contains(name));
        QVERIFY(QTest::qWaitForWindowActive(&view));
        QSignalSpy opened(&view, &TranscriptView::pictureActivated);
        view.setFocus();
        for (int i = 0; i < 3; ++i) // the card, and each picture
            QTest::keyClick(&view, Qt::Key_Tab);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        const auto shown = opened.front().front().value<Part>();
        QCOMPARE(shown.fileName, u"second.png"_s);
        QCOMPARE(shown.url, part.tool.attachments[2].url);
    }

    void moreThanAnybodyReadsIsCounted()
    {
        MessageWithParts message = withFile({}, {});
        Part& part = message.parts.front();
        part.kind = PartKind::Tool;
        part.tool.status = ToolStatus::Completed;
        part.tool.attachments.resize(40, {u"a.txt"_s, u"text/plain"_s, {}});
        TranscriptView view;
        load(view, message);
        view.resize(800, 3000);
        QVERIFY(view.visibleText().contains(u"8 more attached files"_s));
    }

    void whatCannotBeReadSaysSo()
    {
        // Its head is right, the rest is missing.
        const QString whole = dataUrl({300, 300}, Qt::green);
        QVERIFY(!attachedImage(whole, {100, 100}).isNull());
        const QString cut = whole.left(whole.size() / 2);
        QVERIFY(attachedImage(cut, {100, 100}).isNull());
        TranscriptView view;
        load(view, withFile(u"image/png"_s, cut));
        QVERIFY(view.visibleText().contains(u"Picture, 300 × 300"_s));
        QTest::qWait(100);
        view.grab(); // it paints words in place of the picture
    }

    void aPaletteIsScaledInFullColour()
    {
        QImage lines({400, 400}, QImage::Format_Indexed8);
        lines.setColorTable({qRgb(0, 0, 0), qRgb(255, 255, 255)});
        for (int y = 0; y < lines.height(); ++y)
            memset(lines.scanLine(y), y % 2, lines.width());
        const QImage small = attachedImage(dataUrl(lines), {100, 100});
        QCOMPARE(small.size(), QSize(100, 100));
        const int grey = small.pixelColor(50, 50).value();
        QVERIFY2(grey > 100 && grey < 156, qPrintable(QString::number(grey)));
    }

    void aPictureFromElsewhereIsAName()
    {
        TranscriptView view;
        load(view, withFile(u"image/png"_s, u"https://example.org/a.png"_s));
        QVERIFY(view.visibleText().contains(u"screen.png"_s));
        QVERIFY(!view.visibleText().contains(u"Picture"_s));
    }

    void keysOpenItLarge()
    {
        TranscriptView view;
        load(view, withFile(u"image/png"_s, dataUrl({900, 400}, Qt::blue)));
        QVERIFY(QTest::qWaitForWindowActive(&view));
        QSignalSpy opened(&view, &TranscriptView::pictureActivated);
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_Tab);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        const auto part = opened.front().front().value<Part>();
        PictureView::open(part, {900, 400}, &view);
        auto* large = view.findChild<PictureView*>();
        QVERIFY(large && large->isVisible());
        QTRY_COMPARE(large->grab().toImage().pixelColor(large->rect().center()), QColor(Qt::blue));
        QTest::keyClick(large->window(), Qt::Key_Escape);
        QTRY_VERIFY(!view.findChild<PictureView*>());
    }
};

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    TestPictures test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_pictures.moc"
