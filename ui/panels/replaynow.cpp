// SPDX-License-Identifier: MIT
#include "ui/panels/replaynow.h"

#include "core/project/visibletext.h"
#include "ui/words/quantity.h"
#include "ui/words/sessionwords.h"

#include <QScrollBar>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

QString line(const QString& html, int depth = 0)
{
    return u"<p style=\"margin:2px 0 4px %1px\">%2</p>"_s.arg(depth * 14).arg(html);
}

QString shown(const QString& untrusted, qsizetype most)
{
    QString text = makeVisible(untrusted.left(most)).text;
    if (untrusted.size() > most)
        text += u" …"_s;
    return text.toHtmlEscaped().replace(u'\n', u"<br>"_s);
}

constexpr qsizetype mostWords = 1000;
constexpr qsizetype mostLines = 60;

QString head(const QString& title)
{
    return u"<h4>%1</h4>"_s.arg(title);
}

QString waitingHtml(const ReplayScene& scene)
{
    QString html = head(ReplayNow::tr("Waiting for a person"));
    if (scene.waiting.empty())
        html += line(ReplayNow::tr("Nobody waited."));
    for (const Checkpoint& c : scene.waiting) {
        const QString what = !c.questions.empty() ? c.questions.front().text
            : c.text.isEmpty()                    ? c.patterns.join(u", "_s)
                                                  : c.text;
        html += scene.unkeptRequests.contains(c.key.request)
            ? line(ReplayNow::tr("A request. What was asked was not kept once it was answered."))
            : line(u"<b>%1</b> <code>%2</code>"_s.arg(
                shown(c.permission, 80), shown(what, mostWords)));
    }
    return html;
}

QString familyHtml(const ReplayNow::Family& family, Timestamp at)
{
    if (!family.unknown.isEmpty())
        return head(ReplayNow::tr("Lineage")) + line(family.unknown);
    QString html;
    for (const ReplayNow::Relative& one : family.relatives) {
        if (!isKnown(one.session.created) || one.session.created > at)
            continue;
        const QString title = shown(words::sessionTitle(one.session), 120);
        html += line(one.self ? u"<b>%1</b>"_s.arg(title) : title, one.depth);
    }
    if (html.isEmpty())
        return {};
    return head(ReplayNow::tr("Lineage"))
        + line(ReplayNow::tr("Those that had begun, by the titles they have now."), 0) + html;
}

QString todosHtml(const ReplayScene& scene)
{
    if (scene.todos.empty())
        return {};
    QString html = head(ReplayNow::tr("Todos"));
    for (const Todo& todo : scene.todos) {
        const bool done = todo.status == "completed"_L1 || todo.status == "cancelled"_L1;
        const bool running = todo.status == "in_progress"_L1;
        const QString sign = done ? u"☑ "_s : running ? u"▶ "_s : u"☐ "_s;
        html += line(sign + shown(todo.content, mostWords));
    }
    return html;
}

QString terminalHtml(const ReplayScene& scene)
{
    const QString title = head(ReplayNow::tr("Terminal"));
    if (scene.terminal.isEmpty())
        return title + line(ReplayNow::tr("No line of a terminal is held up to this moment."));
    QString html = title + u"<pre style=\"white-space:pre-wrap\">"_s;
    const qsizetype from = std::max<qsizetype>(0, scene.terminal.size() - mostLines);
    for (const ReplayLine& one : scene.terminal.mid(from)) {
        const QString sign = one.stream == "input"_L1 ? u"› "_s : QString();
        html += sign + shown(one.text.trimmed(), mostWords) + u"<br>"_s;
    }
    return html + u"</pre>"_s;
}

} // namespace

ReplayNow::ReplayNow(QWidget* parent)
    : Ground(&theme::Tokens::panel, Qt::LeftEdge, parent)
    , m_text(new QTextBrowser(this))
{
    auto* title = new TextLabel(
        theme::uiFont(theme::interfaceSize, QFont::DemiBold), &theme::Tokens::text, this);
    title->setText(tr("At this moment"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    m_text->setFont(theme::uiFont());
    m_text->setAccessibleName(title->text());
    m_text->viewport()->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 8, 8);
    column->setSpacing(8);
    column->addWidget(title);
    column->addWidget(m_text, 1);
}

QString ReplayNow::text() const
{
    return m_text->toPlainText();
}

void ReplayNow::show(const ReplayScene* scene, const Family& family, Timestamp at)
{
    QString html;
    if (scene) {
        html = waitingHtml(*scene) + familyHtml(family, at) + todosHtml(*scene)
            + terminalHtml(*scene)
            + line(tr("Costs, changed files and who else was there are known as they are now "
                      "alone, and are not shown."));
    }
    if (html == m_html)
        return;
    m_html = html;
    const int place = m_text->verticalScrollBar()->value();
    m_text->setHtml(html);
    m_text->verticalScrollBar()->setValue(place);
}

} // namespace headgate
