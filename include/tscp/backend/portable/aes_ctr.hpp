// SPDX-License-Identifier: MIT
// Counter mode, NIST SP 800-38A section 6.5, a few blocks at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

/// Writes `in` XOR the keystream from block `number` on: each is the encryption of the nonce, which has 12 bytes, and
/// its number in 4, big-endian. `in` and `out` are the same memory or do not overlap.
template <class BlockCipher>
void apply_ctr(const BlockCipher& cipher, byte_view nonce, std::uint32_t number, byte_view in, byte_span out) noexcept {
    constexpr std::size_t batch = 4;
    std::array<std::uint8_t, batch * 16> stream;
    const wiped_at_exit wipe_stream{stream};
    for (std::size_t done = 0; done < in.size(); done += stream.size()) {
        const std::size_t left = in.size() - done;
        const std::size_t size = left < stream.size() ? left : stream.size();
        const std::size_t blocks = (size + 15) / 16;
        for (std::size_t i = 0; i < blocks; ++i, ++number) {
            copy_bytes(nonce, byte_span{stream}.subspan(16 * i, 12));
            write_big_endian32(number, stream.data() + 16 * i + 12);
        }
        cipher.encrypt(byte_view{stream}.first(16 * blocks), byte_span{stream}.first(16 * blocks));
        for (std::size_t i = 0; i < size; ++i) { out[done + i] = static_cast<std::uint8_t>(in[done + i] ^ stream[i]); }
    }
}

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
