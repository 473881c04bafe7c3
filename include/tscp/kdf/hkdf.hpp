// SPDX-License-Identifier: MIT
// HKDF, RFC 5869, over any hash backend.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/kdf/hmac.hpp>

namespace tscp {
inline namespace TSCP_ABI {

template <class Hash>
struct hkdf {
    static constexpr std::size_t prk_size = Hash::digest_size;
    static constexpr std::size_t max_output_size = 255 * Hash::digest_size;

    /// Section 2.2. An empty salt is as good as digest_size zeros. `prk` may lie over the inputs. Precondition: `prk`
    /// has prk_size bytes.
    static void extract(byte_view salt, byte_view input, byte_span prk) noexcept {
        const hmac_key<Hash> key{salt};
        hmac<Hash>::authenticate(key, input, prk);
    }

    /// Section 2.3; `out` may lie over the key. Errors: `errc::out_of_range` (more than max_output_size),
    /// `errc::buffers_overlap` (`out` lies over `info`); then `out` is as it was.
    static result<void> expand(byte_view prk, byte_view info, byte_span out) noexcept {
        if (overlap(info, out)) { return errc::buffers_overlap; }
        const hmac_key<Hash> key{prk};
        return expand_pieces(
            key, [&](hmac<Hash>& mac) noexcept { mac.update(info); }, out);
    }

    /// The same under a key made before, with the info given piece by piece: `feed(hmac&)` appends it, once for each
    /// block. `errc::out_of_range`. Precondition: `out` lies over nothing that `feed` reads.
    template <class Feed>
    static result<void> expand_pieces(const hmac_key<Hash>& key, const Feed& feed, byte_span out) noexcept {
        if (out.size() > max_output_size) { return errc::out_of_range; }
        std::array<std::uint8_t, Hash::digest_size> block{};
        const wiped_at_exit wipe_block{block};
        std::uint8_t counter = 0;
        for (std::size_t done = 0; done < out.size(); done += block.size()) {
            hmac<Hash> mac{key};
            if (counter != 0) { mac.update(block); }
            feed(mac);
            ++counter;
            mac.update(byte_view{&counter, 1});
            mac.finish(block);
            const std::size_t left = out.size() - done;
            copy_bytes(byte_view{block}.first(left < block.size() ? left : block.size()), out.subspan(done));
        }
        return {};
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
