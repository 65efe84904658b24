// SPDX-License-Identifier: MIT
#pragma once

#include "core/project/redaction.h"
#include "core/project/sessionfile.h"
#include "core/project/textpieces.h"
#include "core/replaysteps.h"
#include "core/store/historyreader.h"

#include <QCryptographicHash>
#include <QObject>
#include <QSaveFile>
#include <QTimer>

#include <functional>
#include <memory>

namespace headgate {

/**
 * Writes a session as it is held into a file, or only looks what a redaction would take out, in
 * slices that leave the thread free. The file is there when it is whole, and not before. Thread of
 * `database`, which it must not outlive.
 */
class SessionExport : public QObject
{
    Q_OBJECT

public:
    using Tell = std::function<void(ExportFound)>;

    SessionExport(
        Database& database, const SourceId& source, ExportWish wish, Timestamp now, Tell tell);

    /** No file is left behind. */
    void cancel();
    /** Nothing more is told. */
    bool isDone() const { return m_step == Step::Done; }

private:
    void work();
    void begin();
    void gather();
    void gatherPage();
    void writeMessages();
    void writeEvents();
    void beginEvents();
    void writeEvent(HeldEvent& event);
    ExportFound told() const;
    void tellProgress();
    void finish(const QString& error = {});
    void write(const QByteArray& bytes);
    QString offsetsOf(const MessageId& message) const;
    void noteMessage(const HeldEvent& event);

    enum class Step : quint8 { Begin, Gather, Pages, Survey, Messages, Events, Done };

    Database& m_database;
    const SessionKey m_key;
    const ExportWish m_wish;
    const Tell m_tell;
    Redaction m_redaction;
    TextPieces m_pieces;
    QSaveFile m_file;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    SessionFileHead m_head;
    SessionFileTail m_tail;
    std::unique_ptr<ReplaySteps> m_steps;
    std::vector<MessageWithParts> m_messages; ///< newest first while they are gathered
    std::vector<Mark> m_marks;
    std::optional<PagePosition> m_before;
    struct Offsets
    {
        qint64 first = 0;
        qint64 last = 0;
    };
    QHash<MessageId, Offsets> m_offsets;
    Step m_step = Step::Begin;
    size_t m_written = 0; ///< messages
    qsizetype m_event = 0;
    QTimer m_slice;
};

} // namespace headgate
