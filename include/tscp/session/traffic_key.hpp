// SPDX-License-Identifier: MIT
// One direction of a session: its traffic secret, the AEAD's key and iv made from it, and the number of the next
// record.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>

#include <tscp/concepts/profile.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/kdf/expand_label.hpp>

namespace tscp {
inline namespace TSCP_ABI {

template <class Profile>
class traffic_key {
    using suites = typename Profile::suites;
    using hash = typename Profile::hash;

public:
    static constexpr std::size_t secret_size = 32;
    /// No record has this number or one above it.
    static constexpr std::uint64_t max_sequence_number = (std::uint64_t{1} << 48U) - 1;

    /// Keys for the AEAD with this code, number 0 of the epoch given. Precondition: the profile has the AEAD.
    traffic_key(std::uint8_t aead, byte_view traffic_secret, std::uint8_t epoch = 0) noexcept
        : number_{0}, epoch_{epoch & 3U}, reserved_{0}, aead_{0}, owner_{0} {
        copy_bytes(traffic_secret, secret_.overwrite());
        make_keys(aead);
    }
    traffic_key(traffic_key&& other) noexcept
        : number_{other.number_}, epoch_{other.epoch_}, reserved_{other.reserved_}, aead_{0}, owner_{other.owner_} {
        take_keys(other);
    }
    traffic_key& operator=(traffic_key&&) = delete;
    traffic_key(const traffic_key&) = delete;
    traffic_key& operator=(const traffic_key&) = delete;
    ~traffic_key() { wipe_keys(); }

    /// False once the keys have been wiped.
    [[nodiscard]] bool alive() const noexcept { return aead_ != 0; }
    [[nodiscard]] std::uint8_t aead() const noexcept { return static_cast<std::uint8_t>(aead_); }
    [[nodiscard]] std::uint8_t epoch() const noexcept { return static_cast<std::uint8_t>(epoch_); }
    /// When sealing: the number of the next record. When opening: one above the highest opened.
    [[nodiscard]] std::uint64_t number() const noexcept { return number_; }
    void set_sequence_number(std::uint64_t number) noexcept { number_ = number & max_sequence_number; }
    /// How many numbers a snapshot left to this object.
    [[nodiscard]] unsigned reserved() const noexcept { return reserved_; }
    void set_reserved(unsigned count) noexcept { reserved_ = count & 0x3fffU; }
    /// 28 bits beside the key for the channel's own state: they fill what alignment would waste.
    [[nodiscard]] std::uint32_t owner_bits() const noexcept { return owner_; }
    void set_owner_bits(std::uint32_t bits) noexcept { owner_ = bits & 0x0fffffffU; }

    [[nodiscard]] std::size_t tag_size() const noexcept {
        std::size_t size = 0;
        suites::visit_aead(aead_, [&](auto one) noexcept { size = decltype(one)::aead::tag_size; });
        return size;
    }
    [[nodiscard]] std::uint64_t seal_limit() const noexcept {
        std::uint64_t limit = 0;
        suites::visit_aead(aead_, [&](auto one) noexcept { limit = decltype(one)::aead::seal_limit; });
        return limit < max_sequence_number ? limit : max_sequence_number;
    }
    /// At most 2^28 − 1, so that the count of failures fits the owner's bits.
    [[nodiscard]] std::uint32_t open_limit() const noexcept {
        std::uint64_t limit = 0;
        suites::visit_aead(aead_, [&](auto one) noexcept {
            using aead_type = typename decltype(one)::aead;
            const bool own = Profile::transport == framing::datagram && aead_type::tag_size < 16;
            limit = own ? Profile::short_tag_open_limit : aead_type::open_limit;
        });
        return limit < 0x0fffffffU ? static_cast<std::uint32_t>(limit) : 0x0fffffffU;
    }

    /// Writes ciphertext ‖ tag for the record with this number. Preconditions: alive; those of the AEAD.
    void seal(std::uint64_t number, byte_view aad, byte_view content, byte_span out) const noexcept {
        suites::visit_aead(aead_, [&](auto one) noexcept {
            using aead_type = typename decltype(one)::aead;
            std::array<std::uint8_t, aead_type::nonce_size> nonce;
            make_nonce(number, nonce);
            object<aead_type>().seal(nonce, aad, content, out);
        });
    }

    /// Writes the content, or gives false and `out` is all zeros. Preconditions: alive; those of the AEAD.
    [[nodiscard]] bool open(std::uint64_t number, byte_view aad, byte_view sealed, byte_span out) const noexcept {
        bool good = false;
        suites::visit_aead(aead_, [&](auto one) noexcept {
            using aead_type = typename decltype(one)::aead;
            std::array<std::uint8_t, aead_type::nonce_size> nonce;
            make_nonce(number, nonce);
            good = object<aead_type>().open(nonce, aad, sealed, out);
        });
        return good;
    }

    /// The keys of the next epoch, numbers from 0. Precondition: alive.
    [[nodiscard]] traffic_key next() const noexcept {
        secret<secret_size> following;
        (void)expand_label<hash>(secret_.reveal(), bytes_of("traffic upd"), {}, following.overwrite());
        return traffic_key{aead(), following.reveal(), static_cast<std::uint8_t>(epoch_ + 1U)};
    }

    /// Takes the place of the old keys; the owner's bits and the reservation stay. The source is spent.
    void replace_with(traffic_key& successor) noexcept {
        wipe_keys();
        number_ = successor.number_;
        epoch_ = successor.epoch_;
        take_keys(successor);
    }

    /// The end of the keys; number, epoch and the owner's bits stay readable.
    void wipe_keys() noexcept {
        suites::visit_aead(aead_, [&](auto one) noexcept {
            using aead_type = typename decltype(one)::aead;
            object<aead_type>().~aead_type();
        });
        aead_ = 0;
        wipe_object(aead_object_);
        iv_.clear();
        secret_.clear();
    }

    /// The traffic secret, for a snapshot.
    [[nodiscard]] byte_view reveal_secret() const noexcept { return secret_.reveal(); }

private:
    template <class Aead>
    [[nodiscard]] Aead& object() noexcept {
        return *std::launder(reinterpret_cast<Aead*>(aead_object_.bytes));
    }
    template <class Aead>
    [[nodiscard]] const Aead& object() const noexcept {
        return *std::launder(reinterpret_cast<const Aead*>(aead_object_.bytes));
    }

    void make_keys(std::uint8_t aead) noexcept {
        suites::visit_aead(aead, [&](auto one) noexcept {
            using aead_type = typename decltype(one)::aead;
            secret<aead_type::key_size> key;
            (void)expand_label<hash>(secret_.reveal(), bytes_of("key"), {}, key.overwrite());
            (void)expand_label<hash>(secret_.reveal(), bytes_of("iv"), {},
                                     iv_.overwrite().first(aead_type::nonce_size));
            ::new (static_cast<void*>(aead_object_.bytes)) aead_type{key.reveal()};
            aead_ = aead & 0x0fU;
        });
    }

    void take_keys(traffic_key& other) noexcept {
        suites::visit_aead(other.aead_, [&](auto one) noexcept {
            using aead_type = typename decltype(one)::aead;
            ::new (static_cast<void*>(aead_object_.bytes)) aead_type{std::move(other.template object<aead_type>())};
        });
        aead_ = other.aead_;
        iv_ = std::move(other.iv_);
        secret_ = std::move(other.secret_);
        other.wipe_keys();
    }

    // RFC 8446 section 5.3: the number, padded on the left, XOR the iv.
    void make_nonce(std::uint64_t number, byte_span nonce) const noexcept {
        copy_bytes(iv_.reveal().first(nonce.size()), nonce);
        for (std::size_t i = 0; i < 8; ++i) {
            std::uint8_t& byte = nonce[nonce.size() - 1 - i];
            byte = static_cast<std::uint8_t>(byte ^ (number >> (8 * i)));
        }
    }

    struct alignas(suites::aead_object_alignment) storage {
        std::uint8_t bytes[suites::aead_object_size];
    };

    // In this order nothing is lost to alignment.
    std::uint64_t number_ : 48;
    std::uint64_t epoch_ : 2;
    std::uint64_t reserved_ : 14;
    storage aead_object_{};
    secret<suites::max_nonce_size> iv_;
    std::uint32_t aead_ : 4;  // 0: no keys
    std::uint32_t owner_ : 28;
    secret<secret_size> secret_;
};

}  // namespace TSCP_ABI
}  // namespace tscp
