// SPDX-License-Identifier: MIT
// What a person chooses of a WallPage: words, states, a source, an order.
#include "ui/panels/wallpage.h"
#include "ui/typography.h"
#include "ui/views/wallview.h"
#include "ui/words/quantity.h"

#include <QActionGroup>
#include <QBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

struct StateName
{
    WallState state;
    const char* text; ///< WallPage translates it
};

constexpr int widestFilter = 420;
constexpr int between = 8;
constexpr int roomForHint = 340; ///< height of the page

constexpr StateName stateNames[] = {
    {WallState::Waiting, QT_TRANSLATE_NOOP("headgate::WallPage", "Waiting")},
    {WallState::Running, QT_TRANSLATE_NOOP("headgate::WallPage", "Running")},
    {WallState::Failed, QT_TRANSLATE_NOOP("headgate::WallPage", "Failed")},
    {WallState::Done, QT_TRANSLATE_NOOP("headgate::WallPage", "Done")},
};

struct OrderName
{
    WallOrder order;
    const char* text;
};

constexpr OrderName orderNames[] = {
    {WallOrder::Urgent, QT_TRANSLATE_NOOP("headgate::WallPage", "Who waits first")},
    {WallOrder::Newest, QT_TRANSLATE_NOOP("headgate::WallPage", "Newest first")},
    {WallOrder::Steady, QT_TRANSLATE_NOOP("headgate::WallPage", "As they began")},
};

QString menuText(QString text)
{
    return text.replace(u'&', "&&"_L1);
}

} // namespace

QWidget* WallPage::buildHead()
{
    auto* head = new Ground(&theme::Tokens::panel, Qt::BottomEdge, this);
    m_filter = new QLineEdit(head);
    m_filter->setPlaceholderText(tr("Title, source or activity"));
    m_filter->setAccessibleName(tr("Filter the wall"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(160);
    m_filter->setMaximumWidth(widestFilter);
    m_filter->setToolTip(tr("Words in title, source, directory or activity"));
    connect(m_filter, &QLineEdit::textChanged, m_model, &WallModel::setWords);
    auto* first = new QHBoxLayout;
    first->setSpacing(between);
    first->addWidget(m_filter, 1);
    auto* states = new QHBoxLayout;
    states->setSpacing(between);
    for (const StateName& name : stateNames) {
        auto* chip = new QPushButton(head);
        chip->setCheckable(true);
        chip->setChecked(true);
        chip->setAutoDefault(false);
        chip->setToolTip(tr("Show or hide these"));
        connect(chip, &QPushButton::toggled, this,
            [this, state = name.state](bool on) { m_model->setStateShown(state, on); });
        m_states[size_t(name.state)] = chip;
        states->addWidget(chip);
    }
    states->addStretch(1);
    auto* menus = new QHBoxLayout;
    menus->setSpacing(between);
    m_source = menuButton(head, &WallPage::chooseSource);
    m_order = menuButton(head, &WallPage::chooseOrder);
    menus->addWidget(m_source);
    menus->addWidget(m_order);
    m_clear = new QPushButton(tr("Show all"), head);
    m_clear->setAutoDefault(false);
    m_clear->setProperty("variant", u"action"_s);
    connect(m_clear, &QPushButton::clicked, this, &WallPage::showAll);
    menus->addWidget(m_clear);
    menus->addStretch(1);
    m_leave = new QPushButton(tr("Back"), head);
    m_leave->setAutoDefault(false);
    connect(m_leave, &QPushButton::clicked, this, &WallPage::leaveWanted);
    m_rows = new QBoxLayout(QBoxLayout::LeftToRight);
    m_rows->setSpacing(between);
    m_rows->addLayout(first, 1);
    m_choices = new QBoxLayout(QBoxLayout::LeftToRight);
    m_choices->setSpacing(between);
    m_choices->addLayout(states);
    m_choices->addLayout(menus, 1);
    m_rows->addLayout(m_choices, 2);
    m_head = new QHBoxLayout(head);
    m_head->setContentsMargins(16, 8, 16, 8);
    m_head->setSpacing(between);
    m_head->addLayout(m_rows, 1);
    m_head->addWidget(m_leave);
    return head;
}

/** The head in one row, two or three, as the width allows. */
void WallPage::fit()
{
    // With what comes when it is filtered: nothing moves then.
    int choices = m_head->contentsMargins().left() + m_head->contentsMargins().right();
    for (const QPushButton* one : m_states)
        choices += one->sizeHint().width() + between;
    for (const QPushButton* one : {m_order, m_clear, m_leave})
        choices += one->sizeHint().width() + between;
    if (!m_source->isHidden())
        choices += m_source->sizeHint().width() + between;
    m_filter->ensurePolished(); // else it would be multiplied once more
    const bool narrow = width() < choices + 2 * m_filter->minimumWidth();
    m_rows->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_head->setAlignment(m_leave, narrow ? Qt::AlignTop : Qt::AlignVCenter);
    m_filter->setMaximumWidth(narrow ? QWIDGETSIZE_MAX : zoom::px(widestFilter));
    m_choices->setDirection(choices > width() ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_hint->setVisible(height() >= zoom::px(roomForHint));
}

QPushButton* WallPage::menuButton(QWidget* head, void (WallPage::*open)(const QPoint&))
{
    auto* button = new QPushButton(head);
    button->setAutoDefault(false);
    button->setProperty("variant", u"quiet"_s);
    connect(button, &QPushButton::clicked, this, [this, button, open] {
        (this->*open)(button->mapToGlobal(QPoint(0, button->height() + 4)));
    });
    return button;
}

void WallPage::showAll()
{
    m_filter->clear();
    m_chosen = {};
    m_model->clearFilter();
    m_view->setFocus(Qt::OtherFocusReason);
}

void WallPage::showHead()
{
    for (const StateName& name : stateNames) {
        QPushButton* chip = m_states[size_t(name.state)];
        const QString text = tr("%1 %2", "a state and how many sessions are in it")
                                 .arg(tr(name.text), words::number(m_model->count(name.state)));
        if (chip->text() != text)
            chip->setText(text);
        chip->setChecked(m_model->isStateShown(name.state));
    }
    m_source->setVisible(m_model->sources().size() > 1 || !m_chosen.isEmpty());
    const QString source = m_chosen.isEmpty() ? tr("All sources") : m_sourceName(m_chosen);
    if (m_source->text() != source)
        m_source->setText(source);
    for (const OrderName& name : orderNames) {
        if (name.order == m_model->order() && m_order->text() != tr(name.text))
            m_order->setText(tr(name.text));
    }
    m_source->setAccessibleName(tr("Source: %1").arg(source));
    m_order->setAccessibleName(tr("Order: %1").arg(m_order->text()));
    m_clear->setVisible(m_model->isFiltered());
    fit();
}

void WallPage::chooseSource(const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* group = new QActionGroup(menu);
    const auto add = [&](const SourceId& id, const QString& text) {
        QAction* one = menu->addAction(menuText(text));
        one->setCheckable(true);
        one->setChecked(id == m_chosen);
        group->addAction(one);
        connect(one, &QAction::triggered, this, [this, id] {
            m_chosen = id;
            m_model->setSource(id);
        });
    };
    add({}, tr("All sources"));
    for (const SourceId& id : m_model->sources())
        add(id, m_sourceName(id));
    menu->popup(at);
}

void WallPage::chooseOrder(const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* group = new QActionGroup(menu);
    for (const OrderName& name : orderNames) {
        QAction* one = menu->addAction(tr(name.text));
        one->setCheckable(true);
        one->setChecked(name.order == m_model->order());
        group->addAction(one);
        connect(one, &QAction::triggered, this,
            [this, order = name.order] { m_model->setOrder(order); });
    }
    menu->popup(at);
}

} // namespace headgate
