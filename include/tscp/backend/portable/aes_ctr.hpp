// SPDX-License-Identifier: MIT
// Counter mode, NIST SP 800-38A section 6.5, a few blocks at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

/// Writes `in` XOR the keystream from counter block `counter` + `offset` on; the last `counter_size` bytes count.
/// `in` and `out` are the same memory or do not overlap.
template <class BlockCipher>
void apply_ctr(const BlockCipher& cipher, std::array<std::uint8_t, 16> counter, std::size_t counter_size,
               std::uint32_t offset, byte_view in, byte_span out) noexcept {
    constexpr std::size_t batch = 4;
    const auto advance = [&](std::uint32_t by) noexcept {
        for (std::size_t i = 0; i < counter_size && by != 0; ++i) {
            by += counter[15 - i];
            counter[15 - i] = static_cast<std::uint8_t>(by);
            by >>= 8U;
        }
    };
    advance(offset);
    std::array<std::uint8_t, batch * 16> stream;
    const wiped_at_exit wipe_stream{stream};
    for (std::size_t done = 0; done < in.size(); done += stream.size()) {
        const std::size_t left = in.size() - done;
        const std::size_t size = left < stream.size() ? left : stream.size();
        const std::size_t blocks = (size + 15) / 16;
        for (std::size_t i = 0; i < blocks; ++i) {
            copy_bytes(counter, byte_span{stream}.subspan(16 * i, 16));
            advance(1);
        }
        cipher.encrypt(byte_view{stream}.first(16 * blocks), byte_span{stream}.first(16 * blocks));
        for (std::size_t i = 0; i < size; ++i) { out[done + i] = static_cast<std::uint8_t>(in[done + i] ^ stream[i]); }
    }
}

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
