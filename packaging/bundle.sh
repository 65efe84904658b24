#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A folder that runs from anywhere with the Qt it brings: packaging/bundle.sh PREFIX TO. It is an AppDir as well.
# What belongs to the system stays outside: libc and its kin, and what talks to the graphics driver.
set -euo pipefail
prefix=$1
to=$2
rm -rf "$to"
mkdir -p "$to/bin" "$to/lib" "$to/plugins"
cp "$prefix"/bin/* "$to/bin/"
cp -r "$prefix/share" "$to/share"

plugins=$(qtpaths6 --query QT_INSTALL_PLUGINS 2>/dev/null || /usr/lib/qt6/bin/qmake -query QT_INSTALL_PLUGINS)
for plugin in platforms/libqxcb.so platforms/libqoffscreen.so platforms/libqminimal.so sqldrivers/libqsqlite.so \
    tls/libqopensslbackend.so tls/libqcertonlybackend.so imageformats/libqjpeg.so imageformats/libqgif.so \
    imageformats/libqico.so platforminputcontexts/libcomposeplatforminputcontextplugin.so \
    platforminputcontexts/libibusplatforminputcontextplugin.so platformthemes/libqxdgdesktopportal.so \
    xcbglintegrations/libqxcb-glx-integration.so networkinformation/libqnetworkmanager.so; do
    if [ -e "$plugins/$plugin" ]; then
        mkdir -p "$to/plugins/$(dirname "$plugin")"
        cp "$plugins/$plugin" "$to/plugins/$plugin"
    fi
done

# Buttons and dialogs that Qt writes itself, in the languages that the window speaks.
translations=$(qtpaths6 --query QT_INSTALL_TRANSLATIONS 2>/dev/null || /usr/lib/qt6/bin/qmake -query QT_INSTALL_TRANSLATIONS)
mkdir -p "$to/translations"
for language in de; do
    if [ -e "$translations/qtbase_$language.qm" ]; then
        cp -L "$translations/qtbase_$language.qm" "$to/translations/"
    fi
done

outside='^(ld-linux.*|libc|libm|libdl|libpthread|librt|libresolv|libutil|libgcc_s|libstdc\+\+|libGL|libGLX|libGLdispatch|libEGL|libOpenGL|libdrm|libgbm|libX11|libX11-xcb|libxcb|libXau|libXdmcp|libbsd|libmd|libfontconfig|libfreetype|libz|libexpat)\.so'
libraries() {
    find "$to/bin" "$to/plugins" -type f -exec ldd {} + | awk '$2 == "=>" && $3 ~ "^/" { print $3 }' | sort -u
}
while read -r library; do
    if ! basename "$library" | grep -Eq "$outside"; then
        cp -L "$library" "$to/lib/"
    fi
done < <(libraries)
# DT_RPATH, not DT_RUNPATH: it also holds for what the libraries themselves need.
find "$to/bin" "$to/lib" -type f -exec patchelf --force-rpath --set-rpath "\$ORIGIN/../lib" {} +
find "$to/plugins" -type f -exec patchelf --force-rpath --set-rpath "\$ORIGIN/../../lib" {} +
find "$to/lib" "$to/plugins" -type f -exec chmod 644 {} + -exec strip --strip-unneeded {} + 2>/dev/null || true
printf '[Paths]\nPrefix = ..\nPlugins = plugins\nTranslations = translations\n' >"$to/bin/qt.conf"
mkdir -p "$to/licences"
for package in $(find "$to/lib" "$to/translations" -type f -printf '%f\n' | while read -r file; do
    dpkg -S "*/$file" 2>/dev/null | sed 's/:.*//'
done | sort -u); do
    if [ -e "/usr/share/doc/$package/copyright" ]; then
        cp -L "/usr/share/doc/$package/copyright" "$to/licences/$package"
    fi
done

cp "$to/share/applications/headgate.desktop" "$to/headgate.desktop"
cp "$to/share/icons/hicolor/scalable/apps/headgate.svg" "$to/headgate.svg"
cp "$to/share/icons/hicolor/256x256/apps/headgate.png" "$to/.DirIcon"
cat >"$to/AppRun" <<'RUN'
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
case $(basename "${ARGV0:-headgate}") in
headgate-cli) exec "$here/bin/headgate-cli" "$@" ;;
*) exec "$here/bin/headgate" "$@" ;;
esac
RUN
chmod 755 "$to/AppRun"
