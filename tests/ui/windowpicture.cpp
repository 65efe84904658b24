// SPDX-License-Identifier: MIT
// Writes pictures of the window, fed with a believable day: windowpicture DIRECTORY
#include "tests/ui/picturestage.h"
#include "ui/style.h"

#include <QApplication>
#include <QDir>
#include <QTextStream>

using namespace headgate;
using namespace Qt::StringLiterals;

int main(int argc, char** argv)
{
    QApplication::setHighDpiScaleFactorRoundingPolicy(
        Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication app(argc, argv);
    QApplication::setStyle(new Style);
    QApplication::setFont(theme::uiFont());
    if (argc != 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
        QTextStream(stderr) << "usage: windowpicture DIRECTORY\n";
        return 2;
    }
    const QString to = QString::fromLocal8Bit(argv[1]) + u'/';
    windowScenes(to);
    panelScenes(to);
    logScenes(to);
    findScenes(to);
    dialogScenes(to);
    requestScenes(to);
    pastScenes(to);
    return 0;
}
