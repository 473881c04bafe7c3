// SPDX-License-Identifier: MIT
// The server's tickets: sealed state that the client keeps, so that any server with the key resumes, without a store.
// docs/PROTOCOL.md, "Tickets".
//
//     ticket = key id(4) | nonce(12) | AEAD(nonce, AAD = key id | H(context), plaintext)
//     plaintext = psk(32) | flags(1) | first authentication(8) | lifetime(4) | name
//     nonce = first 12 bytes of HMAC(nonce key, random(16) | AAD | plaintext)
//
// The nonce is that of no other plaintext, even where the generator repeats: nothing is learned from two tickets.
//
// Who learns a ticket key can impersonate both ends of the sessions resumed by it: keep it as the PSKs are kept, and
// rotate it. A ticket authenticates a site, not a server: servers that a client must tell apart have other ticket keys,
// or other contexts.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/concepts/aead.hpp>
#include <tscp/concepts/hash.hpp>
#include <tscp/concepts/random.hpp>
#include <tscp/core/burn_stack.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/kdf/expand_label.hpp>
#include <tscp/kdf/hmac.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// What a ticket says. The name lies in the buffer that the ticket was opened into.
struct ticket_content {
    secret<32> psk{};
    bool group_none = false;
    std::uint64_t authenticated_at = 0;  ///< first authentication, seconds since 1970
    std::uint32_t lifetime = 0;          ///< seconds from then on
    stored_view name{};

    /// Over 2^64 − 1 it begins anew from 0: such a ticket is over.
    [[nodiscard]] std::uint64_t expires_at() const noexcept { return authenticated_at + lifetime; }
};

/// The same where it lies, in the buffer that the ticket was opened into.
class opened_ticket {
public:
    static constexpr std::size_t head_size = 32 + 1 + 8 + 4;

    opened_ticket() noexcept = default;
    /// Precondition: head_size bytes at least.
    explicit opened_ticket(stored_view plain) noexcept : plain_{plain} {}

    [[nodiscard]] byte_view reveal_psk() const noexcept { return plain_.first(32); }
    [[nodiscard]] bool group_none() const noexcept { return (plain_[32] & 1U) != 0; }
    [[nodiscard]] std::uint64_t authenticated_at() const noexcept { return read_big_endian(plain_.subspan(33, 8)); }
    [[nodiscard]] std::uint32_t lifetime() const noexcept { return read_big_endian32(plain_.data() + 41); }
    [[nodiscard]] byte_view name() const noexcept { return plain_.subspan(head_size); }

private:
    stored_view plain_{};
};

/// Up to `Slots` keys: the newest makes tickets, all of them open tickets. It cannot be moved: a server refers to it.
/// `Hash` is SHA-256, as in the profile.
template <class Aead, class Hash, std::size_t Slots = 2>
class ticket_keys {
    static_assert(require_aead<Aead>() && require_hash<Hash>());
    static_assert(Slots >= 1, "tscp: ticket keys need a slot at least.");
    static_assert(Aead::nonce_size == 12 && Aead::tag_size == 16,
                  "tscp: tickets need 12-byte nonces and 16-byte tags.");
    static_assert(Aead::key_size <= 32 && Hash::digest_size == 32,
                  "tscp: tickets need AEAD keys of at most 32 bytes, and SHA-256.");
    static constexpr std::size_t head_size = 4 + 12;
    static constexpr std::size_t plain_size = opened_ticket::head_size;

public:
    using aead = Aead;
    /// Whatever the AEAD: the keys that are used are derived from it.
    static constexpr std::size_t key_size = 32;
    static constexpr std::size_t max_ticket_size = 255;
    /// What `open` needs for a ticket with a name of this size.
    [[nodiscard]] static constexpr std::size_t opened_size(std::size_t name_size) noexcept {
        return plain_size + name_size;
    }
    static constexpr std::size_t max_name_size = max_ticket_size - head_size - plain_size - Aead::tag_size;
    static_assert(max_name_size == 178);

    ticket_keys() noexcept = default;
    ticket_keys(const ticket_keys&) = delete;
    ticket_keys& operator=(const ticket_keys&) = delete;
    ~ticket_keys() = default;

    [[nodiscard]] static constexpr std::size_t ticket_size(std::size_t name_size) noexcept {
        return head_size + plain_size + name_size + Aead::tag_size;
    }

    /// Makes this key the one that seals; where all slots are taken the oldest key is wiped, and its tickets end.
    /// At most 2^32 tickets may be sealed with a key, over all servers. `errc::invalid_ticket_key`: another size than
    /// key_size, or all zeros.
    result<void> add(std::uint32_t id, byte_view key) noexcept {
        return detail::burn_stack<config::stack.session>(do_add(id, key));
    }

    /// Appends a ticket. Errors: `errc::no_ticket_key`, `errc::invalid_name` (longer than max_name_size),
    /// `errc::random_failed`, `errc::buffer_too_small`, `errc::buffers_overlap` (the name lies where the ticket would).
    template <class Random>
    result<void> seal(const ticket_content& content, byte_view context, Random& random, writer& out) const noexcept {
        if (!slots_[0].used) { return errc::no_ticket_key; }
        if (content.name.size() > max_name_size) { return errc::invalid_name; }
        const std::size_t size = ticket_size(content.name.size());
        if (out.remaining() < size) { return errc::buffer_too_small; }
        if (out.would_overwrite(content.name)) { return errc::buffers_overlap; }
        const additional_data aad{slots_[0].id, context};
        const byte_span ticket = out.take(size);
        // The random bytes lie where key id and nonce will, which are as long.
        const byte_span head = ticket.first(head_size);
        if (!random.fill(head)) {
            out.roll_back(out.size() - size);
            return errc::random_failed;
        }
        const byte_span plain = ticket.subspan(head_size, plain_size + content.name.size());
        copy_bytes(content.psk.reveal(), plain);
        plain[32] = content.group_none ? 1 : 0;
        write_big_endian(content.authenticated_at, plain.subspan(33, 8));
        write_big_endian32(content.lifetime, plain.data() + 41);
        copy_bytes(content.name, plain.subspan(plain_size));
        secret<32> tag{uninitialized};
        hmac<Hash> mac{nonce_key_};
        mac.update(head);
        mac.update(aad.view());
        mac.update(plain);
        mac.finish(tag.overwrite());
        copy_bytes(aad.view().first(4), head);
        copy_bytes(tag.reveal().first(12), head.subspan(4));
        Aead{slots_[0].key.reveal()}.seal(head.subspan(4), aad.view(), plain, ticket.subspan(head_size));
        return {};
    }

    /// Opens a ticket into `buffer`, which the name stays in. `errc::ticket_refused`: not made with one of the keys,
    /// for this context, or with a name that is too long for the buffer. `errc::buffers_overlap`: the ticket lies in
    /// the buffer.
    errc open(byte_view ticket, byte_view context, stored_span buffer, ticket_content& content) const noexcept {
        opened_ticket opened;
        if (const errc error = open(ticket, context, buffer, opened); error != errc::none) { return error; }
        content.group_none = opened.group_none();
        content.authenticated_at = opened.authenticated_at();
        content.lifetime = opened.lifetime();
        content.name = opened.name();
        copy_bytes(opened.reveal_psk(), content.psk.overwrite());
        wipe(buffer.first(32));
        return errc::none;
    }
    /// The same without a copy of the PSK: the caller wipes the buffer.
    errc open(byte_view ticket, byte_view context, stored_span buffer, opened_ticket& opened) const noexcept {
        if (ticket.size() < ticket_size(0) || ticket.size() > max_ticket_size) { return errc::ticket_refused; }
        const std::size_t size = ticket.size() - head_size - Aead::tag_size;
        if (buffer.size() < size) { return errc::ticket_refused; }
        const byte_span plain = buffer.first(size);
        if (overlap(ticket, plain)) { return errc::buffers_overlap; }
        const std::uint32_t id = read_big_endian32(ticket.data());
        const additional_data aad{id, context};
        for (const slot& one : slots_) {
            if (one.used && one.id == id &&
                Aead{one.key.reveal()}.open(ticket.subspan(4, 12), aad.view(), ticket.subspan(head_size), plain)) {
                opened = opened_ticket{plain};
                return errc::none;
            }
        }
        return errc::ticket_refused;
    }
    result<ticket_content> open(byte_view ticket, byte_view context, stored_span buffer) const noexcept {
        return result<ticket_content>{detail::fill_in_place, [&](ticket_content& content) noexcept {
                                          return open(ticket, context, buffer, content);
                                      }};
    }

private:
    struct slot {
        secret<Aead::key_size> key{uninitialized};
        std::uint32_t id = 0;
        bool used = false;
    };

    TSCP_OWN_FRAME errc do_add(std::uint32_t id, byte_view key) noexcept {
        if (key.size() != key_size || is_zero_constant_time(key)) { return errc::invalid_ticket_key; }
        for (std::size_t i = Slots - 1; i > 0; --i) {
            slots_[i].key.take(slots_[i - 1].key);
            slots_[i].id = slots_[i - 1].id;
            slots_[i].used = slots_[i - 1].used;
        }
        slots_[0].id = id;
        slots_[0].used = true;
        secret<32> nonce_key{uninitialized};
        nonce_key_.set(key);
        expand_label_block<Hash>(nonce_key_, "ticket key", slots_[0].key.overwrite());
        expand_label_block<Hash>(nonce_key_, "ticket nonce", nonce_key.overwrite());
        nonce_key_.set(nonce_key.reveal());
        return errc::none;
    }

    // key id | H(context)
    class additional_data {
    public:
        additional_data(std::uint32_t id, byte_view context) noexcept {
            write_big_endian32(id, bytes_);
            hash_traits<Hash>::digest(context, byte_span{bytes_}.subspan(4));
        }
        [[nodiscard]] byte_view view() const noexcept { return bytes_; }

    private:
        std::uint8_t bytes_[4 + 32];
    };

    // The keys are kept as they are used: to derive them for each ticket would cost eight compressions. Only the newest
    // key seals: there is one nonce key for all slots.
    std::array<slot, Slots> slots_{};
    hmac_key<Hash> nonce_key_{};
};

}  // namespace TSCP_ABI
}  // namespace tscp
