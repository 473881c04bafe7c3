#!/bin/sh
# SPDX-License-Identifier: MIT
# Looks for secrets in the time that code for microcontrollers takes, on an emulated board.
#   trace.sh gcc CPU BUILD_DIR KEYS
#                                 compares what primitives execute for different secrets, the number of instructions for
#                                 KEYS keys, and looks for instructions whose time depends on their operands. CPU:
#                                 cortex-m0plus or cortex-m3. Status 77: a tool is missing and nothing was tested
#   trace.sh clang CPU BUILD_DIR  the same of what Clang makes of the primitives at four levels, without the totals
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

# build CPU BUILD_DIR [OPTION...]
build() {
  cpu=$1
  shift
  "$cmake" --no-warn-unused-cli -S "$here" -B "$1" -DCMAKE_BUILD_TYPE="${BUILD_TYPE:-MinSizeRel}" \
    -DCMAKE_TOOLCHAIN_FILE="$here/../../cmake/targets/$cpu.cmake" &&
    "$cmake" --build "$@" --parallel 2
}

# trace_plugin BUILD_DIR: builds the emulator's plugin for the version of the interface that the emulator speaks.
trace_plugin() {
  for api in 1 2 3 4 5 6; do
    "${CXX:-c++}" -std=c++17 -O2 -fPIC -shared -fvisibility=hidden "-DTRACE_API=$api" -o "$1/trace_plugin.so" \
      "$here/trace_plugin.cpp" || return 1
    if said=$(echo quit | qemu-system-arm -M none -display none -monitor stdio \
      -plugin "$1/trace_plugin.so,begin=1,end=2,out=/dev/null" 2>&1); then return; fi
  done
  echo "skipped: this emulator takes no plugin: $said" >&2
  exit 77
}

# under_plugin BUILD_DIR IMAGE RUNS OPTIONS: runs an image, which prints its names to IMAGE.names, and the plugin, which
# writes what it finds to IMAGE.found.
under_plugin() {
  begin=$(arm-none-eabi-nm "$1/$2.elf" | sed -n 's/ T trace_begin$//p')
  end=$(arm-none-eabi-nm "$1/$2.elf" | sed -n 's/ T trace_end$//p')
  rm -f "$1/$2.found"
  timeout 900 qemu-system-arm -M mps2-an385 -semihosting-config "enable=on,target=native,arg=$2,arg=$3" -nographic \
    -monitor none -serial none -plugin "$1/trace_plugin.so,begin=$begin,end=$end,runs=$3,out=$1/$2.found$4" \
    -kernel "$1/$2.elf" >"$1/$2.names" 2>&1
}

# traces TARGET BUILD_DIR: a line for each primitive.
traces() {
  under_plugin "$2" trace 3 "" || { cat "$2/trace.names" >&2; return 1; }
  paste -d ' ' "$2/trace.found" "$2/trace.names" | awk -v target="$1" '
    { found = $1; number = $2; at = $3; sub(/^[^ ]+ [^ ]+ [^ ]+ /, ""); planted = /^planted/ }
    found == "equal" { print "trace", target, $0, "equal", number, "instructions", (planted ? ": WRONG" : "") }
    found == "differs" { print "trace", target, $0, "differs after", number, "instructions, behind", at, (planted ? "" : ": WRONG") }
    found != "equal" && found != "differs" { print "trace", target, $0, "was not traced: WRONG" }' |
    sed 's/ *$//'
}

# trace TARGET BUILD_DIR KEYS: a line for each check; status 1 where one fails.
trace() {
  failed=0
  traces "$1" "$2" >"$2/lines.txt" || return 1
  under_plugin "$2" totals "$3" ,totals=1 || { cat "$2/totals.names" >&2; return 1; }
  paste -d ' ' "$2/totals.found" "$2/totals.names" | awk -v target="$1" -v keys="$3" '
    $1 == "equal" { print "total", target, $3, $2, "instructions for each of", keys, "keys"; next }
    { print "total", target, $NF, "from", $2, "to", $3, "instructions: WRONG" }' >>"$2/lines.txt"
  cat "$2/lines.txt"
  if grep -q WRONG "$2/lines.txt"; then failed=1; fi
  instructions="$here/../constant_time/instructions.py"
  python3 "$instructions" arm-none-eabi-objdump "$2/trace.elf" "$1" || failed=1
  for image in full classic; do
    python3 "$instructions" arm-none-eabi-objdump "$2/$image.elf" "$1" --subset || failed=1
  done
  return $failed
}

# trace_by_clang CPU BUILD_DIR: Clang compiles, with the headers of the other compiler, which links.
trace_by_clang() {
  target=$(echo "$1" | sed 's/cortex-//')
  case $1 in cortex-m3) triple=thumbv7m-none-eabi ;; *) triple=thumbv6m-none-eabi ;; esac
  headers=$(arm-none-eabi-g++ "-mcpu=$1" -mthumb -E -v -x c++ /dev/null 2>&1 |
    sed -n '/search starts here/,/End of search/ { /lib\/gcc\/arm-none-eabi\/[^/]*\/include/ d; s/^ /-isystem /p; }')
  failed=0
  for level in -O1 -O2 -O3 -Os; do
    for source in trace boards/startup boards/cortex_m/entry; do
      # shellcheck disable=SC2086
      clang++ "--target=$triple" "-mcpu=$1" -std=c++17 "$level" -DNDEBUG -ffreestanding -fno-exceptions -fno-rtti \
        -ffunction-sections -fdata-sections -nostdinc++ $headers "-I$here/../../include" "-I$here/boards/mps2" \
        -c "$here/$source.cpp" -o "$2/$(basename "$source").o" || return 1
    done
    arm-none-eabi-g++ "-mcpu=$1" -mthumb -nostartfiles --specs=nano.specs "-L$here/boards" "-T$here/boards/mps2/memory.ld" \
      -Wl,--gc-sections "$2/trace.o" "$2/startup.o" "$2/entry.o" -o "$2/trace.elf" 2>"$2/link.log" || {
      cat "$2/link.log" >&2
      return 1
    }
    traces "$target" "$2" >"$2/lines.txt" || return 1
    if grep WRONG "$2/lines.txt"; then
      failed=1
    else
      echo "trace $target $(grep -c ' equal ' "$2/lines.txt") primitives equal, clang++ $level"
    fi
    if said=$(python3 "$here/../constant_time/instructions.py" arm-none-eabi-objdump "$2/trace.elf" "$target"); then
      echo "$said, clang++ $level"
    else
      echo "$said"
      failed=1
    fi
  done
  return $failed
}

case "${1-} $#" in
  "gcc 4")
    require_tools
    build "$2" "$3" --target full classic trace totals
    trace_plugin "$3"
    trace "$(echo "$2" | sed 's/cortex-//')" "$3" "$4"
    ;;
  "clang 3")
    require_tools
    mkdir -p "$3"
    trace_plugin "$3"
    trace_by_clang "$2" "$3"
    ;;
  *)
    sed -n 's/^#   //p' "$0" >&2
    exit 2
    ;;
esac
