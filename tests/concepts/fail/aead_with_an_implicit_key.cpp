// SPDX-License-Identifier: MIT
// expect: tscp: an AEAD backend must offer `explicit A(byte_view key) noexcept`.
#include <tscp/concepts/aead.hpp>
#include <tscp/concepts/aead_registry.hpp>

struct aead : tscp::aead_registry::chacha20_poly1305 {
    static constexpr bool constant_time = true;
#if defined(SOUND)
    explicit aead(tscp::byte_view) noexcept {}
#else
    aead(tscp::byte_view) noexcept {}
#endif
    aead(tscp::relocate_t, aead&) noexcept {}
    aead(const aead&) = delete;
    aead& operator=(const aead&) = delete;
    void seal(tscp::byte_view, tscp::byte_view, tscp::byte_view, tscp::byte_span) const noexcept {}
    bool open(tscp::byte_view, tscp::byte_view, tscp::byte_view, tscp::byte_span) const noexcept { return true; }
};

static_assert(tscp::require_aead<aead>());
