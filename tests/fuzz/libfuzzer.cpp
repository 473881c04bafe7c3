// SPDX-License-Identifier: MIT
// A fuzz target as libFuzzer calls it. Three of four mutants are mended; the others test wrong lengths.
#include <cstddef>
#include <cstdint>

#include "target.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    (void)fuzz::run({data, size});
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
    size = LLVMFuzzerMutate(data, size, max_size);
    if (seed % 4 != 0) { fuzz::mend(fuzz::own_target.form, {data, size}); }
    return size;
}
