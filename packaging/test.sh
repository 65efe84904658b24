#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds Headgate once and runs every test. The last lines are ctest's.
set -euo pipefail
cd "$(dirname "$0")/.."

export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$PWD} CCACHE_NOHASHDIR=1
packaging/setup.sh
packaging/testtools.sh
cmake --preset release
cmake --build --preset release
exec ctest --preset release --parallel "$(($(nproc) < 4 ? $(nproc) : 4))" "$@"
