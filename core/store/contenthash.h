// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QtGlobal>

namespace headgate {

/**
 * A fingerprint of some bytes that is kept on disk, so it is the same in every version and on every
 * machine; qHash() is not. Against accidents, not against an adversary. About 4 bytes a cycle where
 * a cryptographic one needs cycles for a byte.
 */
quint64 contentHash(QByteArrayView bytes);

} // namespace headgate
