// SPDX-License-Identifier: MIT
#include "ui/views/eventdetail.h"

#include "ui/views/textlabel.h"
#include "ui/words/quantity.h"

#include <QAction>
#include <QClipboard>
#include <QDateTime>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QPushButton>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Beyond this a value is cut on screen; what is copied is whole. */
constexpr qsizetype longest = 256 * 1024;
constexpr int nameWidth = 84;

QString pretty(const QJsonValue& value)
{
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson()).trimmed();
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson()).trimmed();
    // A bare value has no document of its own.
    const QByteArray one = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(one.sliced(1, one.size() - 2));
}

void copy(const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
}

} // namespace

EventDetail::EventDetail(QWidget* parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("The chosen event"));
    viewport()->setAutoFillBackground(false);
    empty();
}

/** A fresh page: fields come and go with the event. */
void EventDetail::empty()
{
    m_page = new QWidget(this);
    m_grid = new QGridLayout(m_page);
    m_grid->setContentsMargins(16, 12, 12, 12);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnMinimumWidth(0, nameWidth);
    m_grid->setColumnStretch(1, 1);
    // What it held may be the sender of what is being done.
    if (QWidget* before = takeWidget())
        before->deleteLater();
    setWidget(m_page);
    m_page->setAutoFillBackground(false);
    m_page->show(); // a scroll area that is seen already does not
}

void EventDetail::clear()
{
    m_event = {};
    m_note.clear();
    empty();
}

TextLabel* EventDetail::addName(const QString& name)
{
    auto* label = new TextLabel(theme::uiFont(12), &theme::Tokens::muted, m_page);
    label->setText(name);
    m_grid->addWidget(label, m_grid->rowCount(), 0, Qt::AlignTop);
    return label;
}

void EventDetail::addField(const QString& name, const QString& value, bool mono)
{
    TextLabel* label = addName(name);
    // What is not said is shown as not said, and cannot be taken for a value.
    auto* text = new TextLabel(mono && !value.isEmpty() ? theme::monoFont() : theme::uiFont(12),
        value.isEmpty() ? &theme::Tokens::faint : &theme::Tokens::text, m_page);
    text->wrap();
    text->setText(value.isEmpty() ? tr("not said") : value);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(tr("%1: %2", "name of a field, its value").arg(name, text->text()));
    label->setBuddy(text);
    m_grid->addWidget(text, m_grid->rowCount() - 1, 1);
}

void EventDetail::addLink(const QString& name, const QString& value, const QString& hint,
    const std::function<void()>& follow)
{
    if (value.isEmpty()) {
        addField(name, {});
        return;
    }
    addName(name);
    auto* link = new QPushButton(m_page);
    link->setProperty("variant", u"link"_s);
    link->setAutoDefault(false);
    link->setFont(theme::monoFont());
    link->setText(link->fontMetrics().elidedText(value, Qt::ElideMiddle, 210));
    link->setToolTip(hint + u'\n' + value);
    link->setAccessibleName(tr("%1: %2", "name of a field, its value").arg(name, value));
    link->setAccessibleDescription(hint);
    link->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    link->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto* action = new QAction(tr("Copy"), link);
    connect(action, &QAction::triggered, link, [value] { copy(value); });
    link->addAction(action);
    connect(link, &QPushButton::clicked, this, follow);
    m_grid->addWidget(link, m_grid->rowCount() - 1, 1, Qt::AlignLeft);
}

void EventDetail::addJson(const QString& name, const QString& text)
{
    addName(name);
    auto* box = new QPlainTextEdit(m_page);
    box->setReadOnly(true);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->setFrameShape(QFrame::NoFrame);
    box->setFont(theme::monoFont());
    box->setTabChangesFocus(true);
    box->setAccessibleName(name);
    box->document()->setDocumentMargin(8);
    QPalette palette = box->palette();
    palette.setColor(QPalette::Base, theme::tokens().code);
    box->setPalette(palette);
    const bool cut = text.size() > longest;
    box->setPlainText(cut ? text.left(longest) + u'\n'
                + tr("Cut here: %1 characters in all.").arg(words::number(text.size()))
                          : text);
    // As high as its lines, so that only what is really long scrolls by itself.
    const int lines = std::clamp(int(text.count(u'\n')) + 1, 2, 18);
    box->setFixedHeight(lines * box->fontMetrics().lineSpacing() + 18);
    m_grid->addWidget(box, m_grid->rowCount(), 0, 1, 2);
}

void EventDetail::present(const TimelineEvent& event, const QString& note)
{
    m_event = event;
    m_note = note;
    empty();
    if (!note.isEmpty()) {
        auto* said = new TextLabel(theme::uiFont(12), &theme::Tokens::muted, m_page);
        said->wrap();
        said->setText(note);
        m_grid->addWidget(said, 0, 0, 1, 2);
    }
    if (event.event.type.isEmpty())
        return;
    addEnvelope();
    const StreamEvent& e = m_event.event;
    if (m_event.line.isEmpty())
        addField(tr("Content"), tr("Its file does not hold it any more."), false);
    else if (e.payload.isUndefined())
        addField(tr("Payload"), {});
    else
        addJson(tr("Payload"), pretty(e.payload));
    if (e.metadata.isEmpty())
        addField(tr("Metadata"), {});
    else
        addJson(tr("Metadata"), pretty(e.metadata));
    if (!e.extra.isEmpty())
        addJson(tr("Other keys"), pretty(e.extra));
    addField(tr("Stands in"),
        tr("%1, at byte %2").arg(words::shortPath(m_event.path), words::number(m_event.at)), false);
    addButtons();
}

void EventDetail::addEnvelope()
{
    const StreamEvent& e = m_event.event;
    addField(tr("Type"), e.type);
    addField(tr("Id"), e.id.value());
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(toMs(e.timestamp));
    addField(tr("Time"),
        isKnown(e.timestamp) ? tr("%1 (%2 ms)", "date and time, Unix milliseconds")
                                   .arg(time.toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s))
                                   .arg(toMs(e.timestamp))
                             : QString());
    addField(tr("Actor"), e.actor);
    addLink(tr("Stream"), e.streamId, tr("List only the events of this stream"),
        [this] { emit streamWanted(m_event.event.streamId); });
    addLink(tr("Run"), e.correlationId, tr("List only the events of this run"),
        [this] { emit runWanted(m_event.event.correlationId); });
    addLink(tr("Caused by"), e.causationId.value(), tr("Go to the event that led to this one"),
        [this] { emit causeWanted(m_event.event.causationId); });
}

void EventDetail::addButtons()
{
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    const auto add = [&](const QString& text, const std::function<void()>& act) {
        auto* button = new QPushButton(text, m_page);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, act);
        row->addWidget(button);
    };
    add(tr("Copy line"), [this] { copy(QString::fromUtf8(m_event.line)); });
    add(tr("What came of it"), [this] { emit effectsWanted(m_event.event.id); });
    if (!m_event.event.streamId.isEmpty())
        add(tr("Session"), [this] { emit sessionWanted(SessionId(m_event.event.streamId)); });
    row->addStretch(1);
    m_grid->addLayout(row, m_grid->rowCount(), 0, 1, 2);
    m_grid->setRowStretch(m_grid->rowCount(), 1);
}

void EventDetail::themeChanged()
{
    if (!m_event.event.type.isEmpty())
        present(TimelineEvent(m_event), m_note);
}

} // namespace headgate
