// SPDX-License-Identifier: MIT
// expect: tscp: an AEAD backend must offer `bool open(byte_view nonce, byte_view aad, byte_view sealed, byte_span
// expect: out) const noexcept`.
#include <tscp/concepts/aead.hpp>
#include <tscp/concepts/aead_registry.hpp>

struct aead : tscp::aead_registry::chacha20_poly1305 {
    static constexpr bool constant_time = true;
    explicit aead(tscp::byte_view) noexcept {}
    aead(tscp::relocate_t, aead&) noexcept {}
    aead(const aead&) = delete;
    aead& operator=(const aead&) = delete;
    void seal(tscp::byte_view, tscp::byte_view, tscp::byte_view, tscp::byte_span) const noexcept {}
#if defined(SOUND)
    bool open(tscp::byte_view, tscp::byte_view, tscp::byte_view, tscp::byte_span) const noexcept { return true; }
#else
    void open(tscp::byte_view, tscp::byte_view, tscp::byte_view, tscp::byte_span) const noexcept {}
#endif
};

static_assert(tscp::require_aead<aead>());
