#!/bin/sh
# SPDX-License-Identifier: MIT
# The manual page of headgate-cli out of the table of packaging/usage.sh: packaging/manpage.sh VERSION DATE < TABLE
set -eu
awk -F'\t' -v version="$1" -v date="$2" '
    function plain(text) { gsub(/\\/, "\\e", text); gsub(/-/, "\\-", text); sub(/^[.\x27]/, "\\\\\\&&", text); return text }
    BEGIN {
        print ".\\\" SPDX-License-Identifier: MIT"
        print ".TH HEADGATE\\-CLI 1 \"" date "\" \"Headgate " version "\" \"User Commands\""
        print ".SH NAME\nheadgate\\-cli \\- watch coding agents and decide what they may do, without a window"
        print ".SH SYNOPSIS\n.B headgate\\-cli\n.I VERB SOURCE\n.RI [ options ]"
        print ".SH DESCRIPTION"
        print "Follows the sessions of coding agents, prints and proves what is held of them, and answers what they ask."
        print ".PP\n.I SOURCE\nis opencode:URL, stream:URL, agentpane:URL, log:PATH, demo:, or a bare URL or path."
        print ".SH VERBS"
    }
    $1 == "V" { print ".SS " plain($3); print plain(toupper(substr($4, 1, 1)) substr($4, 2)) "." }
    $1 == "D" { print plain($3) }
    $1 == "O" {
        print ".TP"
        if ($4 == "") print ".B " plain($3); else print ".BI " plain($3) " \" " plain($4) "\""
        print plain($5)
    }
    END {
        print ".SH EXIT STATUS\n.nf"
        print "0  done\n1  failed\n2  wrong usage\n3  unreachable\n4  not found\n5  already answered, or in conflict"
        print "6  not authorised\n7  rejected\n8  expired\n.fi"
        print ".SH ENVIRONMENT\n.TP\n.B HEADGATE_USER, HEADGATE_PASSWORD\nWhat a server asks for, where no option and no keychain says it."
        print ".SH SEE ALSO\n.BR headgate (1)"
    }'
