// SPDX-License-Identifier: MIT
#include "ui/panels/lineagestrip.h"

#include "ui/panels/lineagestriprow.h"
#include "ui/words/quantity.h"
#include "ui/words/sessionwords.h"

#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace headgate {

namespace {

/** Of each depth of a row: whether another row stands there below it, under the same one above. */
std::vector<bool> linesBelow(const std::vector<LineageStrip::Row>& rows, size_t at)
{
    std::vector<bool> goesOn(size_t(rows[at].depth) + 1, false);
    int reach = rows[at].depth;
    for (size_t i = at + 1; i < rows.size() && reach > 0; ++i) {
        if (rows[i].depth <= reach) {
            reach = rows[i].depth;
            goesOn[size_t(reach)] = true;
            --reach;
        }
    }
    return goesOn;
}

} // namespace

LineageStrip::LineageStrip(QWidget* parent)
    : Ground(&theme::Tokens::panel, Qt::TopEdge, parent)
    , m_title(new TextLabel(theme::uiFont(12, QFont::DemiBold), &theme::Tokens::muted, this))
    , m_column(new QVBoxLayout(this))
    , m_left(new TextLabel(theme::uiFont(12), &theme::Tokens::muted, this))
{
    m_title->setText(tr("Who waits for whom"));
    m_title->setContentsMargins(16, 0, 16, 4);
    m_left->setContentsMargins(16, 4, 16, 0);
    m_column->setContentsMargins(0, 12, 0, 12);
    m_column->setSpacing(0);
    m_column->addWidget(m_title);
    m_column->addWidget(m_left);
    setAccessibleName(m_title->text());
    hide();
}

LineageStrip::Family LineageStrip::familyOf(
    const SessionTreeModel& sessions, const SessionKey& key, const QSet<SessionKey>& waiting)
{
    const std::vector<SessionKey> line = sessions.lineage(key);
    if (line.empty() || !sessions.session(line.back()))
        return {};
    const SessionKey& root = line.back();
    QSet<SessionKey> wanted;
    for (const SessionKey& one : waiting) {
        const std::vector<SessionKey> above = sessions.lineage(one);
        if (!above.empty() && above.back() == root)
            wanted.unite(QSet<SessionKey>(above.begin(), above.end()));
    }
    if (wanted.isEmpty())
        return {};
    std::vector<SessionKey> all = sessions.below(root);
    if (all.empty())
        return {};
    all.insert(all.begin(), root);
    Family family;
    qsizetype room = std::max<qsizetype>(0, mostRows - wanted.size());
    for (const SessionKey& one : all) {
        const bool fits = wanted.contains(one) || room-- > 0;
        if (!fits || family.rows.size() == size_t(mostRows)) {
            ++family.left;
            continue;
        }
        const Session& session = *sessions.session(one);
        Row row;
        row.key = one;
        row.title = words::sessionTitle(session);
        row.cost = session.cost > 0 ? words::money(session.cost) : QString();
        row.shape = RowShape(sessions.indexOf(one).data(SessionTreeModel::ShapeRole).toInt());
        row.depth = int(sessions.lineage(one).size()) - 1;
        row.waits = waiting.contains(one);
        family.rows.push_back(std::move(row));
    }
    return family;
}

void LineageStrip::show(Family family)
{
    setVisible(!family.rows.empty());
    if (m_family == family)
        return;
    m_family = std::move(family);
    const std::vector<Row>& rows = m_family.rows;
    while (m_rows.size() < rows.size()) {
        auto* row = new LineageStripRow(this);
        const size_t at = m_rows.size();
        m_rows.push_back(row);
        m_column->insertWidget(int(m_rows.size()), row);
        connect(row, &QAbstractButton::clicked, this,
            [this, at] { emit sessionWanted(m_family.rows[at].key); });
    }
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (i < rows.size())
            m_rows[i]->show(rows[i], linesBelow(rows, i));
        else
            m_rows[i]->hide();
    }
    m_left->setVisible(m_family.left > 0);
    m_left->setText(tr("%n more under Lineage", nullptr, m_family.left));
}

} // namespace headgate
