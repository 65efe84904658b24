// SPDX-License-Identifier: MIT
#include "ui/models/recordings.h"
#include "ui/models/streamlistmodel.h"
#include "ui/panels/recordbox.h"
#include "ui/panels/servepanel.h"
#include "ui/preferences.h"
#include "ui/views/switch.h"
#include "ui/words/servingwords.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
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

PanelPorts ports(
    StreamListModel& model, std::vector<Command>& submitted, Preferences* preferences = nullptr)
{
    static Preferences inMemory{{}};
    PanelPorts all;
    all.preferences = preferences ? preferences : &inMemory;
    all.streams = &model;
    static Recordings recordings;
    all.recordings = &recordings;
    all.sourceName = [](const SourceId& source) { return source.value(); };
    all.selected = [] { return invoice; };
    all.submit = [&submitted](const Command& command) { submitted.push_back(command); };
    return all;
}

/** The panel's own, not that of the box below that records. */
template <typename T>
T* own(const QWidget& panel)
{
    const auto* box = panel.findChild<RecordBox*>();
    for (T* one : panel.findChildren<T*>()) {
        if (!box->isAncestorOf(one))
            return one;
    }
    return nullptr;
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
        std::vector<Command> submitted;
        ServePanel panel(ports(model, submitted), nullptr);
        auto* flip = own<Switch>(panel);
        flip->click();
        QCOMPARE(submitted.size(), size_t(1));
        QVERIFY(std::holds_alternative<Serve>(submitted.front()));
        Serving failed;
        failed.state = Serving::State::Failed;
        failed.issue = {Issue::Code::PortInUse, {}, {u"4437"_s}};
        model.apply(ServingChanged{failed});
        QVERIFY(!flip->isChecked());
        QVERIFY(words::servingSentence(failed).contains(u"4437"_s));
        model.apply(ServingChanged{serving({})});
        QVERIFY(flip->isChecked());
        flip->click();
        QVERIFY(std::holds_alternative<StopServing>(submitted.back()));
    }

    void thatItServesAndWhereIsKept()
    {
        QTemporaryDir directory;
        StreamListModel model;
        std::vector<Command> submitted;
        {
            Preferences preferences(directory.path());
            QVERIFY(!preferences.serving());
            ServePanel panel(ports(model, submitted, &preferences), nullptr);
            panel.show();
            auto* port = own<QLineEdit>(panel);
            QVERIFY(port->isVisible());
            QCOMPARE(port->text(), u"4437"_s);
            port->setText(u"4438"_s);
            own<Switch>(panel)->click();
            QCOMPARE(std::get<Serve>(submitted.back()).port, quint16(4438));
            QCOMPARE(std::get<Serve>(submitted.back()).retentionDays, 30);
            QVERIFY(!preferences.serving()); // nobody has said that it does
            model.apply(ServingChanged{serving({})});
            QVERIFY(!port->isVisible()); // it stands in the address
        }
        Preferences again(directory.path());
        QVERIFY(again.serving());
        QCOMPARE(again.serve().port, quint16(4438));
        ServePanel panel(ports(model, submitted, &again), nullptr);
        own<Switch>(panel)->click();
        model.apply(ServingChanged{});
        QVERIFY(!again.serving());
    }

    void aPortThatIsTakenIsSaidAndNotTriedAtEachStart()
    {
        Preferences preferences({});
        StreamListModel model;
        std::vector<Command> submitted;
        ServePanel panel(ports(model, submitted, &preferences), nullptr);
        panel.show();
        own<Switch>(panel)->click();
        Serving failed;
        failed.state = Serving::State::Failed;
        failed.issue = {Issue::Code::PortInUse, {}, {u"127.0.0.1:4437"_s}};
        model.apply(ServingChanged{failed});
        QVERIFY(!preferences.serving());
        QVERIFY(own<QLineEdit>(panel)->isVisible()); // to choose another one
        QVERIFY(words::servingSentence(failed).contains(u"choose another port"_s));
    }

    void theSessionOneLooksAtIsPublished()
    {
        StreamListModel model;
        std::vector<Command> submitted;
        ServePanel panel(ports(model, submitted), nullptr);
        panel.resize(340, 600);
        panel.show();
        model.apply(ServingChanged{serving({})});
        QPushButton* publish = nullptr;
        for (QPushButton* button : panel.findChildren<QPushButton*>()) {
            if (button->text() == "Publish this session"_L1)
                publish = button;
        }
        QVERIFY(publish && publish->isVisible());
        publish->click();
        QCOMPARE(submitted.size(), size_t(1));
        QCOMPARE(std::get<PublishSession>(submitted.back()).key, invoice);
        QVERIFY(std::get<PublishSession>(submitted.back()).on);
        ServedStream mirror = stream(u"session-ses_invoice"_s);
        mirror.session = invoice;
        model.apply(ServingChanged{serving({mirror})});
        QCOMPARE(publish->text(), u"Stop publishing"_s);
        publish->click();
        QVERIFY(!std::get<PublishSession>(submitted.back()).on);
    }
};

QTEST_MAIN(TestStreamListModel)
#include "tst_streamlistmodel.moc"
