// SPDX-License-Identifier: MIT
// expect: tscp: an AEAD backend must state `static constexpr bool constant_time`.
#include <tscp/concepts/aead.hpp>
#include <tscp/concepts/aead_registry.hpp>

struct aead : tscp::aead_registry::chacha20_poly1305 {
#if defined(SOUND)
    static constexpr bool constant_time = true;
#endif
    explicit aead(tscp::byte_view) noexcept {}
    aead(tscp::relocate_t, aead&) noexcept {}
    aead(const aead&) = delete;
    aead& operator=(const aead&) = delete;
    void seal(tscp::byte_view, tscp::byte_view, tscp::byte_view, tscp::byte_span) const noexcept {}
    bool open(tscp::byte_view, tscp::byte_view, tscp::byte_view, tscp::byte_span) const noexcept { return true; }
};

static_assert(tscp::require_aead<aead>());
