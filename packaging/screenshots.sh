#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Takes the pictures of resources/screenshots anew: packaging/screenshots.sh [--only NAME] [DIRECTORY]
# Of every view in light, dark, high contrast, small, large, and for a dense screen (2x). What they show is not made up: a real
# OpenCode server with a scripted model, the recording of the demo, our own server, and logs that were written meanwhile.
set -euo pipefail
cd "$(dirname "$0")/.."
only=()
if [ "${1:-}" = --only ]; then
    only=(--only "$2")
    shift 2
fi
to=${1:-resources/screenshots}
packaging/setup.sh
packaging/testtools.sh
cmake --preset release >/dev/null
cmake --build --preset release --target headgate-shots headgate-cli
export QT_QPA_PLATFORM=offscreen TZ=UTC LC_ALL=C.UTF-8
# Directories in the pictures read as those of a person's home.
export HEADGATE_TEST_TOOLS=${HEADGATE_TEST_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/headgate-tests}
work=/home/dev
mkdir "$work" 2>/dev/null || work=$(mktemp -d "$HOME/work-XXXXXX")
trap 'rm -rf "$work"' EXIT
export TMPDIR=$work
taken=$work/pictures
mkdir "$taken"
if [ -z "${XDG_RUNTIME_DIR:-}" ]; then
    export XDG_RUNTIME_DIR=$work
    chmod 700 "$work"
fi
for scale in 1 2; do
    rm -rf "$work/work"
    mkdir "$work/work"
    HEADGATE_SHOTS_WORK=$work/work QT_SCALE_FACTOR=$scale build/release/bin/headgate-shots "${only[@]}" "$taken"
done
# 128 colours are enough for what is drawn with two dozen, and take a third of the space.
find "$taken" -name '*.png' -print0 | while IFS= read -r -d '' picture; do
    target=$to/${picture#"$taken"/}
    mkdir -p "$(dirname "$target")"
    if command -v convert >/dev/null; then
        convert "$picture" +dither -colors 128 -strip -define png:compression-level=9 "PNG8:$target"
    else
        cp "$picture" "$target"
    fi
done
du -sh "$to" | sed 's/^/screenshots: /'
