// SPDX-License-Identifier: MIT
#include "app/credentials.h"

#include <qt6keychain/keychain.h>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

const auto service = u"headgate"_s;

} // namespace

void Credentials::complete(
    const SourceConfig& config, std::function<void(const SourceConfig&)> done)
{
    if (!config.password.isEmpty() || config.kind == SourceKind::Demo) {
        done(config);
        return;
    }
    auto* job = new QKeychain::ReadPasswordJob(service, this);
    job->setKey(config.id().value());
    connect(job, &QKeychain::Job::finished, this, [job, config, done = std::move(done)] {
        SourceConfig full = config;
        if (job->error() == QKeychain::NoError)
            full.password = job->textData();
        done(full);
    });
    job->start();
}

void Credentials::keep(const SourceConfig& config)
{
    auto* job = new QKeychain::WritePasswordJob(service, this);
    job->setKey(config.id().value());
    job->setTextData(config.password);
    connect(job, &QKeychain::Job::finished, this, [this, job] {
        if (job->error() != QKeychain::NoError)
            emit notKept(job->errorString());
    });
    job->start();
}

void Credentials::forget(const SourceId& source)
{
    auto* job = new QKeychain::DeletePasswordJob(service, this);
    job->setKey(source.value());
    job->start();
}

} // namespace headgate
