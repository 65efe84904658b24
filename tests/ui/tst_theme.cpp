// SPDX-License-Identifier: MIT
#include "ui/theme.h"

#include <QTest>

#include <cmath>

using namespace headgate;
using theme::Scheme;

namespace {

double luminance(const QColor& colour)
{
    const auto linear = [](double v) {
        return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

/** As WCAG 2 counts it: 1 for equal colours, 21 for black on white. */
double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

struct Pair
{
    const char* name;
    TokenColour text;
    TokenColour ground;
};

using T = theme::Tokens;

/** Every text colour on every ground that it is painted on. */
std::vector<Pair> pairs()
{
    std::vector<Pair> all;
    for (const auto& [ground, on] : {std::pair{"bg", &T::bg}, {"panel", &T::panel},
             {"surface", &T::surface}, {"code", &T::code}}) {
        for (const TokenColour text :
            {&T::text, &T::muted, &T::faint, &T::accent, &T::amber, &T::red, &T::green, &T::violet})
            all.push_back({ground, text, on});
    }
    all.push_back({"on accent", &T::onAccent, &T::accent});
    all.push_back({"accent chip", &T::accent, &T::accentSoft});
    all.push_back({"amber chip", &T::amber, &T::amberSoft});
    all.push_back({"red chip", &T::red, &T::redSoft});
    all.push_back({"green chip", &T::green, &T::greenSoft});
    all.push_back({"removed line", &T::text, &T::redSoft});
    all.push_back({"added line", &T::text, &T::greenSoft});
    all.push_back({"selected row", &T::text, &T::accentSoft});
    all.push_back({"hovered", &T::muted, &T::hover});
    return all;
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void everyTextCanBeRead_data()
    {
        QTest::addColumn<int>("scheme");
        QTest::addColumn<double>("least");
        QTest::newRow("light") << int(Scheme::Light) << 4.5;
        QTest::newRow("dark") << int(Scheme::Dark) << 4.5;
        QTest::newRow("high contrast, light") << int(Scheme::ContrastLight) << 7.0;
        QTest::newRow("high contrast, dark") << int(Scheme::ContrastDark) << 7.0;
    }

    void everyTextCanBeRead()
    {
        QFETCH(int, scheme);
        QFETCH(double, least);
        const T tokens = theme::tokensOf(Scheme(scheme));
        for (const Pair& pair : pairs()) {
            const QColor& text = tokens.*pair.text;
            const QColor& ground = tokens.*pair.ground;
            const double is = contrast(text, ground);
            QVERIFY2(is >= least,
                qPrintable(QStringLiteral("%1: %2 on %3 is %4")
                               .arg(QLatin1String(pair.name), text.name(), ground.name())
                               .arg(is)));
        }
    }

    void highContrastHasNoFaintBorder()
    {
        for (const Scheme scheme : {Scheme::ContrastLight, Scheme::ContrastDark}) {
            const T tokens = theme::tokensOf(scheme);
            QVERIFY(tokens.contrast);
            for (const TokenColour ground : {&T::bg, &T::panel, &T::surface})
                QVERIFY(contrast(tokens.line, tokens.*ground) >= 4.5);
        }
    }
};

QTEST_GUILESS_MAIN(TestTheme)
#include "tst_theme.moc"
