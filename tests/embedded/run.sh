#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds the library for microcontrollers and runs sessions on an emulated board.
#   run.sh test CPU BUILD_DIR     CPU: cortex-m0plus or cortex-m3. Status 77: a tool is missing and nothing was tested
#   run.sh report BUILD_DIR       both: a table of flash, RAM, stack and instructions
# BUILD_TYPE in the environment replaces MinSizeRel, the build type by default.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cmake=${CMAKE:-cmake}

require_tools() {
  missing=
  command -v qemu-system-arm >/dev/null || missing="$missing qemu-system-arm"
  command -v arm-none-eabi-g++ >/dev/null || missing="$missing gcc-arm-none-eabi"
  if [ -z "$missing" ] && ! echo '#include <array>' | arm-none-eabi-g++ -x c++ -fsyntax-only - 2>/dev/null; then
    missing=" libstdc++-arm-none-eabi-newlib"
  fi
  if [ -n "$missing" ]; then
    echo "skipped: install the Debian package(s)$missing" >&2
    exit 77
  fi
}

# build CPU BUILD_DIR
build() {
  "$cmake" --no-warn-unused-cli -S "$here" -B "$2" -DCMAKE_BUILD_TYPE="${BUILD_TYPE:-MinSizeRel}" \
    -DCMAKE_TOOLCHAIN_FILE="$here/../../cmake/targets/$1.cmake" &&
    "$cmake" --build "$2" --parallel 2
}

# A Cortex-M3 also runs what is built for a Cortex-M0+, so one board serves both. With `-icount shift=0` an instruction
# takes one virtual nanosecond and the board's timer counts instructions, the same number in every run.
emulate() {
  timeout 300 qemu-system-arm -M mps2-an385 -icount shift=0 -semihosting-config enable=on,target=native \
    -nographic -monitor none -serial none -kernel "$1" 2>&1
}

# What the library asks of its surroundings: the four memory functions that GCC expects everywhere, and libgcc's arithmetic.
check_symbols() {
  foreign=$(find "$1/CMakeFiles/library.dir" -name '*.obj' -exec arm-none-eabi-nm -u {} + | sed -n 's/^ *[Uvw] //p' |
    sort -u | grep -Ev '^(mem(cpy|move|set|cmp)|__aeabi_[a-z0-9]+|__gnu_thumb1_case_[a-z]+)$' || true)
  if [ -n "$foreign" ]; then
    echo "the library needs symbols that a bare chip does not have: $foreign" >&2
    return 1
  fi
}

# measure CPU BUILD_DIR: lines of "CPU flash|ram PROGRAM BYTES", "CPU size ..." and "CPU cost ..." (see *_session.cpp)
measure() {
  for elf in "$2"/*.elf; do
    arm-none-eabi-size "$elf" | awk -v cpu="$1" -v name="$(basename "$elf" .elf)" \
      'NR == 2 { print cpu, "flash", name, $1 + $2; print cpu, "ram", name, $2 + $3 }'
  done
  for session in tscp2_session classic_session; do emulate "$2/$session.elf" | sed "s/^/$1 /"; done
}

case "${1-} $#" in
  "test 3")
    require_tools
    build "$2" "$3"
    check_symbols "$3"
    emulate "$3/classic_session.elf"
    emulate "$3/tscp2_session.elf"
    ;;
  "report 2")
    require_tools
    mkdir -p "$2"
    : >"$2/figures.txt"
    for cpu in cortex-m0plus cortex-m3; do
      build "$cpu" "$2/$cpu" >"$2/build.log" 2>&1 || { cat "$2/build.log" >&2; exit 1; }
      measure "$cpu" "$2/$cpu" >>"$2/figures.txt"
    done
    echo "GCC $(arm-none-eabi-g++ -dumpfullversion), build type ${BUILD_TYPE:-MinSizeRel}; portable backend; tscp2: PSK, x25519, ChaCha20-Poly1305; classic: both suites in every program"
    awk -f "$here/report.awk" "$2/figures.txt"
    ;;
  *)
    sed -n 's/^#   //p' "$0" >&2
    exit 2
    ;;
esac
