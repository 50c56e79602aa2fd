#!/bin/sh
# documented.sh [OPTION...]: cliffs that others documented, found by benchrun in programs that
# nothing was tuned for; and programs without one.  bench/documented.md keeps a table.
set -eu
exec build/release/bin/benchrun "$@" fixtures/documented.yaml
