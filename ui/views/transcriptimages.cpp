// SPDX-License-Identifier: MIT
#include "ui/views/transcriptimages.h"

#include "ui/models/attachedimage.h"

#include <QThread>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostBytes = 64 * 1024 * 1024;

} // namespace

TranscriptImages::~TranscriptImages()
{
    clear();
    if (m_reader)
        m_reader->wait();
}

void TranscriptImages::clear()
{
    m_kept.clear();
    m_wishes.clear();
}

const QImage* TranscriptImages::find(const Part& part, QSize px)
{
    const auto kept = m_kept.find(part.id);
    if (kept != m_kept.end()) {
        kept->used = ++m_uses;
        if (kept->asked == px)
            return &kept->image;
    }
    const bool asked = std::ranges::any_of(
        m_wishes, [&](const Wish& wish) { return wish.part == part.id && wish.px == px; });
    if (!asked) {
        m_wishes.push_back({part.id, part.url, px});
        readNext();
    }
    return kept == m_kept.end() ? nullptr : &kept->image; // for another screen, for a moment
}

void TranscriptImages::readNext()
{
    if (m_reader || m_wishes.empty())
        return;
    const Wish wish = m_wishes.front();
    auto* reader = QThread::create([this, wish] {
        const QImage image = attachedImage(wish.url, wish.px);
        QMetaObject::invokeMethod(
            this, [this, wish, image] { take(wish.part, wish.px, image); }, Qt::QueuedConnection);
    });
    reader->setObjectName(u"pictures"_s);
    m_reader = reader;
    connect(reader, &QThread::finished, this, [this, reader] {
        reader->deleteLater();
        m_reader.clear();
        readNext();
    });
    reader->start(QThread::LowPriority);
}

void TranscriptImages::take(const PartId& part, QSize asked, const QImage& image)
{
    if (m_wishes.empty() || m_wishes.front().part != part || m_wishes.front().px != asked)
        return; // forgotten meanwhile
    m_wishes.pop_front();
    m_kept.insert(part, {image, asked, ++m_uses});
    qsizetype bytes = 0;
    for (const Kept& kept : std::as_const(m_kept))
        bytes += kept.image.sizeInBytes();
    while (bytes > mostBytes && m_kept.size() > 1) {
        const auto oldest = std::min_element(m_kept.begin(), m_kept.end(),
            [](const Kept& a, const Kept& b) { return a.used < b.used; });
        bytes -= oldest->image.sizeInBytes();
        m_kept.erase(oldest);
    }
    emit ready();
}

} // namespace headgate
