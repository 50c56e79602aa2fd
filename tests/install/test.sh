#!/bin/sh
# test.sh CMAKE BUILD: what `cmake --install` puts in place works from there, and is all there.
set -eu
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
"$1" --install "$2" --prefix "$prefix" >"$prefix/log"
cd /
"$prefix/bin/benchlint" --list-rules | grep -q BL202
"$prefix/bin/benchlint" --version | grep -q '^benchlint [0-9]'
"$prefix/bin/benchrun" --version | grep -q '^benchrun [0-9]'
printf 'version: 1\nfixtures:\n  - name: true\n    command: ["true", "{n}"]\n    sizes: {list: [1, 2]}\n' \
    >"$prefix/spec.yaml"
"$prefix/bin/benchrun" --fail-on never "$prefix/spec.yaml" >"$prefix/report" # finds its launcher
for file in share/man/man1/benchlint.1 share/man/man1/benchrun.1 \
    share/bash-completion/completions/benchlint share/bash-completion/completions/benchrun \
    share/benchlint/sdk/benchrun.h share/benchlint/sdk/benchrun.py; do
    test -s "$prefix/$file" || {
        echo "not installed: $file"
        exit 1
    }
done
bash -n "$prefix/share/bash-completion/completions/benchlint"
bash -n "$prefix/share/bash-completion/completions/benchrun"
