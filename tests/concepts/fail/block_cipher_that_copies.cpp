// SPDX-License-Identifier: MIT
// expect: tscp: a block cipher backend must not be copied or moved: delete its copy constructor and copy assignment.
#include <tscp/concepts/block_cipher.hpp>

struct cipher {
    static constexpr std::size_t key_size = 32;
    static constexpr std::size_t block_size = 16;
    static constexpr bool constant_time = true;
    explicit cipher(tscp::byte_view) noexcept {}
    cipher(tscp::relocate_t, cipher&) noexcept {}
#if defined(SOUND)
    cipher(const cipher&) = delete;
    cipher& operator=(const cipher&) = delete;
#else
    cipher(const cipher&) noexcept {}
    cipher& operator=(const cipher&) = delete;
#endif
    void encrypt(tscp::byte_view, tscp::byte_span) const noexcept {}
    void decrypt(tscp::byte_view, tscp::byte_span) const noexcept {}
};

static_assert(tscp::require_block_cipher<cipher>());
