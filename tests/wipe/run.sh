#!/bin/sh
# SPDX-License-Identifier: MIT
# What lives of both ends leave in memory, by both compilers at five levels: a line for each, status 1 where something
# is left.
#   run.sh BUILD_DIR
set -eu

here=$(cd "$(dirname "$0")" && pwd)
build=${1:?BUILD_DIR}
mkdir -p "$build"
build=$(cd "$build" && pwd)
failed=0

# live COMPILER LEVEL
live() {
  program="$build/$1$2"
  # Every source at once would need a gigabyte of RAM.
  for source in main psk static_keys ffdhe; do
    "$1" -std=c++17 "$2" -I"$here/../../include" -c "$here/$source.cpp" -o "$program-$source.o" || return 1
  done
  # The search itself is the same at every level.
  "$1" -std=c++17 -O2 -I"$here/../../include" -c "$here/secret_log.cpp" -o "$program-secret_log.o" || return 1
  "$1" "$program"-*.o -o "$program" || return 1
  if "$program" >"$program.txt"; then
    echo "wipe $1 $2: $(wc -l <"$program.txt") lives have left nothing"
  else
    sed "s/^/wipe $1 $2: /" "$program.txt"
    return 1
  fi
}

for level in -O0 -O1 -O2 -O3 -Os; do
  live g++ "$level" >"$build/g++$level.log" 2>&1 &
  pid=$!
  live clang++ "$level" || failed=1
  wait $pid || failed=1
  cat "$build/g++$level.log"
done
exit $failed
