// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/ids.h"

#include <QObject>

#include <functional>

namespace headgate {

class Actions;
class TranscriptView;
enum class ActionId : quint8;
enum class CopyForm : quint8;
enum class JumpTo : quint8;

/** The actions with which a person moves in a transcript, folds it and takes pieces of it along. UI
 * thread. What they do not find is said. */
class TranscriptActions : public QObject
{
    Q_OBJECT

public:
    /** The actions and the transcript outlive it, and what `selected` stands on. */
    TranscriptActions(Actions* actions, TranscriptView* transcript,
        std::function<SessionKey()> selected, QObject* parent = nullptr);

signals:
    void said(const QString& notice);

private:
    void connectJumps(ActionId before, ActionId next, JumpTo what);
    void connectCopy(ActionId id, CopyForm form);
    void jump(JumpTo what, int step);
    void copyLink();

    Actions* m_actions;
    TranscriptView* m_transcript;
    std::function<SessionKey()> m_selected;
};

} // namespace headgate
