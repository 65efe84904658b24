#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds and runs every benchmark and prints their tables: tests/bench/run.sh [RUNS]
# Behind each stands how much of this machine's time its host took meanwhile: above a few per cent
# wall times say little, and worst cases nothing.
set -eu
cd "$(dirname "$0")/../.."
runs=${1:-3}
cmake --preset release >/dev/null
cmake --build --preset release --target bench_ingest bench_log bench_replay bench_stream bench_streams bench_window bench_timeline bench_find bench_terminal bench_transcript >/dev/null
bin=build/release/bin
if [ -z "${DISPLAY:-}" ]; then
    export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"
fi
if [ -z "${XDG_RUNTIME_DIR:-}" ]; then
    XDG_RUNTIME_DIR=$(mktemp -d)
    export XDG_RUNTIME_DIR
    trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT
fi

# "busy stolen": of all processors since the start, in ticks.
ticks() {
    awk '/^cpu / { print $2 + $3 + $4 + $7 + $8, $9; exit }' /proc/stat 2>/dev/null || echo 0 0
}

# measure TITLE PROGRAM...
measure() {
    [ -z "$1" ] || printf '\n== %s\n' "$1"
    shift
    before=$(ticks)
    "$@"
    echo "$before $(ticks)" | awk '{ b = $3 - $1; s = $4 - $2;
        if (b + s > 0) printf "(%.1f %% of the time that was wanted was taken by the host)\n", 100 * s / (b + s) }'
}

printf '%s, %s cores, load %s\n' "$(uname -m)" "$(nproc)" "$(cut -d' ' -f1-3 /proc/loadavg)"
measure 'From the socket to the history and the caller' "$bin/bench_ingest" "$runs"
measure 'A log file' "$bin/bench_log"
measure '' "$bin/bench_timeline"
measure 'A session played back' "$bin/bench_replay"
measure 'A durable stream' "$bin/bench_stream" "$runs"
measure 'The stream server beside the reference' "$bin/bench_streams" "$runs"
measure 'The window' "$bin/bench_window" "$runs"
measure 'The transcript alone' "$bin/bench_transcript"
measure 'Finding a session' "$bin/bench_find"
measure 'A terminal' "$bin/bench_terminal"
