// SPDX-License-Identifier: MIT
// expect: tscp: a block cipher backend must offer `T(relocate_t, T& from) noexcept`, which makes the key live in a new
// expect: object.
#include <tscp/concepts/block_cipher.hpp>

struct cipher {
    static constexpr std::size_t key_size = 32;
    static constexpr std::size_t block_size = 16;
    static constexpr bool constant_time = true;
    explicit cipher(tscp::byte_view) noexcept {}
#if defined(SOUND)
    cipher(tscp::relocate_t, cipher&) noexcept {}
#else
#endif
    cipher(const cipher&) = delete;
    cipher& operator=(const cipher&) = delete;
    void encrypt(tscp::byte_view, tscp::byte_span) const noexcept {}
    void decrypt(tscp::byte_view, tscp::byte_span) const noexcept {}
};

static_assert(tscp::require_block_cipher<cipher>());
