// SPDX-License-Identifier: MIT
// Two ends of a session over datagrams, and a network and a power supply that do whatever they like: docs/PROTOCOL.md,
// "Records", "Session" and "Limits". The channels are the library's own, over toy cryptography with small limits.
//
// The events, each for the client and for the server as its end:
//     seal             the end seals one byte of data; it goes to the end of its queue, which has 4 places
//     deliver          the oldest record in its queue reaches the peer, which replies at once where it must
//     lose             that record is lost
//     duplicate        that record reaches the peer and stays in the queue
//     reorder          the two oldest records in its queue change places
//     forge            a record of the present epoch that does not verify reaches the end
//     forge next       the same of the epoch after it
//     update           the end seals a key update
//     ping             the end seals a ping
//     sleep            the end is suspended and restored
//     restore again    its newest snapshot is restored once more; where that works it takes the place of the end
//     close            the end seals its close
//     power cut        the end loses its object, and never comes back
//
// The promises:
//     no nonce is used twice under a key; nothing is delivered twice; nothing is delivered that was not sent; a failure
//     is counted exactly where a tag was tried; without failures nobody is ended; and whatever happened before, an
//     exchange of data, pings and key updates over a network that works does work, but for what an end has closed or a
//     limit has stopped.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

#include <tscp/core/bytes.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/group/none.hpp>
#include <tscp/session/channel.hpp>

#include "../support/plain_cell.hpp"
#include "search.hpp"
#include "toy_crypto.hpp"

namespace test {

/// What is never asked for a random number.
struct no_random {
    static bool fill(tscp::byte_span /*out*/) noexcept { return false; }
};

template <std::uint64_t SealLimit, std::uint64_t OpenLimit, std::size_t TagSize = 16>
struct toy_profile : tscp::default_profile {
    using hash = toy_hash;
    using random = no_random;
    using suites = tscp::suite_list<tscp::suite<tscp::group_none, toy_aead<SealLimit, OpenLimit, TagSize>>>;
    static constexpr tscp::framing transport = tscp::framing::datagram;
    static constexpr std::uint64_t short_tag_open_limit = OpenLimit;
};

/// `StartsAt`: the sequence numbers of both ends' next records at the start, above 0 so that a record of each was
/// opened, or 0 for a server that has not heard of its client.
template <class Profile, std::uint64_t StartsAt>
class two_ends {
    using client = tscp::client_channel<Profile>;
    using server = tscp::server_channel<Profile>;
    using layer = tscp::record_layer<Profile>;
    static constexpr std::uint64_t seal_limit = Profile::suites::first_aead::seal_limit;
    static constexpr std::uint64_t open_limit = Profile::suites::first_aead::open_limit;
    static constexpr std::size_t tag_size = Profile::suites::first_aead::tag_size;

    enum action : unsigned {
        seal,
        deliver,
        lose,
        duplicate,
        reorder,
        forge,
        forge_next,
        update,
        ping,
        sleep,
        restore_again,
        close,
        power_cut,
        actions,
    };
    enum kind : unsigned { exchanged, closed, limited, gone, kinds };

public:
    static constexpr unsigned events = 2 * actions;
    static constexpr std::array<const char*, kinds> kind_names{"exchanged", "closed", "limited", "gone"};

    static const char* name_of(unsigned event) noexcept {
        static constexpr std::array<const char*, events> names{"client seals",
                                                               "server seals",
                                                               "to the server: deliver",
                                                               "to the client: deliver",
                                                               "to the server: lose",
                                                               "to the client: lose",
                                                               "to the server: duplicate",
                                                               "to the client: duplicate",
                                                               "to the server: reorder",
                                                               "to the client: reorder",
                                                               "to the client: forge",
                                                               "to the server: forge",
                                                               "to the client: forge next",
                                                               "to the server: forge next",
                                                               "client updates",
                                                               "server updates",
                                                               "client pings",
                                                               "server pings",
                                                               "client sleeps",
                                                               "server sleeps",
                                                               "client restores again",
                                                               "server restores again",
                                                               "client closes",
                                                               "server closes",
                                                               "client's power fails",
                                                               "server's power fails"};
        return names[event];
    }

    // The ends of a channel are alike, so that a schedule that begins with an event of the server has a mirror image.
    static constexpr bool is_symmetric = StartsAt > 0;
    static bool is_mirrored(unsigned event) noexcept { return is_symmetric && event % 2 == 1; }
    static bool is_rare(unsigned event) noexcept {
        return event / 2 >= close || event / 2 == forge || event / 2 == forge_next;
    }

    const char* fault = nullptr;
    std::uint32_t touched = 0;  // a bit for each end, and for the two ends of each queue

    /// Where a handshake leaves them, and the records before the start.
    static two_ends make() {
        two_ends world;
        std::memset(static_cast<void*>(&world), 0, sizeof world);
        aead_log::clear();
        std::array<std::uint8_t, 64> secrets;
        for (std::size_t i = 0; i < secrets.size(); ++i) { secrets[i] = static_cast<std::uint8_t>(i + 1); }
        const tscp::byte_view both{secrets};
        ::new (static_cast<void*>(world.ends_[0].memory)) client;
        ::new (static_cast<void*>(world.ends_[1].memory)) server;
        for (unsigned side = 0; side < 2; ++side) {
            world.visit(side, [&](layer& own) noexcept {
                const auto role = side == 0 ? tscp::role::client : tscp::role::server;
                tscp::copy_bytes(both.first(32), access::secret_of(own, tscp::role::client, role));
                tscp::copy_bytes(both.last(32), access::secret_of(own, tscp::role::server, role));
                access::begin(own);
            });
        }
        for (std::uint64_t number = 0; number < StartsAt; ++number) {
            for (const unsigned event : {2U * seal, 2U * seal + 1, 2U * deliver, 2U * deliver + 1}) {
                (void)world.apply(event);
            }
        }
        if (StartsAt == 0) {
            (void)world.apply(2 * seal);
            (void)world.apply(2 * deliver);
        }
        return world;
    }

    bool apply(unsigned event) {
        const std::uint32_t touched_before = touched;
        touched = 0;
        log_.restore();
        const bool applied = act_on(static_cast<action>(event / 2), event % 2);
        log_.save();
        if (!applied) { touched = touched_before; }
        return applied;
    }

    [[nodiscard]] verdict judge() const {
        two_ends later = *this;
        log_.restore();
        const kind came_to = later.go_on();
        return {later.fault, came_to};
    }

    // Equal too for what are mirror images of each other.
    [[nodiscard]] std::uint64_t digest() const {
        const std::uint64_t first = digest_of(0);
        const std::uint64_t second = digest_of(1);
        if constexpr (!is_symmetric) { return scrambled(first) ^ second; }
        return scrambled(std::min(first, second)) ^ std::max(first, second);
    }

private:
    struct packet {
        std::uint8_t epoch;
        std::uint8_t size;
        std::array<std::uint8_t, 46> bytes;
        [[nodiscard]] tscp::byte_view view() const noexcept { return tscp::byte_view{bytes}.first(size); }
    };

    // Of an end and what it has sent. Epochs stand for the keys.
    [[nodiscard]] std::uint64_t digest_of(unsigned side) const {
        toy_hash hash;
        const auto add = [&](const auto& field) {
            hash.update({reinterpret_cast<const std::uint8_t*>(&field), sizeof field});
        };
        const one_end& own = ends_[side];
        add(own.gone);
        if (own.gone == 0) {
            layer& channel = as_layer(side);
            add(access::send(channel));
            add(access::receive(channel));
            add(own.sending_epoch);
            add(own.receiving_epoch);
            add(own.cell.number);
            add(own.snapshot_size);
            if (own.snapshot_size != 0) {  // its head tells the role, and at its end are the keys
                hash.update(tscp::byte_view{own.snapshot}.subspan(2, own.snapshot_size - 2 - 64 - 16));
            }
            add(own.failures);
        }
        add(own.sent);
        add(own.delivered);
        add(own.pings);
        add(own.ponged);
        add(own.uses);
        for (unsigned i = 0; i < own.in_flight; ++i) {
            add(own.queue[i].epoch);
            hash.update(own.queue[i].view().first(own.queue[i].size - tag_size));
        }
        add(own.in_flight);
        return hash.word();
    }

    // What an end has, and the queue of what it sends.
    struct one_end {
        alignas(16) std::uint8_t memory[sizeof(client)];
        std::array<std::uint8_t, client::max_snapshot_size> snapshot;
        std::uint32_t snapshot_size;
        test::plain_cell cell;
        std::uint64_t sent;       // a bit for each data that was sealed
        std::uint64_t delivered;  // and for each that the peer has opened
        // Of tags that this end tried under the keys of its epoch, and of the next two.
        std::array<std::uint32_t, 3> failures;
        std::uint32_t counted;       // failures, as the channel had them before the last record
        std::uint64_t present_key;   // under which this end opened last
        std::uint64_t uses;          // the sum of what numbers it sealed under, in which epochs
        std::uint8_t sending_epoch;  // all of the epoch, not its two low bits alone
        std::uint8_t receiving_epoch;
        std::uint8_t pings;   // sealed; each has its number for content
        std::uint8_t ponged;  // the last that was answered
        std::uint32_t gone;
        std::uint32_t in_flight;
        std::array<packet, 4> queue;
    };
    static_assert(sizeof(client) == sizeof(server) && alignof(client) <= 16);

    // What a channel keeps to itself.
    struct access : layer {
        static auto& send(layer& of) noexcept { return of.*&access::send_; }
        static auto& receive(layer& of) noexcept { return of.*&access::receive_; }
        static auto& sending(layer& of) noexcept { return of.*&access::sending_; }
        static auto& receiving(layer& of) noexcept { return of.*&access::receiving_; }
        static tscp::byte_span secret_of(layer& of, tscp::role direction, tscp::role own) noexcept {
            return (of.*&access::traffic_secret)(direction, own);
        }
        static void begin(layer& of) noexcept { (of.*&access::start)(1, {}, {}); }
    };

    // A channel holds no pointer, so that a copy of its bytes is as good as it. None is destroyed, as none owns
    // anything.
    template <class Channel>
    [[nodiscard]] Channel& as(unsigned side) const noexcept {
        return *std::launder(reinterpret_cast<Channel*>(const_cast<std::uint8_t*>(ends_[side].memory)));
    }
    [[nodiscard]] layer& as_layer(unsigned side) const noexcept {
        if (side == 0) { return as<client>(side); }
        return as<server>(side);
    }
    template <class Use>
    auto visit(unsigned side, const Use& use) const noexcept {
        if (side == 0) { return use(as<client>(side)); }
        return use(as<server>(side));
    }

    void break_promise(const char* promise) noexcept {
        if (fault == nullptr) { fault = promise; }
    }

    [[nodiscard]] bool lives(unsigned side) const noexcept { return ends_[side].gone == 0 && !as_layer(side).ended(); }

    // What was done depended on these, or changed them.
    void touch_end(unsigned side) noexcept { touched |= 1U << side; }
    void touch_front(unsigned side) noexcept { touched |= 4U << side; }
    void touch_back(unsigned side) noexcept { touched |= 16U << side; }
    // To take a record out may be what made it possible to put one in, and the other way round.
    void touch_to_take(unsigned side) noexcept {
        touch_front(side);
        if (ends_[side].in_flight == 1 || ends_[side].in_flight == ends_[side].queue.size()) { touch_back(side); }
    }
    void touch_to_put(unsigned side) noexcept {
        touch_back(side);
        if (ends_[side].in_flight < 2) { touch_front(side); }
    }

    bool act_on(action what, unsigned side) {
        one_end& own = ends_[side];
        switch (what) {
            case seal: return send_data(side);
            case deliver:
            case duplicate: {
                if (own.in_flight == 0 || !lives(1 - side)) { return false; }
                const packet first = own.queue[0];
                touch_to_take(side);
                if (what == deliver) { take_first(own); }
                open(1 - side, first);
                return true;
            }
            case lose:
                if (own.in_flight == 0) { return false; }
                touch_to_take(side);
                take_first(own);
                return true;
            case reorder:
                if (own.in_flight < 2) { return false; }
                touch_front(side);
                std::swap(own.queue[0], own.queue[1]);
                return true;
            case forge:
            case forge_next: return forge_to(side, what == forge ? 0 : 1);
            case update:
                return put(side, [](layer& from, tscp::writer& out) noexcept { return from.seal_key_update(out); });
            case ping: return send_ping(side);
            case sleep: return suspend_and_restore(side);
            case restore_again: return restore(side);
            case close: return put(side, [](layer& from, tscp::writer& out) noexcept { return from.seal_close(out); });
            case power_cut:
                if (own.gone != 0) { return false; }
                touch_end(side);
                own.gone = 1;
                return true;
            default: return false;
        }
    }

    // Seals a record into the queue; where that is full the network loses what need not be there.
    template <class Seal>
    bool put(unsigned side, const Seal& seal_into, bool may_be_lost = false) {
        one_end& own = ends_[side];
        touch_end(side);
        touch_to_put(side);
        const bool is_full = own.in_flight == own.queue.size();
        if (!lives(side) || (is_full && !may_be_lost)) { return false; }
        packet sealed;
        std::memset(static_cast<void*>(&sealed), 0, sizeof sealed);
        tscp::writer out{sealed.bytes};
        layer& from = as_layer(side);
        const std::uint64_t number = access::send(from).sequence_number();
        const bool was_closed = from.send_closed();
        const auto done = seal_into(from, out);
        if (!done) {
            const tscp::errc error = done.error();
            if (error == tscp::errc::limit_reached      ? number < seal_limit
                : error == tscp::errc::direction_closed ? !was_closed
                                                        : error != tscp::errc::update_not_allowed) {
                break_promise("a record is not sealed for no reason");
            }
            return false;
        }
        if (std::exchange(aead_log::of_thread().sealed.repeated, false)) {
            break_promise("a nonce is used twice under a key");
        }
        note_epochs(side);
        own.uses += scrambled(own.sending_epoch * std::uint64_t{1'000'000} + access::send(from).sequence_number());
        sealed.epoch = own.sending_epoch;
        sealed.size = static_cast<std::uint8_t>(out.size());
        if (!is_full) { own.queue[own.in_flight++] = sealed; }
        return true;
    }

    void note_epochs(unsigned side) {
        one_end& own = ends_[side];
        const auto later = [](std::uint8_t all, unsigned low) noexcept {
            return static_cast<std::uint8_t>(all + ((low - all) & 3U));
        };
        own.sending_epoch = later(own.sending_epoch, access::send(as_layer(side)).epoch());
        own.receiving_epoch = later(own.receiving_epoch, access::receive(as_layer(side)).epoch());
    }

    bool send_data(unsigned side) {
        one_end& own = ends_[side];
        if (own.sent >> 63U != 0) { return false; }
        std::uint8_t content = 0;
        while ((own.sent >> content & 1U) != 0) { ++content; }
        const bool done = put(side, [&](layer& from, tscp::writer& out) noexcept {
            return from.seal(tscp::byte_view{&content, 1}, out);
        });
        if (done) { own.sent |= std::uint64_t{1} << content; }
        return done;
    }

    bool send_ping(unsigned side) {
        one_end& own = ends_[side];
        const auto number = static_cast<std::uint8_t>(own.pings + 1);
        const bool done = put(side, [&](layer& from, tscp::writer& out) noexcept {
            return from.seal_ping(tscp::byte_view{&number, 1}, out);
        });
        if (done) { own.pings = number; }
        return done;
    }

    static void take_first(one_end& own) noexcept {
        --own.in_flight;
        for (unsigned i = 0; i < own.in_flight; ++i) { own.queue[i] = own.queue[i + 1]; }
    }

    bool forge_to(unsigned side, unsigned epochs_ahead) {
        if (!lives(side)) { return false; }
        const auto& state = access::receive(as_layer(side));
        packet forged;
        std::memset(static_cast<void*>(&forged), 0x55, sizeof forged);
        // One-byte numbers do not come with short tags.
        const std::size_t number_size = tag_size < 16 ? 2 : 1;
        forged.size = static_cast<std::uint8_t>(1 + number_size + 1 + tag_size);
        forged.bytes[0] =
            static_cast<std::uint8_t>(0x80U | (number_size == 2 ? 4U : 0U) | ((state.epoch() + epochs_ahead) & 3U));
        tscp::write_big_endian((epochs_ahead == 0 ? state.next_sequence_number() : 0) & 0xffU,
                               tscp::byte_span{forged.bytes}.subspan(1, number_size));
        open(side, forged);
        return true;
    }

    bool suspend_and_restore(unsigned side) {
        if (!lives(side)) { return false; }
        one_end& own = ends_[side];
        tscp::writer out{own.snapshot};
        const bool suspended =
            visit(side, [&](auto& channel) noexcept { return bool{channel.suspend(own.cell, out)}; });
        own.snapshot_size = static_cast<std::uint32_t>(out.size());
        if (!suspended || !as_layer(side).ended() || !restore(side)) { break_promise("a session does not sleep"); }
        check_failures(side, 0, true);
        return true;
    }

    // An end whose object was restored from its newest snapshot. Once it works, and then it changes nothing.
    bool restore(unsigned side) {
        one_end& own = ends_[side];
        if (own.snapshot_size == 0 || own.gone != 0) { return false; }
        touch_end(side);
        return visit(side, [&](auto& channel) noexcept {
            auto restored = std::decay_t<decltype(channel)>::restore(
                tscp::byte_view{own.snapshot}.first(own.snapshot_size), own.cell);
            if (restored) { channel = std::move(*restored); }
            return bool{restored};
        });
    }

    void open(unsigned side, const packet& record) {
        one_end& own = ends_[side];
        aead_log& log = aead_log::of_thread();
        touch_end(side);
        packet content = record;
        const unsigned tries_before = log.tries;
        const unsigned epoch_before = access::receive(as_layer(side)).epoch();
        tscp::opened_record opened;
        const tscp::errc error = visit(side, [&](auto& channel) noexcept {
            return channel.open_in_place(tscp::byte_span{content.bytes}.first(content.size), opened);
        });
        const unsigned tries = log.tries - tries_before;
        if (tries > 1 || (tries == 1 && log.verified != (error == tscp::errc::none))) {
            break_promise("a record is opened by no tag, or by more than one");
        }
        const unsigned ahead = (record.bytes[0] - epoch_before) & 3U;
        if (tries == 1 && own.present_key != 0 && (log.tried_key == own.present_key) != (ahead == 0)) {
            break_promise("a record is tried under a key of another epoch");
        }
        if (tries == 1 && !log.verified) { ++own.failures[ahead]; }
        if (error == tscp::errc::none) {
            if ((access::receive(as_layer(side)).epoch() - epoch_before - ahead) % 4 != 0) {
                break_promise("a record moves an end to another epoch than its own");
            }
            for (unsigned i = 0; i < 3; ++i) { own.failures[i] = i + ahead < 3 ? own.failures[i + ahead] : 0; }
            own.present_key = log.tried_key;
            if (std::exchange(log.opened.repeated, false)) { break_promise("a record is delivered twice"); }
        }
        note_epochs(side);
        check_failures(side, tries == 1 && !log.verified ? 1 : 0, ahead == 0 || error != tscp::errc::none);
        if (error == tscp::errc::none) { accept(side, opened); }
    }

    // Each is counted once, for the key that was tried or, of later ones, for both; `of_same_epoch`: the end is still
    // in its epoch.
    void check_failures(unsigned side, unsigned new_failures, bool of_same_epoch) {
        one_end& own = ends_[side];
        const auto& state = access::receive(as_layer(side));
        const std::uint32_t counted = state.failures() + state.later_failures();
        if (as_layer(side).ended() != (state.failures() >= open_limit || state.later_failures() >= open_limit)) {
            break_promise("a session is ended for no reason, or is not ended");
        }
        if (state.failures() < own.failures[0] || state.later_failures() < own.failures[1] ||
            state.later_failures() < own.failures[2]) {
            break_promise("a failure is not counted, or for another key");
        }
        if (of_same_epoch ? counted != own.counted + new_failures : counted > 2 * own.counted) {
            break_promise("a failure is counted where no tag was tried, or twice");
        }
        own.counted = counted;
    }

    void accept(unsigned side, const tscp::opened_record& opened) {
        one_end& peer = ends_[1 - side];
        if (opened.event() == tscp::record_event::data && !opened.data().empty()) {
            const std::uint64_t bit = std::uint64_t{1} << (opened.data()[0] & 63U);
            if (opened.data().size() != 1 || (peer.sent & bit) == 0) {
                break_promise("what was not sent is delivered");
            }
            peer.delivered |= bit;
        }
        const bool is_ping = opened.event() == tscp::record_event::ping;
        const bool is_pong = opened.event() == tscp::record_event::pong;
        const tscp::byte_view number = is_ping ? opened.ping() : opened.pong();
        // A pong that answers no ping is empty.
        const unsigned sent = is_ping ? peer.pings : ends_[side].pings;
        if ((is_ping && number.size() != 1) || (!number.empty() && (number[0] == 0 || number[0] > sent))) {
            break_promise("what was not sent is delivered");
        }
        if (is_pong && !number.empty()) { ends_[side].ponged = number[0]; }
        const bool may_reply = !as_layer(side).send_closed();
        if (is_ping && may_reply != opened.reply_required) {
            break_promise("a ping requires no reply, or after a close");
        }
        if (!opened.reply_required) { return; }
        const bool done = put(
            side, [&](layer& from, tscp::writer& out) noexcept { return from.seal_pong(opened.ping(), out); }, true);
        if (!done && access::send(as_layer(side)).sequence_number() < seal_limit) {
            break_promise("a reply is required of who cannot reply");
        }
    }

    // Delivers all that is in flight, and the replies, in order and once.
    void drain() {
        for (unsigned i = 0; i < 64 && ends_[0].in_flight + ends_[1].in_flight > 0; ++i) {
            const unsigned side = ends_[0].in_flight > 0 ? 0 : 1;
            if (!act_on(deliver, side)) { take_first(ends_[side]); }
        }
        if (ends_[0].in_flight + ends_[1].in_flight > 0) { break_promise("two ends answer each other for ever"); }
    }

    // An exchange over a network that works.
    kind go_on() {
        drain();
        if (ends_[0].gone != 0 || ends_[1].gone != 0) { return gone; }
        if (!lives(0) || !lives(1)) { return limited; }
        kind came_to = exchanged;
        for (unsigned side = 0; side < 2; ++side) { talk(side, came_to); }
        for (unsigned side = 0; side < 2; ++side) { talk(side, came_to); }
        for (unsigned side = 0; side < 2 && came_to == exchanged; ++side) {
            if (!act_on(update, side)) { break_promise("a key update is refused while both ends talk"); }
            drain();
            talk(1 - side, came_to);
            talk(side, came_to);
        }
        for (unsigned side = 0; side < 2 && came_to == exchanged; ++side) {
            if (!act_on(ping, side)) { break_promise("a ping is refused while both ends talk"); }
            drain();
            if (ends_[side].ponged != ends_[side].pings) { break_promise("a ping has no pong"); }
        }
        if (!lives(0) || !lives(1)) { break_promise("an honest exchange ends a session"); }
        return came_to;
    }

    void talk(unsigned side, kind& came_to) {
        const std::uint64_t sent_before = ends_[side].sent;
        if (!send_data(side)) {
            came_to = std::max(came_to, as_layer(side).send_closed() ? closed : limited);
            return;
        }
        drain();
        const std::uint64_t new_one = ends_[side].sent & ~sent_before;
        if ((ends_[side].delivered & new_one) == 0) { break_promise("an end is deaf"); }
    }

    std::array<one_end, 2> ends_;
    log_position log_;
};

}  // namespace test
