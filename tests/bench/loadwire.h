// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace headgate::bench {

/** The framing of one HTTP answer, as far as a load generator needs it. */
struct Answer
{
    int status = 0;
    qint64 body = 0; ///< bytes, without the framing of chunks
    QByteArray next; ///< Stream-Next-Offset
    bool upToDate = false;
};

/**
 * One connection to 127.0.0.1 that costs next to nothing, so that a measured server is the slower
 * of the two. Blocks; ends the program where the peer does not answer.
 */
class Wire
{
public:
    explicit Wire(quint16 port);
    ~Wire();
    Wire(Wire&& other) noexcept;
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;
    Wire& operator=(Wire&&) = delete;

    int socket() const { return m_socket; }
    void send(QByteArrayView bytes);
    /** The next answer; its body is counted and dropped. */
    Answer receive();
    Answer ask(QByteArrayView request)
    {
        send(request);
        return receive();
    }
    /** What can be read at once, behind what take() was not told to drop. */
    const QByteArray& arrived();
    void drop(qsizetype bytes) { m_input.remove(0, bytes); }
    /** Waits until something can be read. */
    void wait();

private:
    void more();
    qint64 skip(qint64 bytes);
    QByteArray line();

    int m_socket = -1;
    QByteArray m_input;
};

/** The text of a request with its length. `head`: further lines, each with CR LF. */
QByteArray requestText(const QByteArray& method, const QByteArray& path,
    const QByteArray& body = {}, const QByteArray& head = {});

/** Requests a second that `connections` get answered within `seconds` where each asks again at
 * once; every answer must be one of success. */
double answersPerSecond(quint16 port, const QByteArray& request, int connections, double seconds);

/** Waits until each reader has received `mark`; ms from `since` (steady) for each of them. */
std::vector<double> arrivals(std::vector<Wire>& readers, const QByteArray& mark, qint64 since);

} // namespace headgate::bench
