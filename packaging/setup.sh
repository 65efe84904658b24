#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what is needed to build, test and run Headgate. Prints nothing and changes nothing where all of it is there.
set -euo pipefail

# what for | Debian 12 | Ubuntu 24.04 (not tried). "-": nothing to install there.
table='
compiler           | g++                  | g++
build description  | cmake                | cmake
build runner       | ninja-build          | ninja-build
compiler cache     | ccache               | ccache
Qt                 | qt6-base-dev         | qt6-base-dev
Qt websockets      | qt6-websockets-dev   | qt6-websockets-dev
translations       | qt6-l10n-tools       | qt6-l10n-tools
texts of Qt        | qt6-translations-l10n | qt6-translations-l10n
OpenGL headers     | libgl-dev            | libgl-dev
SQLite for Qt      | libqt6sql6-sqlite    | libqt6sql6-sqlite
SQLite itself      | libsqlite3-dev       | libsqlite3-dev
HTTP parser        | libboost-dev         | libboost-dev
Markdown           | libmd4c-dev          | libmd4c-dev
keychain           | qtkeychain-qt6-dev   | qtkeychain-qt6-dev
interface font     | fonts-inter          | fonts-inter
code font          | fonts-jetbrains-mono | fonts-jetbrains-mono
other scripts      | fonts-dejavu-core    | fonts-dejavu-core
certificates       | ca-certificates      | ca-certificates
tests: projects    | git                  | git
tests: terminals   | tmux                 | tmux
tests: desktop     | dbus-daemon          | dbus-daemon
'
# Looked for as commands: people have them from many places, and the packages of two places exclude each other.
commands='
node | nodejs | nodejs
npm  | npm    | npm
'

column=2
if [ -r /etc/os-release ] && grep -q '^ID=ubuntu' /etc/os-release; then
    column=3
fi
if ! command -v apt-get >/dev/null; then
    echo "setup: this is neither Debian nor Ubuntu. Please install the counterparts of:" >&2
    awk -F'|' 'NF > 2 { gsub(/ /, "", $2); print "  " $2 }' <<<"$table$commands" >&2
    exit 1
fi

installed() { [ "$(dpkg-query -W -f='${db:Status-Abbrev}' "$1" 2>/dev/null | cut -c1-2)" = ii ]; }

missing=()
while IFS='|' read -r -a field; do
    [ "${#field[@]}" -gt 2 ] || continue
    package=${field[$((column - 1))]// /}
    if [ "$package" != - ] && ! installed "$package"; then missing+=("$package"); fi
done <<<"$table"
while IFS='|' read -r -a field; do
    [ "${#field[@]}" -gt 2 ] || continue
    command -v "${field[0]// /}" >/dev/null || missing+=("${field[$((column - 1))]// /}")
done <<<"$commands"
[ "${#missing[@]}" -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "setup: please run this as root, or install sudo. Missing: ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi
echo "setup: installing ${missing[*]}"
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq update
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 install "${missing[@]}" >/dev/null
