// SPDX-License-Identifier: MIT
// The key schedule, RFC 8446 section 7.1: a secret that takes in three inputs, one after the other, and derives others.
//
//     early = Extract(zeros, slot1), then Extract(Derive-Secret(·, "derived", H("")), slot2), and so with slot3
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/kdf/expand_label.hpp>
#include <tscp/kdf/sha256_constants.hpp>

namespace tscp {
inline namespace TSCP_ABI {

namespace detail {

// HMAC under a key of zeros.
template <class Hash, bool Chains = hash_traits<Hash>::has_chaining_value>
struct zero_key_hmac {
    hmac<Hash> mac{sha256_zero_key};
};
template <class Hash>
struct zero_key_hmac<Hash, false> {
    hmac_key<Hash> key{byte_view{}};
    hmac<Hash> mac{key};
};

}  // namespace detail

/// The first slot, given piece by piece.
template <class Hash>
class psk_input {
public:
    /// Appends a piece as it is.
    void add(byte_view piece) noexcept { extract_.mac.update(piece); }
    /// Appends a piece after its size in two bytes. Precondition: at most 65,535 bytes.
    void add_with_size(byte_view piece) noexcept {
        config::expects(piece.size() <= 0xffff);
        std::array<std::uint8_t, 2> size;
        write_big_endian(piece.size(), size);
        add(size);
        add(piece);
    }
    /// Writes the early secret; the input is used up.
    void finish(byte_span early) noexcept { extract_.mac.finish(early); }

private:
    detail::zero_key_hmac<Hash> extract_{};
};

/// It keeps the present secret as a key of HMAC: what it derives costs two compressions each.
template <class Hash, class Labels = tscp2_labels>
class key_schedule {
    static_assert(Hash::digest_size == 32, "tscp: the key schedule is that of SHA-256.");

public:
    static constexpr std::size_t secret_size = 32;

    /// Without a secret: `start` or `copy_from` gives it one.
    key_schedule() noexcept = default;
    key_schedule(const key_schedule&) = delete;
    key_schedule& operator=(const key_schedule&) = delete;
    ~key_schedule() = default;

    /// Takes in the first slot: the early secret. The input is used up.
    void start(psk_input<Hash>& input) noexcept {
        secret<secret_size> early{uninitialized};
        input.finish(early.overwrite());
        present_.set(early.reveal());
    }

    /// The same for a slot that is one piece.
    TSCP_NEVER_INLINE void start(byte_view slot) noexcept {
        if constexpr (hash_traits<Hash>::has_chaining_value) {
            present_.set(detail::sha256_zero_key);
        } else {
            present_.set(byte_view{});
        }
        extract(slot);
    }

    /// Takes in the next slot: the handshake secret after the first call, the main secret after the second.
    void mix(byte_view slot) noexcept {
        secret<secret_size> next{uninitialized};
        derive("derived", detail::sha256_empty_digest, next.overwrite());
        present_.set(next.reveal());
        extract(slot);
    }

    /// Takes in 32 zeros, for a slot with nothing in it.
    void mix_zeros() noexcept { mix(detail::zeros); }

    /// Derive-Secret of the present secret. Precondition: `out` has secret_size bytes, the hash is a digest, the label
    /// ends with a NUL.
    void derive(const char* label, byte_view transcript_hash, byte_span out) const noexcept {
        expand_label_block<Hash, Labels>(present_, label, transcript_hash, out);
    }

    /// HMAC with the "finished" key of `base`, RFC 8446 section 4.4.4. Precondition: `tag` has secret_size bytes; it
    /// may lie over the hash.
    static void finished_mac(byte_view base, byte_view transcript_hash, byte_span tag) noexcept {
        secret<secret_size> finished{uninitialized};
        hmac_key<Hash> key;
        key.set(base);
        expand_label_block<Hash, Labels>(key, "finished", finished.overwrite());
        key.set(finished.reveal());
        hmac<Hash>::authenticate(key, transcript_hash, tag);
    }

    void copy_from(const key_schedule& other) noexcept { present_.copy_from(other.present_); }

    /// Wipes the present secret.
    void clear() noexcept { present_.clear(); }

private:
    // HKDF-Extract with the present secret as its salt.
    void extract(byte_view input) noexcept {
        secret<secret_size> next{uninitialized};
        hmac<Hash>::authenticate(present_, input, next.overwrite());
        present_.set(next.reveal());
    }

    hmac_key<Hash> present_{};
};

/// RFC 8446 section 7.5. Errors: those of expand_label.
template <class Hash, class Labels = tscp2_labels>
result<void> export_secret(byte_view exporter_master, byte_view label, byte_view context, byte_span out) noexcept {
    secret<32> derived;
    const auto done =
        expand_label<Hash, Labels>(exporter_master, label, detail::sha256_empty_digest, derived.overwrite());
    if (!done) { return done; }
    std::array<std::uint8_t, 32> context_hash;
    hash_traits<Hash>::digest(context, context_hash);
    return expand_label<Hash, Labels>(derived.reveal(), bytes_of("exporter"), context_hash, out);
}

}  // namespace TSCP_ABI
}  // namespace tscp
