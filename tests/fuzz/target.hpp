// SPDX-License-Identifier: MIT
// What a fuzz target is: a function that libFuzzer, or replay.cpp, calls with every input.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
