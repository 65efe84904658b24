// SPDX-License-Identifier: MIT
#include "ui/models/transcriptsearch.h"

#include <QElapsedTimer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace headgate {

using namespace std::chrono_literals;

namespace {

constexpr qint64 sliceMs = 4;

/** Its blocks as they would be with nothing folded and nothing cut. */
BlockText unfolded(TranscriptItem& item)
{
    // What is painted reads these: they are as they were afterwards.
    const bool open = std::exchange(item.open, true);
    const bool all = std::exchange(item.all, true);
    auto card = std::move(item.card);
    BlockText blocks = buildItem(item);
    item.card = std::move(card);
    item.all = all;
    item.open = open;
    return blocks;
}

} // namespace

TranscriptSearch::TranscriptSearch(const TranscriptDocument* document, QObject* parent)
    : QObject(parent)
    , m_document(document)
{
    m_slices.setInterval(0);
    connect(&m_slices, &QTimer::timeout, this, &TranscriptSearch::look);
    m_again.setSingleShot(true);
    m_again.setInterval(250ms); // text that streams changes the document with each frame
    connect(&m_again, &QTimer::timeout, this, &TranscriptSearch::begin);
    connect(document, &TranscriptDocument::blocksReplaced, this, [this] {
        if (m_words.isEmpty())
            return;
        m_slices.stop();
        if (!m_again.isActive())
            m_again.start();
    });
}

void TranscriptSearch::find(const QString& words)
{
    m_words = words;
    m_matcher = QStringMatcher(words, Qt::CaseInsensitive);
    m_places.clear();
    m_current = -1;
    m_again.stop();
    m_slices.stop();
    if (words.isEmpty())
        emit found();
    else
        begin();
}

void TranscriptSearch::begin()
{
    m_next.clear();
    m_item = 0;
    m_slices.start();
    look();
}

void TranscriptSearch::look()
{
    QElapsedTimer spent;
    spent.start();
    while (m_item < m_document->itemCount() && m_next.size() < mostPlaces) {
        lookIn(m_item++);
        if (spent.elapsed() >= sliceMs)
            return;
    }
    publish();
}

void TranscriptSearch::lookIn(int index)
{
    const TranscriptItem& item = m_document->item(index);
    // Lines about the transcript itself come and go unasked.
    if (item.content.size() == 0 || item.type == TranscriptItem::Type::Thinking
        || item.type == TranscriptItem::Type::Older)
        return;
    const bool hides = item.foldable && !(item.open && item.all);
    BlockText whole;
    if (hides)
        whole = unfolded(*m_document->block(item.firstBlock).item);
    const BlockText& blocks = hides ? whole : item.content;
    for (size_t i = 0; i < blocks.size(); ++i) {
        const QString text = blocks.textOf(i);
        for (qsizetype at = m_matcher.indexIn(text); at >= 0 && m_next.size() < mostPlaces;
             at = m_matcher.indexIn(text, at + m_words.size()))
            m_next.push_back({&item, index, int(i), int(at)});
    }
}

void TranscriptSearch::publish()
{
    m_slices.stop();
    int current = -1;
    if (m_current >= 0 && !m_next.empty()) {
        const Place& before = m_places[size_t(m_current)];
        const auto same = std::ranges::find(m_next, before);
        const auto last = int(m_next.size()) - 1;
        current = same == m_next.end() ? std::min(m_current, last) : int(same - m_next.begin());
    }
    m_places = std::exchange(m_next, {});
    m_current = current;
    emit found();
}

void TranscriptSearch::finish()
{
    if (m_again.isActive()) {
        m_again.stop();
        begin();
    }
    while (m_slices.isActive())
        look();
}

void TranscriptSearch::setCurrent(int place)
{
    m_current = place;
}

int TranscriptSearch::placeFrom(int item) const
{
    if (m_places.empty())
        return -1;
    const auto it = std::ranges::lower_bound(m_places, item, {}, &Place::index);
    return it == m_places.end() ? 0 : int(it - m_places.begin());
}

} // namespace headgate
