#!/bin/sh
# user and system time of benchlint over files, beside `clang -fsyntax-only`
#
# cost.sh [-n ROUNDS] [-b BENCHLINT] [-f "FLAGS"] FILE...: for each file the least user+system time
# of some rounds, in milliseconds, of
#   clang    the compiler's own parse (C and C++)
#   first    benchlint without a cache
#   again    benchlint whose cache knows the file
# The rounds are interleaved: what else the machine does falls on all columns alike.  CLANG names
# another compiler than clang-19.
# shellcheck disable=SC2086 # the flags are several words
set -eu
rounds=7
flags=
benchlint=$(dirname "$0")/../build/release/bin/benchlint
while getopts n:b:f: option; do
    case $option in
    n) rounds=$OPTARG ;;
    b) benchlint=$OPTARG ;;
    f) flags=$OPTARG ;; # of the compiler, for both
    *) exit 2 ;;
    esac
done
shift $((OPTIND - 1))
if [ $# -eq 0 ]; then
    sed -n '2,11s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
clang=${CLANG:-clang-19}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The shell's own `times` counts in hundredths of a second.
spent() { # COLUMN COMMAND...: adds one measured time to the column
    column=$1
    shift
    python3 -c 'import resource, subprocess, sys
before = resource.getrusage(resource.RUSAGE_CHILDREN) # not nothing where python3 is a wrapper
subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
seconds = spent.ru_utime + spent.ru_stime - before.ru_utime - before.ru_stime
print("%.2f" % (seconds * 1000))' "$@" >>"$scratch/$column"
}

least() { # COLUMN
    if [ -f "$scratch/$1" ]; then
        sort -n "$scratch/$1" | head -n 1
    else
        echo -
    fi
}

ratio() { # A B
    echo "$1 $2" | awk '{ if ($1 == "-" || $2 + 0 == 0) print "-"; else printf "%.2f", $1 / $2 }'
}

printf '| %-28s | %7s | %7s | %7s | %11s | %11s |\n' file clang first again first/clang first/again
echo '|---|---|---|---|---|---|'
for file in "$@"; do
    rm -f "$scratch/clang" "$scratch/first" "$scratch/again"
    "$benchlint" --cache "$scratch/cache" "$file" -- $flags >/dev/null 2>&1 || :
    round=0
    while [ "$round" -lt "$rounds" ]; do
        case $file in
        *.py) ;;
        *) spent clang "$clang" -fsyntax-only -w $flags "$file" ;;
        esac
        spent first "$benchlint" --no-cache "$file" -- $flags
        spent again "$benchlint" --cache "$scratch/cache" "$file" -- $flags
        round=$((round + 1))
    done
    clang_time=$(least clang) first_time=$(least first) again_time=$(least again)
    printf '| %-28s | %7s | %7s | %7s | %11s | %11s |\n' "$(basename "$file")" "$clang_time" \
        "$first_time" "$again_time" "$(ratio "$first_time" "$clang_time")" \
        "$(ratio "$first_time" "$again_time")"
done
uptime | sed 's/.*load average/load average/'
