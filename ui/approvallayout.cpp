// SPDX-License-Identifier: MIT
// Where everything stands in ApprovalDialog.
#include "ui/approvaldialog.h"
#include "ui/glyphs.h"
#include "ui/views/answerbutton.h"
#include "ui/views/hintrow.h"
#include "ui/views/payloadview.h"
#include "ui/views/questionform.h"
#include "ui/views/textlabel.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <tuple>

namespace headgate {

using namespace Qt::StringLiterals;
using theme::tokens;

namespace {

constexpr int dialogWidth = 760;
constexpr int pad = 24;

/** The payload on its own ground with a hairline around it. */
class CodeBox : public QWidget
{
public:
    explicit CodeBox(QWidget* inside, QWidget* parent)
        : QWidget(parent)
    {
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(1, 1, 1, 1);
        column->addWidget(inside);
        inside->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject* inside, QEvent* event) override
    {
        if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
            m_keys = event->type() == QEvent::FocusIn
                && window()->testAttribute(Qt::WA_KeyboardFocusChange);
            update();
        }
        return QWidget::eventFilter(inside, event);
    }

    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        glyphs::drawBox(
            painter, rect(), 8, tokens().code, m_keys ? tokens().accent : tokens().line);
    }

private:
    bool m_keys = false; ///< what is inside has the focus, by keyboard
};

TextLabel* label(QWidget* parent, const QFont& font, TokenColour colour)
{
    return new TextLabel(font, colour, parent);
}

} // namespace

void ApprovalDialog::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(buildBody(), 1);
    column->addWidget(buildAnswers());
    column->addWidget(buildFoot());
    QWidget* before = m_payload;
    for (QWidget* next :
        std::initializer_list<QWidget*>{m_copy, m_message, m_once, m_always, m_reject}) {
        setTabOrder(before, next);
        before = next;
    }
}

QWidget* ApprovalDialog::buildHead()
{
    auto* head = new Ground(&theme::Tokens::surface, Qt::BottomEdge, this);
    m_title = label(head, theme::uiFont(17, QFont::DemiBold), &theme::Tokens::text);
    m_place = label(head, theme::uiFont(), &theme::Tokens::muted);
    m_place->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto* top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_place, 0, Qt::AlignTop);
    auto* facts = new QGridLayout;
    facts->setHorizontalSpacing(0);
    facts->setVerticalSpacing(6);
    facts->setColumnMinimumWidth(0, 72);
    facts->setColumnStretch(1, 1);
    int row = 0;
    const auto fact = [&](const QString& name) {
        auto* key = label(head, theme::uiFont(), &theme::Tokens::faint);
        key->setText(name);
        auto* value = label(head, theme::uiFont(), &theme::Tokens::text);
        value->setAccessibleName(name);
        facts->addWidget(key, row, 0);
        facts->addWidget(value, row++, 1);
        return std::pair(key, value);
    };
    m_who = fact(tr("Who")).second;
    m_where = fact(tr("Where")).second;
    m_where->setElide(Qt::ElideMiddle);
    std::tie(m_whyName, m_why) = fact(tr("Why"));
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(pad, 22, pad, 16);
    column->setSpacing(13);
    column->addLayout(top);
    column->addLayout(facts);
    return head;
}

QWidget* ApprovalDialog::buildBody()
{
    auto* body = new Ground(&theme::Tokens::surface, {}, this);
    m_count = label(body, theme::uiFont(), &theme::Tokens::muted);
    m_copy = new QPushButton(tr("Copy"), body);
    m_copy->setProperty("variant", u"link"_s);
    m_copy->setAutoDefault(false);
    m_copy->setFixedHeight(24);
    m_copy->setToolTip(tr("Copies the exact text, hidden characters included"));
    m_payload = new PayloadView(body);
    m_code = new QWidget(body);
    auto* top = new QHBoxLayout;
    top->addWidget(m_count, 1);
    top->addWidget(m_copy);
    auto* code = new QVBoxLayout(m_code);
    code->setContentsMargins(0, 0, 0, 0);
    code->setSpacing(4);
    code->addLayout(top);
    m_files = new QTabBar(m_code);
    m_files->setDrawBase(false);
    m_files->setExpanding(false);
    m_files->setElideMode(Qt::ElideNone); // many of them scroll
    m_files->setAccessibleName(tr("Files of the change"));
    m_files->hide();
    connect(m_files, &QTabBar::currentChanged, this,
        [this](int tab) { m_payload->showLine(m_files->tabData(tab).toInt()); });
    code->addWidget(m_files);
    code->addWidget(new CodeBox(m_payload, m_code), 1);

    auto* scroll = new QScrollArea(body);
    m_form = new QuestionForm;
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->viewport()->setAutoFillBackground(false);
    m_form->setAutoFillBackground(false);
    scroll->setAccessibleName(tr("The question and its answers"));
    m_questions = scroll;

    m_hints = new HintRow(body);
    m_patterns = label(body, theme::monoFont(theme::smallSize), &theme::Tokens::muted);
    m_patterns->setWordWrap(true);
    m_message = new QLineEdit(body);
    m_message->setPlaceholderText(
        tr("Message to the agent (optional; a rejection with a message lets it go on)"));
    m_message->setAccessibleName(tr("Message to the agent, sent with a rejection"));
    m_outcome = label(body, theme::uiFont(), &theme::Tokens::amber);
    m_outcome->setWordWrap(true);
    m_outcome->hide();

    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(pad, 12, pad, 14);
    column->setSpacing(9);
    column->addWidget(m_code, 1);
    column->addWidget(m_questions, 1);
    column->addWidget(m_hints);
    column->addWidget(m_patterns);
    column->addWidget(m_message);
    column->addWidget(m_outcome);
    connect(m_copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_shown.text); });
    return body;
}

QWidget* ApprovalDialog::buildAnswers()
{
    auto* ground = new Ground(&theme::Tokens::panel, Qt::TopEdge | Qt::BottomEdge, this);
    m_pages = new QStackedWidget(ground);
    auto* answers = new QWidget(m_pages);
    m_once = new AnswerButton(tr("Allow once"), tr("Ctrl ↵"), false, answers);
    m_always = new AnswerButton(tr("Always"), tr("Ctrl ⇧ ↵"), false, answers);
    m_reject = new AnswerButton(tr("Reject"), tr("Ctrl ⇧ ⌫"), true, answers);
    auto* row = new QHBoxLayout(answers);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    for (AnswerButton* one : {m_once, m_always, m_reject})
        row->addWidget(one, 1);

    auto* again = new QWidget(m_pages);
    m_confirmWords = label(again, theme::uiFont(), &theme::Tokens::text);
    m_confirmWords->setWordWrap(true);
    m_confirm = new QPushButton(tr("Yes, always"), again);
    m_confirm->setAutoDefault(false);
    auto* back = new QPushButton(tr("Go back"), again);
    back->setAutoDefault(false);
    auto* againRow = new QHBoxLayout(again);
    againRow->setContentsMargins(0, 0, 0, 0);
    againRow->setSpacing(8);
    againRow->addWidget(m_confirmWords, 1);
    againRow->addWidget(m_confirm);
    againRow->addWidget(back);
    connect(back, &QPushButton::clicked, this, [this] {
        m_pages->setCurrentIndex(isForm() ? QuestionPage : AnswersPage);
        m_guard.arm();
        refresh();
    });

    auto* over = new QWidget(m_pages);
    m_ended = label(over, theme::uiFont(theme::interfaceSize, QFont::Medium), &theme::Tokens::text);
    m_ended->setWordWrap(true);
    m_next = new QPushButton(tr("Next who waits"), over);
    auto* open = new QPushButton(tr("Open session"), over);
    auto* dismiss = new QPushButton(tr("Close"), over);
    auto* overRow = new QHBoxLayout(over);
    overRow->setContentsMargins(0, 0, 0, 0);
    overRow->setSpacing(8);
    overRow->addWidget(m_ended, 1);
    for (QPushButton* one : {m_next, open, dismiss}) {
        one->setAutoDefault(false);
        overRow->addWidget(one);
    }
    connect(m_next, &QPushButton::clicked, this, &ApprovalDialog::nextWanted);
    connect(dismiss, &QPushButton::clicked, this, &QDialog::close);
    connect(open, &QPushButton::clicked, this, [this] {
        emit sessionWanted({m_shown.key.source, m_shown.key.session});
    });

    auto* question = new QWidget(m_pages);
    m_answer = new AnswerButton(tr("Answer"), tr("Ctrl ↵"), false, question);
    m_dismiss = new AnswerButton(tr("Dismiss"), tr("Ctrl ⇧ ⌫"), true, question);
    m_dismiss->setDetail(tr("No answer: the turn ends."));
    auto* questionRow = new QHBoxLayout(question);
    questionRow->setContentsMargins(0, 0, 0, 0);
    questionRow->setSpacing(10);
    questionRow->addWidget(m_answer, 2);
    questionRow->addWidget(m_dismiss, 1);

    // In the order of Page.
    for (QWidget* page : {answers, again, over, question})
        m_pages->addWidget(page);
    auto* column = new QVBoxLayout(ground);
    column->setContentsMargins(pad, 15, pad, 15);
    column->addWidget(m_pages);
    return ground;
}

QWidget* ApprovalDialog::buildFoot()
{
    auto* foot = new Ground(&theme::Tokens::surface, {}, this);
    foot->setFixedHeight(38);
    m_fresh = label(foot, theme::uiFont(12, QFont::DemiBold), &theme::Tokens::green);
    m_freshMore = label(foot, theme::uiFont(12), &theme::Tokens::muted);
    m_keeps = label(foot, theme::uiFont(12), &theme::Tokens::faint);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(pad, 0, pad, 0);
    row->setSpacing(0);
    row->addWidget(m_fresh);
    row->addWidget(m_freshMore);
    row->addStretch(1);
    row->addWidget(m_keeps);
    return foot;
}

/** As high as the text needs, within what the screen has; the buttons stay in view. */
void ApprovalDialog::fitHeight()
{
    const int wide = dialogWidth - 2 * pad;
    const bool question = isForm();
    int answers = 34;
    for (const AnswerButton* one : {m_once, m_always, m_reject})
        answers = question ? answers : std::max(answers, one->heightForWidth((wide - 20) / 3));
    if (question && m_pages->currentIndex() == QuestionPage)
        answers = m_answer->heightForWidth((wide - 10) * 2 / 3);
    m_pages->setFixedHeight(answers);
    m_hints->setFixedHeight(m_hints->isVisibleTo(this) ? m_hints->heightForWidth(wide) : 0);
    const int text = m_payload->heightForText(wide - 2);
    m_payload->setMinimumHeight(std::min(text, 88));
    const int most = screen() ? screen()->availableGeometry().height() * 3 / 4 : 700;
    resize(dialogWidth, std::min(most, height()));
    layout()->activate();
    if (question) {
        const auto* scroll = qobject_cast<QScrollArea*>(m_questions);
        const int wanted = scroll->widget()->heightForWidth(scroll->viewport()->width());
        resize(dialogWidth, std::min(most, height() + wanted - scroll->viewport()->height()));
    }
    if (const int lack = text - m_payload->height(); lack != 0 && !question)
        resize(dialogWidth, std::min(most, height() + lack));
}

void ApprovalDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    fitHeight();
    m_guard.arm();
    refresh();
}

} // namespace headgate
