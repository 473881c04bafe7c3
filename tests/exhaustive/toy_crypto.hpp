// SPDX-License-Identifier: MIT
// A hash and an AEAD for tests that make millions of sessions: they protect nothing, cost nanoseconds, and are exact
// where a protocol can see it. Different messages have different digests and tags, but for the chance of 2^-64.
// The AEAD notes under which nonces a key seals, and which tags do not verify.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include <tscp/core/bytes.hpp>
#include <tscp/core/relocate.hpp>
#include <tscp/core/secret.hpp>

namespace test {

[[nodiscard]] constexpr std::uint64_t scrambled(std::uint64_t word) noexcept {
    word = (word ^ (word >> 30U)) * 0xbf58476d1ce4e5b9U;
    word = (word ^ (word >> 27U)) * 0x94d049bb133111ebU;
    return word ^ (word >> 31U);
}

class toy_hash {
public:
    static constexpr std::size_t digest_size = 32;
    static constexpr std::size_t block_size = 32;  // so that HMAC's pads are short

    void update(tscp::byte_view message) noexcept {
        const std::uint8_t* at = message.data();
        std::size_t left = message.size();
        for (; left >= 8; left -= 8, at += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, 8);
            add(word, 8);
        }
        std::uint64_t word = 0;
        for (std::size_t i = 0; i < left; ++i) { word |= std::uint64_t{at[i]} << (8 * i); }
        add(word, left);
    }

    /// The digest in one word; the message may go on.
    [[nodiscard]] std::uint64_t word() const noexcept {
        return scrambled(scrambled(first_ ^ word_) + scrambled(second_ + size_));
    }

    void finish(tscp::byte_span out) noexcept {
        const std::uint64_t base = word();
        for (std::size_t i = 0; i < 4; ++i) {
            const std::uint64_t part = scrambled(base + 0x9e3779b97f4a7c15U * (i + 1));
            std::memcpy(out.data() + 8 * i, &part, 8);
        }
        *this = {};
    }

private:
    // Appends the low bytes of a word whose others are zero.
    void add(std::uint64_t bytes, std::size_t count) noexcept {
        const std::size_t used = size_ % 8;
        size_ += count;
        word_ |= bytes << (8 * used);
        if (used + count < 8) { return; }
        first_ = (first_ ^ word_) * 0x9fb21c651e98df25U;
        first_ ^= first_ >> 32U;
        second_ = ((second_ << 23U) | (second_ >> 41U)) + first_;
        word_ = used == 0 ? 0 : bytes >> (64 - 8 * used);
    }

    std::uint64_t first_ = 0x243f6a8885a308d3U;
    std::uint64_t second_ = 0x13198a2e03707344U;
    std::uint64_t word_ = 0;
    std::uint64_t size_ = 0;
};

/// What the AEADs of this thread did. A schedule that goes back to where another branched off sets the sizes back.
struct aead_log {
    /// Uses of keys with nonces, each once.
    struct uses {
        std::size_t size = 0;
        bool repeated = false;
        std::vector<std::uint64_t> all = std::vector<std::uint64_t>(4096);

        void add(std::uint64_t use) noexcept {
            for (std::size_t i = 0; i < size; ++i) { repeated = repeated || all[i] == use; }
            if (size < all.size()) { all[size++] = use; }
        }
    };

    uses sealed;
    uses opened;
    std::uint64_t tried_key = 0;  ///< of the last tag that was verified, or did not
    unsigned tries = 0;
    bool verified = false;

    static aead_log& of_thread() noexcept {
        thread_local aead_log one;
        return one;
    }
    /// For a new world.
    static void clear() noexcept { of_thread().sealed.size = of_thread().opened.size = 0; }
};

/// How much of the log belongs to a world.
struct log_position {
    std::size_t sealed;
    std::size_t opened;

    void restore() const noexcept {
        aead_log::of_thread().sealed.size = sealed;
        aead_log::of_thread().opened.size = opened;
    }
    void save() noexcept {
        sealed = aead_log::of_thread().sealed.size;
        opened = aead_log::of_thread().opened.size;
    }
};

/// Small limits, so that schedules of a few events reach them.
template <std::uint64_t SealLimit, std::uint64_t OpenLimit, std::size_t TagSize = 16>
class toy_aead {
    static_assert(TagSize == 8 || TagSize == 16);

public:
    static constexpr std::uint8_t aead_id = 1;
    static constexpr std::size_t key_size = 16;
    static constexpr std::size_t nonce_size = 12;
    static constexpr std::size_t tag_size = TagSize;
    static constexpr std::uint64_t seal_limit = SealLimit;
    static constexpr std::uint64_t open_limit = OpenLimit;
    static constexpr std::uint64_t max_plaintext_size = 16384;
    static constexpr bool constant_time = true;

    explicit toy_aead(tscp::byte_view key) noexcept {
        toy_hash hash;
        hash.update(key);
        key_ = hash.word();
    }
    toy_aead(tscp::relocate_t /*tag*/, toy_aead& from) noexcept : key_{from.key_} { from.key_ = 0; }
    toy_aead(const toy_aead&) = delete;
    toy_aead& operator=(const toy_aead&) = delete;
    ~toy_aead() { key_ = 0; }

    void seal(tscp::byte_view nonce, tscp::byte_view aad, tscp::byte_view plaintext,
              tscp::byte_span out) const noexcept {
        if (plaintext.data() != out.data()) { tscp::copy_bytes(plaintext, out); }
        const std::uint64_t use = use_of(nonce);
        const std::array<std::uint64_t, 2> tag = tag_of(use, aad, tscp::byte_view{out}.first(plaintext.size()));
        std::memcpy(out.data() + plaintext.size(), tag.data(), tag_size);
        aead_log::of_thread().sealed.add(use);
    }

    bool open(tscp::byte_view nonce, tscp::byte_view aad, tscp::byte_view sealed, tscp::byte_span out) const noexcept {
        const tscp::byte_view content = sealed.first(sealed.size() - tag_size);
        const std::uint64_t use = use_of(nonce);
        const std::array<std::uint64_t, 2> tag = tag_of(use, aad, content);
        aead_log& log = aead_log::of_thread();
        log.verified = std::memcmp(tag.data(), sealed.data() + content.size(), tag_size) == 0;
        log.tried_key = key_;
        ++log.tries;
        if (log.verified) { log.opened.add(use); }
        if (out.data() != content.data()) {
            if (log.verified) {
                tscp::copy_bytes(content, out);
            } else {
                tscp::wipe(out);
            }
        }
        return log.verified;
    }

private:
    [[nodiscard]] std::uint64_t use_of(tscp::byte_view nonce) const noexcept {
        toy_hash hash;
        hash.update({reinterpret_cast<const std::uint8_t*>(&key_), sizeof key_});
        hash.update(nonce);
        return hash.word();
    }
    static std::array<std::uint64_t, 2> tag_of(std::uint64_t use, tscp::byte_view aad,
                                               tscp::byte_view content) noexcept {
        toy_hash hash;
        const std::array<std::uint64_t, 2> head{use, aad.size()};
        hash.update({reinterpret_cast<const std::uint8_t*>(head.data()), sizeof head});
        hash.update(aad);
        hash.update(content);
        return {hash.word(), scrambled(hash.word() + 1)};
    }

    std::uint64_t key_;
};

}  // namespace test
