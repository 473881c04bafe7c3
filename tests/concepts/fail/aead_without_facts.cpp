// SPDX-License-Identifier: MIT
// expect: tscp: an AEAD backend must state aead_id, key_size, nonce_size, tag_size, seal_limit, open_limit and
// expect: max_plaintext_size: inherit them from a struct of tscp::aead_registry.
#include <tscp/concepts/aead.hpp>
#include <tscp/concepts/aead_registry.hpp>

#if defined(SOUND)
struct aead : tscp::aead_registry::chacha20_poly1305 {
#else
struct aead {
#endif
    static constexpr bool constant_time = true;
    explicit aead(tscp::byte_view) noexcept {}
    aead(tscp::relocate_t, aead&) noexcept {}
    aead(const aead&) = delete;
    aead& operator=(const aead&) = delete;
    void seal(tscp::byte_view, tscp::byte_view, tscp::byte_view, tscp::byte_span) const noexcept {}
    bool open(tscp::byte_view, tscp::byte_view, tscp::byte_view, tscp::byte_span) const noexcept { return true; }
};

static_assert(tscp::require_aead<aead>());
