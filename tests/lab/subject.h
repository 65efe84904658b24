// SPDX-License-Identifier: MIT
#pragma once

#include "tests/lab/fault.h"

#include <array>

namespace headgate::test {

/** What the rounds of a subject added up to. */
struct Tally
{
    int rounds = 0;
    std::array<int, faultKinds> faults{};
    qint64 told = 0; ///< events or values that the other side acknowledged or wrote
    qint64 reconnects = 0;
    qint64 repaired = 0; ///< events that a catch-up brought
    qint64 dropped = 0; ///< events that came again and were not kept
    qint64 helped = 0; ///< connections that had to be cut before anybody noticed
    qint64 gaps = 0; ///< left open
    qint64 doubled = 0; ///< kept twice
    QStringList wrong; ///< what differed from an uncut run
};

/**
 * Something that tells events, a Headgate that follows it, and what can go wrong between them. Test
 * thread; every call ends by itself.
 */
class Subject
{
public:
    virtual ~Subject() = default;

    virtual QString name() const = 0;
    virtual std::vector<Fault> faults() const = 0;
    /** Empty, or why it cannot begin. */
    virtual QString start() = 0;
    /** One fault while something is told; empty, or in what the client's state then differs. */
    virtual QString round(Fault fault, QRandomGenerator& random) = 0;
    /** The whole against one who was never cut; empty, or the difference. */
    virtual QString finish() = 0;

    Tally tally;
};

} // namespace headgate::test
