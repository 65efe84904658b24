#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Brings resources/translations/headgate_*.ts up to date with the texts of the window, and prints what is not translated yet.
# With a folder as its argument it writes there, and leaves the sources alone. It ends with 1 where a text is missing.
# The command line tool stays English: scripts read it.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
to=${1:-$root/resources/translations}

lupdate=$(command -v lupdate6 || true)
for place in "$(qtpaths6 --query QT_HOST_BINS 2>/dev/null || true)" "$(qtpaths6 --query QT_INSTALL_BINS 2>/dev/null || true)" \
    /usr/lib/qt6/bin; do
    if [ -z "$lupdate" ] && [ -x "$place/lupdate" ]; then lupdate=$place/lupdate; fi
done
if [ -z "$lupdate" ]; then
    echo "translations: lupdate is missing. On Debian: apt-get install qt6-l10n-tools" >&2
    exit 2
fi

# lupdate knows tr() and nothing of say(), which chooses the plural by its second argument; it takes 1'000 for the begin of a
# character, and loses its place in enums. It is given a copy that is written its way.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r --parents ui app/gui.cpp app/guioptions.cpp "$copy"
cd "$copy"
find . \( -name '*.cpp' -o -name '*.h' \) -print0 | xargs -0 perl -0777 -pi -e '
    s/(?<=\d)\x27(?=\d)//g;
    s/\b(?:using\s+)?enum\s+(?:class\s+|struct\s+)?[\w:]+\s*(?::\s*\w+\s*)?(?:\{[^{}]*\})?\s*;/;/g;
    s/(?<![\w.>:])(?:words::)?(?:say|toSay)\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)(,?)/
        $2 ? "QT_TRANSLATE_N_NOOP(\"Words\", $1) + (" : "QT_TRANSLATE_NOOP(\"Words\", $1"/gex'

mkdir -p "$to"
for language in de; do
    file=headgate_$language.ts
    if [ "$to" != "$root/resources/translations" ]; then
        cp "$root/resources/translations/$file" "$to/$file"
    fi
    timeout 120 "$lupdate" -silent -no-obsolete -locations none -source-language en -target-language "$language" . -I . \
        -ts "$to/$file" 2> >(grep -v 'Qualifying with unknown namespace' >&2 || true)
done

missing=0
for file in "$to"/headgate_*.ts; do
    perl -0777 -ne '
        while (m{<context>\s*<name>(.*?)</name>(.*?)</context>}gs) {
            my ($context, $body) = ($1, $2);
            while ($body =~ m{<message.*?</message>}gs) {
                my $message = $&;
                next unless $message =~ /type="unfinished"/;
                my ($source) = $message =~ m{<source>(.*?)</source>}s;
                print "$context: $source\n";
            }
        }' "$file" >"$copy/unfinished"
    count=$(wc -l <"$copy/unfinished")
    echo "$(basename "$file"): $(grep -c '<message' "$file") texts, $count not translated"
    sed 's/^/  /' "$copy/unfinished"
    missing=$((missing + count))
done
[ "$missing" -eq 0 ]
