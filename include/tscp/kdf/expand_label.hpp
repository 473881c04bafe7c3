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

namespace detail {

/// Appends HkdfLabel, RFC 8446 section 7.1. Preconditions: label and prefix of at most 255 bytes together, a context of
/// at most 255, an output of at most 65,535.
template <class Hash, class Labels>
void feed_label(hmac<Hash>& mac, byte_view label, byte_view context, std::size_t output_size) noexcept {
    const byte_view prefix = Labels::prefix();
    const std::uint8_t head[] = {static_cast<std::uint8_t>(output_size >> 8U), static_cast<std::uint8_t>(output_size),
                                 static_cast<std::uint8_t>(prefix.size() + label.size())};
    const auto context_size = static_cast<std::uint8_t>(context.size());
    mac.update(head);
    mac.update(prefix);
    mac.update(label);
    mac.update(byte_view{&context_size, 1});
    mac.update(context);
}

}  // namespace detail

/// HKDF-Expand-Label with an output of one block of the hash at most, which is all that the key schedule needs. `out`
/// may lie over the context. Preconditions: those of feed_label, a label that ends with a NUL, as literals do, and an
/// output of at most Hash::digest_size bytes.
template <class Hash, class Labels = tscp2_labels>
TSCP_NEVER_INLINE void expand_label_block(const hmac_key<Hash>& key, const char* label, byte_view context,
                                          byte_span out) noexcept {
    std::size_t label_size = 0;
    while (label[label_size] != '\0') { ++label_size; }
    hmac<Hash> mac{key};
    detail::feed_label<Hash, Labels>(mac, {reinterpret_cast<const std::uint8_t*>(label), label_size}, context,
                                     out.size());
    constexpr std::uint8_t counter = 1;
    mac.update(byte_view{&counter, 1});
    secret<Hash::digest_size> block{uninitialized};
    mac.finish(block.overwrite());
    copy_bytes(block.reveal().first(out.size()), out);
}

/// The same without a context.
template <class Hash, class Labels = tscp2_labels>
TSCP_NEVER_INLINE_IF_SMALL void expand_label_block(const hmac_key<Hash>& key, const char* label,
                                                   byte_span out) noexcept {
    expand_label_block<Hash, Labels>(key, label, {}, out);
}

/// HKDF-Expand-Label with an output of any size that hkdf has, from the secret that `key` was made from. Errors:
/// `errc::out_of_range` (prefix and label of more than 255 bytes together, a context of more than 255, an output above
/// hkdf's), `errc::buffers_overlap` (`out` lies over label or context); then `out` is as it was.
template <class Hash, class Labels = tscp2_labels>
result<void> expand_label(const hmac_key<Hash>& key, byte_view label, byte_view context, byte_span out) noexcept {
    if (label.size() > 255 - Labels::prefix().size() || context.size() > 255) { return errc::out_of_range; }
    if (overlap(label, out) || overlap(context, out)) { return errc::buffers_overlap; }
    return hkdf<Hash>::expand_pieces(
        key, [&](hmac<Hash>& mac) noexcept { detail::feed_label<Hash, Labels>(mac, label, context, out.size()); }, out);
}

/// The same for a secret that is used once; `out` may lie over it.
template <class Hash, class Labels = tscp2_labels>
result<void> expand_label(byte_view secret, byte_view label, byte_view context, byte_span out) noexcept {
    const hmac_key<Hash> key{secret};
    return expand_label<Hash, Labels>(key, label, context, out);
}

}  // namespace TSCP_ABI
}  // namespace tscp
