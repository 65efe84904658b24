// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/cli.h"

#include <QTemporaryDir>

#include <memory>

namespace headgate::test {

/** `headgate-cli serve` on a directory of its own, always at the same port. */
class OurServer
{
public:
    bool start(); ///< also after kill9()
    void kill9() { m_process.reset(); }
    quint16 port() const { return m_port; }

private:
    QTemporaryDir m_data;
    std::unique_ptr<Cli> m_process;
    quint16 m_port = 0;
};

} // namespace headgate::test
