// SPDX-License-Identifier: MIT
#include "core/domain/checkpoint.h"
#include "core/domain/source.h"

#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

class TestNames : public QObject
{
    Q_OBJECT

private slots:
    void repliesReadBackWhatTheyWrite()
    {
        for (const Reply reply : {Reply::Once, Reply::Always, Reply::Reject})
            QCOMPARE(replyFromName(replyName(reply)), reply);
        QVERIFY(!replyFromName(u"yes"));
    }

    void aSourceIdCarriesNoPassword()
    {
        SourceConfig config;
        config.url = QUrl(u"http://me:secret@127.0.0.1:4096/"_s);
        QCOMPARE(config.id().value(), u"opencode:http://127.0.0.1:4096"_s);
    }
};

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"
