#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds and runs every benchmark and prints their tables: tests/bench/run.sh [RUNS]
set -eu
cd "$(dirname "$0")/../.."
runs=${1:-3}
cmake --preset release >/dev/null
cmake --build --preset release --target bench_ingest bench_log bench_stream bench_streams bench_window bench_timeline bench_terminal bench_transcript >/dev/null
bin=build/release/bin
if [ -z "${DISPLAY:-}" ]; then
    export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"
fi
printf '%s, %s cores, load %s\n\n' "$(uname -m)" "$(nproc)" "$(cut -d' ' -f1-3 /proc/loadavg)"
printf '== From the socket to the history and the caller\n'
"$bin/bench_ingest" "$runs"
printf '\n== A log file\n'
"$bin/bench_log"
"$bin/bench_timeline"
printf "\n== A durable stream\n"
"$bin/bench_stream" "$runs"
printf '\n== The stream server beside the reference\n'
"$bin/bench_streams" "$runs"
printf '\n== The window\n'
"$bin/bench_window" "$runs"
printf '\n== The transcript alone\n'
"$bin/bench_transcript"
printf '\n== A terminal\n'
"$bin/bench_terminal"
