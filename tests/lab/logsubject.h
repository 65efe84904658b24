// SPDX-License-Identifier: MIT
#pragma once

#include "tests/lab/labclient.h"
#include "tests/support/ownprocess.h"

namespace headgate::test {

/**
 * A log that our own writer and one with proper-lockfile append to, in processes of their own, and
 * a Headgate that follows it. What is true is what the files hold, counted without our code.
 */
class LogSubject : public Subject
{
public:
    QString name() const override { return QStringLiteral("logs, other writers"); }
    std::vector<Fault> faults() const override;
    QString start() override;
    QString round(Fault fault, QRandomGenerator& random) override;
    QString finish() override;

private:
    /** The ids of all whole lines of all files, in their order. */
    QStringList idsInFiles() const;
    bool startWriter(OwnProcess& process, bool ours, int events);
    void write(Fault fault, QRandomGenerator& random);
    void rotate();
    void tear();
    QString path() const { return m_folder.filePath(QStringLiteral("lab.jsonl")); }

    QTemporaryDir m_folder;
    QTemporaryDir m_outputs;
    std::unique_ptr<LabClient> m_client;
    int m_writers = 0;
    int m_rotations = 0;
};

} // namespace headgate::test
