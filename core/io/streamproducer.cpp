// SPDX-License-Identifier: MIT
#include "core/io/streamproducer.h"

#include <algorithm>
#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using durable::Failure;

std::optional<QString> StreamProducer::wrongField(const Options& options)
{
    if (options.id.isEmpty())
        return u"producerId must not be empty"_s;
    if (options.epoch < 0)
        return u"epoch must not be negative"_s;
    if (options.maxBatchBytes <= 0)
        return u"maxBatchBytes must be positive"_s;
    if (options.maxBatchItems <= 0)
        return u"maxBatchItems must be positive"_s;
    if (options.maxInFlight <= 0)
        return u"maxInFlight must be positive"_s;
    if (options.linger < 0ms)
        return u"lingerMs must not be negative"_s;
    return {};
}

StreamProducer::StreamProducer(StreamClient& client, Options options, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_options(std::move(options))
    , m_epoch(m_options.epoch)
    , m_claimed(!m_options.autoClaim)
{
    m_result.epoch = m_epoch;
    m_linger.setSingleShot(true);
    connect(&m_linger, &QTimer::timeout, this, [this] {
        seal();
        pump();
    });
}

int StreamProducer::inFlight() const
{
    return static_cast<int>(std::count_if(
        m_numbered.begin(), m_numbered.end(), [](const auto& entry) { return entry.second.sent; }));
}

void StreamProducer::append(const QByteArray& value)
{
    // A batch may be larger than the limit only where one value is.
    if (!m_gathering.values.isEmpty() && m_gathering.bytes + value.size() > m_options.maxBatchBytes)
        seal();
    m_gathering.values.append(value);
    m_gathering.bytes += value.size();
    ++m_waiting;
    const bool full = m_gathering.values.size() >= m_options.maxBatchItems
        || m_gathering.bytes >= m_options.maxBatchBytes;
    if (full)
        seal();
    else if (!m_linger.isActive())
        m_linger.start(m_options.linger);
    pump();
}

void StreamProducer::flush(Callback done)
{
    m_done.push_back(std::move(done));
    seal();
    pump();
    // Later, also where there is nothing to wait for.
    QTimer::singleShot(0ms, this, &StreamProducer::finish);
}

void StreamProducer::close(const std::optional<QByteArray>& last, Callback done)
{
    if (!std::exchange(m_closed, true)) {
        seal();
        Batch end;
        end.closes = true;
        if (last) {
            end.values.append(*last);
            ++m_waiting;
        }
        m_queue.push_back(std::move(end));
    }
    flush(std::move(done));
}

void StreamProducer::seal()
{
    m_linger.stop();
    if (!m_gathering.values.isEmpty())
        m_queue.push_back(std::exchange(m_gathering, {}));
}

void StreamProducer::pump()
{
    if (m_result.answer.failure != Failure::None)
        return;
    // Until the epoch is known to be ours, its first batch goes alone: were it refused, all others
    // would have to be numbered anew while they are on their way.
    const int most = m_claimed ? m_options.maxInFlight : 1;
    for (auto& [seq, batch] : m_numbered) {
        // What was refused for coming too early goes when everything before it is in.
        const bool first = seq == m_numbered.begin()->first;
        if (!batch.sent && first && inFlight() < most)
            transmit(seq);
    }
    const bool allSent = std::all_of(
        m_numbered.begin(), m_numbered.end(), [](const auto& entry) { return entry.second.sent; });
    while (allSent && !m_queue.empty() && inFlight() < most) {
        const qint64 seq = m_nextSeq++;
        m_numbered.emplace(seq, std::move(m_queue.front()));
        m_queue.pop_front();
        transmit(seq);
    }
}

void StreamProducer::transmit(qint64 seq)
{
    Batch& batch = m_numbered[seq];
    batch.sent = true;
    batch.sentFirst = seq == m_numbered.begin()->first;
    const bool json = durable::contentOf(m_options.contentType) == durable::Content::Json;
    const QByteArray body = batch.values.isEmpty() ? QByteArray()
        : json                                     ? durable::jsonBatch(batch.values)
                                                   : batch.values.join();
    const durable::ProducerStamp stamp{m_options.id, m_epoch, seq};
    const durable::Request request = batch.closes
        ? durable::closeRequest(m_options.url, m_options.contentType, body, stamp)
        : durable::appendRequest(m_options.url, m_options.contentType, body, {}, stamp);
    m_client.send(
        request,
        [this, seq, epoch = m_epoch](const StreamAnswer& answer) { answered(seq, epoch, answer); },
        this);
}

void StreamProducer::answered(qint64 seq, qint64 epoch, const StreamAnswer& answer)
{
    const auto it = m_numbered.find(seq);
    if (epoch != m_epoch || it == m_numbered.end() || m_result.answer.failure != Failure::None)
        return;
    if (answer.ok()) {
        succeed(seq, answer);
        return;
    }
    it->second.sent = false;
    if (answer.failure == Failure::StaleEpoch && m_options.autoClaim) {
        claim(durable::numberOf(answer.headers, "Producer-Epoch").value_or(m_epoch) + 1);
        return;
    }
    // Another connection may have been faster: batches before this one were still on their way when
    // it was sent. They may have arrived since, before this answer did.
    const bool early = answer.failure == Failure::SequenceGap && !it->second.sentFirst;
    if (!early) {
        m_result.answer = answer;
        m_result.seq = durable::numberOf(answer.headers, "Producer-Seq").value_or(m_result.seq);
        finish();
        return;
    }
    pump();
}

/** Takes the producer over: everything that is not in the stream is numbered anew. */
void StreamProducer::claim(qint64 epoch)
{
    std::deque<Batch> again;
    for (auto& [seq, batch] : m_numbered) {
        batch.sent = false;
        again.push_back(std::move(batch));
    }
    m_numbered.clear();
    std::move(m_queue.begin(), m_queue.end(), std::back_inserter(again));
    m_queue = std::move(again);
    m_epoch = epoch;
    m_result.epoch = epoch;
    m_nextSeq = 0;
    pump();
}

void StreamProducer::succeed(qint64 seq, const StreamAnswer& answer)
{
    const auto it = m_numbered.find(seq);
    m_waiting -= it->second.values.size();
    m_numbered.erase(it);
    m_claimed = true;
    ++m_result.batches;
    // 204 with a producer's headers: it was there already. A close without data is always 204.
    m_result.duplicate = answer.status == 204 && !answer.place().closed;
    m_result.seq =
        std::max(m_result.seq, durable::numberOf(answer.headers, "Producer-Seq").value_or(seq));
    m_result.answer = answer;
    pump();
    emit progressed();
    finish();
}

void StreamProducer::finish()
{
    const bool failed = m_result.answer.failure != Failure::None;
    const bool idle = m_numbered.empty() && m_queue.empty() && m_gathering.values.isEmpty();
    if (!failed && !idle)
        return;
    const Result result = m_result;
    for (const Callback& done : std::exchange(m_done, {}))
        done(result);
}

} // namespace headgate
