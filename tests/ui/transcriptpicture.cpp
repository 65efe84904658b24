// SPDX-License-Identifier: MIT
// Writes pictures of the transcript: transcriptpicture <directory>. A tool, not a test.
#include "tests/ui/transcriptdata.h"
#include "ui/theme.h"
#include "ui/views/transcriptview.h"

#include <QApplication>
#include <QDir>
#include <QKeyEvent>
#include <QPixmap>
#include <QScrollBar>
#include <QStyleFactory>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

void unfold(TranscriptView& view, std::initializer_list<QStringView> parts)
{
    auto& document = const_cast<TranscriptDocument&>(view.document());
    for (const QStringView part : parts) {
        const TranscriptItem* item = document.itemOf(PartId(part.toString()));
        document.toggle(item->firstBlock);
    }
}

void picture(const QString& path, const TranscriptLoaded& session, QSize size, bool running,
    std::initializer_list<QStringView> open, int up, bool select)
{
    TranscriptView view;
    view.setStyle(QStyleFactory::create(u"Fusion"_s));
    view.resize(size);
    view.openSession(session.key);
    view.apply(session);
    view.setRunning(running);
    unfold(view, open);
    view.show();
    QApplication::processEvents();
    if (up > 0) {
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->value() - up);
        for (int i = 0; i < 12; ++i) {
            Mark mark;
            mark.id = u"n%1"_s.arg(i);
            mark.at = test::at(90'000 + i);
            view.apply(MarkAdded{session.key, mark});
        }
    }
    if (select)
        view.selectAll();
    QApplication::processEvents();
    view.grab().save(path);
}

/** The ring of the keyboard on the n-th thing that can be unfolded or copied. */
void focusPicture(const QString& path, int stops)
{
    TranscriptView view;
    view.setStyle(QStyleFactory::create(u"Fusion"_s));
    view.resize(808, 700);
    const TranscriptLoaded session = test::everyKind();
    view.openSession(session.key);
    view.apply(session);
    view.show();
    view.activateWindow();
    view.setFocus();
    QApplication::processEvents();
    const auto press = [&view](Qt::Key key) {
        QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
        QApplication::sendEvent(&view, &event);
    };
    press(Qt::Key_Home);
    for (int i = 0; i < stops; ++i)
        press(Qt::Key_J);
    QApplication::processEvents();
    view.grab().save(path);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const QDir to(argc > 1 ? app.arguments().at(1) : u"."_s);
    const QString scale = app.devicePixelRatio() > 1 ? u"-2x"_s : QString();
    for (const bool dark : {false, true}) {
        theme::setScheme(dark ? theme::Scheme::Dark : theme::Scheme::Light);
        app.setPalette(theme::palette(theme::tokens()));
        const QString end = (dark ? u"-dark"_s : u"-light"_s) + scale + u".png"_s;
        picture(
            to.filePath(u"short"_s + end), test::shortSession(), {808, 706}, true, {}, 0, false);
        picture(to.filePath(u"every"_s + end), test::everyKind(), {808, 2100}, true,
            {u"r1", u"t1", u"t2", u"t3", u"x2"}, 0, false);
        picture(to.filePath(u"selected"_s + end), test::everyKind(), {500, 900}, false, {u"t1"},
            400, true);
        focusPicture(to.filePath(u"focus-code"_s + end), 2);
        focusPicture(to.filePath(u"focus-card"_s + end), 3);
    }
    return 0;
}
