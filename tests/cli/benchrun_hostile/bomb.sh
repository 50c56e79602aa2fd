# shellcheck shell=sh
# bomb.sh GENERATIONS: starts two of its kind in sessions of their own, one generation fewer, and
# stays.  Five generations are 31 processes: what is tested is that none is left, and a larger one
# would do harm where the test fails.
if [ "$1" -gt 1 ]; then
    setsid sh bomb.sh $(($1 - 1)) &
    setsid sh bomb.sh $(($1 - 1)) &
fi
exec sleep 1000
