#!/bin/sh
# SPDX-License-Identifier: MIT
# Writes what shells complete after "headgate-cli", out of the table of packaging/usage.sh:
# packaging/completions.sh bash|zsh|fish < TABLE
set -eu
case $1 in
bash)
    awk -F'\t' '
        $1 == "V" { verbs = verbs " " $2 }
        $1 == "W" { words[$2] = $3 }
        $1 == "O" { options[$2] = options[$2] " " $3
                    if ($4 == "file") files = files "|" $3
                    else if ($4 == "directory") directories = directories "|" $3
                    else if ($4 != "") others = others "|" $3 }
        END {
            print "# headgate-cli, for bash"
            print "_headgate_cli() {"
            print "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} options= words="
            print "    COMPREPLY=()"
            print "    if [ \"$COMP_CWORD\" -eq 1 ]; then"
            print "        COMPREPLY=($(compgen -W \"" substr(verbs, 2) " --help --version\" -- \"$word\"))"
            print "        return"
            print "    fi"
            print "    case $before in"
            print "    " substr(files, 2) ") compopt -o filenames; COMPREPLY=($(compgen -f -- \"$word\")); return ;;"
            print "    " substr(directories, 2) ") compopt -o filenames; COMPREPLY=($(compgen -d -- \"$word\")); return ;;"
            print "    " substr(others, 2) ") return ;;"
            print "    esac"
            print "    case ${COMP_WORDS[1]} in"
            n = split(substr(verbs, 2), verb, " ")
            for (i = 1; i <= n; i++)
                print "    " verb[i] ") words=\"" words[verb[i]] "\"; options=\"" substr(options[verb[i]], 2) " --help\" ;;"
            print "    esac"
            print "    case $word in"
            print "    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;"
            print "    *) if [ \"$COMP_CWORD\" -eq 2 ] && [ -n \"$words\" ]; then"
            print "           COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))"
            print "       else"
            print "           compopt -o filenames; COMPREPLY=($(compgen -f -- \"$word\"))"
            print "       fi ;;"
            print "    esac"
            print "}"
            print "complete -F _headgate_cli headgate-cli"
        }' | awk '{ # the same option of two verbs stands once in a pattern
            if ($0 ~ /^    --[a-z|-]+\)/) {
                split($0, half, ")"); sub(/^ +/, "", half[1]); n = split(half[1], part, "|"); line = ""; delete seen
                for (i = 1; i <= n; i++) if (!(part[i] in seen)) { seen[part[i]] = 1; line = line "|" part[i] }
                print "    " substr(line, 2) substr($0, index($0, ")"))
            } else print }' ;;
zsh)
    awk -F'\t' '
        function plain(text) { gsub(/[\[\]:\x27"`$\\]/, " ", text); return text }
        $1 == "V" { order[++n] = $2; about[$2] = $4 }
        $1 == "W" { words[$2] = $3 }
        $1 == "O" {
            what = $4 == "" ? "" : ":" plain($4) ":" ($4 == "file" ? "_files" : $4 == "directory" ? "_files -/" : " ")
            options[$2] = options[$2] " \\\n            \x27" $3 "[" plain($5) "]" what "\x27"
        }
        END {
            print "#compdef headgate-cli"
            print "_headgate_cli() {"
            print "    local -a verbs"
            print "    if (( CURRENT == 2 )); then"
            print "        verbs=("
            for (i = 1; i <= n; i++) print "            \x27" order[i] ":" plain(about[order[i]]) "\x27"
            print "        )"
            print "        _describe verb verbs"
            print "        return"
            print "    fi"
            print "    case $words[2] in"
            for (i = 1; i <= n; i++) {
                first = words[order[i]] == "" ? "\x27*:source:_files\x27" : "\x272:action:(" words[order[i]] ")\x27"
                print "    " order[i] ")\n        _arguments \x271:verb: \x27 " first options[order[i]] " ;;"
            }
            print "    esac"
            print "}"
            print "_headgate_cli \"$@\""
        }' ;;
fish)
    awk -F'\t' '
        function plain(text) { gsub(/[\x27\\]/, " ", text); return text }
        BEGIN { print "# headgate-cli, for fish"; print "complete -c headgate-cli -n __fish_use_subcommand -f" }
        $1 == "V" { print "complete -c headgate-cli -n __fish_use_subcommand -a " $2 " -d \x27" plain($4) "\x27" }
        $1 == "W" { print "complete -c headgate-cli -n \x27__fish_seen_subcommand_from " $2 "\x27 -f -a \x27" $3 "\x27" }
        $1 == "O" {
            line = "complete -c headgate-cli -n \x27__fish_seen_subcommand_from " $2 "\x27 -l " substr($3, 3)
            if ($4 == "file") line = line " -r -F"
            else if ($4 == "directory") line = line " -x -a \x27(__fish_complete_directories)\x27"
            else if ($4 != "") line = line " -x"
            print line " -d \x27" plain($5) "\x27"
        }' ;;
*)
    echo "usage: completions.sh bash|zsh|fish < TABLE" >&2
    exit 2
    ;;
esac
