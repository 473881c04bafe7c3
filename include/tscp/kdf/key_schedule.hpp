// SPDX-License-Identifier: MIT
// The key schedule, RFC 8446 section 7.1: a secret that takes in three inputs, one after the other, and derives others.
//
//     early = Extract(zeros, slot1), then Extract(Derive-Secret(·, "derived", H("")), slot2), and so with slot3
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/kdf/expand_label.hpp>

namespace tscp {
inline namespace TSCP_ABI {

template <class Hash, class Labels = tscp2_labels>
class key_schedule {
public:
    static constexpr std::size_t secret_size = Hash::digest_size;

    /// The first slot, given piece by piece.
    class first_slot {
    public:
        first_slot() noexcept : extract_{zeros().bytes} {}
        /// Appends a piece as it is.
        void add(byte_view piece) noexcept { extract_.update(piece); }
        /// Appends a piece after its size in two bytes.
        void add_with_size(byte_view piece) noexcept {
            const std::uint8_t size[] = {static_cast<std::uint8_t>(piece.size() >> 8U),
                                         static_cast<std::uint8_t>(piece.size())};
            extract_.update(size);
            extract_.update(piece);
        }

    private:
        friend class key_schedule;
        hmac<Hash> extract_;
    };

    /// The early secret; the slot is used up.
    explicit key_schedule(first_slot& slot) noexcept { slot.extract_.finish(secret_.overwrite()); }

    key_schedule(key_schedule&&) noexcept = default;
    key_schedule& operator=(key_schedule&&) = delete;
    key_schedule(const key_schedule&) = delete;
    key_schedule& operator=(const key_schedule&) = delete;
    ~key_schedule() = default;

    /// A second schedule that goes on from here.
    [[nodiscard]] key_schedule fork() const noexcept { return key_schedule{secret_.reveal()}; }

    /// Zeros in place of the secret.
    void clear() noexcept { secret_.clear(); }

    /// Takes in the next slot: the handshake secret after the first call, the main secret after the second.
    void add(byte_view slot) noexcept {
        const empty_digest<Hash> nothing;
        secret<secret_size> salt;
        derive(bytes_of("derived"), nothing.bytes, salt.overwrite());
        hkdf<Hash>::extract(salt.reveal(), slot, secret_.overwrite());
    }

    /// Takes in 32 zeros, for a slot with nothing in it.
    void mix_zeros() noexcept { add(zeros().bytes); }

    /// Derive-Secret of the present secret. Precondition: `out` has secret_size bytes, the hash is a digest.
    void derive(byte_view label, byte_view transcript_hash, byte_span out) const noexcept {
        (void)expand_label<Hash, Labels>(secret_.reveal(), label, transcript_hash, out);
    }

    /// HMAC with the "finished" key of `base`, RFC 8446 section 4.4.4. Precondition: `tag` has secret_size bytes.
    static void finished_mac(byte_view base, byte_view transcript_hash, byte_span tag) noexcept {
        secret<secret_size> key;
        (void)expand_label<Hash, Labels>(base, bytes_of("finished"), {}, key.overwrite());
        hmac<Hash> mac{key.reveal()};
        mac.update(transcript_hash);
        mac.finish(tag);
    }

    /// The present secret, for tests against published values.
    [[nodiscard]] byte_view reveal() const noexcept { return secret_.reveal(); }

private:
    explicit key_schedule(byte_view present) noexcept { copy_bytes(present, secret_.overwrite()); }

    struct zeros {
        std::array<std::uint8_t, Hash::digest_size> bytes{};
    };

    secret<secret_size> secret_;
};

/// RFC 8446 section 7.5. Errors: those of expand_label.
template <class Hash, class Labels = tscp2_labels>
result<void> export_secret(byte_view exporter_master, byte_view label, byte_view context, byte_span out) noexcept {
    const empty_digest<Hash> nothing;
    secret<Hash::digest_size> derived;
    const auto done = expand_label<Hash, Labels>(exporter_master, label, nothing.bytes, derived.overwrite());
    if (!done) { return done; }
    std::array<std::uint8_t, Hash::digest_size> context_hash{};
    hash_traits<Hash>::digest(context, context_hash);
    return expand_label<Hash, Labels>(derived.reveal(), bytes_of("exporter"), context_hash, out);
}

}  // namespace TSCP_ABI
}  // namespace tscp
