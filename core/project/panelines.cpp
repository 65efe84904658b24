// SPDX-License-Identifier: MIT
#include "core/project/panelines.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace headgate {

using namespace Qt::StringLiterals;

PaneLine::Kind lineKind(QStringView text)
{
    using enum PaneLine::Kind;
    struct Sign
    {
        QStringView begin;
        PaneLine::Kind kind;
    };
    static constexpr std::array<Sign, 16> signs{{{u"> ", Prompt}, {u"❯ ", Prompt}, {u"$ ", Shell},
        {u"# ", Shell}, {u"[thinking]", Thinking}, {u"thinking:", Thinking}, {u"[action]", Action},
        {u"action:", Action}, {u"→ ", Action}, {u"[tool]", Tool}, {u"tool:", Tool}, {u"✓", Success},
        {u"success:", Success}, {u"✗", Error}, {u"error:", Error}, {u"[error]", Error}}};
    const QStringView begin = text.trimmed();
    const auto sign = std::find_if(signs.begin(), signs.end(),
        [&](const Sign& one) { return begin.startsWith(one.begin, Qt::CaseInsensitive); });
    return sign == signs.end() ? Output : sign->kind;
}

QString withoutEscapes(const QString& text)
{
    static const QRegularExpression sequences(
        u"\\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)|[@-Z\\\\-_])"_s);
    QString plain = text;
    plain.remove(sequences);
    plain.remove(u'\r');
    plain.remove(QChar(0x1b));
    return plain;
}

std::vector<PaneLine> linesOf(const PaneEvent& event)
{
    if (!event.type.startsWith("terminal:"_L1))
        return {};
    const QString source = event.data["source"_L1].toString();
    const bool input = event.type == "terminal:input"_L1;
    const bool failed = event.data["type"_L1].toString() == "error"_L1;
    QString text = withoutEscapes(event.data["data"_L1].toString());
    if (text.endsWith(u'\n'))
        text.chop(1);
    std::vector<PaneLine> lines;
    for (const QString& one : text.split(u'\n')) {
        const PaneLine::Kind kind = input
            ? (source == "agent"_L1 ? PaneLine::Kind::Shell : PaneLine::Kind::Prompt)
            : failed ? PaneLine::Kind::Error
                     : lineKind(one);
        lines.push_back({event.data["id"_L1].toString(), kind, one, source, event.at});
    }
    return lines;
}

void InputHistory::add(const QString& text)
{
    leave();
    if (text.trimmed().isEmpty())
        return;
    m_inputs.removeAll(text);
    m_inputs.prepend(text);
    if (m_inputs.size() > most)
        m_inputs.removeLast();
}

std::optional<QString> InputHistory::up(const QString& draft)
{
    if (m_at + 1 >= m_inputs.size())
        return {};
    if (m_at < 0)
        m_draft = draft;
    return m_inputs[++m_at];
}

std::optional<QString> InputHistory::down()
{
    if (m_at < 0)
        return {};
    --m_at;
    return m_at < 0 ? m_draft : m_inputs[m_at];
}

} // namespace headgate
