#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# run.sh [SOURCE]: sets up, builds and starts Headgate. Without SOURCE it plays the built-in demo.
# Without a display it shows the same in the terminal and writes a picture of the window.
set -euo pipefail
start=$PWD
cd "$(dirname "$0")/.."

export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$PWD} CCACHE_NOHASHDIR=1
packaging/setup.sh
# Only what is started here: whoever wants to look should not wait for the tests to compile.
cmake --preset release
cmake --build --preset release --target headgate headgate-cli
bin=$PWD/build/release/bin

if [ $# -gt 0 ]; then
    source=$1
    window=(--connect "$source")
else
    source=demo:
    window=(--demo)
fi

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    cd "$start"
    exec "$bin/headgate" "${window[@]}"
fi

echo
echo "There is no display here, so Headgate's window cannot be shown."
echo "Its events follow in the terminal for 20 seconds; a picture of the window is written after that."
echo
rc=0
"$bin/headgate-cli" tail "$source" --for 20 || rc=$?
picture=$PWD/build/headgate-window.png
rm -f "$picture"
QT_QPA_PLATFORM=offscreen "$bin/headgate" "${window[@]}" --screenshot "$picture" --after 12000 || rc=$?
echo
if [ -s "$picture" ]; then
    echo "Picture of the window: $picture"
else
    echo "The picture of the window could not be written." >&2
    [ "$rc" -ne 0 ] || rc=1
fi
exit "$rc"
