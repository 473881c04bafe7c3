// SPDX-License-Identifier: MIT
// expect: tscp: AEAD 13 is never assigned: it is offered so that servers pass over what they do not know.
#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/concepts/suites.hpp>
#include <tscp/group/none.hpp>

struct aead : tscp::portable::chacha20_poly1305 {
    using chacha20_poly1305::chacha20_poly1305;
#if defined(SOUND)
    static constexpr std::uint8_t aead_id = 14;
#else
    static constexpr std::uint8_t aead_id = 13;
#endif
};

[[maybe_unused]] constexpr std::uint8_t id = tscp::suite<tscp::group_none, aead>::id;
