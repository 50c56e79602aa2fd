#!/bin/sh
# the two promises that only a real machine can show
#
# live.sh [-s SEARCHES] [-c COMPARISONS] [FOLDER...]
#   StringIO   SEARCHES searches (50) for the cliff of fixtures/fixtures.yaml, each with another seed,
#              while the other core is busy; with the python3 of each FOLDER, or of PATH
#   compare    COMPARISONS comparisons (200) of a program with itself by --base, and as many with one
#              that does a tenth more, with nothing else running
# Prints a line for each search that was not exact or not within ten seconds, and a table.  The first
# part wants one idle core, the second an idle machine; bench/live.md keeps what was measured.
set -eu
searches=50
comparisons=200
benchrun=$(dirname "$0")/../build/release/bin/benchrun
while getopts s:c:b: option; do
    case $option in
    s) searches=$OPTARG ;;
    c) comparisons=$OPTARG ;;
    b) benchrun=$OPTARG ;;
    *) exit 2 ;;
    esac
done
shift $((OPTIND - 1))
benchrun=$(realpath "$benchrun")
fixtures=$(realpath "$(dirname "$0")/../fixtures/fixtures.yaml")
scratch=$(mktemp -d)
busy=
trap 'test -z "$busy" || kill "$busy" 2>/dev/null; rm -rf "$scratch"' EXIT INT TERM

work() { # keeps one core busy until it is killed
    sh -c 'while :; do :; done' &
    busy=$!
}

rest() {
    kill "$busy"
    wait "$busy" 2>/dev/null || :
    busy=
}

search() { # FOLDER: of python3, or "" for that of PATH
    seed=0
    : >"$scratch/searches"
    while [ "$seed" -lt "$searches" ]; do
        seed=$((seed + 1))
        PATH=${1:+$1:}$PATH python3 - "$seed" "$benchrun" "$fixtures" "$scratch" <<'PYTHON'
import json
import subprocess
import sys
import time

seed, benchrun, fixtures, scratch = sys.argv[1:]
start = time.monotonic()
subprocess.run([benchrun, "--quiet", "--seed", seed, "--filter", "stringio-lazy", "--fail-on", "never",
                "--format", "json", "--output", f"{scratch}/result.json", fixtures], check=False)
seconds = time.monotonic() - start
fixture = json.load(open(f"{scratch}/result.json"))["fixtures"][0]
if fixture["status"] == "skipped":
    sys.exit(f"skipped: {fixture['reason']}")
cliffs = [(cliff["n"], cliff["exact"]) for cliff in fixture["cliffs"]]
exact = cliffs == [(100000, True)]
impossible = {"impossible", "unmaterialised"} <= set(fixture["verdicts"])
blame = fixture["cliffs"][0]["blame"] if cliffs else None
cause = " <- ".join(reversed(blame.get("chain", []))) if blame else ""
named = "flush_accumulator" in cause or ("Join" in cause and "memmove" in cause)
if not (exact and seconds <= 10):
    print(f"seed {seed}: {cliffs} after {fixture['runs']} runs and {seconds:.1f} s", file=sys.stderr)
with open(f"{scratch}/searches", "a") as table:
    print(int(exact), int(seconds <= 10), int(impossible), int(named), fixture["runs"], seconds, file=table)
PYTHON
    done
    awk -v name="${1:-python3}" '{ for (i = 1; i <= 6; i++) sum[i] += $i; if ($6 > most) most = $6 }
        END { if (NR) printf "| %s | %d | %d | %d | %d | %d | %.0f | %.1f s | %.1f s |\n", name, NR,
            sum[1], sum[2], sum[3], sum[4], sum[5] / NR, sum[6] / NR, most }' "$scratch/searches"
}

echo '| StringIO, other core busy | searches | exact | in 10 s | BR104 and BR105 | blamed | runs | mean | most |'
echo '|---|---|---|---|---|---|---|---|---|'
work
if [ $# -eq 0 ]; then
    search ""
fi
for folder in "$@"; do
    search "$folder"
done
rest

cat >"$scratch/loop.c" <<'C'
#include <stdlib.h>
int main(int count, char **words)
{
    unsigned long sum = 0, end = strtoul(words[1], NULL, 10) * strtoul(words[2], NULL, 10);
    for (unsigned long i = 0; i < end; i++) {
        sum = sum * 31 + i;
        __asm__ volatile("" : "+r"(sum));
    }
    return count == 3 && sum == 0;
}
C
"${CC:-cc}" -O2 -o "$scratch/loop" "$scratch/loop.c"

compare() { # NAME WORK: of the head; the base does 100
    cat >"$scratch/compare.yaml" <<YAML
version: 1
defaults: {rounds: 3}
fixtures:
  - {name: loop, command: [$scratch/loop, "{n}", "$2"], sizes: {list: [100000, 140000, 200000, 280000, 400000]}}
YAML
    seed=0
    : >"$scratch/changes"
    while [ "$(wc -l <"$scratch/changes")" -lt "$comparisons" ]; do
        seed=$((seed + 1))
        "$benchrun" --quiet --seed "$seed" --sampler none --fail-on never --format json \
            --output "$scratch/result.json" --base "$scratch/loop {n} 100" "$scratch/compare.yaml"
        python3 -c 'import json, sys
for comparison in json.load(open(sys.argv[1]))["fixtures"][0]["comparisons"]:
    print(comparison["change"])' "$scratch/result.json" >>"$scratch/changes"
    done
    awk -v name="$1" '{ count[$1]++ } END { printf "| %s | %d | %d | %d | %d | %d |\n", name, NR,
        count["unchanged"], count["regression"], count["improvement"], count["inconclusive"] }' \
        "$scratch/changes"
}

echo
echo '| head is | comparisons | unchanged | regression | improvement | inconclusive |'
echo '|---|---|---|---|---|---|'
compare 'the same' 100
compare '10 % slower' 110
uptime | sed 's/.*load average/load average/'
