// SPDX-License-Identifier: MIT
#include "ui/panels/servepanel.h"

#include "ui/glyphs.h"
#include "ui/models/streamlistmodel.h"
#include "ui/panels/recordbox.h"
#include "ui/preferences.h"
#include "ui/typography.h"
#include "ui/views/switch.h"
#include "ui/views/textlabel.h"
#include "ui/words/quantity.h"
#include "ui/words/servingwords.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QIntValidator>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using theme::tokens;

namespace {

/** Two lines a stream: its name and who reads it, then what it holds. */
class StreamRow : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return zoom::px({160, 48});
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& onScreen,
        const QModelIndex& index) const override
    {
        QStyleOptionViewItem option = onScreen;
        const zoom::Row scaled(*painter, option);
        const QRect box = option.rect.adjusted(4, 0, -4, 0);
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver))
            glyphs::drawBox(*painter, box, 6,
                option.state & QStyle::State_Selected ? tokens().accentSoft : tokens().hover, {});
        const bool closed = index.data(StreamListModel::ClosedRole).toBool();
        const QString readers =
            closed ? ServePanel::tr("closed") : index.data(StreamListModel::ReadersRole).toString();
        const QFont small = theme::uiFont(12);
        const double left = box.left() + 8;
        const double right = box.right() - 8;
        const double taken = QFontMetricsF(small).horizontalAdvance(readers);
        glyphs::drawText(*painter, {left, box.top() + 20.0}, index.data().toString(),
            theme::monoFont(), tokens().text, right - left - taken - 12, Qt::ElideMiddle);
        glyphs::drawText(*painter, {right - taken, box.top() + 20.0}, readers, small,
            closed ? tokens().faint : tokens().accent, taken + 1);
        glyphs::drawText(*painter, {left, box.top() + 38.0},
            index.data(StreamListModel::DetailRole).toString(), small, tokens().muted,
            right - left);
    }
};

} // namespace

ServePanel::ServePanel(const PanelPorts& ports, QWidget* parent)
    : Panel(parent)
    , m_ports(ports)
    , m_model(ports.streams)
    , m_switch(new Switch)
    , m_words(new TextLabel(theme::uiFont(12), &theme::Tokens::muted))
    , m_portRow(new QWidget)
    , m_port(new QLineEdit)
    , m_address(new QWidget)
    , m_url(new TextLabel(theme::monoFont(), &theme::Tokens::text))
    , m_count(
          new TextLabel(theme::uiFont(theme::interfaceSize, QFont::DemiBold), &theme::Tokens::text))
    , m_publish(new QPushButton(tr("Publish this session")))
    , m_list(new QListView)
    , m_record(new RecordBox(ports, this))
    , m_empty(new TextLabel(theme::uiFont(12), &theme::Tokens::faint))
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new StreamRow(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setAccessibleName(tr("Streams"));
    m_list->viewport()->setAutoFillBackground(false);
    m_publish->setAutoDefault(false);
    m_empty->wrap();
    m_empty->setText(tr("No stream yet. Publish the session you look at, or let a program create "
                        "one with PUT."));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 16, 12, 8);
    row->addWidget(m_count, 1);
    row->addWidget(m_publish);
    // Where all is large and the window is not, it scrolls.
    auto* page = new QWidget;
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    scroll->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    auto* around = new QVBoxLayout(this);
    around->setContentsMargins(0, 0, 0, 0);
    around->addWidget(scroll);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addLayout(row);
    auto* note = new QHBoxLayout;
    note->setContentsMargins(12, 0, 12, 0);
    note->addWidget(m_empty);
    column->addLayout(note);
    column->addWidget(m_list, 1);
    column->addStretch(0);
    column->addWidget(m_record);
    connect(m_switch, &Switch::clicked, this, &ServePanel::flip);
    connect(m_publish, &QPushButton::clicked, this, [this] {
        m_ports.submit(PublishSession{m_session, !m_model->isPublished(m_session)});
    });
    connect(m_list, &QListView::customContextMenuRequested, this, &ServePanel::streamMenu);
    connect(m_model, &StreamListModel::servingChanged, this, [this] {
        if (std::exchange(m_flipped, false))
            m_ports.preferences->setServing(m_model->serving().state == Serving::State::On);
        showServing();
    });
    m_session = m_ports.selected();
    showServing();
}

QWidget* ServePanel::makeHead()
{
    auto* head = new QWidget(this);
    auto* title = new TextLabel(
        theme::uiFont(theme::interfaceSize, QFont::DemiBold), &theme::Tokens::text, head);
    title->setText(tr("Serve streams"));
    m_switch->setAccessibleName(title->text());
    m_words->wrap();
    m_url->setElide(Qt::ElideMiddle);
    m_url->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* copy = new QPushButton(tr("Copy"));
    copy->setAutoDefault(false);
    copy->setAccessibleName(tr("Copy the address"));
    auto* first = new QHBoxLayout;
    first->addWidget(title, 1);
    first->addWidget(m_switch);
    auto* address = new QHBoxLayout(m_address);
    address->setContentsMargins(0, 4, 0, 0);
    address->setSpacing(8);
    address->addWidget(m_url, 1);
    address->addWidget(copy);
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(12, 16, 12, 0);
    column->setSpacing(8);
    column->addLayout(first);
    column->addWidget(m_words);
    column->addWidget(makePort());
    column->addWidget(m_address);
    connect(copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_url->text()); });
    return head;
}

QWidget* ServePanel::makePort()
{
    auto* label = new TextLabel(theme::uiFont(12), &theme::Tokens::muted, m_portRow);
    label->setText(tr("Port"));
    label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_port->setAccessibleName(tr("Port to serve at"));
    m_port->setValidator(new QIntValidator(1, 65'535, m_port));
    m_port->setText(QString::number(m_ports.preferences->servePort()));
    m_port->setFixedWidth(72);
    auto* row = new QHBoxLayout(m_portRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(label);
    row->addWidget(m_port);
    row->addStretch(1);
    connect(m_port, &QLineEdit::returnPressed, m_switch, &QAbstractButton::click);
    return m_portRow;
}

void ServePanel::flip(bool on)
{
    m_flipped = true;
    if (!on) {
        m_ports.submit(StopServing{});
        return;
    }
    if (m_port->hasAcceptableInput())
        m_ports.preferences->setServePort(m_port->text().toUShort());
    m_port->setText(QString::number(m_ports.preferences->servePort()));
    m_ports.submit(m_ports.preferences->serve());
}

void ServePanel::refresh(Timestamp)
{
    m_record->refresh();
    if (m_session == m_ports.selected())
        return;
    m_session = m_ports.selected();
    showServing();
}

void ServePanel::showServing()
{
    const Serving& serving = m_model->serving();
    const bool on = serving.state == Serving::State::On;
    // The switch shows what is so, not what was clicked; and that is what is kept.
    m_switch->setOn(on);
    m_portRow->setVisible(!on);
    m_words->setText(words::servingSentence(serving));
    m_words->setColour(
        serving.state == Serving::State::Failed ? &theme::Tokens::red : &theme::Tokens::muted);
    m_address->setVisible(on);
    m_url->setText(serving.url.toString());
    const int count = m_model->rowCount();
    m_count->setText(count > 0 ? tr("Streams %1").arg(words::number(count)) : tr("Streams"));
    m_empty->setVisible(on && count == 0);
    m_list->setVisible(count > 0);
    m_count->setVisible(on || count > 0);
    m_publish->setVisible(on);
    m_publish->setEnabled(!m_session.isEmpty());
    m_publish->setText(
        m_model->isPublished(m_session) ? tr("Stop publishing") : tr("Publish this session"));
}

void ServePanel::streamMenu(const QPoint& at)
{
    // The menu key asks at a place of its own.
    QModelIndex index = m_list->indexAt(at);
    if (!index.isValid())
        index = m_list->currentIndex();
    if (!index.isValid())
        return;
    const ServedStream stream = m_model->at(index.row());
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto copy = [menu, this](const QString& text, const QString& what) {
        connect(menu->addAction(text), &QAction::triggered, this,
            [what] { QGuiApplication::clipboard()->setText(what); });
    };
    const QString url = stream.url.toString(QUrl::FullyEncoded);
    copy(tr("Copy address"), url);
    copy(tr("Copy as a curl command"), u"curl -N '%1?offset=-1&live=sse'"_s.arg(url));
    if (!stream.session.isEmpty()) {
        menu->addSeparator();
        connect(menu->addAction(tr("Stop publishing")), &QAction::triggered, this,
            [this, session = stream.session] {
                m_ports.submit(PublishSession{session, false});
            });
    }
    menu->popup(m_list->viewport()->mapToGlobal(at));
}

} // namespace headgate
