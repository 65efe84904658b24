// SPDX-License-Identifier: MIT
#include "core/io/terminals.h"

#include "core/io/ptylink.h"
#include "core/terminal/grid.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace headgate {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto frameTime = 8ms;
constexpr auto limit = 15s;
constexpr int listTries = 2;
constexpr size_t mostListed = 200;
constexpr size_t mostAttached = 16;
constexpr qsizetype longestTitle = 200;

/** One line of it, without what could draw over its neighbours. */
QString plain(const QString& text)
{
    QString line = text.left(longestTitle);
    for (QChar& c : line) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format
            || c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph)
            c = u' ';
    }
    return line.simplified();
}

TerminalInfo infoFrom(const QJsonObject& json)
{
    TerminalInfo info;
    info.id = TerminalId(json["id"_L1].toString());
    info.title = plain(json["title"_L1].toString());
    QStringList words{json["command"_L1].toString()};
    for (const QJsonValue word : json["args"_L1].toArray())
        words += word.toString();
    info.command = plain(words.join(u' '));
    info.directory = json["cwd"_L1].toString();
    info.running = json["status"_L1].toString() != "exited"_L1;
    return info;
}

QByteArray sizeBody(TerminalSize size)
{
    return QJsonDocument(
        QJsonObject{{u"size"_s, QJsonObject{{u"rows"_s, size.rows}, {u"cols"_s, size.columns}}}})
        .toJson(QJsonDocument::Compact);
}

QString pathOf(const TerminalId& terminal)
{
    return u"/pty/"_s + QString::fromLatin1(terminal.value().toUtf8().toPercentEncoding());
}

} // namespace

/** One that somebody looks at. */
struct Terminals::Attached
{
    Attached(QString in, TerminalId terminal, TerminalSize wanted)
        : directory(std::move(in))
        , id(std::move(terminal))
        , size(wanted)
        , grid(wanted)
    {
    }

    QString directory;
    TerminalId id;
    TerminalSize size; ///< that is wanted
    TerminalSize sent{0, 0}; ///< that the server was told last
    bool sending = false; ///< one at a time: they must not overtake each other
    bool gap = false;
    bool changed = true;
    terminal::Parser parser;
    terminal::Grid grid;
    std::unique_ptr<PtyLink> link;
};

Terminals::Terminals(SourceConfig config, Tell tell)
    : m_config(std::move(config))
    , m_tell(std::move(tell))
{
    m_frame.setSingleShot(true);
    m_frame.setInterval(frameTime);
    m_frame.setTimerType(Qt::PreciseTimer);
    connect(&m_frame, &QTimer::timeout, this, &Terminals::tellScreens);
}

Terminals::~Terminals() = default;

void Terminals::use(const TerminalWish& wish)
{
    if (!m_paused)
        std::visit([&](const auto& what) { carryOut(wish.directory, what); }, wish.what);
}

void Terminals::reconfigure(SourceConfig config)
{
    m_config = std::move(config);
    for (auto& [id, attached] : m_attached)
        attached->link.reset(); // before the client, which it asks
    m_client.reset();
    resume();
}

void Terminals::pause()
{
    m_paused = true;
    for (auto& [id, attached] : m_attached)
        attached->link->close();
    if (m_client)
        m_client->cancelAll();
}

void Terminals::resume()
{
    m_paused = false;
    for (auto& [id, attached] : m_attached) {
        attached->sending = false;
        if (attached->link)
            attached->link->retryNow();
        else
            openLink(*attached);
    }
}

void Terminals::retryNow()
{
    for (auto& [id, attached] : m_attached) {
        if (!m_paused)
            attached->link->retryNow();
    }
}

CommandClient& Terminals::client()
{
    if (!m_client)
        m_client = std::make_unique<CommandClient>(m_config.url, m_config.user, m_config.password);
    return *m_client;
}

void Terminals::tellList(const QString& directory, Issue issue)
{
    if (issue.code != Issue::Code::None)
        issue.source = m_config.id();
    m_tell({TerminalsListed{directory, m_known.value(directory), std::move(issue)}});
}

void Terminals::carryOut(const QString& directory, const TerminalWish::List&)
{
    client().get(
        u"/pty"_s, directory.toUtf8(), limit, listTries,
        [this, directory](const HttpAnswer& answer) {
            if (answer.ok()) {
                std::vector<TerminalInfo> all;
                for (const QJsonValue one : QJsonDocument::fromJson(answer.body).array()) {
                    if (all.size() < mostListed && !one["id"_L1].toString().isEmpty())
                        all.push_back(infoFrom(one.toObject()));
                }
                m_known[directory] = std::move(all);
            }
            tellList(directory, answer.issue);
        },
        this);
}

void Terminals::carryOut(const QString& directory, const TerminalWish::Create& wish)
{
    QJsonObject body;
    if (!directory.isEmpty())
        body[u"cwd"_s] = directory;
    if (!wish.command.isEmpty()) {
        body[u"command"_s] = wish.command;
        body[u"args"_s] = QJsonArray::fromStringList(wish.arguments);
    }
    if (!wish.title.isEmpty())
        body[u"title"_s] = wish.title;
    client().postJson(
        u"/pty"_s, directory.toUtf8(), QJsonDocument(body).toJson(QJsonDocument::Compact), limit,
        [this, directory](const HttpAnswer& answer) {
            const TerminalInfo made = infoFrom(QJsonDocument::fromJson(answer.body).object());
            if (answer.ok() && !made.id.isEmpty()) {
                m_known[directory].push_back(made);
                m_tell({TerminalMade{directory, made.id}});
                tellList(directory, {});
            } else {
                tellList(directory,
                    answer.ok() ? Issue{Issue::Code::BadAnswer, {}, {u"/pty"_s, u"no id"_s}}
                                : answer.issue);
            }
        },
        this);
}

void Terminals::carryOut(const QString& directory, const TerminalWish::Close& wish)
{
    client().sendJson(
        "DELETE", pathOf(wish.terminal), directory.toUtf8(), {}, limit,
        [this, directory, terminal = wish.terminal](const HttpAnswer& answer) {
            // What is not there any more was to go anyway.
            if (!answer.ok() && answer.status != 404) {
                tellList(directory, answer.issue);
                return;
            }
            std::erase_if(
                m_known[directory], [&](const TerminalInfo& one) { return one.id == terminal; });
            tellList(directory, {});
        },
        this);
}

void Terminals::carryOut(const QString& directory, const TerminalWish::Attach& wish)
{
    auto& attached = m_attached[wish.terminal];
    if (!attached) {
        if (m_attached.size() > mostAttached) {
            m_attached.erase(wish.terminal);
            return;
        }
        attached = std::make_unique<Attached>(directory, wish.terminal, wish.size);
        openLink(*attached);
    }
    carryOut(directory, TerminalWish::Resize{wish.terminal, wish.size});
    soon(*attached);
}

void Terminals::carryOut(const QString&, const TerminalWish::Detach& wish)
{
    m_attached.erase(wish.terminal);
}

void Terminals::carryOut(const QString&, const TerminalWish::Type& wish)
{
    const auto it = m_attached.find(wish.terminal);
    if (it != m_attached.end())
        (void)it->second->link->type(wish.text);
}

void Terminals::carryOut(const QString&, const TerminalWish::Resize& wish)
{
    const auto it = m_attached.find(wish.terminal);
    if (it == m_attached.end())
        return;
    it->second->grid.resize(wish.size);
    it->second->size = it->second->grid.size();
    sendSize(wish.terminal);
    soon(*it->second);
}

void Terminals::sendSize(const TerminalId& terminal)
{
    const auto it = m_attached.find(terminal);
    if (it == m_attached.end() || it->second->sending || it->second->size == it->second->sent)
        return;
    Attached& attached = *it->second;
    attached.sending = true;
    attached.sent = attached.size;
    client().sendJson(
        "PUT", pathOf(terminal), attached.directory.toUtf8(), sizeBody(attached.size), limit,
        [this, terminal](const HttpAnswer&) {
            // A size that was refused is not asked for again before it changes.
            if (const auto found = m_attached.find(terminal); found != m_attached.end()) {
                found->second->sending = false;
                sendSize(terminal);
            }
        },
        this);
}

void Terminals::openLink(Attached& attached)
{
    attached.link = std::make_unique<PtyLink>(m_config, attached.directory, attached.id, client());
    Attached* const of = &attached; // owns the link
    connect(attached.link.get(), &PtyLink::told, this, [this, of](const auto& told) {
        if (told.anew) {
            of->grid = terminal::Grid(of->size);
            of->parser = {};
            of->gap = told.gap;
        }
        of->parser.feed(told.text.toUtf8(), of->grid);
        soon(*of);
    });
    connect(attached.link.get(), &PtyLink::linkChanged, this, [this, of] {
        // The server may have lost the size together with the connection.
        if (of->link->link() == TerminalLink::Waiting)
            of->sent = {0, 0};
        if (of->link->link() == TerminalLink::Live)
            sendSize(of->id);
        soon(*of);
    });
    attached.link->open();
}

void Terminals::soon(Attached& attached)
{
    attached.changed = true;
    if (!m_frame.isActive())
        m_frame.start();
}

void Terminals::tellScreens()
{
    for (auto& [id, attached] : m_attached) {
        if (!std::exchange(attached->changed, false) || !attached->link)
            continue;
        m_tell({TerminalShown{id, attached->link->link(), attached->link->issue(), attached->gap,
            std::make_shared<const terminal::Screen>(attached->grid.screen())}});
    }
}

} // namespace headgate
