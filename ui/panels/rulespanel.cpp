// SPDX-License-Identifier: MIT
#include "ui/panels/rulespanel.h"

#include "ui/models/rulesmodel.h"
#include "ui/models/sourcelist.h"
#include "ui/panels/emptynote.h"
#include "ui/views/ledgerdelegate.h"
#include "ui/views/textlabel.h"

#include <QHBoxLayout>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

bool keepsRules(const SourceStatus& source)
{
    return source.kind == SourceKind::OpenCode && !isUnusable(source.id);
}

} // namespace

RulesPanel::RulesPanel(const PanelPorts& ports, QWidget* parent)
    : Panel(parent)
    , m_ports(ports)
    , m_model(new RulesModel(ports.sources, ports.findings, this))
    , m_rows(new QListView(this))
    , m_empty(new EmptyNote(tr("No server to ask"),
          tr("Approvals that an OpenCode server keeps beyond the request they were given for stand "
             "here, and can be revoked."),
          this))
    , m_foot(new Ground(&theme::Tokens::surface, Qt::TopEdge, this))
    , m_revoke(new QPushButton(tr("Revoke…"), m_foot))
    , m_read(new QPushButton(tr("Read again"), m_foot))
{
    m_rows->setModel(m_model);
    m_rows->setItemDelegate(new LedgerDelegate(m_rows));
    m_rows->setAccessibleName(tr("Saved approvals"));
    m_rows->setFrameShape(QFrame::NoFrame);
    m_rows->setResizeMode(QListView::Adjust);
    m_rows->setWordWrap(true);
    m_rows->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_rows->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rows->setEditTriggers(QListView::NoEditTriggers);
    m_rows->setMouseTracking(true);
    m_rows->viewport()->setAutoFillBackground(false);
    m_revoke->setAutoDefault(false);
    m_revoke->setProperty("variant", u"danger"_s);
    m_read->setAutoDefault(false);
    auto* foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(12, 10, 12, 10);
    foot->setSpacing(8);
    foot->addWidget(m_revoke);
    foot->addStretch(1);
    foot->addWidget(m_read);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_rows, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(m_foot);
    connect(m_revoke, &QPushButton::clicked, this, &RulesPanel::confirmRevoke);
    connect(m_rows, &QListView::activated, this, &RulesPanel::confirmRevoke);
    connect(m_read, &QPushButton::clicked, this, &RulesPanel::read);
    connect(m_rows->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &RulesPanel::showRows);
    connect(m_ports.findings, &Findings::rulesChanged, this, &RulesPanel::showRows);
    showRows();
}

void RulesPanel::showRows()
{
    m_model->refresh();
    const bool some = m_model->rowCount() > 0;
    m_rows->setVisible(some);
    m_empty->setVisible(!some);
    m_foot->setVisible(some);
    m_revoke->setEnabled(m_model->ruleAt(m_rows->currentIndex().row()).has_value());
}

/** Each server is asked once it is there. */
void RulesPanel::refresh(Timestamp)
{
    if (isVisible()) {
        for (const SourceStatus& source : m_ports.sources->all()) {
            if (keepsRules(source) && source.state == SyncState::Live
                && !m_ports.findings->rules(source.id).asked)
                m_ports.findings->readRules(source.id);
        }
    }
    showRows();
}

void RulesPanel::read()
{
    for (const SourceStatus& source : m_ports.sources->all()) {
        if (keepsRules(source) && source.state == SyncState::Live)
            m_ports.findings->readRules(source.id);
    }
}

void RulesPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    read();
}

void RulesPanel::confirmRevoke()
{
    const auto chosen = m_model->ruleAt(m_rows->currentIndex().row());
    if (!chosen)
        return;
    auto* box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Revoke a saved approval"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Ask again before “%1”?").arg(RulesModel::titleOf(chosen->second)));
    box->setInformativeText(tr("The server forgets that it was allowed always. What runs now is "
                               "not stopped."));
    QPushButton* revoke = box->addButton(tr("Revoke"), QMessageBox::DestructiveRole);
    revoke->setProperty("variant", u"danger"_s);
    box->setDefaultButton(box->addButton(tr("Keep it"), QMessageBox::RejectRole));
    connect(revoke, &QPushButton::clicked, this,
        [this, chosen] { m_ports.findings->revoke(chosen->first, chosen->second); });
    box->open();
}

void RulesPanel::themeChanged()
{
    m_rows->viewport()->update();
}

} // namespace headgate
