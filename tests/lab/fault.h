// SPDX-License-Identifier: MIT
#pragma once

#include <QRandomGenerator>
#include <QString>

#include <vector>

namespace headgate::test {

class FaultProxy;

/** What is done to a round: to its connection, or to one of the programs. */
enum class Fault : quint8 {
    End, ///< the connection ends after some bytes, politely
    Reset, ///< the same with a reset
    Stall, ///< nothing moves for a while, then all of it does
    BlackHole, ///< cut, and whoever comes back is never answered until he is cut again
    Refuse, ///< cut, and nobody is let in for a while
    Delay, ///< each piece arrives late
    Duplicate, ///< an event is told twice; to our own server: an append comes twice
    Reorder, ///< an event is told behind the next one; to our own server: the next append first
    Lose, ///< an event is left out
    Truncate, ///< the end of an event is missing
    Corrupt, ///< an event comes with wrong bytes
    KillServer, ///< -9, and started again on what it had written
    KillClient, ///< -9 in the middle of the stream, and started again on its profile
    KillWriter, ///< -9 to a program that writes a log
    TearLine, ///< a writer of a log is gone in the middle of a line
    Rotate, ///< a log is renamed and begun anew
};
inline constexpr int faultKinds = int(Fault::Rotate) + 1;

QString faultName(Fault fault);

/** What a proxy can do to a connection that is guarded by HTTP and JSON alone. */
std::vector<Fault> faultsOfAConnection();
/** What it can do besides where events have names or numbers of their own. */
std::vector<Fault> faultsOfEvents();

/**
 * Does `fault` to the connections of `proxy` whose request contains `only`; nothing for faults that
 * are not a connection's. Some begin a little later, after bytes that `random` draws.
 */
void inflict(Fault fault, FaultProxy& proxy, QRandomGenerator& random, const QByteArray& only);
/** Ends what inflict() began. What waited in a black hole is cut. */
void heal(FaultProxy& proxy);

} // namespace headgate::test
