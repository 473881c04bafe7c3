// SPDX-License-Identifier: MIT
// Both ends of a session, and a network that the input directs: it delays, repeats, drops, damages and invents. What
// opens was sealed by the other end, comes as it was sealed, and comes once; what a handshake accepts its peer has
// written.
#include "target.hpp"

#include <utility>
#include <vector>

#include "../support/memory_cell.hpp"
#include "samples.hpp"

namespace {

using bytes = std::vector<std::uint8_t>;
using fuzz::outcome;
using fuzz::require;

/// The bytes of a script, zeros after its end.
class script {
public:
    explicit script(tscp::byte_view steps) : rest_{steps} {}
    [[nodiscard]] bool finished() const { return rest_.empty(); }
    std::uint8_t next() {
        if (rest_.empty()) { return 0; }
        const std::uint8_t value = rest_[0];
        rest_ = rest_.subspan(1);
        return value;
    }
    bytes next(std::size_t size) {
        bytes out(size);
        for (std::uint8_t& byte : out) { byte = next(); }
        return out;
    }

private:
    tscp::byte_view rest_;
};

/// A record on its way.
struct sent_record {
    bytes record;
    tscp::record_event event;
    bytes content;
    bool opened = false;
};

template <class Profile>
class network {
    static constexpr bool on_datagrams = Profile::transport == tscp::framing::datagram;

public:
    outcome follow(script steps) {
        for (int step = 0; step < 60 && !steps.finished(); ++step) {
            const std::uint8_t what = steps.next();
            if ((what & 8U) != 0) {
                act(what, steps, both_.client_channel(), both_.server_channel(), from_client_, from_server_);
            } else {
                act(what, steps, both_.server_channel(), both_.client_channel(), from_server_, from_client_);
            }
        }
        return opened_ > 0 ? outcome::parsed : outcome::refused;
    }

private:
    /// One step in one direction. `what`: the step in bits 0 to 2, the direction in bit 3, a variant in bit 4. `way`:
    /// what goes in this direction.
    template <class From, class To>
    void act(std::uint8_t what, script& steps, From& from, To& to, std::vector<sent_record>& way,
             const std::vector<sent_record>& way_back) {
        const bool variant = (what & 16U) != 0;
        switch (what & 7U) {
            case 0: {
                const bytes content(steps.next() % 64, static_cast<std::uint8_t>(way.size()));
                return seal(from, way, way_back, tscp::record_event::data, content, [&](tscp::writer& out) {
                    return variant ? from.seal_padded(content, 1 + content.size(), out) : from.seal(content, out);
                });
            }
            case 1: return deliver(to, way, steps.next(), variant);
            case 2: return damage(to, way, steps, variant);
            case 3: {
                bytes record = chosen(way, steps.next());
                record.resize(steps.next() % 128);
                return open(to, way, record, variant);
            }
            case 4:
                if (variant) {
                    const bytes content(steps.next() % 9, static_cast<std::uint8_t>(way.size()));
                    return seal(from, way, way_back, tscp::record_event::ping, content,
                                [&](tscp::writer& out) { return from.seal_ping(content, out); });
                }
                return seal(from, way, way_back, tscp::record_event::key_update, {},
                            [&](tscp::writer& out) { return from.seal_key_update(out); });
            case 5:
                if (!variant) {
                    return seal(from, way, way_back, tscp::record_event::close, {},
                                [&](tscp::writer& out) { return from.seal_close(out); });
                }
                return seal(from, way, way_back, tscp::record_event::alert, {4},
                            [&](tscp::writer& out) { return from.seal_alert(tscp::alert_code::going_away, out); });
            case 6: return open(to, way, steps.next(steps.next() % 64), variant);
            default:
                if (variant) {
                    const bytes content(steps.next() % 9, static_cast<std::uint8_t>(way.size()));
                    return seal(from, way, way_back, tscp::record_event::pong, content,
                                [&](tscp::writer& out) { return from.seal_pong(content, out); });
                }
                return sleep(from);
        }
    }

    template <class From, class Write>
    void seal(From& from, std::vector<sent_record>& way, const std::vector<sent_record>& way_back,
              tscp::record_event event, const bytes& content, const Write& write) {
        const bool live = from.has_keys() && !from.send_closed();
        bytes buffer(200);
        tscp::writer out{buffer};
        const auto done = write(out);
        require(done ? live : out.size() == 0);
        require(bool{done} || !live || done.error() == tscp::errc::update_not_allowed);
        if (!done) { return; }
        require(follows(out.written(), way_back));
        way.push_back({bytes{out.written().begin(), out.written().end()}, event, content});
    }

    /// An end seals in the epoch of the newest record that it has opened, or in the next one.
    static bool follows(tscp::byte_view record, const std::vector<sent_record>& way_back) {
        for (std::size_t i = way_back.size(); i > 0; --i) {
            if (way_back[i - 1].opened) { return ((record[0] - way_back[i - 1].record[0]) & 3) <= 1; }
        }
        return true;
    }

    static bytes chosen(const std::vector<sent_record>& way, std::size_t which) {
        return way.empty() ? bytes{} : way[which % way.size()].record;
    }

    /// Nothing has happened to the record: the next of a stream, and the newest of datagrams, must open.
    template <class To>
    void deliver(To& to, std::vector<sent_record>& way, std::size_t which, bool in_place) {
        if (way.empty()) { return; }
        which %= way.size();
        bool expected = to.has_keys() && !way[which].opened;
        for (std::size_t i = 0; i < way.size(); ++i) {
            if (i > which && way[i].opened) { expected = false; }
            if (i < which && !way[i].opened && !on_datagrams) { expected = false; }
        }
        open(to, way, way[which].record, in_place);
        require(!expected || way[which].opened);
    }

    template <class To>
    void damage(To& to, std::vector<sent_record>& way, script& steps, bool in_place) {
        bytes record = chosen(way, steps.next());
        const std::size_t at = steps.next();
        const std::uint8_t mask = steps.next();
        if (record.empty()) { return; }
        record[at % record.size()] ^= mask == 0 ? 1 : mask;
        open(to, way, record, in_place);
    }

    template <class To>
    void open(To& to, std::vector<sent_record>& way, const bytes& record, bool in_place) {
        constexpr std::uint8_t unwritten = 0xa5;
        constexpr std::size_t guard = 16;
        const bool live = to.has_keys();
        bytes place = in_place ? record : bytes(record.size(), unwritten);
        place.insert(place.end(), guard, unwritten);
        const tscp::byte_span room = tscp::byte_span{place}.first(record.size());
        const auto got = in_place ? to.open_in_place(room) : to.open(record, room);
        for (const std::uint8_t byte : tscp::byte_view{place}.last(guard)) { require(byte == unwritten); }
        if (!got) {
            require(!in_place || tscp::equal_public(room, record));
            require(to.ended() == (!live || !on_datagrams));
            return;
        }
        ++opened_;
        require(live);
        for (sent_record& one : way) {
            if (one.record != record) { continue; }
            require(!one.opened && got->event() == one.event);
            const bool data = one.event == tscp::record_event::data;
            const bool ping = one.event == tscp::record_event::ping;
            const bool pong = one.event == tscp::record_event::pong;
            require(tscp::equal_public(got->data(), data ? one.content : bytes{}));
            require(tscp::equal_public(got->ping(), ping ? one.content : bytes{}));
            require(tscp::equal_public(got->pong(), pong ? one.content : bytes{}));
            require(!ping || got->reply_required != to.send_closed());
            require(to.ended() == (one.event == tscp::record_event::alert));
            one.opened = true;
            bool closed = false;
            for (const sent_record& each : way) {
                closed = closed || (each.opened && each.event == tscp::record_event::close);
            }
            require(to.receive_closed() == closed);
            return;
        }
        require(false);
    }

    /// Suspends an end and restores it.
    template <class Channel>
    static void sleep(Channel& channel) {
        const bool live = channel.has_keys();
        test::memory_cell cell;
        bytes buffer(Channel::max_snapshot_size);
        tscp::writer out{buffer};
        const bool suspended{channel.suspend(cell, out)};
        require(suspended == live);
        if (!suspended) { return; }
        auto restored = Channel::restore(out.written(), cell);
        require(bool{restored});
        channel = std::move(*restored);
    }

    fuzz::quick_session<Profile> both_;
    std::vector<sent_record> from_client_;
    std::vector<sent_record> from_server_;
    std::size_t opened_ = 0;
};

/// A handshake, one of whose messages the input takes the place of. It parses where it is well-formed.
template <class Profile>
class handshake {
    using session = fuzz::quick_session<Profile>;

public:
    outcome take_hello(tscp::byte_view input) {
        bytes buffer(400);
        tscp::writer out{buffer};
        const auto half = answer(input, out);
        // A server that demands no cookie takes a Hello with one as its Hello.
        tscp::hello_with_cookie with_cookie;
        const bool by_cookie = Profile::transport == tscp::framing::datagram &&
                               tscp::hello_with_cookie::parse(input, with_cookie) == tscp::errc::none;
        require(bool{half} == tscp::equal_public(by_cookie ? with_cookie.hello : input, genuine.hello));
        if (half) {
            require(tscp::equal_public(out.written(), genuine.hey));
            return outcome::parsed;
        }
        // Nothing is drawn for a Hello whose binder is wrong.
        require(random_.draws == 0);
        require(out.size() == 0 || tscp::equal_public(out.written(), tscp::refused_alert));
        return half.error() == tscp::errc::malformed_hello ? outcome::refused : outcome::parsed;
    }

    outcome take_hey(tscp::byte_view input) {
        bytes buffer(400);
        tscp::writer out{buffer};
        test::counted_random random{session::client_seed};
        tscp::client_options options;
        const bytes cid = test::cid_of<Profile>(0xc1);
        const bytes suites{session::suite};
        options.cid = tscp::stored_view{cid};
        options.suites = tscp::stored_view{suites};
        const auto known = test::credential();
        auto waiting = tscp::client<Profile>{known, random, options}.write_hello(out);
        require(bool{waiting} && tscp::equal_public(out.written(), genuine.hello));
        const auto got = std::move(*waiting).read_hey(input);
        require(bool{got} == tscp::equal_public(input, genuine.hey));
        const bool refused = got.error() == tscp::errc::malformed_hey || got.error() == tscp::errc::refused_by_peer ||
                             got.error() == tscp::errc::malformed_alert;
        return refused ? outcome::refused : outcome::parsed;
    }

    outcome take_first_record(tscp::byte_view input) {
        bytes buffer(400);
        tscp::writer out{buffer};
        auto half = answer(genuine.hello, out);
        require(bool{half});
        bytes content(input.size());
        const auto confirmed = std::move(*half).open(input, content);
        require(bool{confirmed} == tscp::equal_public(input, genuine.first_record));
        const bool tried = confirmed || confirmed.error() == tscp::errc::not_authentic;
        return tried ? outcome::parsed : outcome::refused;
    }

private:
    auto answer(tscp::byte_view hello, tscp::writer& out) {
        const bytes cid = test::cid_of<Profile>(0x51);
        return tscp::server<Profile, test::one_client>{directory_, random_}.answer_hello(hello, out,
                                                                                         tscp::cid_view{cid});
    }

    static inline const session genuine;
    test::one_client directory_;
    test::counted_random random_{session::server_seed};
};

template <class Profile>
outcome take(fuzz::channel_part part, tscp::byte_view input) {
    switch (part) {
        case fuzz::channel_part::script: return network<Profile>{}.follow(script{input});
        case fuzz::channel_part::hello: return handshake<Profile>{}.take_hello(input);
        case fuzz::channel_part::hey: return handshake<Profile>{}.take_hey(input);
        case fuzz::channel_part::first_record: return handshake<Profile>{}.take_first_record(input);
    }
    return outcome::refused;
}

}  // namespace

const fuzz::target fuzz::own_target{format::channel, 20000, 65, 30};

fuzz::outcome fuzz::run(tscp::byte_view input) {
    if (input.empty()) { return outcome::refused; }
    const auto part = static_cast<channel_part>(input[0] & 3U);
    const tscp::byte_view rest = input.subspan(1);
    return (input[0] & 4U) != 0 ? take<test::datagram_profile>(part, rest) : take<test::stream_profile>(part, rest);
}
