#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs the image `kernels` as both compilers make it: at every level, with frame pointers, and with link-time
# optimisation where the compilers share a linker with the plugin.
#   kernels.sh CPU BUILD_DIR COUNT     CPU: cortex-m0plus, -m3 or -m4. COUNT random numbers each.
#                                      Status 77: a tool is missing and nothing was tested
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cpu=$1
build=$2
count=$3
mkdir -p "$build"

for tool in qemu-system-arm arm-none-eabi-g++; do
  command -v $tool >/dev/null || { echo "skipped: there is no $tool" >&2; exit 77; }
done
case $cpu in
  cortex-m0plus) machine=mps2-an385 triple=thumbv6m-none-eabi ;;
  cortex-m3) machine=mps2-an385 triple=thumbv7m-none-eabi ;;
  *) machine=mps2-an386 triple=thumbv7em-none-eabi ;;
esac
# The headers of the C++ library come with the other compiler, but for Clang's own.
headers=$(arm-none-eabi-g++ "-mcpu=$cpu" -mthumb -E -v -x c++ /dev/null 2>&1 |
  sed -n '/search starts here/,/End of search/ { /lib\/gcc\/arm-none-eabi\/[^/]*\/include/ d; s/^ /-isystem /p; }')
failed=0

# run NAME OPTION... -- COMPILER...: compiles by a compiler and links by GCC with the options.
run() {
  name=$1
  options=$2
  shift 2
  objects=
  for unit in kernels kernels_chacha20 kernels_field kernels_poly1305 kernels_sha256 kernels_x25519 \
    boards/startup boards/cortex_m/entry; do
    object="$build/$(basename "$unit").o"
    # shellcheck disable=SC2086
    "$@" -std=c++17 $options -DNDEBUG -ffreestanding -fno-exceptions -fno-rtti -ffunction-sections -fdata-sections \
      "-I$here/../../include" "-I$here/boards/mps2" -c "$here/$unit.cpp" -o "$object"
    objects="$objects $object"
  done
  # shellcheck disable=SC2086
  arm-none-eabi-g++ "-mcpu=$cpu" -mthumb $options -nostartfiles --specs=nano.specs "-L$here/boards" \
    "-T$here/boards/mps2/memory.ld" -Wl,--gc-sections $objects -o "$build/kernels.elf" 2>"$build/link.log" || { cat "$build/link.log" >&2; exit 1; }
  if said=$(timeout 300 qemu-system-arm -M $machine -semihosting-config "enable=on,target=native,arg=kernels,arg=$count" \
    -nographic -monitor none -serial none -kernel "$build/kernels.elf" 2>&1); then
    echo "$cpu, $name $options: $said"
  else
    echo "$cpu, $name $options: WRONG: $said"
    failed=1
  fi
}

for options in -O0 -O1 -O2 -O3 -Os "-Os -fno-omit-frame-pointer" "-O2 -fno-omit-frame-pointer" "-Os -flto" "-O3 -flto"; do
  run g++ "$options" arm-none-eabi-g++ "-mcpu=$cpu" -mthumb
done
if command -v clang++ >/dev/null; then
  for options in -O0 -O1 -O2 -O3 -Os "-Os -fno-omit-frame-pointer" "-O2 -fno-omit-frame-pointer"; do
    # shellcheck disable=SC2086
    run clang++ "$options" clang++ "--target=$triple" "-mcpu=$cpu" -nostdinc++ $headers
  done
else
  echo "skipped: there is no clang++" >&2
fi
exit $failed
