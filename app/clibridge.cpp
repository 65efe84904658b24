// SPDX-License-Identifier: MIT
#include "app/clilisten.h"
#include "app/clisession.h"
#include "ui/words/issuetext.h"

#include <QCoreApplication>
#include <QSet>
#include <QStandardPaths>

namespace headgate::cli {

using namespace Qt::StringLiterals;

namespace {

/** What is not said by an option: mirrors go when they are this old. */
constexpr int mirrorDays = 30;

void addBridgeOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        u"Mirrors a source into durable streams that others tail: all of it as \"events\", each "
        "session as \"session-ID\". One connection to the source, however many readers."_s);
    addSourceOptions(parser);
    addListenOptions(parser);
    parser.addOption({u"session"_s, u"Mirror this session only."_s, u"id"_s});
    parser.addPositionalArgument(u"SOURCE"_s, u"opencode:URL or a bare URL."_s);
}

} // namespace

int runBridge(const QStringList& arguments)
{
    QCommandLineParser parser;
    addBridgeOptions(parser);
    if (const auto code = parseArguments(parser, arguments))
        return *code;
    if (parser.positionalArguments().size() != 1)
        return usageError(u"bridge takes one SOURCE"_s);
    const auto listen = readListenOptions(parser, mirrorDays);
    if (!listen)
        return usageError(listen.error().args.value(0));

    const EndSignals ending;
    const QString profile = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + "/headgate/bridge"_L1;
    CliSession cli(
        parser, parser.positionalArguments().constFirst(), Engine::EventFeed::Off, profile);
    const SessionId only(parser.value(u"session"_s));
    Serving::State state = Serving::State::Off;
    Issue failure;
    QSet<SessionId> opened;
    SyncState told = SyncState::Idle;
    cli.onChange = [&](const Change& change) {
        if (const auto* serving = std::get_if<ServingChanged>(&change)) {
            if (state != serving->serving.state && serving->serving.state == Serving::State::On)
                print(u"Headgate bridging %1 at %2%3"_s.arg(cli.source().value(),
                    serving->serving.url.toString(),
                    only.isEmpty() ? u"events"_s : u"session-"_s + only.value()));
            state = serving->serving.state;
            failure = serving->serving.issue;
            if (state == Serving::State::Failed)
                QCoreApplication::quit();
        } else if (const auto* session = std::get_if<SessionChanged>(&change)) {
            // What runs is kept exact, beginning with the messages it has already.
            const Session& s = session->session;
            const bool wanted = only.isEmpty()
                ? s.status == SessionStatus::Running || s.status == SessionStatus::Retrying
                : s.id == only;
            if (wanted && !opened.contains(s.id)) {
                opened.insert(s.id);
                cli.engine().submit(OpenSession{{cli.source(), s.id}});
            }
        } else if (std::holds_alternative<SourceChanged>(change)) {
            const SourceStatus& source = cli.status();
            if (source.state != std::exchange(told, source.state)
                && source.issue.code != Issue::Code::None)
                note(words::issueText(source.issue));
            if (source.state == SyncState::Denied)
                QCoreApplication::quit();
        }
    };
    if (const int code = cli.open(); code != Done)
        return code;
    cli.engine().submit(*listen);
    if (only.isEmpty())
        cli.engine().submit(PublishSource{cli.source()});
    else
        cli.engine().submit(PublishSession{{cli.source(), only}, true});
    QCoreApplication::exec();
    if (failure.code != Issue::Code::None)
        return report(failure);
    return cli.status().state == SyncState::Denied ? int(NotAuthorisedCode) : int(Done);
}

} // namespace headgate::cli
