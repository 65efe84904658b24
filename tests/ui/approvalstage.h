// SPDX-License-Identifier: MIT
#pragma once

#include "tests/ui/fakefeed.h"
#include "ui/approvaldialog.h"
#include "ui/keysdown.h"
#include "ui/models/checkpointlistmodel.h"
#include "ui/models/sessiontreemodel.h"
#include "ui/models/sourcelist.h"
#include "ui/views/answerbutton.h"

#include <QTest>

namespace headgate::test {

using namespace std::chrono_literals;

/** The dialog over fed models, with a clock that stands still until it is told to go on. */
struct Stage
{
    explicit Stage(const ChangeBatch& more = {})
    {
        sessions.tick(FakeFeed::now());
        requests.tick(FakeFeed::now());
        apply(FakeFeed::all());
        apply(more);
        ApprovalDialog::Ports ports;
        ports.submit = [this](const Command& command) {
            decisions.push_back(std::get<Decide>(command).decision);
        };
        ports.now = &FakeFeed::now;
        ports.steady = [this] { return steady; };
        ports.keys = &keys;
        ports.requests = &requests;
        ports.sessions = &sessions;
        ports.sources = &sources;
        dialog = std::make_unique<ApprovalDialog>(std::move(ports));
    }

    void apply(const ChangeBatch& batch)
    {
        for (const Change& change : batch) {
            sources.apply(change);
            sessions.apply(change);
            requests.apply(change);
        }
    }

    void runOverTheNewerApi()
    {
        for (const Checkpoint& c : {FakeFeed::push(), FakeFeed::edit()}) {
            Session session = *sessions.session({c.key.source, c.key.session});
            session.readOnly = true;
            apply({SessionChanged{session}});
        }
    }

    void put(Checkpoint checkpoint, CheckpointState state)
    {
        checkpoint.state = state;
        apply({CheckpointChanged{checkpoint}});
    }

    void open(const Checkpoint& checkpoint)
    {
        dialog->present(checkpoint.key);
        dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
    }

    /** The guard's time goes by. */
    void wait(milliseconds span = 700ms)
    {
        steady += span;
        dialog->guard()->check();
    }

    void once() const { QTest::keyClick(dialog.get(), Qt::Key_Return, Qt::ControlModifier); }
    void always() const
    {
        QTest::keyClick(dialog.get(), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    }
    void reject() const
    {
        QTest::keyClick(dialog.get(), Qt::Key_Backspace, Qt::ControlModifier | Qt::ShiftModifier);
    }
    void click(Reply reply) const { QTest::mouseClick(dialog->button(reply), Qt::LeftButton); }

    SourceList sources;
    SessionTreeModel sessions;
    CheckpointListModel requests;
    KeysDown keys;
    milliseconds steady{1'000'000};
    std::vector<Decision> decisions;
    std::unique_ptr<ApprovalDialog> dialog;
};

} // namespace headgate::test
