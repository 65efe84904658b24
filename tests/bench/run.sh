#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds and runs every benchmark and prints their tables: tests/bench/run.sh [RUNS] [--keep]
# --keep: they stand in tests/bench/RESULTS.md afterwards, with the date and the machine.
# Behind each stands how much of this machine's time its host took meanwhile: above a few per cent
# wall times say little, and worst cases nothing.
set -eu
cd "$(dirname "$0")/../.."
runs=3
keep=
for argument; do
    case $argument in
    --keep) keep=1 ;;
    *) runs=$argument ;;
    esac
done
if [ -n "$keep" ] && [ -z "${HEADGATE_BENCH_KEEPS:-}" ]; then
    results=tests/bench/RESULTS.md
    {
        cat <<EOF
# Results

Printed by \`tests/bench/run.sh $runs --keep\` on $(date -u +%Y-%m-%d), at version $(git describe --always --dirty 2>/dev/null || echo unknown).
$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) cores, $(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo), \
$(. /etc/os-release && printf %s "$PRETTY_NAME"), Qt $(qtpaths6 --qt-version 2>/dev/null || qmake6 -query QT_VERSION), Node $(node --version).

Medians of $runs runs and more, each in a fresh process. Where the host took much of the time that was wanted, wall times say little.

\`\`\`
EOF
        HEADGATE_BENCH_KEEPS=1 tests/bench/run.sh "$runs"
        echo '```'
    } >"$results.new"
    mv "$results.new" "$results"
    cat "$results"
    exit
fi
packaging/testtools.sh >&2
cmake --preset release >/dev/null
cmake --build --preset release --target bench_ingest bench_log bench_replay bench_stream bench_streams bench_window bench_timeline bench_find bench_search bench_terminal bench_transcript bench_wall bench_webui >/dev/null
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
measure 'A log of a gigabyte' "$bin/bench_log" 2750000
measure '' "$bin/bench_timeline"
measure 'A session played back' "$bin/bench_replay"
measure 'A durable stream' "$bin/bench_stream" "$runs"
measure 'The stream server beside the reference' "$bin/bench_streams" "$runs"
measure 'The window' "$bin/bench_window" "$runs"
measure "Beside OpenCode's own web page" "$bin/bench_webui" "$runs"
measure 'The transcript alone' "$bin/bench_transcript"
measure 'Finding a session' "$bin/bench_find"
measure 'Searching all sessions' "$bin/bench_search"
measure 'A terminal' "$bin/bench_terminal"
measure 'A wall of sessions' "$bin/bench_wall"
