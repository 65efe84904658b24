// SPDX-License-Identifier: MIT
#include "tests/lab/ourserver.h"

#include <QTcpServer>

namespace headgate::test {

using namespace Qt::StringLiterals;

bool OurServer::start()
{
    if (m_port == 0) {
        QTcpServer free;
        if (!free.listen(QHostAddress::LocalHost))
            return false;
        m_port = free.serverPort();
    }
    m_process = std::make_unique<Cli>(
        QStringList{u"serve"_s, u"--port"_s, QString::number(m_port), u"--data"_s, m_data.path()});
    return m_process->waitForOutput(u"Headgate serving"_s);
}

} // namespace headgate::test
