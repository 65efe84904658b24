// SPDX-License-Identifier: MIT
#include "ui/models/proofmodel.h"

#include "ui/models/eventtablemodel.h"
#include "ui/models/sourcelist.h"
#include "ui/words/issuetext.h"
#include "ui/words/proofwords.h"
#include "ui/words/quantity.h"

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;
using Kind = LedgerRow::Kind;
using Shape = LedgerRow::Shape;

namespace {

constexpr int newestEvents = 5;

Shape shapeOf(words::Tone tone)
{
    switch (tone) {
    case words::Tone::Good:
        return Shape::Done;
    case words::Tone::Bad:
        return Shape::Failed;
    case words::Tone::Waiting:
    case words::Tone::Quiet:
        break;
    }
    return Shape::None;
}

QString capital(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

} // namespace

ProofModel::ProofModel(Ports ports, QObject* parent)
    : RowListModel(parent)
    , m_ports(std::move(ports))
{
}

LedgerRow& ProofModel::add(
    const QString& id, Shape shape, const QString& title, const QString& detail)
{
    LedgerRow row;
    row.kind = Kind::Report;
    row.shape = shape;
    row.id = id;
    row.title = title;
    row.detail = detail;
    return m_new.emplace_back(std::move(row));
}

QString ProofModel::titleOf(const SessionKey& session) const
{
    const QString title = m_ports.title ? m_ports.title(session) : QString();
    return title.isEmpty() ? session.session.value() : title;
}

void ProofModel::refresh(const SessionKey& selected, Timestamp now)
{
    m_now = now;
    m_new.clear();
    for (const SourceStatus& source : m_ports.sources->all())
        addSource(source, selected);
    if (m_ports.events)
        addEvents();
    put(std::move(m_new));
    m_new = {};
}

QString ProofModel::connectedWords() const
{
    return tr("%1 of %2 connected")
        .arg(words::number(m_ports.sources->connected()), words::number(m_ports.sources->usable()));
}

void ProofModel::addSource(const SourceStatus& source, const SessionKey& selected)
{
    add(source.id.value(), Shape::None, words::sourceName(source)).kind = Kind::Section;
    addConnection(source);
    if (isUnusable(source.id))
        return;
    addHeld(source, selected);
    addCheck(source);
}

void ProofModel::addConnection(const SourceStatus& source)
{
    const QString id = source.id.value();
    const words::Toned state = words::sourceSentence(source, m_now);
    QStringList where;
    if (source.kind == SourceKind::OpenCode && !source.version.isEmpty())
        where += tr("OpenCode %1").arg(source.version);
    if (source.kind == SourceKind::Log)
        where += source.url.toLocalFile();
    else if (!source.url.isEmpty())
        where += source.url.toDisplayString(QUrl::RemoveUserInfo);
    QString detail = where.join(u", "_s);
    if (const QString why = words::issueText(source.issue); !why.isEmpty())
        detail += (detail.isEmpty() ? QString() : u"\n"_s) + why;
    LedgerRow& row = add(id + "/state"_L1, shapeOf(state.tone), state.text, detail);
    if (isKnown(source.lastByte))
        row.side = tr("last byte %1").arg(words::fineAge(m_now - source.lastByte));
    const words::Toned proof = words::proof(source, m_now);
    if (proof.text.isEmpty())
        return;
    const QString figures =
        tr("%1, %2 of them by catching up; %3 reconnect(s); %4 could not be "
           "read",
            nullptr, int(source.reconnects))
            .arg(words::eventCount(source.events), words::number(source.repaired),
                words::number(source.reconnects), words::number(source.badFrames));
    const QString newest = source.lastSeq >= 0
        ? tr("; newest number %1").arg(words::number(source.lastSeq))
        : QString();
    add(id + "/proof"_L1, shapeOf(proof.tone), capital(proof.text), figures + newest);
}

void ProofModel::addHeld(const SourceStatus& source, const SessionKey& selected)
{
    const Proof* held = selected.source == source.id ? m_ports.findings->held(selected) : nullptr;
    if (!held)
        return;
    const QString id = source.id.value() + "/held"_L1;
    for (const SessionProof& one : held->sessions) {
        add(id, shapeOf(words::proofTone(one.verdict)), tr("Held of “%1”").arg(titleOf(selected)),
            capital(words::proofWords(one)));
    }
    if (held->stream)
        add(id, Shape::None, tr("Best effort"),
            tr("A stream's offsets say how far it was read and not how much there is: %1.")
                .arg(words::proofWords(*held->stream, false)));
    for (const FileProof& file : held->files)
        add(id + file.path, shapeOf(words::proofTone(file.verdict)), words::shortPath(file.path),
            capital(words::proofWords(file)));
}

void ProofModel::addCheck(const SourceStatus& source)
{
    const Findings::Check check = m_ports.findings->check(source.id);
    const QString id = source.id.value() + "/check"_L1;
    using State = Findings::Check::State;
    if (check.state == State::None)
        return;
    if (check.state == State::Reading) {
        add(id, Shape::Running, tr("Reading what is held…"));
        return;
    }
    if (check.state == State::Asking) {
        add(id, Shape::Running, tr("Comparing with the server…"),
            tr("Up to what was held when you asked."));
        return;
    }
    const words::Toned summary = words::proofSummary(check.proof);
    QString detail =
        tr("Checked at %1, up to what was held then.").arg(words::clockTime(check.at, m_now));
    const bool compared = std::ranges::any_of(check.proof.sessions, &SessionProof::compared);
    const bool numbered = !check.proof.sessions.empty();
    if (check.issue.code != Issue::Code::None)
        detail +=
            u'\n' + tr("The server could not be asked: %1").arg(words::issueText(check.issue));
    else if (numbered && !compared && !check.proof.stream)
        detail += u'\n' + tr("Best effort: this server keeps no log to compare with.");
    add(id, shapeOf(summary.tone), summary.text, detail);
    for (const SessionProof& one : check.proof.sessions) {
        if (one.verdict != Verdict::Gap)
            continue;
        LedgerRow& row = add(id + one.session.value(), Shape::Failed,
            titleOf({source.id, one.session}), capital(words::proofWords(one)));
        row.session = one.session;
    }
    if (check.proof.stream)
        add(id + "/stream"_L1, Shape::None, capital(words::proofWords(*check.proof.stream, true)));
    for (const FileProof& file : check.proof.files) {
        if (file.verdict != Verdict::Whole)
            add(id + file.path, shapeOf(words::proofTone(file.verdict)),
                words::shortPath(file.path), capital(words::proofWords(file)));
    }
}

void ProofModel::addEvents()
{
    const auto rows = m_ports.events->newest(newestEvents);
    if (rows.empty())
        return;
    add(u"events"_s, Shape::None, tr("Newest events")).kind = Kind::Section;
    for (const EventRow* row : rows) {
        LedgerRow& one = add("event/"_L1 + QString::number(row->row), Shape::None, row->type,
            row->session.isEmpty() ? QString() : titleOf({row->source, row->session}));
        one.side = words::age(m_now - row->time);
    }
}

QString ProofModel::text() const
{
    QString all = connectedWords() + u'\n';
    for (const LedgerRow& row : rows()) {
        const bool section = row.kind == Kind::Section;
        const QString indent = section ? QString() : u"  "_s;
        all += (section ? u"\n"_s : QString()) + indent + row.title;
        if (!row.side.isEmpty())
            all += u" ("_s + row.side + u')';
        all += u'\n';
        for (const QString& line : row.detail.split(u'\n', Qt::SkipEmptyParts))
            all += indent + u"  "_s + line + u'\n';
    }
    return all;
}

} // namespace headgate
