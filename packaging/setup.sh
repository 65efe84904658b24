#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what is needed to build, test and run Headgate on Debian 12. Does nothing where it is there.
set -euo pipefail
packages=(g++ cmake ninja-build ccache qt6-base-dev libqt6sql6-sqlite libgl-dev libmd4c-dev qtkeychain-qt6-dev fonts-inter fonts-jetbrains-mono)
missing=()
for p in "${packages[@]}"; do dpkg -s "$p" >/dev/null 2>&1 || missing+=("$p"); done
[ ${#missing[@]} -eq 0 ] && exit 0
sudo=(); [ "$(id -u)" -eq 0 ] || sudo=(sudo)
"${sudo[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y --no-install-recommends "${missing[@]}"
