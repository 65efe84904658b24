// SPDX-License-Identifier: MIT
#include "tests/lab/fault.h"

#include "tests/support/faultproxy.h"

namespace headgate::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr int farthestCut = 3000; ///< bytes into what is told next
constexpr int farthestMangling = 600;

void mangle(
    FaultProxy& proxy, FaultProxy::Mangle how, QRandomGenerator& random, const QByteArray& only)
{
    proxy.mangleAfter(random.bounded(farthestMangling), how, only);
}

} // namespace

QString faultName(Fault fault)
{
    switch (fault) {
    case Fault::End:
        return u"end"_s;
    case Fault::Reset:
        return u"reset"_s;
    case Fault::Stall:
        return u"stall"_s;
    case Fault::BlackHole:
        return u"black hole"_s;
    case Fault::Refuse:
        return u"refuse"_s;
    case Fault::Delay:
        return u"delay"_s;
    case Fault::Duplicate:
        return u"duplicate"_s;
    case Fault::Reorder:
        return u"reorder"_s;
    case Fault::Lose:
        return u"lose"_s;
    case Fault::Truncate:
        return u"truncate"_s;
    case Fault::Corrupt:
        return u"corrupt"_s;
    case Fault::KillServer:
        return u"kill server"_s;
    case Fault::KillClient:
        return u"kill client"_s;
    case Fault::KillWriter:
        return u"kill writer"_s;
    case Fault::TearLine:
        return u"tear line"_s;
    case Fault::Rotate:
        return u"rotate"_s;
    }
    return {};
}

std::vector<Fault> faultsOfAConnection()
{
    return {Fault::End, Fault::Reset, Fault::Stall, Fault::BlackHole, Fault::Refuse, Fault::Delay,
        Fault::Truncate, Fault::Corrupt};
}

std::vector<Fault> faultsOfEvents()
{
    return {Fault::Duplicate, Fault::Reorder, Fault::Lose};
}

void inflict(Fault fault, FaultProxy& proxy, QRandomGenerator& random, const QByteArray& only)
{
    switch (fault) {
    case Fault::End:
        proxy.cutAfter(random.bounded(farthestCut), FaultProxy::Cut::Fin, only);
        break;
    case Fault::Reset:
        proxy.cutAfter(random.bounded(farthestCut), FaultProxy::Cut::Reset, only);
        break;
    case Fault::Stall:
        proxy.setStalled(true);
        break;
    case Fault::BlackHole:
        proxy.setBlackHole(true);
        proxy.cutNow(FaultProxy::Cut::Reset, only);
        break;
    case Fault::Refuse:
        proxy.setRefusing(true);
        proxy.cutNow(FaultProxy::Cut::Fin, only);
        break;
    case Fault::Delay:
        proxy.setDelay(milliseconds(1 + random.bounded(20)));
        break;
    case Fault::Duplicate:
        mangle(proxy, FaultProxy::Mangle::Duplicate, random, only);
        break;
    case Fault::Reorder:
        mangle(proxy, FaultProxy::Mangle::Reorder, random, only);
        break;
    case Fault::Lose:
        mangle(proxy, FaultProxy::Mangle::Lose, random, only);
        break;
    case Fault::Truncate:
        mangle(proxy, FaultProxy::Mangle::Truncate, random, only);
        break;
    case Fault::Corrupt:
        mangle(proxy, FaultProxy::Mangle::Corrupt, random, only);
        break;
    case Fault::KillServer:
    case Fault::KillClient:
    case Fault::KillWriter:
    case Fault::TearLine:
    case Fault::Rotate:
        break;
    }
}

void heal(FaultProxy& proxy)
{
    const bool swallowed = proxy.isBlackHole();
    proxy.setBlackHole(false);
    if (swallowed)
        proxy.cutNow(FaultProxy::Cut::Fin);
    proxy.setRefusing(false);
    proxy.setDelay(0ms);
    proxy.setStalled(false);
    proxy.cutNothing();
    proxy.mangleNothing();
}

} // namespace headgate::test
