#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds the library for microcontrollers and runs sessions on an emulated board.
#   run.sh test CPU BUILD_DIR     CPU: cortex-m0plus or cortex-m3. Status 77: a tool is missing and nothing was tested
#   run.sh report BUILD_DIR       both: a table of flash, RAM, stack and instructions, and DIR.json. Status 1 where an
#                                 image fails or a budget is exceeded
# BUILD_TYPE in the environment replaces MinSizeRel, the build type by default.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cmake=${CMAKE:-cmake}
# The images that run: each exits 0 where all its steps work. costs and classic_session print what they measured.
images="full costs classic_session"

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

# measure TARGET BUILD_DIR: lines of "TARGET size IMAGE FLASH RAM" and, of what the images print, "TARGET said …".
measure() {
  for elf in "$2"/*.elf; do
    arm-none-eabi-size "$elf" | awk -v target="$1" -v image="$(basename "$elf" .elf)" \
      'NR == 2 { print target, "size", image, $1 + $2, $2 + $3 }'
  done
  for image in $images; do
    if ! emulate "$2/$image.elf" >"$2/$image.txt"; then
      echo "$image.elf fails on $1:" >&2
      cat "$2/$image.txt" >&2
      return 1
    fi
    sed "s/^/$1 said /" "$2/$image.txt"
  done
}

case "${1-} $#" in
  "test 3")
    require_tools
    build "$2" "$3"
    check_symbols "$3"
    for image in $images; do emulate "$3/$image.elf"; done
    ;;
  "report 2")
    require_tools
    mkdir -p "$2"
    rm -f "$2.json"
    : >"$2/figures.txt"
    for target in m0plus m3; do
      build "cortex-$target" "$2/$target" >"$2/build.log" 2>&1 || { cat "$2/build.log" >&2; exit 1; }
      measure "$target" "$2/$target" >>"$2/figures.txt"
    done
    echo "GCC $(arm-none-eabi-g++ -dumpfullversion), build type ${BUILD_TYPE:-MinSizeRel}, portable backend"
    python3 "$here/report.py" "$2/figures.txt" "$here/budgets.txt" "$2.json"
    ;;
  *)
    sed -n 's/^#   //p' "$0" >&2
    exit 2
    ;;
esac
