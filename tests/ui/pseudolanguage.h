// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QTranslator>

namespace headgate {

/**
 * Every text that passes through a translation, half as long again, with accents and in brackets:
 * what stays plain was not meant to be translated, and what is cut has no room for other languages.
 * In force while it lives.
 */
class PseudoLanguage : public QTranslator
{
public:
    PseudoLanguage() { QCoreApplication::installTranslator(this); }
    ~PseudoLanguage() override { QCoreApplication::removeTranslator(this); }

    QString translate(const char* context, const char* source, const char*, int n) const override
    {
        using namespace Qt::StringLiterals;
        if (qstrcmp(context, "QShortcut") == 0) // what stands on the keys
            return {};
        QString text = QString::fromUtf8(source).replace("(s)"_L1, n == 1 ? ""_L1 : "s"_L1);
        if (text.isEmpty())
            return text;
        const qsizetype more = (text.size() + 1) / 2;
        static const auto from = u"aeiouAEIOU"_s;
        static const auto to = u"\u00e5\u00e9\u00ee\u00f6\u00fc\u00c5\u00c9\u00ce\u00d6\u00dc"_s;
        bool place = false; // %n, %Ln, %1 stay
        for (QChar& c : text) {
            if (!place && from.contains(c))
                c = to[from.indexOf(c)];
            place = c == u'%' || (place && c == u'L');
        }
        // In words of six letters, as they can be wrapped.
        static const auto filling = u" \u0175\u00f6\u0155\u0111\u0161\u00f6"_s;
        QString tail;
        while (tail.size() < more)
            tail += filling;
        return u'[' + text + tail.left(more) + u']';
    }
    bool isEmpty() const override { return false; }
};

} // namespace headgate
