// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace headgate {

/**
 * A request body that can be read once only. It cannot seek, so the network layer is unable to send
 * it a second time, and it knows whether any of it was taken. Lives with its request.
 */
class OnceBody : public QIODevice
{
    Q_OBJECT

public:
    explicit OnceBody(QByteArray body, QObject* parent = nullptr);

    bool wasTaken() const { return m_taken > 0; }

    bool isSequential() const override { return true; }
    /** Refused without the warning that QIODevice writes: being asked is the case this is for. */
    bool seek(qint64) override { return false; }
    qint64 bytesAvailable() const override;
    bool atEnd() const override { return m_taken == m_body.size(); }

protected:
    qint64 readData(char* data, qint64 most) override;
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    QByteArray m_body;
    qint64 m_taken = 0;
};

} // namespace headgate
