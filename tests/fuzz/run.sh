#!/bin/sh
# run.sh PROGRAMS SECONDS: runs every fuzz target for its share of the time, from the seeds below
# and what earlier runs found worth keeping (PROGRAMS/corpus).  What breaks one is kept in
# PROGRAMS/broken, to be run again as an argument of the target.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
programs=$(cd "$1" && pwd)
targets=$(find "$here" -name 'fuzz_*.c' ! -name fuzz_file.c -exec basename {} .c \; | sort)
share=$(($2 / $(echo "$targets" | wc -l)))
[ "$share" -gt 0 ] || share=1

seeds() { # TARGET: the files that it starts from
    case $1 in
    fuzz_spec) find "$root/fixtures" "$root/tests" -name '*.yaml' ;;
    fuzz_model) find "$root/rules/models" -name '*.yaml' ;;
    fuzz_python) find "$root/fixtures" "$root/tests" -name '*.py' ;;
    fuzz_replay) find "$root/tests" "$root/fixtures" -name '*.jsonl' ;;
    fuzz_document) find "$root/tests/fuzz/seeds" -name '*.json' ;;
    esac
}

mkdir -p "$programs/broken"
for target in $targets; do
    corpus=$programs/corpus/$target
    mkdir -p "$corpus"
    seeds "$target" | while read -r seed; do
        cp "$seed" "$corpus/$(echo "${seed#"$root"/}" | tr / _)"
    done
    "$programs/$target" -max_total_time="$share" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
        -print_final_stats=1 -artifact_prefix="$programs/broken/$target-" "$corpus" \
        >"$programs/$target.log" 2>&1 || {
        tail -n 60 "$programs/$target.log"
        echo "$target broke; the input is in $programs/broken"
        exit 1
    }
    echo "$target: $share s, $(sed -n 's/^stat::number_of_executed_units: *//p' \
        "$programs/$target.log") inputs"
done
echo "no target broke"
