#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Brings the programs that the end-to-end tests drive, pinned, into a directory of their own. Quiet where they are there.
# tests/support/opencodeserver.cpp looks for them at the same place.
set -euo pipefail

opencode_version=1.18.33
server_suite_version=0.3.6
lockfile_version=4.1.2
node_version=22.23.3
streams_version=0.3.7
client_version=0.2.7
node_at_least=20
tools=${HEADGATE_TEST_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/headgate-tests}

# One directory per program, since npm removes what its command line does not name. The stamp makes a new pin install again.
bring() { # name, package, version, file in the package; leaves $tools/name/name
    local dir=$tools/$1
    if [ -e "$dir/$1" ] && [ "$(cat "$dir/version" 2>/dev/null)" = "$2 $3" ]; then return; fi
    echo "testtools: installing $2 $3"
    rm -rf "$dir"
    mkdir -p "$dir"
    echo '{ "private": true }' >"$dir/package.json" # else npm takes a directory above for the project
    # --force: which processor this is was decided below, not by the package's own fields. --legacy-peer-deps: Debian 12's npm
    # stumbles over peers that are not asked for (arborist: "edgesOut").
    for pause in 5 15 0; do
        if (cd "$dir" && npm install --loglevel=error --no-audit --no-fund --no-save --no-package-lock --force --legacy-peer-deps \
            "$2@$3") \
            </dev/null >/dev/null && [ -e "$dir/node_modules/$2/$4" ]; then
            ln -s "node_modules/$2/$4" "$dir/$1"
            echo "$2 $3" >"$dir/version"
            return
        fi
        sleep "$pause"
    done
    echo "testtools: npm could not install $2 $3, which the end-to-end tests need" >&2
    exit 1
}

opencode=opencode-linux-x64
if [ "$(uname -m)" = aarch64 ]; then
    opencode=opencode-linux-arm64
elif ! grep -qw avx2 /proc/cpuinfo; then
    opencode=opencode-linux-x64-baseline
fi

major=$(node --version 2>/dev/null | sed 's/^v//; s/\..*//')
if [ "${major:-0}" -lt "$node_at_least" ]; then
    bring node node "$node_version" bin/node
    # What npm leaves out for the old one, the tools would miss when they run on the new one.
    PATH=$tools/node/node_modules/node/bin:$PATH
fi
bring streams @durable-streams/server "$streams_version" dist/index.js
bring client @durable-streams/client "$client_version" dist/index.js
bring server-suite @durable-streams/server-conformance-tests "$server_suite_version" bin/conformance-dev.mjs
bring lockfile proper-lockfile "$lockfile_version" index.js
bring opencode "$opencode" "$opencode_version" bin/opencode
