#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Proves what packaging/package.sh made, and prints one table: what was verified here, and what is only configured.
# packaging/verify.sh [--again] [--keep]: --again also builds a second copy elsewhere and compares the bytes; --keep writes the
# table to packaging/VERIFIED.md as well.
# As root, with debootstrap, the DEB is installed into a clean Debian; elsewhere it is only unpacked.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
again=
keep=
for argument; do
    case $argument in
    --again) again=1 ;;
    --keep) keep=1 ;;
    *) echo "verify: there is no $argument" >&2 && exit 2 ;;
    esac
done
out=$PWD/build/packages
work=$(mktemp -d)
root=$PWD/build/verify-root
# shellcheck disable=SC2317 # called by the trap and by check
unmount() {
    for point in dev/pts dev proc; do
        mountpoint -q "$root/$point" && umount -l "$root/$point"
    done
    mountpoint -q "$work/image" && umount "$work/image"
}
trap 'unmount; rm -rf "$work"' EXIT
export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 XDG_RUNTIME_DIR="$work/run" HOME="$work/home"
mkdir -m 700 "$work/run" "$work/home"

table=
bad=0
row() { table="$table$1|$2|$3"$'\n'; }
# check WHAT PROGRAM...: runs it, and keeps what it said where it failed.
check() {
    local what=$1 said
    shift
    if said=$("$@" 2>&1); then
        row "$what" verified ""
    else
        row "$what" FAILED "$(printf '%s' "$said" | tail -1 | cut -c1-90)"
        printf '%s\n' "-- $what" "$said" >&2
        bad=1
    fi
}
# with COMMAND PACKAGE WHAT PROGRAM...: only where the tool is there.
with() {
    local command=$1 package=$2 what=$3
    shift 3
    if command -v "$command" >/dev/null; then
        check "$what" "$@"
    else
        row "$what" "not checked" "needs $package"
    fi
}
# A picture of the window with the demo, from this program.
paints() {
    "$@" --demo --profile "$work/profile-$RANDOM" --screenshot "$work/shot.png" --after 3000 && test -s "$work/shot.png" &&
        rm "$work/shot.png"
}

deb=$(ls "$out"/headgate_*.deb 2>/dev/null | head -1)
tgz=$(ls "$out"/headgate-*-linux-*.tar.gz 2>/dev/null | head -1)
bundle=$(ls "$out"/headgate-*-bundle-*.tar.gz 2>/dev/null | head -1)
image=$(ls "$out"/headgate-*-bundle-*.squashfs 2>/dev/null | head -1)
if [ -z "$deb" ] || [ -z "$bundle" ]; then
    echo "verify: there is nothing in build/packages; please run packaging/package.sh first" >&2
    exit 1
fi

sums() { (cd "$out" && sha256sum --quiet -c SHA256SUMS); }
check "checksums" sums
sbom() { python3 -c 'import json,sys; d=json.load(open(sys.argv[1])); assert len(d["packages"]) > 5' "$out"/*.spdx.json; }
with python3 python3 "SBOM is SPDX in JSON" sbom

# The DEB.
dpkg-deb -x "$deb" "$work/deb"
tree=$work/deb/usr
depends() { dpkg-deb -f "$deb" Depends | grep -q libqt6core6 && dpkg-deb -f "$deb" Depends | grep -q libqt6sql6-sqlite; }
check "DEB: dependencies computed" depends
faultless() { ! lintian --fail-on none --tag-display-limit 0 "$deb" 2>/dev/null | grep '^E:'; }
with lintian lintian "DEB: lintian without errors" faultless
installed() {
    if [ ! -e "$root/etc/debian_version" ]; then
        local mirror
        mirror=$(awk '/^URIs:/ { print $2; exit }' /etc/apt/sources.list.d/*.sources 2>/dev/null)
        debootstrap --variant=minbase bookworm "$root" ${mirror:+"$mirror"} || return 1
    fi
    mount -t proc proc "$root/proc" && mount --bind /dev "$root/dev" && mount --bind /dev/pts "$root/dev/pts" || return 1
    cp /etc/resolv.conf "$root/etc/"
    cp "$deb" "$root/tmp/headgate.deb"
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        QT_QPA_PLATFORM=offscreen sh -euc '
        export XDG_RUNTIME_DIR=$(mktemp -d)
        apt-get -qq update
        apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 install /tmp/headgate.deb
        headgate-cli --version
        headgate --demo --profile /tmp/profile --screenshot /tmp/shot.png --after 3000
        test -s /tmp/shot.png
        files=$(dpkg -L headgate)
        apt-get -qq -y purge headgate
        for file in $files; do
            case $file in */headgate*) if [ -e "$file" ]; then echo "left behind: $file"; exit 1; fi ;; esac
        done'
}
if [ "$(id -u)" -eq 0 ]; then
    with debootstrap debootstrap "DEB: clean root, installed, painted, purged" installed
else
    row "DEB: clean root, installed, painted, purged" "not checked" "needs root"
fi
check "DEB: window paints from its own tree" paints "$tree/bin/headgate"

# The archives.
unpacked() { tar -xzf "$tgz" -C "$work" && paints "$work/$(basename "$tgz" .tar.gz)/usr/bin/headgate"; }
check "TGZ: unpacked elsewhere, paints" unpacked
extracted() { sh "$out/$(basename "$tgz" .tar.gz).sh" "$work/sh" && paints "$work/sh/$(basename "$tgz" .tar.gz)/usr/bin/headgate"; }
check "self-extracting archive: the same" extracted

# The bundle.
tar -xzf "$bundle" -C "$work"
folder=$work/$(basename "$bundle" .tar.gz)
inside() {
    local foreign
    foreign=$(find "$folder/bin" "$folder/plugins" "$folder/lib" -type f -name '*[!f]' -exec ldd {} + 2>/dev/null |
        awk '$1 ~ /^libQt6/ && $3 !~ /bundle/ { print $1, $3 }' | sort -u)
    test -z "$foreign" || { echo "$foreign"; return 1; }
}
check "bundle: every Qt library inside it" inside
moved() { mv "$folder" "$work/elsewhere" && env -u LD_LIBRARY_PATH "$work/elsewhere/AppRun" --version && paints "$work/elsewhere/AppRun"; }
check "bundle (AppDir): moved, paints" moved
mounted() { mkdir -p "$work/image" && squashfuse "$image" "$work/image" && paints "$work/image/AppRun"; }
if [ -e /dev/fuse ]; then
    with squashfuse squashfuse "squashfs image: mounted, paints" mounted
else
    unsquashed() { unsquashfs -q -n -d "$work/unsquashed" "$image" >/dev/null && paints "$work/unsquashed/AppRun"; }
    check "squashfs image: unpacked, paints" unsquashed
fi

# What stands beside the programs.
with desktop-file-validate desktop-file-utils "desktop file" desktop-file-validate "$tree/share/applications/headgate.desktop"
with appstreamcli appstream "AppStream data" appstreamcli validate --no-net "$tree/share/metainfo/io.github.headgate.headgate.metainfo.xml"
with xmllint libxml2-utils "MIME type" xmllint --noout "$tree/share/mime/packages/headgate.xml"
scheme() {
    grep -q '^MimeType=.*x-scheme-handler/headgate;' "$tree/share/applications/headgate.desktop" &&
        update-desktop-database "$tree/share/applications" &&
        grep -q '^x-scheme-handler/headgate=headgate.desktop' "$tree/share/applications/mimeinfo.cache"
}
with update-desktop-database desktop-file-utils "URL scheme registered" scheme
pages() {
    local page said
    for page in "$tree"/share/man/man1/*.1.gz; do
        said=$(man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
        test -z "$said" || { echo "$said"; return 1; }
        lexgrog "$page" >/dev/null || return 1
    done
}
with man man-db "manual pages without warnings" pages
told() {
    local option
    for option in $("$tree/bin/headgate" --help | grep -o -- '--[a-z-]*' | grep -v -e '--help' -e '--version' | sort -u); do
        zcat "$tree/share/man/man1/headgate.1.gz" | tr -d '\\' | grep -q -- "$option" || { echo "$option"; return 1; }
    done
}
check "headgate(1) names every option" told
bash_words() {
    bash -euc 'source "$1"; COMP_WORDS=(headgate-cli ta); COMP_CWORD=1; _headgate_cli; test "${COMPREPLY[*]}" = tail
        COMP_WORDS=(headgate-cli tail --cu); COMP_CWORD=2; _headgate_cli; test "${COMPREPLY[*]}" = --cursor-file' - \
        "$tree/share/bash-completion/completions/headgate-cli"
}
check "completion: bash" bash_words
zsh_words() { zsh -n "$tree/share/zsh/vendor-completions/_headgate-cli"; }
with zsh zsh "completion: zsh (syntax)" zsh_words
fish_words() {
    fish -c 'source $argv[1]; complete -C "headgate-cli tail --cu"' "$tree/share/fish/vendor_completions.d/headgate-cli.fish" |
        grep -q '^--cursor-file'
}
with fish fish "completion: fish" fish_words
sizes() {
    local size
    for size in 16 22 24 32 48 64 128 256 512; do
        file "$tree/share/icons/hicolor/${size}x$size/apps/headgate.png" | grep -q "$size x $size" || return 1
    done
    test -e "$tree/share/icons/hicolor/scalable/apps/headgate.svg" -a -e "$tree/share/icons/hicolor/symbolic/apps/headgate-symbolic.svg"
}
with file file "icons at all sizes" sizes
unit() {
    sed "s,^ExecStart=[^ ]*,ExecStart=$tree/bin/headgate-cli," "$tree/lib/systemd/user/headgate-serve.service" >"$work/headgate-serve.service"
    MANPATH="$tree/share/man" systemd-analyze --user verify "$work/headgate-serve.service"
}
with systemd-analyze systemd "systemd user unit" unit
installer() {
    mkdir -p "$work/windows" && echo stub >"$work/windows/headgate.exe" &&
        cp build/package/packaging/windows/headgate.nsi "$work/" && (cd "$work" && makensis -V2 -DCONTENT=windows headgate.nsi)
}
with makensis nsis "Windows installer script, with a stub" installer
with xmllint libxml2-utils "macOS Info.plist" xmllint --noout --nonet build/package/packaging/macos/Info.plist

again() {
    local copy=$work/again
    git clone -q . "$copy" && (cd "$copy" && packaging/package.sh >"$work/again.log" 2>&1) &&
        diff "$out/SHA256SUMS" "$copy/build/packages/SHA256SUMS"
}
if [ -n "$again" ]; then
    check "built again elsewhere: the same bytes" again
else
    row "built again elsewhere: the same bytes" "not checked" "packaging/verify.sh --again"
fi
row "Windows program and its bundle" "configured only" "windeployqt and headgate.nsi; not built here"
row "macOS application and its image" "configured only" "Info.plist, macdeployqt; not built here"
row "Flatpak" "configured only" "packaging/linux/io.github.headgate.headgate.yml; not built here"
row "AppImage" "configured only" "the AppDir is verified; its runtime is added by appimagetool"

printed=$(printf '%s' "$table" | awk -F'|' '{ printf "%-48s %-16s %s\n", $1, $2, $3 }')
if [ -n "$keep" ]; then
    # shellcheck disable=SC1091 # where there is none, it is no Linux that this could verify
    system=$(. /etc/os-release && printf '%s' "$PRETTY_NAME")
    cat >packaging/VERIFIED.md <<EOF
# What was verified

Printed by \`packaging/verify.sh${again:+ --again} --keep\` on $(date -u +%Y-%m-%d), $system, $(uname -m), of version
$(git describe --always --dirty 2>/dev/null || echo unknown). "Configured only" means that nobody has built it there yet.

\`\`\`
$printed
\`\`\`
EOF
fi
printf '\n%s\n' "$printed"
exit "$bad"
