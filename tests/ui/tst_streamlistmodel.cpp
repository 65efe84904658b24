// SPDX-License-Identifier: MIT
#include "ui/models/streamlistmodel.h"
#include "ui/panels/servepanel.h"
#include "ui/views/switch.h"
#include "ui/words/servingwords.h"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace headgate;
using namespace Qt::StringLiterals;

namespace {

const SessionKey invoice{SourceId(u"demo:"_s), SessionId(u"ses_invoice"_s)};

ServedStream stream(const QString& name)
{
    ServedStream s;
    s.name = name;
    s.url = QUrl("http://127.0.0.1:4437/v1/stream/"_L1 + name);
    s.messages = 24;
    return s;
}

Serving serving(std::vector<ServedStream> streams)
{
    Serving one;
    one.state = Serving::State::On;
    one.url = QUrl(u"http://127.0.0.1:4437/v1/stream/"_s);
    one.streams = std::move(streams);
    return one;
}

} // namespace

class TestStreamListModel : public QObject
{
    Q_OBJECT

private slots:
    void rowsComeAndGoSingly()
    {
        StreamListModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.apply(ServingChanged{serving({stream(u"b"_s), stream(u"d"_s)})});
        QCOMPARE(inserted.size(), 2);
        model.apply(ServingChanged{serving({stream(u"a"_s), stream(u"b"_s), stream(u"c"_s)})});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(inserted.size(), 4);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(model.index(2).data().toString(), u"c"_s);
        ServedStream read = stream(u"b"_s);
        read.readers = 3;
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.apply(ServingChanged{serving({stream(u"a"_s), read, stream(u"c"_s)})});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().toModelIndex().row(), 1);
        model.apply(ServingChanged{});
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(reset.size(), 0);
    }

    void aRowSaysWhatItHolds() // DG-28, DG-33
    {
        StreamListModel model;
        ServedStream one = stream(u"session-1"_s);
        one.readers = 1;
        model.apply(ServingChanged{serving({one})});
        const QModelIndex row = model.index(0);
        QCOMPARE(row.data(StreamListModel::DetailRole).toString(), u"24 messages"_s);
        QCOMPARE(row.data(StreamListModel::ReadersRole).toString(), u"1 reader"_s);
        QCOMPARE(
            row.data(Qt::AccessibleTextRole).toString(), u"session-1: 24 messages, 1 reader"_s);
        QCOMPARE(row.data(StreamListModel::UrlRole).toString(),
            u"http://127.0.0.1:4437/v1/stream/session-1"_s);
    }

    void theSwitchShowsWhatIsSo() // DG-23
    {
        StreamListModel model;
        ServePanel panel(&model);
        auto* flip = panel.findChild<Switch*>();
        QSignalSpy wanted(&panel, &ServePanel::serveWanted);
        flip->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().toBool(), true);
        Serving failed;
        failed.state = Serving::State::Failed;
        failed.issue = {Issue::Code::PortInUse, {}, {u"4437"_s}};
        model.apply(ServingChanged{failed});
        QVERIFY(!flip->isChecked());
        QVERIFY(words::servingSentence(failed).contains(u"4437"_s));
        model.apply(ServingChanged{serving({})});
        QVERIFY(flip->isChecked());
    }

    void theSessionOneLooksAtIsPublished()
    {
        StreamListModel model;
        ServePanel panel(&model);
        panel.resize(340, 600);
        panel.show();
        panel.setSession(invoice);
        QSignalSpy wanted(&panel, &ServePanel::publishWanted);
        model.apply(ServingChanged{serving({})});
        QPushButton* publish = nullptr;
        for (QPushButton* button : panel.findChildren<QPushButton*>()) {
            if (button->text() == "Publish this session"_L1)
                publish = button;
        }
        QVERIFY(publish && publish->isVisible());
        publish->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().at(0).value<SessionKey>(), invoice);
        QCOMPARE(wanted.first().at(1).toBool(), true);
        ServedStream mirror = stream(u"session-ses_invoice"_s);
        mirror.session = invoice;
        model.apply(ServingChanged{serving({mirror})});
        QCOMPARE(publish->text(), u"Stop publishing"_s);
        publish->click();
        QCOMPARE(wanted.last().at(1).toBool(), false);
    }
};

QTEST_MAIN(TestStreamListModel)
#include "tst_streamlistmodel.moc"
