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
    // Not defaulted: `{}` would fill it with zeros first. NOLINTNEXTLINE(modernize-use-equals-default)
    direction_keys() noexcept {}
    direction_keys(const direction_keys&) = delete;
    direction_keys& operator=(const direction_keys&) = delete;
    ~direction_keys() = default;

    /// Writes the traffic secret to `traffic_secret()` first; then this makes key and iv from it, for the AEAD with
    /// this code. Precondition: the profile has the AEAD.
    void make(std::uint8_t aead_id) noexcept {
        hmac_key<hash> source;
        source.set(material_.reveal().first(secret_size));
        suites::visit_known_aead(aead_id, [&](auto suite) noexcept {
            using aead = typename decltype(suite)::aead;
            secret<aead::key_size> key{uninitialized};
            expand_label_block<hash>(source, "key", key.overwrite());
            expand_label_block<hash>(source, "iv", iv().first(aead::nonce_size));
            aead_.make(aead_id, key.reveal());
        });
    }

    [[nodiscard]] std::uint8_t aead_id() const noexcept { return aead_.aead_id(); }

    /// Makes the keys of the epoch after that of `present`, which may be this object.
    void make_next(const direction_keys& present) noexcept {
        const std::uint8_t aead_id = present.aead_id();
        hmac_key<hash> source;
        source.set(present.material_.reveal().first(secret_size));
        expand_label_block<hash>(source, "traffic upd", material_.overwrite().first(secret_size));
        make(aead_id);
    }

    /// Takes the other's keys in place of its own, and leaves the other without.
    void take(direction_keys& other) noexcept {
        aead_.take(other.aead_);
        material_.take(other.material_);
    }

    /// Wipes the keys.
    void clear() noexcept {
        aead_.clear();
        material_.clear();
    }

    /// Writes ciphertext ‖ tag. Preconditions: keys; those of the AEAD.
    void seal(std::uint64_t sequence_number, byte_view aad, byte_view content, byte_span out) const noexcept {
        aead_.visit([&](const auto& aead) noexcept {
            const nonce_for<std::decay_t<decltype(aead)>> nonce{iv(), sequence_number};
            aead.seal(nonce.bytes.reveal(), aad, content, out);
        });
    }

    /// Writes the record's content, or gives false and leaves the record as it was. Preconditions: keys; those of the
    /// AEAD.
    [[nodiscard]] TSCP_NEVER_INLINE bool open(std::uint64_t sequence_number, const record& from,
                                              byte_span out) const noexcept {
        bool verified = false;
        aead_.visit([&](const auto& aead) noexcept {
            const nonce_for<std::decay_t<decltype(aead)>> nonce{iv(), sequence_number};
            verified = aead.open(nonce.bytes.reveal(), from.header, from.sealed, out);
        });
        return verified;
    }

    /// 32 bytes: the traffic secret, for a snapshot, and its place, for `make`.
    [[nodiscard]] byte_view reveal_traffic_secret() const& noexcept { return material_.reveal().first(secret_size); }
    byte_view reveal_traffic_secret() const&& = delete;
    [[nodiscard]] byte_span traffic_secret() & noexcept { return material_.overwrite().first(secret_size); }
    byte_span traffic_secret() && = delete;

private:
    [[nodiscard]] byte_view iv() const noexcept { return material_.reveal().subspan(secret_size); }
    [[nodiscard]] byte_span iv() noexcept { return material_.overwrite().subspan(secret_size); }

    // RFC 8446 section 5.3: the number, padded with zeros on the left, XOR the iv.
    template <class Aead>
    struct nonce_for {
        TSCP_NEVER_INLINE_IF_SMALL nonce_for(byte_view iv, std::uint64_t sequence_number) noexcept {
            const byte_span nonce = bytes.overwrite();
            for (std::size_t i = Aead::nonce_size; i-- > 0; sequence_number >>= 8U) {
                nonce[i] = static_cast<std::uint8_t>(iv[i] ^ sequence_number);
            }
        }
        secret<Aead::nonce_size> bytes{uninitialized};
    };

    detail::aead_slot<suites> aead_{};
    secret<secret_size + suites::max_nonce_size> material_{uninitialized};  // the traffic secret, and the iv behind it
};

}  // namespace TSCP_ABI
}  // namespace tscp
