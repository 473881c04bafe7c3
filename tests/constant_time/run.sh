#!/bin/sh
# SPDX-License-Identifier: MIT
# All that is known of times and traces, in one go: a line for each check, status 1 where one fails.
#   run.sh BUILD_DIR [KEYS [SAMPLES]]
# Under valgrind and for divisions: the primitives by both compilers, at four levels. Traces: on emulated Cortex-M0+ and
# M3, built for size and for speed, and by Clang. Totals: for KEYS keys each, 1000 if not told otherwise. Times: of
# SAMPLES calls, 1000000.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
build=${1:?BUILD_DIR}
keys=${2:-1000}
samples=${3:-1000000}
mkdir -p "$build"
build=$(cd "$build" && pwd)
failed=0

# host COMPILER LEVEL: what one build of the primitives says.
host() {
  program="$build/$1$2"
  "$1" -std=c++17 "$2" -g1 -I"$here/../../include" "$here/valgrind.cpp" -o "$program" || return 1
  if valgrind --quiet "$program" >"$program.txt" 2>"$program.reports"; then
    echo "valgrind $1 $2: $(wc -l <"$program.txt") primitives and planted leaks as expected"
  else
    grep WRONG "$program.txt" "$program.reports" | sed "s|^[^:]*|& $1 $2|"
    return 1
  fi
  if [ "$(uname -m)" = x86_64 ]; then
    python3 "$here/instructions.py" objdump "$program" x86_64
  fi
}

# emulated CPU BUILD_TYPE KEYS: trace.sh of tests/embedded prints the lines.
emulated() {
  log="$build/$1-$2.log"
  if BUILD_TYPE=$2 "$here/../embedded/trace.sh" gcc "$1" "$build/$1-$2" "$3" >"$log" 2>&1; then
    grep -E '^(trace|total|instructions) ' "$log" | sed "s/\$/, $2/"
  else
    cat "$log"
    return 1
  fi
}

emulated_by_clang() { "$here/../embedded/trace.sh" clang "$1" "$build/$1-clang"; }

# both FUNCTION ARGUMENTS -- ARGUMENTS: two calls side by side.
both() {
  function=$1
  shift
  left=
  while [ "$1" != -- ]; do
    left="$left $1"
    shift
  done
  shift
  # shellcheck disable=SC2086
  "$function" $left >"$build/left.txt" 2>&1 &
  pid=$!
  "$function" "$@" >"$build/right.txt" 2>&1 || failed=1
  wait $pid || failed=1
  cat "$build/left.txt" "$build/right.txt"
}

for level in -O0 -O2 -O3 -Os; do both host g++ "$level" -- clang++ "$level"; done
both emulated cortex-m0plus MinSizeRel "$keys" -- cortex-m3 MinSizeRel "$keys"
both emulated cortex-m0plus Release 10 -- cortex-m3 Release 10
both emulated_by_clang cortex-m0plus -- cortex-m3
# Alone, so that nothing disturbs it.
g++ -std=c++17 -O2 -I"$here/../../include" "$here/timing.cpp" -o "$build/timing"
"$build/timing" "$samples" || failed=1
exit $failed
