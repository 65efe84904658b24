// SPDX-License-Identifier: MIT
#include "ui/linkprompt.h"

#include "ui/words/say.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QUrl>

namespace headgate {

using namespace Qt::StringLiterals;
using words::say;

namespace {

/** A message box breaks lines at spaces alone, and an address has none. */
QString breakable(const QString& address)
{
    constexpr qsizetype column = 44;
    QString text;
    for (qsizetype at = 0; at < address.size(); at += column)
        text += (at > 0 ? u"\n"_s : QString()) + address.mid(at, column);
    return text;
}

} // namespace

void askToOpen(const QUrl& url, QWidget* parent)
{
    if (url.scheme() != "https"_L1 && url.scheme() != "http"_L1)
        return;
    // As it goes over the wire: a name that only looks like another one shows as what it is.
    const QString address = url.toString(QUrl::FullyEncoded);
    auto* box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(say("Open a link"));
    box->setTextFormat(Qt::PlainText);
    box->setText(say("Open a page of %1 in the browser?").arg(url.host(QUrl::FullyEncoded)));
    box->setInformativeText(breakable(address));
    QPushButton* open = box->addButton(say("Open"), QMessageBox::AcceptRole);
    QPushButton* copy = box->addButton(say("Copy the address"), QMessageBox::ActionRole);
    QPushButton* stay = box->addButton(say("Stay here"), QMessageBox::RejectRole);
    box->setDefaultButton(stay);
    box->setEscapeButton(stay);
    QObject::connect(open, &QPushButton::clicked, box, [url] { QDesktopServices::openUrl(url); });
    QObject::connect(copy, &QPushButton::clicked, box,
        [address] { QGuiApplication::clipboard()->setText(address); });
    box->open();
}

} // namespace headgate
