// SPDX-License-Identifier: MIT
#include "tests/lab/streamsubject.h"

#include "tests/support/rawhttp.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace headgate::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr int conflict = 409;
constexpr int duplicate = 204; // durable-streams.md 3: taken once, and said so again

QByteArray valueOf(qint64 number)
{
    // Long and short ones, so that what arrives together is cut anywhere.
    return "{\"n\":" + QByteArray::number(number) + R"(,"text":")"
        + QByteArray(static_cast<qsizetype>(number * 37 % 400), 'x') + "\"}";
}

SourceConfig configOf(const QUrl& url)
{
    SourceConfig config;
    config.kind = SourceKind::Stream;
    config.url = url;
    return config;
}

} // namespace

StreamSubject::StreamSubject(Server server)
    : m_kind(server)
{
}

QString StreamSubject::name() const
{
    return m_kind == Server::Ours ? u"our server"_s : u"reference server"_s;
}

std::vector<Fault> StreamSubject::faults() const
{
    std::vector<Fault> all = faultsOfAConnection();
    all.push_back(Fault::KillClient);
    if (m_kind == Server::Ours)
        all.insert(all.end(), {Fault::KillServer, Fault::Duplicate, Fault::Reorder});
    return all;
}

QString StreamSubject::start()
{
    if (m_kind == Server::Ours && !m_ours.start())
        return u"headgate-cli serve did not start"_s;
    if (m_kind == Server::Reference && !m_reference.start())
        return m_reference.error();
    m_port = m_kind == Server::Ours ? m_ours.port() : quint16(m_reference.url().port());
    const RawAnswer made =
        RawHttp(m_port).ask("PUT", path().toLatin1(), {}, "Content-Type: application/json\r\n");
    if (made.status != 201)
        return u"the stream was not made: %1"_s.arg(made.status);
    m_proxy = std::make_unique<FaultProxy>(m_port);
    const QUrl url(u"http://127.0.0.1:%1%2"_s.arg(m_proxy->port()).arg(path()));
    m_client = std::make_unique<LabClient>(configOf(url), u"stream:"_s + url.toString());
    if (!m_client->start())
        return u"the client has no history"_s;
    return m_client->settles([] { return true; }) ? QString() : m_client->state();
}

QByteArray StreamSubject::makeAppend(qint64 first, int count) const
{
    QByteArray body;
    for (int i = 0; i < count; ++i)
        body += (i == 0 ? "[" : ",") + valueOf(first + i);
    return body + ']';
}

/** The server's word on append number `seq` of the producer. */
int StreamSubject::send(qint64 seq, const QByteArray& body) const
{
    const QByteArray head = "Content-Type: application/json\r\nProducer-Id: lab\r\n"
                            "Producer-Epoch: 0\r\nProducer-Seq: "
        + QByteArray::number(seq) + "\r\n";
    return RawHttp(m_port).ask("POST", path().toLatin1(), body, head).status;
}

/** One append of some values, repeated until it is acknowledged: a producer that tries again. */
void StreamSubject::append(Fault fault, QRandomGenerator& random)
{
    const int count = 1 + random.bounded(20);
    const QByteArray body = makeAppend(m_next, count);
    if (fault == Fault::Reorder && send(m_appends + 1, makeAppend(m_next + count, 1)) != conflict)
        m_trouble = u"an append was taken before the one it follows"_s;
    int status = 0;
    for (int tries = 0; tries < 200 && status != 200 && status != 204; ++tries) {
        status = send(m_appends, body);
        if (status == 0)
            pass(10ms);
    }
    if (fault == Fault::Duplicate && send(m_appends, body) != duplicate)
        m_trouble = u"the same append was not known again"_s;
    ++m_appends;
    m_next += count;
}

void StreamSubject::tell(Fault fault, QRandomGenerator& random)
{
    const int appends = 2 + random.bounded(5);
    const int killed = random.bounded(appends);
    for (int i = 0; i < appends; ++i) {
        if (fault == Fault::KillServer && i == killed) {
            m_ours.kill9();
            (void)m_ours.start();
        }
        append(fault, random);
        pass(milliseconds(random.bounded(12)));
    }
}

QString StreamSubject::round(Fault fault, QRandomGenerator& random)
{
    const qint64 before = m_next;
    if (fault == Fault::KillClient) {
        const bool back = m_client->isKilledWhile(tally, [&] {
            pass(milliseconds(random.bounded(150)));
            tell(fault, random);
        });
        if (!back)
            return u"the client does not start again"_s;
    } else {
        if (fault != Fault::Duplicate && fault != Fault::Reorder) // which are its writer's
            inflict(fault, *m_proxy, random, path().toLatin1());
        tell(fault, random);
        heal(*m_proxy);
    }
    tally.told += m_next - before;
    if (!m_trouble.isEmpty())
        return std::exchange(m_trouble, {});
    const QString counted = u"SELECT count(*) FROM event WHERE type<>'headgate.mark'"_s;
    if (!m_client->settlesBehind(*m_proxy, tally,
            [&] { return m_client->query(counted).value(0).toLongLong() >= m_next; }))
        return u"%1 of %2 values; %3"_s.arg(m_client->query(counted).value(0))
            .arg(m_next)
            .arg(m_client->state());
    return compare(m_checked);
}

QString StreamSubject::compare(qint64& checked) const
{
    const QStringList values = m_client->query(
        u"SELECT coalesce(event.raw,payload.raw) FROM event LEFT JOIN payload USING(row)"
        " WHERE type<>'headgate.mark' ORDER BY event.row LIMIT -1 OFFSET %1"_s.arg(checked));
    for (const QString& value : values) {
        if (value.toUtf8() != valueOf(checked))
            return u"at place %1 stands %2"_s.arg(checked).arg(value.left(60));
        ++checked;
    }
    return checked == m_next ? QString() : u"%1 values, not %2"_s.arg(checked).arg(m_next);
}

QString StreamSubject::finish()
{
    m_client->stop(tally);
    // One who was never cut, and who comes now.
    const QUrl url(u"http://127.0.0.1:%1%2"_s.arg(m_port).arg(path()));
    LabClient uncut(configOf(url), {});
    const QString all =
        u"SELECT coalesce(event.raw,payload.raw) FROM event"
        " LEFT JOIN payload USING(row) WHERE type<>'headgate.mark' ORDER BY event.row"_s;
    if (!uncut.start() || !uncut.settles([&] { return uncut.query(all).size() >= m_next; }))
        return u"nobody can read it: "_s + uncut.state();
    return uncut.query(all) == m_client->query(all) ? QString()
                                                    : u"an uncut client holds something else"_s;
}

} // namespace headgate::test
