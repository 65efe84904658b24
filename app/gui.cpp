// SPDX-License-Identifier: MIT
#include "core/engine.h"
#include "ui/theme.h"

#include <QApplication>

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    return 0;
}
