#!/bin/sh
# test.sh PROGRAMS: pre-commit with our hook, in a scratch repository, without a network.  Commits
# of benchmarks whose work may vanish are refused, their mended forms are accepted.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
PATH=$(cd "$1" && pwd):$PATH
export PATH HOME="$scratch" XDG_CACHE_HOME="$scratch/cache" PRE_COMMIT_HOME="$scratch/cache"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com
export GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE PRE_COMMIT PYTHONPATH

fail() {
    echo "FAILED: $1"
    cat "$scratch/log"
    exit 1
}

# The hook's repository: what a user names in .pre-commit-config.yaml.
git init -q "$scratch/hooks"
cp "$here/../../.pre-commit-hooks.yaml" "$scratch/hooks"
git -C "$scratch/hooks" add .
git -C "$scratch/hooks" commit -q -m hooks
revision=$(git -C "$scratch/hooks" rev-parse HEAD)

git init -q "$scratch/user"
cd "$scratch/user"
printf 'repos:\n- repo: %s\n  rev: %s\n  hooks:\n  - id: benchlint\n' "$scratch/hooks" \
    "$revision" >.pre-commit-config.yaml
printf '[project]\nname = "user"\nrequires-python = ">=3.9"\n' >pyproject.toml
git add .
git commit -q -m "before the hook"
pre-commit install >"$scratch/log"

mkdir bench src
refused() { # FILE RULE
    git add .
    if git commit -m "$1" >"$scratch/log" 2>&1; then
        fail "$1 was accepted"
    fi
    grep -q "$1.*\[$2\]" "$scratch/log" || fail "$1 was not refused for $2"
}

accepted() { # WHAT
    git add .
    git commit -m "$1" >"$scratch/log" 2>&1 || fail "$1 was refused"
}

cp "$here/bad_sum.c" src/sum.c # not a benchmark by its path, so not the hook's business
accepted src/sum.c
cp "$here/bad_sum.c" bench/sum.c
refused bench/sum.c BL202
cp "$here/good_sum.c" bench/sum.c
accepted bench/sum.c
cp "$here/bad_write.py" bench/write.py
refused bench/write.py BL105
cp "$here/good_write.py" bench/write.py
accepted bench/write.py
