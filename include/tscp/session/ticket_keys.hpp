// SPDX-License-Identifier: MIT
// The server's tickets: sealed state that the client keeps, so that any server with the key resumes, without a store.
//
//     ticket = key id(4) | random(12) | AEAD(nonce = random, AAD = key id | context, plaintext)
//     plaintext = psk(32) | flags(1) | first authentication(8) | lifetime(4) | name
//
// Who learns a ticket key can impersonate both ends of the sessions resumed by it: keep it as the PSKs are kept, and
// rotate it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <tscp/concepts/aead.hpp>
#include <tscp/concepts/random.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/reader.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// What a ticket says. The name lies in the buffer that the ticket was opened_record into.
struct ticket_content {
    secret<32> psk;
    bool group_none = false;
    std::uint64_t first_authentication = 0;  // seconds since 1970
    std::uint32_t lifetime = 0;              // seconds from then on
    byte_view name;

    [[nodiscard]] std::uint64_t end() const noexcept { return first_authentication + lifetime; }
};

/// Up to `Slots` keys: the newest makes tickets, all of them open tickets.
template <class Aead, std::size_t Slots = 2>
class ticket_keys {
    static_assert(require_aead<Aead>());
    static_assert(Aead::nonce_size == 12 && Aead::tag_size == 16,
                  "tscp: tickets need 12-byte nonces and 16-byte tags.");

public:
    static constexpr std::size_t head_size = 4 + 12;
    static constexpr std::size_t plain_size = 32 + 1 + 8 + 4;
    static constexpr std::size_t max_name_size = 255 - head_size - plain_size - Aead::tag_size;

    [[nodiscard]] static constexpr std::size_t ticket_size(std::size_t name_size) noexcept {
        return head_size + plain_size + name_size + Aead::tag_size;
    }

    /// Makes this key the one that seals; where all slots are taken the oldest key is wiped, and its tickets end.
    /// At most 2^32 tickets may be sealed with a key, over all servers.
    void add(std::uint32_t id, byte_view key) noexcept {
        for (std::size_t i = Slots - 1; i > 0; --i) { slots_[i] = std::move(slots_[i - 1]); }
        slots_[0].id = id;
        slots_[0].used = true;
        copy_bytes(key.first(Aead::key_size), slots_[0].key.overwrite());
    }

    /// Appends a ticket. Errors: `errc::ticket_refused` (no key, or a name too long), `errc::random_failed`,
    /// `errc::buffer_too_small`.
    template <class Random>
    result<void> seal(const ticket_content& content, byte_view context, Random& random, writer& out) const noexcept {
        if (!slots_[0].used || content.name.size() > max_name_size) { return errc::ticket_refused; }
        const auto place = out.remaining() < ticket_size(content.name.size())
                               ? result<byte_span>{errc::buffer_too_small}
                               : out.reserve(ticket_size(content.name.size()));
        if (!place) { return place.error(); }
        const byte_span nonce = place->subspan(4, 12);
        if (!random.fill(nonce)) {
            out.roll_back(out.size() - place->size());
            return errc::random_failed;
        }
        write_number(slots_[0].id, place->first(4));
        std::array<std::uint8_t, 255> plain;
        const wiped_at_exit wipe_plain{plain};
        writer fields{plain};
        std::array<std::uint8_t, 13> facts{};
        facts[0] = content.group_none ? 1 : 0;
        write_number(content.first_authentication, byte_span{facts}.subspan(1, 8));
        write_number(content.lifetime, byte_span{facts}.subspan(9, 4));
        (void)fields.write(content.psk.reveal());
        (void)fields.write(facts);
        (void)fields.write(content.name);
        additional_data aad{place->first(4), context};
        Aead{slots_[0].key.reveal()}.seal(nonce, aad.view(), fields.written(), place->subspan(head_size));
        return {};
    }

    /// Opens a ticket into `buffer`, which the name stays in. `errc::ticket_refused`: not made with one of the keys,
    /// for this context, or too long for the buffer (255 bytes are always enough).
    result<ticket_content> open(byte_view ticket, byte_view context, byte_span buffer) const noexcept {
        if (ticket.size() < ticket_size(0) || ticket.size() > 255) { return errc::ticket_refused; }
        const std::size_t size = ticket.size() - head_size - Aead::tag_size;
        if (buffer.size() < size) { return errc::ticket_refused; }
        for (const slot& one : slots_) {
            if (!one.used || one.id != read_number(ticket.first(4))) { continue; }
            additional_data aad{ticket.first(4), context};
            const byte_span plain = buffer.first(size);
            if (!Aead{one.key.reveal()}.open(ticket.subspan(4, 12), aad.view(), ticket.subspan(head_size), plain)) {
                continue;
            }
            ticket_content content;
            copy_bytes(plain.first(32), content.psk.overwrite());
            wipe(plain.first(32));
            content.group_none = (plain[32] & 1U) != 0;
            content.first_authentication = read_number(plain.subspan(33, 8));
            content.lifetime = static_cast<std::uint32_t>(read_number(plain.subspan(41, 4)));
            content.name = plain.subspan(plain_size);
            return content;
        }
        return errc::ticket_refused;
    }

private:
    struct slot {
        secret<Aead::key_size> key;
        std::uint32_t id = 0;
        bool used = false;
    };

    // key id | context, with room for contexts of up to 252 bytes; of longer ones the first are taken, the transcript
    // has the whole.
    class additional_data {
    public:
        additional_data(byte_view id, byte_view context) noexcept {
            (void)out_.write(id);
            (void)out_.write(context.first(context.size() < 252 ? context.size() : 252));
        }
        [[nodiscard]] byte_view view() const noexcept { return out_.written(); }

    private:
        std::array<std::uint8_t, 256> bytes_{};
        writer out_{bytes_};
    };

    static void write_number(std::uint64_t number, byte_span out) noexcept {
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[out.size() - 1 - i] = static_cast<std::uint8_t>(number >> (8 * i));
        }
    }
    static std::uint64_t read_number(byte_view bytes) noexcept {
        std::uint64_t number = 0;
        for (const std::uint8_t byte : bytes) { number = number << 8U | byte; }
        return number;
    }

    std::array<slot, Slots> slots_{};
};

}  // namespace TSCP_ABI
}  // namespace tscp
