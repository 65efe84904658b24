// SPDX-License-Identifier: MIT
#include "ui/views/batchrow.h"

#include "core/project/payload.h"
#include "ui/glyphs.h"
#include "ui/tonecolour.h"
#include "ui/views/payloadview.h"
#include "ui/views/textlabel.h"
#include "ui/words/checkpointwords.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace headgate {

using theme::tokens;

namespace {

constexpr int inset = 13;

} // namespace

BatchRow::BatchRow(const Checkpoint& c, const QString& who, QWidget* parent)
    : QWidget(parent)
    , m_title(new TextLabel(
          theme::uiFont(theme::interfaceSize, QFont::DemiBold), &theme::Tokens::text, this))
    , m_outcome(new TextLabel(theme::uiFont(), &theme::Tokens::muted, this))
    , m_payload(new PayloadView(this))
{
    m_title->setText(words::requestTitle(c));
    m_outcome->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto* place = new TextLabel(theme::uiFont(12), &theme::Tokens::muted, this);
    place->setText(who);
    auto* where = new TextLabel(theme::uiFont(12), &theme::Tokens::muted, this);
    where->setText(tr("in %1").arg(c.directory));
    where->setElide(Qt::ElideMiddle);
    where->setVisible(!c.directory.isEmpty());
    m_payload->setPayload(layOut(c));
    m_payload->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // the list scrolls
    m_payload->setAccessibleName(tr("%1, %2").arg(words::requestTitle(c), who));
    auto* top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_outcome);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(inset, inset, inset, inset + 2);
    column->setSpacing(4);
    column->addLayout(top);
    column->addWidget(place);
    column->addWidget(where);
    column->addSpacing(4);
    column->addWidget(m_payload);
}

void BatchRow::setOutcome(const words::Toned& outcome, bool out)
{
    m_outcome->setText(outcome.text);
    m_outcome->setColour(toneColour(outcome.tone, &theme::Tokens::muted));
    m_title->setColour(out ? &theme::Tokens::muted : &theme::Tokens::text);
}

QString BatchRow::outcome() const
{
    return m_outcome->text();
}

void BatchRow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // The whole text, however long.
    m_payload->setFixedHeight(m_payload->heightForText(width() - 2 * inset));
}

void BatchRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    glyphs::drawCard(painter, QRectF(rect()).adjusted(0, 0, 0, -2), 10, tokens().line);
    glyphs::drawBox(painter, m_payload->geometry(), 6, tokens().code,
        tokens().contrast ? tokens().line : QColor());
}

} // namespace headgate
