// SPDX-License-Identifier: MIT
// expect: tscp: an AEAD backend must not be copyable or movable: what is left behind would seal on.
#include <tscp/concepts/aead.hpp>
#include <tscp/concepts/aead_registry.hpp>

struct aead : tscp::aead_registry::chacha20_poly1305 {
    static constexpr bool constant_time = true;
    explicit aead(tscp::byte_view) noexcept {}
    aead(tscp::relocate_t, aead&) noexcept {}
#if defined(SOUND)
    aead(const aead&) = delete;
    aead& operator=(const aead&) = delete;
#else
    aead(const aead&) = delete;
    aead& operator=(aead&&) noexcept = default;
#endif
    void seal(tscp::byte_view, tscp::byte_view, tscp::byte_view, tscp::byte_span) const noexcept {}
    bool open(tscp::byte_view, tscp::byte_view, tscp::byte_view, tscp::byte_span) const noexcept { return true; }
};

static_assert(tscp::require_aead<aead>());
