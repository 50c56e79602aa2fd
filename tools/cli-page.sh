#!/bin/sh
# cli-page.sh PROGRAMS: docs/cli.md, made of what the programs print for --help.
set -eu
PATH=$1:$PATH

section() { # COMMAND...
    printf '\n## %s\n\n```\n' "$*"
    "$@" --help
    printf '```\n'
}

cat <<'END'
# Command lines

What `--help` prints. The man pages, `man benchlint` and `man benchrun`, and the completions of bash
come from the same tables; they are installed with the programs.
END
section benchlint
section benchrun
section benchrun validate
section benchrun investigate
section benchrun compare
section benchrun merge
section benchrun analyse
section benchrun doctor
