// SPDX-License-Identifier: MIT
#include "tests/conformance/streamadapter.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cstdio>
#include <iostream>
#include <string>

using namespace Qt::StringLiterals;

namespace {

/** One line. What some readers take for the end of a line is written out. */
void write(const QJsonObject& object)
{
    QByteArray line = QJsonDocument(object).toJson(QJsonDocument::Compact);
    line.replace("\xE2\x80\xA8", "\\u2028");
    line.replace("\xE2\x80\xA9", "\\u2029");
    line += '\n';
    std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    headgate::test::StreamAdapter adapter;
    std::string line;
    while (std::getline(std::cin, line)) {
        const QJsonDocument command = QJsonDocument::fromJson(QByteArray::fromStdString(line));
        if (line.empty())
            continue;
        write(adapter.handle(command.object()));
        if (command["type"_L1].toString() == "shutdown"_L1)
            break;
    }
    return 0;
}
