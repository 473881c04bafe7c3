// SPDX-License-Identifier: MIT
// HKDF-Expand-Label, RFC 8446 section 7.1, with the prefix of the labels as a parameter.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/concepts/hash.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/kdf/hkdf.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// The prefix of TSCP 2. Another one, such as TLS 1.3's, is another struct of this form.
struct tscp2_labels {
    static byte_view prefix() noexcept { return bytes_of("tscp2 "); }
};

/// Fills `out` from the secret that `key` was made from. Errors: `errc::out_of_range` (prefix and label of more than
/// 255 bytes together, a context of more than 255, an output above hkdf's), `errc::buffers_overlap` (`out` lies over
/// label or context); then `out` is as it was.
template <class Hash, class Labels = tscp2_labels>
TSCP_NEVER_INLINE result<void> expand_label(const hmac_key<Hash>& key, byte_view label, byte_view context,
                                            byte_span out) noexcept {
    const byte_view prefix = Labels::prefix();
    if (label.size() > 255 - prefix.size() || context.size() > 255) { return errc::out_of_range; }
    if (overlap(label, out) || overlap(context, out)) { return errc::buffers_overlap; }
    const std::uint8_t head[] = {static_cast<std::uint8_t>(out.size() >> 8U), static_cast<std::uint8_t>(out.size()),
                                 static_cast<std::uint8_t>(prefix.size() + label.size())};
    const std::uint8_t context_size = static_cast<std::uint8_t>(context.size());
    return hkdf<Hash>::expand_pieces(
        key,
        [&](hmac<Hash>& mac) noexcept {
            mac.update(head);
            mac.update(prefix);
            mac.update(label);
            mac.update(byte_view{&context_size, 1});
            mac.update(context);
        },
        out);
}

/// The same for a secret that is used once; `out` may lie over it.
template <class Hash, class Labels = tscp2_labels>
result<void> expand_label(byte_view secret, byte_view label, byte_view context, byte_span out) noexcept {
    const hmac_key<Hash> key{secret};
    return expand_label<Hash, Labels>(key, label, context, out);
}

}  // namespace TSCP_ABI
}  // namespace tscp
