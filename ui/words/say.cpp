// SPDX-License-Identifier: MIT
#include "ui/words/say.h"

#include <QCoreApplication>
#include <QTranslator>

#include <algorithm>
#include <limits>

namespace headgate::words {

using namespace Qt::StringLiterals;

namespace {

/** The plural of the language the program is written in. Any other translation goes before it. */
class EnglishPlurals : public QTranslator
{
public:
    using QTranslator::QTranslator;

    QString translate(const char*, const char* text, const char*, int n) const override
    {
        if (n < 0)
            return {};
        return QString::fromUtf8(text).replace("(s)"_L1, n == 1 ? ""_L1 : "s"_L1);
    }
    bool isEmpty() const override { return false; }
};

void installPlurals()
{
    QCoreApplication::installTranslator(new EnglishPlurals(QCoreApplication::instance()));
}

} // namespace

// Stands beside say(), so that no program that links the words can be without it.
Q_COREAPP_STARTUP_FUNCTION(installPlurals)

QString say(const char* text, qint64 n)
{
    constexpr qint64 most = std::numeric_limits<int>::max();
    return QCoreApplication::translate(
        "Words", text, nullptr, int(std::clamp(n, qint64(-1), most)));
}

} // namespace headgate::words
