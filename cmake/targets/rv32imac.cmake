# SPDX-License-Identifier: MIT
# Toolchain file for a RISC-V of 32 bits with multiplication, bare metal (Debian: gcc-riscv64-unknown-elf, which has no
# headers of C and C++: those of libstdc++-arm-none-eabi-newlib, in which nothing depends on the processor, are taken).
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR rv32imac)
set(CMAKE_CXX_COMPILER riscv64-unknown-elf-g++)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(CMAKE_CXX_FLAGS_INIT "-march=rv32imac -mabi=ilp32 -ffreestanding -fno-exceptions -fno-rtti -ffunction-sections -fdata-sections")
file(GLOB tscp_cxx_headers /usr/include/newlib/c++/*)
foreach(directory IN ITEMS ${tscp_cxx_headers})
    string(APPEND CMAKE_CXX_FLAGS_INIT " -isystem ${directory} -isystem ${directory}/arm-none-eabi/thumb/nofp")
endforeach()
string(APPEND CMAKE_CXX_FLAGS_INIT " -isystem /usr/include/newlib")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-Wl,--gc-sections")
