#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds Headgate and runs every test.
set -euo pipefail
cd "$(dirname "$0")/.."
packaging/setup.sh
cmake --preset release
cmake --build --preset release
ctest --preset release
