// SPDX-License-Identifier: MIT
#include "ui/panels/terminalpanel.h"

#include "ui/models/terminaldesk.h"
#include "ui/panels/emptynote.h"
#include "ui/views/terminalview.h"
#include "ui/views/textlabel.h"
#include "ui/words/issuetext.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr int widestTitle = 150;

QString titleOf(const TerminalInfo& info)
{
    return info.title.isEmpty() ? info.command : info.title;
}

} // namespace

TerminalPanel::TerminalPanel(const PanelPorts& ports, QWidget* parent)
    : Panel(parent)
    , m_desk(ports.terminals)
    , m_pick(new QPushButton)
    , m_find(new QPushButton(tr("Find")))
    , m_close(new QPushButton(tr("Close")))
    , m_searchRow(makeSearch())
    , m_view(new TerminalView(this))
    , m_empty(new EmptyNote(tr("No terminal here"),
          tr("A terminal is a shell on the server, in this session's directory. New starts one."),
          this))
    , m_state(new TextLabel(theme::uiFont(12), &theme::Tokens::muted))
{
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(12, 6, 12, 8);
    foot->addWidget(m_state);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_searchRow);
    column->addWidget(m_view, 1);
    column->addWidget(m_empty, 1);
    column->addLayout(foot);
    m_state->wrap();
    m_searchRow->hide();
    connect(m_desk, &TerminalDesk::listChanged, this, &TerminalPanel::showList);
    connect(m_desk, &TerminalDesk::shownChanged, this, &TerminalPanel::showScreen);
    connect(m_view, &TerminalView::typed, m_desk, &TerminalDesk::type);
    connect(m_view, &TerminalView::roomChanged, m_desk, &TerminalDesk::setRoom);
    auto* finding = new QShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F), this);
    finding->setContext(Qt::WidgetWithChildrenShortcut);
    connect(finding, &QShortcut::activated, this, [this] { showSearch(true); });
    showList();
    showScreen();
}

QWidget* TerminalPanel::makeHead()
{
    auto* head = new QWidget(this);
    auto* fresh = new QPushButton(tr("New"));
    fresh->setToolTip(tr("Start a shell on the server"));
    m_find->setToolTip(tr("Search what was written (Ctrl+Shift+F)"));
    m_close->setToolTip(tr("End this terminal's program"));
    m_pick->setAccessibleName(tr("Choose a terminal"));
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 12, 12, 8);
    row->setSpacing(8);
    row->addWidget(m_pick);
    row->addStretch(1);
    for (QPushButton* button : {m_find, m_close, fresh}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    m_pick->setAutoDefault(false);
    connect(m_pick, &QPushButton::clicked, this, &TerminalPanel::pick);
    connect(fresh, &QPushButton::clicked, this, [this] {
        m_desk->create();
        m_view->setFocus();
    });
    connect(m_close, &QPushButton::clicked, this, &TerminalPanel::confirmClose);
    connect(m_find, &QPushButton::clicked, this, [this] { showSearch(!m_searchRow->isVisible()); });
    return head;
}

QWidget* TerminalPanel::makeSearch()
{
    auto* search = new QWidget(this);
    m_words = new QLineEdit;
    m_words->setPlaceholderText(tr("Find in what was written"));
    m_words->setAccessibleName(m_words->placeholderText());
    m_found = new TextLabel(theme::uiFont(12), &theme::Tokens::muted);
    auto* row = new QHBoxLayout(search);
    row->setContentsMargins(12, 0, 12, 8);
    row->setSpacing(8);
    row->addWidget(m_words, 1);
    row->addWidget(m_found);
    for (const bool backwards : {true, false}) {
        auto* step = new QPushButton(backwards ? u"↑"_s : u"↓"_s);
        step->setAccessibleName(backwards ? tr("Previous") : tr("Next"));
        step->setToolTip(step->accessibleName());
        step->setAutoDefault(false);
        step->setFixedWidth(32);
        row->addWidget(step);
        connect(step, &QPushButton::clicked, this, [this, backwards] { this->search(backwards); });
    }
    // What was written last is looked at first.
    connect(m_words, &QLineEdit::returnPressed, this, [this] { this->search(true); });
    auto* leave = new QShortcut(QKeySequence(Qt::Key_Escape), m_words);
    leave->setContext(Qt::WidgetShortcut);
    connect(leave, &QShortcut::activated, this, [this] { showSearch(false); });
    return search;
}

void TerminalPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    m_desk->setRoom(m_view->room());
    m_desk->watch(true);
}

void TerminalPanel::hideEvent(QHideEvent* event)
{
    m_desk->watch(false);
    Panel::hideEvent(event);
}

void TerminalPanel::themeChanged()
{
    m_view->themeChanged();
}

void TerminalPanel::showList()
{
    const TerminalInfo* info = m_desk->currentInfo();
    const bool some = !m_desk->current().isEmpty();
    const QString title = info ? titleOf(*info) : tr("Terminal");
    m_pick->setText(m_pick->fontMetrics().elidedText(title, Qt::ElideRight, widestTitle) + u" ▾"_s);
    m_pick->setVisible(some);
    m_close->setVisible(some);
    m_find->setVisible(some);
    m_view->setVisible(some);
    m_empty->setVisible(!some);
    if (!some)
        showSearch(false);
    m_state->setText(stateWords());
    m_state->setVisible(!m_state->text().isEmpty());
}

void TerminalPanel::showScreen()
{
    const TerminalShown& shown = m_desk->shown();
    m_view->setScreen(shown.screen);
    m_view->setLive(shown.screen && shown.link == TerminalLink::Live);
    m_state->setText(stateWords());
    m_state->setVisible(!m_state->text().isEmpty());
}

QString TerminalPanel::stateWords() const
{
    if (m_desk->issue().code != Issue::Code::None)
        return words::issueText(m_desk->issue());
    if (m_desk->current().isEmpty())
        return {};
    const TerminalShown& shown = m_desk->shown();
    switch (shown.link) {
    case TerminalLink::Connecting:
        return shown.issue.code == Issue::Code::None ? tr("Connecting")
                                                     : words::issueText(shown.issue);
    case TerminalLink::Waiting:
        return tr("Not connected, keys go nowhere. %1").arg(words::issueText(shown.issue));
    case TerminalLink::Ended:
        return tr("Its program ended. What it wrote stays until you choose another.");
    case TerminalLink::Live:
        break;
    }
    if (shown.gap)
        return tr("Connected. Some of what was written meanwhile is gone on the server.");
    return tr("Connected, %1 × %2. F6 leaves the terminal.", "columns and rows")
        .arg(shown.screen->size.columns)
        .arg(shown.screen->size.rows);
}

void TerminalPanel::pick()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const TerminalInfo& info : m_desk->terminals()) {
        QString words = titleOf(info);
        words.replace(u'&', u"&&"_s);
        QAction* action = menu->addAction(info.running ? words : tr("%1 (ended)").arg(words));
        action->setCheckable(true);
        action->setChecked(info.id == m_desk->current());
        connect(action, &QAction::triggered, this, [this, id = info.id] {
            m_desk->choose(id);
            m_view->setFocus();
        });
    }
    menu->popup(m_pick->mapToGlobal(QPoint(0, m_pick->height())));
}

void TerminalPanel::confirmClose()
{
    if (m_desk->shown().link == TerminalLink::Ended) {
        m_desk->closeCurrent();
        return;
    }
    const TerminalInfo* info = m_desk->currentInfo();
    auto* box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Close the terminal"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Close “%1”?").arg(info ? titleOf(*info) : tr("Terminal")));
    box->setInformativeText(tr("Its program ends, and with it what it runs."));
    QPushButton* close = box->addButton(tr("Close"), QMessageBox::DestructiveRole);
    close->setProperty("variant", u"danger"_s);
    box->setDefaultButton(box->addButton(tr("Let it run"), QMessageBox::RejectRole));
    connect(close, &QPushButton::clicked, this, [this, id = m_desk->current()] {
        if (m_desk->current() == id)
            m_desk->closeCurrent();
    });
    box->open();
}

void TerminalPanel::showSearch(bool on)
{
    m_searchRow->setVisible(on);
    m_found->setText({});
    if (on) {
        m_words->setFocus();
        m_words->selectAll();
    } else if (m_words->hasFocus()) {
        m_view->setFocus();
    }
}

void TerminalPanel::search(bool backwards)
{
    const bool found = m_view->find(m_words->text(), backwards);
    m_found->setText(found || m_words->text().isEmpty() ? QString() : tr("Not found"));
}

} // namespace headgate
