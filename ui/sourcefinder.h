// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/expected.h"
#include "core/domain/source.h"

#include <QObject>

#include <functional>
#include <memory>

namespace headgate {

/**
 * From what a person typed to a source: reads the address and, where it does not say itself what it
 * is of, has somebody ask what answers there. One at a time. UI thread.
 */
class SourceFinder : public QObject
{
    Q_OBJECT

public:
    using Found = std::function<void(const Expected<SourceConfig>&)>;
    /** Asks the address; calls back once, unless `context` is deleted first. */
    using Probe = std::function<void(const SourceConfig&, QObject* context, Found)>;

    /** `probe` empty: the path of an address tells what it is of. */
    explicit SourceFinder(Probe probe, QObject* parent = nullptr);
    ~SourceFinder() override;

    /** Ends in found() or failed(), maybe at once; a user and a password that are empty are those
     * of the address. */
    void find(const QString& text, const QString& user = {}, const QString& password = {});
    /** Nothing is emitted any more for what was to be found. */
    void stop();
    bool isLooking() const { return m_looking != nullptr; }

signals:
    /** Somebody is being asked; it may take seconds. */
    void looking(const QString& words);
    void found(const headgate::SourceConfig& config);
    /** `words`: what is wrong and what to do. */
    void failed(const QString& words);

private:
    void conclude(const Expected<SourceConfig>& what);

    Probe m_probe;
    std::unique_ptr<QObject> m_looking; ///< lives as long as the answer is waited for
};

} // namespace headgate
