// SPDX-License-Identifier: MIT
// The translations are complete, and say what the English texts say.
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

struct Message
{
    QString context;
    QString source;
    QString comment;
    QStringList forms; ///< one, or one for each plural
    bool plural = false;
    bool finished = true;

    QString name() const { return context + u": "_s + source; }
    QString key() const { return context + u'\n' + source + u'\n' + comment; }
};

QList<Message> readMessages(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Message> all;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "name"_L1) {
            context = xml.readElementText();
        } else if (xml.name() == "message"_L1) {
            all += Message{context, {}, {}, {}, xml.attributes().value("numerus"_L1) == "yes"_L1};
        } else if (xml.name() == "source"_L1) {
            all.last().source = xml.readElementText();
        } else if (xml.name() == "comment"_L1) {
            all.last().comment = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            all.last().finished = !xml.attributes().hasAttribute("type"_L1);
            if (!all.last().plural)
                all.last().forms += xml.readElementText();
        } else if (xml.name() == "numerusform"_L1) {
            all.last().forms += xml.readElementText();
        }
    }
    return xml.hasError() ? QList<Message>() : all;
}

QSet<QString> places(const QString& text)
{
    static const QRegularExpression place(u"%(L?\\d|L?n)"_s);
    QSet<QString> found;
    for (auto it = place.globalMatch(text); it.hasNext();)
        found.insert(it.next().captured());
    return found;
}

/** What stands at the ends: spaces, an ellipsis, a colon, a full stop. */
QString endsOf(const QString& text)
{
    static const QRegularExpression ends(
        u"^(\\s*).*?([….:?]?)(\\s*)$"_s, QRegularExpression::DotMatchesEverythingOption);
    const auto match = ends.match(text);
    return match.captured(1) + u'|' + match.captured(2) + u'|' + match.captured(3);
}

QString source(const char* path)
{
    return QStringLiteral(HEADGATE_SOURCES) + u'/' + QLatin1StringView(path);
}

} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_messages = readMessages(source("resources/translations/headgate_de.ts"));
        QVERIFY(m_messages.size() > 1000);
    }

    void everyTextIsTranslated()
    {
        QStringList missing;
        for (const Message& message : m_messages) {
            const qsizetype forms = message.plural ? 2 : 1;
            const bool empty = std::ranges::any_of(
                message.forms, [](const QString& form) { return form.isEmpty(); });
            if (!message.finished || empty || message.forms.size() != forms)
                missing += message.name();
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
    }

    /** lupdate names the namespace alone, or the class alone, where it did not understand one: such
     * a text would never be found. */
    void textsStandWhereTheyAreLookedFor()
    {
        static const QRegularExpression known(
            u"^(headgate::([A-Z]|\\w+::)\\w+|Actions|TranscriptWords|Words)$"_s);
        QStringList wrong;
        for (const Message& message : m_messages) {
            if (!known.match(message.context).hasMatch())
                wrong += message.name();
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void placesForValuesAreTheSame()
    {
        QStringList wrong;
        for (const Message& message : m_messages) {
            for (qsizetype i = 0; i < message.forms.size(); ++i) {
                QSet<QString> wanted = places(message.source);
                QSet<QString> has = places(message.forms[i]);
                if (message.plural && i == 0) { // "Eine Sitzung" may stand for "1 Sitzung"
                    for (const char* number : {"%n", "%Ln"}) {
                        wanted.remove(QLatin1StringView(number));
                        has.remove(QLatin1StringView(number));
                    }
                }
                if (wanted != has)
                    wrong += message.name() + u" -> "_s + message.forms[i];
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void textsEndAsTheyDoInEnglish()
    {
        QStringList wrong;
        for (const Message& message : m_messages) {
            for (const QString& form : message.forms) {
                const bool keys = form.contains(u'&') == message.source.contains(u'&');
                if (!keys || endsOf(form) != endsOf(message.source))
                    wrong += message.name() + u" -> "_s + form;
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void germanIsWrittenAsItIsPrinted()
    {
        static const QRegularExpression familiar(
            u"\\b([Dd]u|[Dd]ir|[Dd]ich|[Dd]ein|[Dd]eine[nrms]?|[Ee]uch|[Ee]uer)\\b"_s,
            QRegularExpression::UseUnicodePropertiesOption);
        QStringList wrong;
        for (const Message& message : m_messages) {
            for (const QString& form : message.forms) {
                const bool english = form.contains(u'”') || form.contains(u'’')
                    || (form.contains(u'"') && !message.source.contains(u'"'));
                const bool pairs = form.count(u'„') == form.count(u'“');
                if (english || !pairs || form.contains(u'!') || form.contains(familiar))
                    wrong += message.name() + u" -> "_s + form;
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void theSourcesHaveNoOtherTexts()
    {
        const QTemporaryDir directory;
        QProcess collect;
        collect.start(source("packaging/translations.sh"), {directory.path()});
        QVERIFY(collect.waitForFinished(120'000));
        QCOMPARE(collect.exitStatus(), QProcess::NormalExit);
        QVERIFY2(collect.exitCode() != 2, collect.readAllStandardError().constData());
        QSet<QString> now;
        for (const Message& message : readMessages(directory.filePath(u"headgate_de.ts"_s)))
            now.insert(message.key());
        QVERIFY(now.size() > 1000);
        QSet<QString> kept;
        for (const Message& message : m_messages)
            kept.insert(message.key());
        QVERIFY2(now == kept,
            qPrintable(u"run packaging/translations.sh. New: "_s
                + QStringList((now - kept).values()).join(u'\n') + u"\nGone: "_s
                + QStringList((kept - now).values()).join(u'\n')));
    }

private:
    QList<Message> m_messages;
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
