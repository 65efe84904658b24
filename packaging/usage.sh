#!/bin/sh
# SPDX-License-Identifier: MIT
# The command line as a table, read from the program itself: packaging/usage.sh HEADGATE_CLI
# Lines of fields between tabs: V verb usage summary | W verb words | D verb text | O verb --option value text
set -eu
cli=$1
tab=$(printf '\t')

# One verb's --help as D and O lines.
described() {
    "$cli" "$@" --help | awk -v verb="$verb" '
        function tell() { if (name != "") options = options "O\t" verb "\t" name "\t" value "\t" text "\n"; name = "" }
        /^Usage:/ { next }
        /^Options:/ { in_options = 1; next }
        /^Arguments:/ { tell(); in_options = 0; in_arguments = 1; next }
        !in_options && !in_arguments && NF { about = about (about == "" ? "" : " ") $0; next }
        in_options && /^  -/ {
            tell()
            if (!match($0, /--[a-z-]+/)) next
            name = substr($0, RSTART, RLENGTH)
            rest = substr($0, RSTART + RLENGTH)
            value = ""
            if (match(rest, /^ <[^>]+>/)) { value = substr(rest, 3, RLENGTH - 3); rest = substr(rest, RLENGTH + 1) }
            sub(/^ +/, "", rest)
            text = rest
            if (name == "--help") name = ""
            next
        }
        in_options && name != "" && NF { sub(/^ +/, ""); text = text " " $0 }
        END { tell(); if (about != "") print "D\t" verb "\t" about; printf "%s", options }'
}

"$cli" --help | awk '
    /^Verbs:/ { on = 1; next }
    on && /^  [a-z]/ { sub(/^  /, ""); usage = $0; next }
    on && /^      / { sub(/^ +/, ""); split(usage, word, " "); print word[1] "\t" usage "\t" $0; next }
    on && /^$/ { exit }' | while IFS="$tab" read -r verb usage summary; do
    printf 'V\t%s\t%s\t%s\n' "$verb" "$usage" "$summary"
    words=$(printf '%s\n' "$usage" | awk '{ if ($2 ~ /^[a-z]+(\|[a-z]+)+$/) { gsub(/\|/, " ", $2); print $2 } }')
    if [ -n "$words" ]; then
        printf 'W\t%s\t%s\n' "$verb" "$words"
    fi
    found=$(described "$verb" </dev/null)
    if printf '%s\n' "$found" | grep -q '^O'; then
        printf '%s\n' "$found"
        continue
    fi
    # Each of its words has options of its own.
    printf '%s\n' "$found" | grep '^D' || true
    for word in $words; do
        described "$verb" "$word" </dev/null | grep '^O'
    done | awk -F'\t' '!seen[$3]++'
done
