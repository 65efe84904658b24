// SPDX-License-Identifier: MIT
#include "core/decode/proctcp.h"

#include <QByteArray>
#include <QList>

#include <array>
#include <cstring>
#include <optional>

namespace headgate::proctcp {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype wordDigits = 8;
const QByteArrayView listening = "0A";

/** Fields of a line, separated by blanks. */
enum Field : qsizetype {
    Slot,
    Local,
    Remote,
    State,
    Queues,
    Timer,
    Retransmits,
    User,
    Timeout,
    Inode
};

/** The address in network order: its words stand there as the machine's own integers. */
std::optional<QByteArray> addressOf(const QByteArray& digits)
{
    if (digits.size() != wordDigits && digits.size() != 4 * wordDigits)
        return {};
    QByteArray bytes;
    for (qsizetype at = 0; at < digits.size(); at += wordDigits) {
        bool ok = false;
        const quint32 word = digits.mid(at, wordDigits).toUInt(&ok, 16);
        if (!ok)
            return {};
        std::array<char, sizeof(word)> raw{};
        std::memcpy(raw.data(), &word, sizeof(word));
        bytes.append(raw.data(), raw.size());
    }
    return bytes;
}

/** What reaches it on this machine; empty: nothing does over loopback. */
QString hostOf(const QByteArray& address)
{
    static const QByteArray any4(4, '\0');
    static const QByteArray any6(16, '\0');
    static const QByteArray mapped = QByteArray(10, '\0') + QByteArray(2, '\xff');
    if (address == any4 || address == any6)
        return u"127.0.0.1"_s; // :: takes connections of both kinds unless it was told otherwise
    if (address.size() == 16 && address.startsWith(mapped))
        return hostOf(address.mid(mapped.size()));
    if (address.size() == 4 && address.at(0) == 127)
        return u"%1.%2.%3.%4"_s.arg(quint8(address[0]))
            .arg(quint8(address[1]))
            .arg(quint8(address[2]))
            .arg(quint8(address[3]));
    if (address == QByteArray(15, '\0') + '\1')
        return u"::1"_s;
    return {};
}

std::optional<Listener> listenerOf(const QByteArray& line)
{
    const QList<QByteArray> fields = line.simplified().split(' ');
    if (fields.size() <= Inode || fields[State] != listening)
        return {};
    const qsizetype colon = fields[Local].indexOf(':');
    const auto address = addressOf(fields[Local].left(std::max<qsizetype>(0, colon)));
    bool portOk = false;
    bool userOk = false;
    bool inodeOk = false;
    Listener found;
    found.port = fields[Local].mid(colon + 1).toUShort(&portOk, 16);
    found.user = fields[User].toUInt(&userOk);
    found.inode = fields[Inode].toULongLong(&inodeOk);
    if (!address || !portOk || !userOk || !inodeOk || found.port == 0)
        return {};
    found.host = hostOf(*address);
    if (found.host.isEmpty())
        return {};
    return found;
}

} // namespace

std::vector<Listener> listeners(const QByteArray& table)
{
    std::vector<Listener> found;
    const QList<QByteArray> lines = table.split('\n');
    for (const QByteArray& line : lines) {
        if (auto one = listenerOf(line))
            found.push_back(std::move(*one));
    }
    return found;
}

} // namespace headgate::proctcp
