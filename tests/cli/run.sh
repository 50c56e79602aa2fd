#!/bin/sh
# run.sh PROGRAMS CASE: runs the command line of CASE/cmd in a scratch copy of the folder CASE and
# compares what it prints and its status with CASE/stdout, CASE/stderr (absent: empty) and
# CASE/status (absent: 0).  PROGRAMS is the folder of the programs.  UPDATE=1 rewrites the three.
set -eu
programs=$(cd "$1" && pwd)
case=$(cd "$2" && pwd)
source=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/work" "$scratch/tmp"
cp -R "$case/." "$scratch/work"
rm -f "$scratch/work/cmd" "$scratch/work/stdout" "$scratch/work/stderr" "$scratch/work/status"

# The same on every machine, terminal or not.
status=0
(cd "$scratch/work" && exec env -i PATH="$programs:/usr/local/bin:/usr/bin:/bin" SOURCE="$source" \
    HOME="$scratch" TMPDIR="$scratch/tmp" LC_ALL=C TZ=UTC TERM=dumb NO_COLOR=1 \
    sh -eu "$case/cmd") >"$scratch/stdout" 2>"$scratch/stderr" </dev/null || status=$?
echo "$status" >"$scratch/status"
for name in stdout stderr; do # the scratch folder has another name each time
    sed "s|$scratch/work|WORK|g" "$scratch/$name" >"$scratch/plain"
    mv "$scratch/plain" "$scratch/$name"
done

differs=0
settle() { # NAME DEFAULT: an output that is the default has no file
    expected=$scratch/default
    printf '%s' "$2" >"$expected"
    if [ "${UPDATE:-}" ]; then
        rm -f "$case/$1"
        cmp -s "$expected" "$scratch/$1" || cp "$scratch/$1" "$case/$1"
        return
    fi
    [ ! -f "$case/$1" ] || expected=$case/$1
    diff -u --label "expected $1" --label "actual $1" "$expected" "$scratch/$1" || differs=1
}

settle stdout ''
settle stderr ''
settle status '0
'
if [ -n "$(ls -A "$scratch/tmp")" ]; then
    echo "left behind in TMPDIR: $(ls -A "$scratch/tmp")"
    differs=1
fi
exit $differs
