// SPDX-License-Identifier: MIT
#include "core/engine.h"

#include "core/engineworker.h"
#include "core/searchworker.h"

#include <QFile>
#include <QThread>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

/** Raw events that wait for the caller; the others are in the history. */
constexpr size_t newestRows = 2000;

} // namespace

struct Engine::Private
{
    explicit Private(const Options& options)
        : outbox(newestRows,
            options.feed == EventFeed::All ? Outbox::Keep::Oldest : Outbox::Keep::Newest)
    {
    }

    Outbox outbox;
    QThread engineThread;
    QThread readerThread;
    QThread searchThread;
    std::unique_ptr<EngineWorker> worker;
    std::unique_ptr<ReaderWorker> reader;
    std::unique_ptr<SearchWorker> searcher;
};

Engine::Engine(Options options, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(options))
{
    d->engineThread.setObjectName(u"engine"_s);
    d->readerThread.setObjectName(u"reader"_s);
    d->searchThread.setObjectName(u"search"_s);
    d->worker = std::make_unique<EngineWorker>(std::move(options), d->outbox);
    connect(
        d->worker.get(), &EngineWorker::changed, this, &Engine::changesReady, Qt::QueuedConnection);
}

Engine::~Engine()
{
    if (!d->engineThread.isRunning())
        return;
    // Each talks to the other: the engine stops asking, then the reader ends, then the engine. A
    // deferred deletion is carried out in the object's own thread as it ends.
    d->worker->mailbox().call([worker = d->worker.get()] { worker->shutDown(); });
    if (d->searcher) {
        d->searcher->stop();
        d->searcher.release()->deleteLater();
        d->searchThread.quit();
        d->searchThread.wait();
    }
    if (d->reader) {
        d->reader.release()->deleteLater();
        d->readerThread.quit();
        d->readerThread.wait();
    }
    d->worker.release()->deleteLater();
    d->engineThread.quit();
    d->engineThread.wait();
}

bool Engine::hasHistory(const QString& profile)
{
    return QFile::exists(profile + "/history.db"_L1);
}

Outcome Engine::start()
{
    d->worker->moveToThread(&d->engineThread);
    d->engineThread.start();
    Outcome opened = std::monostate();
    QString path;
    d->worker->mailbox().call([&] {
        opened = d->worker->open();
        if (opened)
            path = d->worker->historyPath();
    });
    if (!opened || path.isEmpty())
        return opened;
    d->reader = std::make_unique<ReaderWorker>(
        path,
        [worker = d->worker.get()](PageResult result) { worker->pageRead(std::move(result)); },
        [worker = d->worker.get()](ChangeBatch news) { worker->surveyed(std::move(news)); });
    d->reader->moveToThread(&d->readerThread);
    d->readerThread.start();
    d->searcher = std::make_unique<SearchWorker>(path,
        [worker = d->worker.get()](SearchFound found) { worker->searched(std::move(found)); });
    d->searcher->moveToThread(&d->searchThread);
    d->searchThread.start();
    d->worker->mailbox().call([this] {
        d->worker->setReader(d->reader.get());
        d->worker->setSearcher(d->searcher.get());
    });
    return opened;
}

void Engine::submit(Command command)
{
    d->worker->submit(std::move(command));
}

ChangeBatch Engine::takeChanges()
{
    return d->outbox.take();
}

} // namespace headgate
