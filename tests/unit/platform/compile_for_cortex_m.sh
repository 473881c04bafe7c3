#!/bin/sh
# SPDX-License-Identifier: MIT
# Compiles headers of include/tscp/platform for Cortex-M0+ and Cortex-M3, each alone and included twice, and instantiates
# what they offer: compile_for_cortex_m.sh INCLUDE VENDORS NAME... Status 77: the compiler is missing.
set -eu
include=$1
vendors=$2
shift 2

if ! echo '#include <array>' | arm-none-eabi-g++ -x c++ -fsyntax-only - 2>/dev/null; then
  echo "skipped: install the Debian packages gcc-arm-none-eabi and libstdc++-arm-none-eabi-newlib" >&2
  exit 77
fi

for cpu in cortex-m0plus cortex-m3; do
  for name in "$@"; do
    {
      # Its user includes the header of the chip's family.
      if [ "$name" = stm32_hal ]; then echo "#include <stm32l4xx_hal.h>"; fi
      echo "#include <tscp/platform/$name.hpp>"
      echo "#include <tscp/platform/$name.hpp>"
      echo "#include <tscp/concepts/platform.hpp>"
      echo "#include <tscp/backend/portable/integer.hpp>"
      echo "using chip = tscp::platform_traits<tscp::platform::$name>;"
      echo "template class tscp::portable::integer<2048, std::uint32_t, tscp::constant_time_product, chip>;"
      echo "bool fill(tscp::platform::$name::random& random, tscp::byte_span out) { return random.fill(out); }"
    } | arm-none-eabi-g++ "-mcpu=$cpu" -mthumb -std=c++17 -Os -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror \
      -ffreestanding -fno-exceptions -fno-rtti "-I$include" -isystem "$vendors" -x c++ -c - -o /dev/null
  done
done
