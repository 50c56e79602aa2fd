#!/bin/sh
# Installs what a purpose needs (build, test, lint, fuzz), and only what is missing.
set -eu
cd "$(dirname "$0")/.."

# purpose, then the package for apt (alternatives separated by |), dnf and brew; - is none.
packages() {
    cat <<'END'
build  cmake              cmake               cmake
build  make               make                make
build  gcc                gcc                 gcc
build  g++                gcc-c++             gcc
build  libc6-dev          glibc-devel         -
build  pkg-config|pkgconf pkgconf-pkg-config  pkgconf
build  libclang-19-dev|libclang-18-dev|libclang-17-dev|libclang-20-dev clang-devel llvm
build  libtree-sitter-dev libtree-sitter-devel tree-sitter
build  libyaml-dev        libyaml-devel       libyaml
build  libjansson-dev     jansson-devel       jansson
build  libxxhash-dev      xxhash-devel        xxhash
build  libxml2-dev        libxml2-devel       libxml2
build  libhwloc-dev       hwloc-devel         hwloc
build  libdw-dev          elfutils-devel      elfutils
build  python3            python3             python
build  python3-pip        python3-pip         python
build  python3-setuptools python3-setuptools  python-setuptools
build  python3-wheel      python3-wheel       -
build  ca-certificates    ca-certificates     ca-certificates
test   libcriterion-dev   criterion-devel     criterion
test   git                git                 git
test   python3-numpy      python3-numpy       numpy
test   python3-venv       -                   -
test   zlib1g-dev         zlib-devel          zlib
test   libbz2-dev         bzip2-devel         bzip2
test   liblzma-dev        xz-devel            xz
test   libzstd-dev        libzstd-devel       zstd
test   liblz4-dev         lz4-devel           lz4
test   libsqlite3-dev     sqlite-devel        sqlite
test   libuv1-dev         libuv-devel         libuv
test   liburing-dev       liburing-devel      -
test   pre-commit         pre-commit          pre-commit
lint   clang-tidy-19      clang-tools-extra   llvm
lint   shellcheck         ShellCheck          shellcheck
fuzz   clang-19           clang               llvm
fuzz   libclang-rt-19-dev compiler-rt         llvm
END
}

column() { # NUMBER: that column for the purposes that were asked for
    packages | awk -v purposes=" $purposes " -v number="$1" \
        'index(purposes, " " $1 " ") && $number != "-" && !seen[$number]++ {print $number}'
}

# The apt entries of which no alternative is installed.
missing_packages() {
    entries=$(column 2)
    # shellcheck disable=SC2046 # one word a package
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' \
        $(echo "$entries" | tr '|' ' ') 2>/dev/null | awk '$2 == "installed" {print $1}')
    for entry in $entries; do
        found=
        for package in $(echo "$entry" | tr '|' ' '); do
            case " $(echo "$installed" | tr '\n' ' ') " in *" $package "*) found=yes ;; esac
        done
        [ "$found" ] || echo "$entry"
    done
}

choose() { # ENTRY: its first alternative that the distribution has
    for package in $(echo "$1" | tr '|' ' '); do
        if apt-cache show "$package" >/dev/null 2>&1; then
            echo "$package"
            return
        fi
    done
    echo "${1%%|*}"
}

words() {
    tr '\n' ' ' | sed 's/ *$//'
}

refuse() { # WHY
    cat >&2 <<END
setup: $1
Install these packages, then run this again:
  apt-get install --no-install-recommends $(column 2 | sed 's/|.*//' | words)
  dnf install $(column 3 | words)
  brew install $(column 4 | words)
END
    exit 1
}

install_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        check_without_apt
        return
    fi
    missing=$(missing_packages)
    [ "$missing" ] || return 0
    if [ "$(id -u)" -eq 0 ]; then
        sudo=
    elif command -v sudo >/dev/null; then
        sudo=sudo
    else
        refuse "not root, and there is no sudo; missing: $(echo "$missing" | sed "s,|.*,," | words)"
    fi
    echo "setup: installing $(echo "$missing" | sed "s,|.*,," | words)"
    $sudo apt-get update -q || echo "setup: the package lists could not be renewed" >&2
    chosen=$(for entry in $missing; do choose "$entry"; done)
    # shellcheck disable=SC2086 # one word a package
    $sudo env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qy --no-install-recommends $chosen ||
        refuse "apt-get could not install $(echo "$chosen" | words)"
}

# Elsewhere CMake looks for the libraries and names those that are missing; here only what it takes
# to get that far.
check_without_apt() {
    for program in cmake make cc pkg-config python3; do
        command -v "$program" >/dev/null || refuse "$program is missing"
    done
}

# The Python grammar: generated C, too large to keep here.  pip checks the sums.  The archive of the
# grammar lacks the headers that it includes; they come with the archive of tree-sitter itself.
fetch_grammar() {
    grammar=third_party/tree-sitter-python
    [ -f $grammar/src/parser.c ] && [ -f $grammar/src/tree_sitter/parser.h ] && return
    echo "setup: fetching the Python grammar"
    scratch=third_party/scratch
    rm -rf $scratch $grammar
    mkdir -p $scratch
    python=/usr/bin/python3 # the distribution's, which has what an archive's metadata needs
    $python -c 'import pip, setuptools, wheel' 2>/dev/null || python=python3
    isolation=--no-build-isolation
    $python -c 'import setuptools, wheel' 2>/dev/null || isolation=
    # shellcheck disable=SC2086 # may be empty
    $python -m pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: \
        $isolation --require-hashes --requirement tools/grammar.txt --dest $scratch || {
        echo "setup: pip could not fetch what tools/grammar.txt names" >&2
        exit 1
    }
    for archive in "$scratch"/*.tar.gz; do
        tar -xzf "$archive" -C $scratch
    done
    core=$(echo $scratch/tree-sitter-*/tree_sitter/core/lib/src)
    unpacked=$(echo $scratch/tree_sitter_python-*/src)
    mkdir -p "$unpacked/tree_sitter"
    for header in alloc array parser ts_assert; do
        cp "$core/$header.h" "$unpacked/tree_sitter/"
    done
    mv "${unpacked%/src}" $grammar
    rm -rf $scratch
}

purposes=$*
install_packages
case " $purposes " in *" build "*) fetch_grammar ;; esac
