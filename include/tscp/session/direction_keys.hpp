// SPDX-License-Identifier: MIT
// The keys of one direction in one epoch: docs/PROTOCOL.md, "Key schedule". They seal and open under a sequence number
// that they are given, and know nothing else.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/concepts/profile.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/kdf/expand_label.hpp>
#include <tscp/session/aead_slot.hpp>
#include <tscp/wire/record.hpp>

namespace tscp {
inline namespace TSCP_ABI {

template <class Profile>
class direction_keys {
    using suites = typename Profile::suites;
    using hash = typename Profile::hash;

public:
    static constexpr std::size_t secret_size = 32;

    /// Without keys, until `make` or `take`.
    direction_keys() noexcept = default;
    direction_keys(const direction_keys&) = delete;
    direction_keys& operator=(const direction_keys&) = delete;
    ~direction_keys() = default;

    /// Writes the traffic secret to `traffic_secret()` first; then this makes key and iv from it, for the AEAD with
    /// this code. Precondition: the profile has the AEAD.
    void make(std::uint8_t aead_id) noexcept {
        hmac_key<hash> source;
        source.set(secret_.reveal());
        suites::visit_known_aead(aead_id, [&](auto suite) noexcept {
            using aead = typename decltype(suite)::aead;
            secret<aead::key_size> key{uninitialized};
            expand_label_block<hash>(source, bytes_of("key"), {}, key.overwrite());
            expand_label_block<hash>(source, bytes_of("iv"), {}, iv_.overwrite().first(aead::nonce_size));
            aead_.make(aead_id, key.reveal());
        });
    }

    [[nodiscard]] std::uint8_t aead_id() const noexcept { return aead_.aead_id(); }

    /// Makes the keys of the epoch after that of `present`, which may be this object.
    void make_next(const direction_keys& present) noexcept {
        const std::uint8_t aead_id = present.aead_id();
        hmac_key<hash> source;
        source.set(present.secret_.reveal());
        expand_label_block<hash>(source, bytes_of("traffic upd"), {}, secret_.overwrite());
        make(aead_id);
    }

    /// Takes the other's keys in place of its own, and leaves the other without.
    void take(direction_keys& other) noexcept {
        aead_.take(other.aead_);
        iv_.take(other.iv_);
        secret_.take(other.secret_);
    }

    /// Wipes the keys.
    void clear() noexcept {
        aead_.clear();
        iv_.clear();
        secret_.clear();
    }

    /// Writes ciphertext ‖ tag. Preconditions: keys; those of the AEAD.
    void seal(std::uint64_t sequence_number, byte_view aad, byte_view content, byte_span out) const noexcept {
        aead_.visit([&](const auto& aead) noexcept {
            const nonce_for<std::decay_t<decltype(aead)>> nonce{iv_, sequence_number};
            aead.seal(nonce.bytes.reveal(), aad, content, out);
        });
    }

    /// Writes the record's content, or gives false and leaves the record as it was. Preconditions: keys; those of the
    /// AEAD.
    [[nodiscard]] TSCP_NEVER_INLINE bool open(std::uint64_t sequence_number, const record& from,
                                              byte_span out) const noexcept {
        bool verified = false;
        aead_.visit([&](const auto& aead) noexcept {
            const nonce_for<std::decay_t<decltype(aead)>> nonce{iv_, sequence_number};
            verified = aead.open(nonce.bytes.reveal(), from.header, from.sealed, out);
        });
        return verified;
    }

    /// 32 bytes: the traffic secret, for a snapshot, and its place, for `make`.
    [[nodiscard]] byte_view reveal_traffic_secret() const& noexcept { return secret_.reveal(); }
    byte_view reveal_traffic_secret() const&& = delete;
    [[nodiscard]] byte_span traffic_secret() & noexcept { return secret_.overwrite(); }
    byte_span traffic_secret() && = delete;

private:
    // RFC 8446 section 5.3: the number, padded with zeros on the left, XOR the iv.
    template <class Aead>
    struct nonce_for {
        TSCP_NEVER_INLINE_IF_SMALL nonce_for(const secret<suites::max_nonce_size>& iv,
                                             std::uint64_t sequence_number) noexcept {
            const byte_span nonce = bytes.overwrite();
            for (std::size_t i = Aead::nonce_size; i-- > 0; sequence_number >>= 8U) {
                nonce[i] = static_cast<std::uint8_t>(iv.reveal()[i] ^ sequence_number);
            }
        }
        secret<Aead::nonce_size> bytes{uninitialized};
    };

    detail::aead_slot<suites> aead_;
    secret<suites::max_nonce_size> iv_;
    secret<secret_size> secret_;
};

}  // namespace TSCP_ABI
}  // namespace tscp
