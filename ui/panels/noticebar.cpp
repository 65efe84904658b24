// SPDX-License-Identifier: MIT
#include "ui/panels/noticebar.h"

#include "ui/announcement.h"
#include "ui/words/issuetext.h"
#include "ui/words/quantity.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** The side and the status bar already say these, with what is done about them. */
bool isSourceState(Issue::Code code)
{
    switch (code) {
    case Issue::Code::None:
    case Issue::Code::Unreachable:
    case Issue::Code::TimedOut:
    case Issue::Code::ConnectionLost:
    case Issue::Code::Silent:
    case Issue::Code::NotAuthorised:
        return true;
    default:
        return false;
    }
}

} // namespace

NoticeBar::NoticeBar(QWidget* parent)
    : Ground(&theme::Tokens::redSoft, Qt::TopEdge, parent)
    , m_text(new TextLabel(theme::uiFont(12), &theme::Tokens::text, this))
{
    setFixedHeight(34);
    auto* dismiss = new QPushButton(tr("Dismiss"), this);
    dismiss->setProperty("variant", u"quiet"_s);
    dismiss->setAutoDefault(false);
    dismiss->setFixedHeight(26);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 1, 12, 0);
    row->addWidget(m_text, 1);
    row->addWidget(dismiss);
    connect(dismiss, &QPushButton::clicked, this, [this] {
        m_notices.clear();
        m_said.clear();
        refresh();
    });
    refresh();
}

void NoticeBar::add(const Issue& issue, int count)
{
    if (isSourceState(issue.code))
        return;
    const auto it = std::ranges::find_if(m_notices, [&issue](const Notice& n) {
        return n.issue.code == issue.code && n.issue.source == issue.source;
    });
    Notice notice{issue, count};
    if (it != m_notices.end()) {
        notice.count += it->count;
        m_notices.erase(it);
    }
    m_notices.push_back(std::move(notice));
    m_said.clear();
    refresh();
}

void NoticeBar::say(const QString& text)
{
    m_said = text;
    refresh();
}

void NoticeBar::refresh()
{
    setVisible(!m_notices.empty() || !m_said.isEmpty());
    if (!m_said.isEmpty()) {
        m_text->setText(m_said);
        m_text->setToolTip({});
        announce(this, m_said);
        return;
    }
    if (m_notices.empty())
        return;
    const Notice& last = m_notices.back();
    QString text = words::issueText(last.issue);
    if (last.count > 1)
        text += tr(" (%1 times)").arg(words::number(last.count));
    if (m_notices.size() > 1)
        text += tr(" And %n other kind(s) of trouble.", nullptr, int(m_notices.size()) - 1);
    m_text->setText(text);
    QStringList all;
    for (const Notice& notice : m_notices)
        all += words::issueText(notice.issue) + tr(" (%1 times)").arg(words::number(notice.count));
    m_text->setToolTip(all.join(u'\n'));
    m_text->setAccessibleDescription(all.join(u'\n'));
    announce(this, text);
}

} // namespace headgate
