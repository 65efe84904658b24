#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds what people install into build/packages: DEB, TGZ, self-extracting archive, a bundle with Qt inside, and its image.
# The same commit gives the same bytes. packaging/verify.sh proves what came out.
set -euo pipefail
cd "$(dirname "$0")/.."
packaging/setup.sh

need() { # COMMAND PACKAGE
    command -v "$1" >/dev/null || missing+=("$2")
}
missing=()
need dpkg-shlibdeps dpkg-dev
need fakeroot fakeroot
need file file
need patchelf patchelf
need mksquashfs squashfs-tools
if [ "${#missing[@]}" -gt 0 ]; then
    echo "package: please install ${missing[*]}" >&2
    exit 1
fi

if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
    SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CMakeLists.txt)
fi
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C.UTF-8
umask 022
# Without a compiler cache: it writes the paths of sources in a form of its own.
cmake --preset package >/dev/null
cmake --build --preset package
build=$PWD/build/package
out=$PWD/build/packages
rm -rf "$out"
mkdir -p "$out"
version=$(sed -n 's/^project(Headgate VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
name=headgate-$version-linux-$(uname -m)

# Tools differ in what they do with times: everything is as old as its commit.
aged() { find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +; }
packed() { # DIRECTORY FILE
    tar -C "$(dirname "$1")" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
        -cf - "$(basename "$1")" | gzip -9n >"$2"
}

echo "== DEB"
(cd "$build" && cpack -G DEB -B "$build/cpack" >"$build/cpack.log") || { cat "$build/cpack.log" >&2; exit 1; }
cp "$build"/cpack/headgate_*.deb "$out"

echo "== TGZ and self-extracting archive"
tree=$build/$name
rm -rf "$tree"
DESTDIR=$tree cmake --install "$build" --strip >/dev/null
aged "$tree"
packed "$tree" "$out/$name.tar.gz"
{
    sed -e "s/@NAME@/$name/g" packaging/linux/extract.sh.in
    cat "$out/$name.tar.gz"
} >"$out/$name.sh"
chmod 755 "$out/$name.sh"

echo "== bundle with Qt inside"
bundle=$build/headgate-$version-bundle-$(uname -m)
packaging/bundle.sh "$tree/usr" "$bundle"
aged "$bundle"
packed "$bundle" "$out/$(basename "$bundle").tar.gz"
mksquashfs "$bundle" "$out/$(basename "$bundle").squashfs" -quiet -no-progress -comp zstd -all-root \
    -noappend >/dev/null

echo "== what is in them"
packaging/sbom.sh "$bundle" "$version" >"$out/headgate-$version.spdx.json"
(cd "$out" && sha256sum -- * >SHA256SUMS)
ls -l "$out"
