// SPDX-License-Identifier: MIT
#include "ui/panels/decisionspanel.h"

#include "ui/decisionrecord.h"
#include "ui/models/checkpointlistmodel.h"
#include "ui/models/decisionlistmodel.h"
#include "ui/models/findings.h"
#include "ui/panels/emptynote.h"
#include "ui/tonecolour.h"
#include "ui/views/decisiondelegate.h"
#include "ui/words/decisionwords.h"
#include "ui/words/issuetext.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr auto settleTime = std::chrono::milliseconds(500);

} // namespace

DecisionsPanel::DecisionsPanel(const PanelPorts& ports, QWidget* parent)
    : Panel(parent)
    , m_ports(ports)
    , m_model(new DecisionListModel(this))
    , m_head(buildHead())
    , m_rows(new QListView(this))
    , m_none(new TextLabel(theme::uiFont(), &theme::Tokens::muted, this))
    , m_empty(new EmptyNote(tr("Nothing was decided yet"),
          tr("What you allow, reject, answer or stop stands here, with when and by whom. The "
             "record is a file that shows it when somebody changed it."),
          this))
    , m_foot(buildFoot())
{
    m_rows->setModel(m_model);
    m_rows->setItemDelegate(new DecisionDelegate(m_rows));
    m_rows->setAccessibleName(tr("Decisions"));
    m_rows->setFrameShape(QFrame::NoFrame);
    m_rows->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_rows->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rows->setEditTriggers(QListView::NoEditTriggers);
    m_rows->setResizeMode(QListView::Adjust);
    m_rows->setLayoutMode(QListView::Batched);
    m_rows->setMouseTracking(true);
    m_rows->viewport()->setAutoFillBackground(false);
    m_none->setText(tr("No decision fits this filter."));
    m_none->setContentsMargins(16, 16, 16, 0);
    m_none->wrap();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_none, 1, Qt::AlignTop);
    column->addWidget(m_rows, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(m_foot);
    connect(m_rows, &QListView::activated, this, &DecisionsPanel::openSession);
    m_soon.setSingleShot(true);
    m_soon.setInterval(settleTime);
    connect(&m_soon, &QTimer::timeout, this, &DecisionsPanel::read);
    connect(m_ports.requests, &CheckpointListModel::checkpointChanged, this,
        [this](const CheckpointKey& key) {
            const Checkpoint* c = m_ports.requests->find(key);
            m_stale = m_stale || !c || !c->waits();
            if (m_stale && isVisible())
                m_soon.start();
        });
    if (m_ports.findings) {
        connect(m_ports.findings, &Findings::rulesChanged, this, [this] {
            m_stale = true; // one may have been revoked
            if (isVisible())
                m_soon.start();
        });
    }
    showRows();
}

QWidget* DecisionsPanel::buildHead()
{
    auto* head = new QWidget(this);
    m_filter = new QLineEdit(head);
    m_filter->setPlaceholderText(tr("Filter by answer, session or text"));
    m_filter->setAccessibleName(tr("Filter decisions"));
    m_filter->setClearButtonEnabled(true);
    m_export = new QPushButton(tr("Export"), head);
    m_export->setAutoDefault(false);
    m_export->setToolTip(tr("Write all of it to a file, as CSV or as JSON lines"));
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 12, 12, 8);
    row->setSpacing(8);
    row->addWidget(m_filter, 1);
    row->addWidget(m_export);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_model->setFilter(text);
        showRows();
    });
    connect(m_export, &QPushButton::clicked, this, &DecisionsPanel::exportAll);
    return head;
}

QWidget* DecisionsPanel::buildFoot()
{
    auto* foot = new Ground(&theme::Tokens::surface, Qt::TopEdge, this);
    m_verdict = new TextLabel(theme::uiFont(12, QFont::DemiBold), &theme::Tokens::green, foot);
    m_verdict->setAccessibleName(tr("The record"));
    m_verdict->wrap();
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(16, 12, 16, 12);
    row->addWidget(m_verdict, 1);
    return foot;
}

void DecisionsPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    if (m_stale)
        read();
}

void DecisionsPanel::read()
{
    if (!m_ports.decisions)
        return;
    m_stale = false;
    m_ports.decisions->read(this, [this](const Expected<audit::Listing>& found) {
        if (!found) {
            m_verdict->setColour(&theme::Tokens::red);
            m_verdict->setText(words::issueText(found.error()));
            m_foot->show();
            return;
        }
        m_model->put(*found, m_ports.now ? m_ports.now() : Timestamp());
        showRows();
    });
}

void DecisionsPanel::showRows()
{
    const bool some = m_model->total() > 0;
    const bool shown = m_model->rowCount() > 0;
    m_head->setVisible(some);
    m_rows->setVisible(shown);
    m_none->setVisible(some && !shown);
    m_empty->setVisible(!some);
    const words::Toned verdict = words::recordVerdict(m_model->report());
    m_foot->setVisible(some || verdict.tone == words::Tone::Bad);
    m_verdict->setText(verdict.text);
    m_verdict->setColour(toneColour(verdict.tone, &theme::Tokens::muted));
    const QString head = QString::fromLatin1(m_model->report().head);
    m_verdict->setToolTip(head.isEmpty()
            ? QString()
            : tr("Each line of the record carries the hash of the line before it. The hash of the "
                 "last: %1")
                  .arg(head));
}

void DecisionsPanel::openSession()
{
    const QModelIndex at = m_rows->currentIndex();
    const SessionId session(at.data(DecisionListModel::SessionRole).toString());
    if (!session.isEmpty())
        m_ports.openSession({SourceId(at.data(DecisionListModel::SourceRole).toString()), session});
}

void DecisionsPanel::exportAll()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export decisions"),
        QDir::home().filePath(u"headgate-decisions.csv"_s),
        tr("CSV for a spreadsheet (*.csv);;JSON lines (*.jsonl)"));
    if (path.isEmpty() || !m_ports.decisions)
        return;
    m_ports.decisions->exportTo(path, this, [this, path](const Outcome& done) {
        m_ports.say(done ? tr("Written to %1").arg(QDir::toNativeSeparators(path))
                         : words::issueText(done.error()));
    });
}

void DecisionsPanel::themeChanged()
{
    m_rows->viewport()->update();
}

} // namespace headgate
