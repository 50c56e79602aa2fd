#!/bin/sh
# What no compiler checks: the sizes and habits that CONTRIBUTING.md asks for.
# check.sh [FOLDER]: prints each offence as path:line: what, and fails when there is one.
set -eu
cd "${1:-$(dirname "$0")/../..}"

# Inputs of tests may look as they like.
find . \( -name .git -o -path ./build -o -path ./third_party -o -path ./fixtures \
    -o -path ./tests/cli -o -path ./tests/corpus -o -name cases \) -prune -o -type f \
    \( -name '*.[ch]' -o -name '*.def' -o -name '*.py' -o -name '*.sh' -o -name '*.yaml' \
    -o -name '*.cmake' -o -name CMakeLists.txt -o -name dev \) -print | sort | xargs awk '
function complain(what) {
    printf "%s:%d: %s\n", substr(FILENAME, 3), FNR, what
    wrong = 1
}
FNR == 1 { body = 0 }
FNR == 501 { complain("the file has more than 500 lines") }
length > 100 && FILENAME !~ /\/tests\// && FILENAME ~ /\/(analyzer|common|runner|tools|bench)\/.*[.][ch]$/ {
    complain("more than 100 columns")
}
/\t/ { complain("a tab") }
/[ \r]$/ { complain("a blank at the end of the line") }
/^ *# *include *"\.\.\// { complain("an include that leaves its folder") }
/^\{/ || (/\) \{$/ && !body) { body = FNR }
/^\}/ && body && FNR - body > 61 { complain("the function that ends here has more than 60 lines") }
/^\}/ { body = 0 }
END { exit wrong }
' || exit 1

# Each finding that benchrun can tell is explained to its users.
for id in $(grep -rhoE '"BR[0-9]{3}"' runner 2>/dev/null | tr -d '"' | sort -u); do
    grep -q "^| $id " docs/verdicts.md || {
        echo "docs/verdicts.md: $id is not explained"
        exit 1
    }
done
