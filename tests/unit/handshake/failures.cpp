// SPDX-License-Identifier: MIT
// Handshakes whose generator or group fails at any step: nothing of the message stays in the buffer, and nothing of the
// attempt in the state.
#include <cstddef>
#include <cstdint>
#include <utility>

#include "../../support/catch.hpp"
#include "../../support/memory_of.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::byte_span;
using tscp::byte_view;
using tscp::errc;

constexpr std::size_t never = ~std::size_t{0};

/// Where it fails it has filled half of the bytes.
class breaking_random {
public:
    bool fill(byte_span out) noexcept {
        const bool works = !broken;
        drawn = source_.draw(out.size());
        tscp::copy_bytes(byte_view{drawn}.first(works ? out.size() : out.size() / 2), out);
        return works;
    }

    bool broken = false;
    bytes drawn;

private:
    test::repeatable_random source_{61};
};

/// x25519 that fails at one of its calls.
struct breaking_group : tscp::portable::x25519 {
    static inline std::size_t calls = 0;
    static inline std::size_t fails_at = never;

    static void fail_at(std::size_t call) {
        calls = 0;
        fails_at = call;
    }
    static tscp::result<void> public_value(byte_view private_key, byte_span out) noexcept {
        if (breaks(out)) { return errc::backend_failed; }
        return tscp::portable::x25519::public_value(private_key, out);
    }
    static tscp::result<void> agree(byte_view private_key, byte_view peer, byte_span out) noexcept {
        if (breaks(out)) { return errc::backend_failed; }
        return tscp::portable::x25519::agree(private_key, peer, out);
    }

private:
    static bool breaks(byte_span out) noexcept {
        if (calls++ != fails_at) { return false; }
        tscp::wipe(out);
        return true;
    }
};

using key = tscp::static_key<breaking_group>;

template <tscp::framing Framing>
struct profile_on : tscp::default_profile {
    using hash = tscp::portable::sha256;
    using random = breaking_random;
    using suites = tscp::suite_list<tscp::suite<breaking_group, tscp::portable::chacha20_poly1305>>;
    using static_key = key;
    static constexpr tscp::framing transport = Framing;
};

struct both_keys {
    both_keys() { breaking_group::fail_at(never); }
    key client = std::move(*key::make(bytes(32, 0x11)));
    key server = std::move(*key::make(bytes(32, 0x22)));
};

struct directory_of_all {
    static tscp::psk_entry find_psk(byte_view) noexcept { return test::entry(tscp::bytes_of("kitchen")); }
    [[nodiscard]] tscp::peer_entry find_peer(byte_view) const noexcept {
        return tscp::peer_entry::static_keys_and_psk(tscp::public_key_view{keys.client.public_value()},
                                                     tscp::psk_view{test::psk()},
                                                     tscp::client_name{tscp::bytes_of("kitchen")});
    }
    [[nodiscard]] const key& own_key() const noexcept { return keys.server; }

    const both_keys& keys;
};

/// A buffer with three bytes written before the message.
struct buffer {
    buffer() { REQUIRE(out.write_bytes(tscp::bytes_of("abc"))); }

    [[nodiscard]] bytes message() const {
        const byte_view written = out.written().subspan(3);
        return {written.begin(), written.end()};
    }
    // True where nothing but the three bytes was written, or all else was wiped again.
    [[nodiscard]] bool is_rolled_back() const {
        bool clean = out.size() == 3 && tscp::equal_public(out.written(), tscp::bytes_of("abc"));
        for (std::size_t i = 3; i < memory.size(); ++i) { clean = clean && (memory[i] == 0 || memory[i] == 0x5a); }
        return clean;
    }

    bytes memory = bytes(300, 0x5a);
    tscp::writer out{memory};
};

/// Both ends, and their states after Hello and Hey of a first handshake.
template <tscp::framing Framing>
struct fixture {
    using profile = profile_on<Framing>;
    using client_type = tscp::client<profile>;
    using server_type = tscp::server<profile, directory_of_all>;

    template <class Credential>
    fixture(const both_keys& keys, const Credential& credential)
        : directory{keys}, client{credential, random}, server{directory, random} {
        breaking_group::fail_at(never);
        random.broken = false;
        buffer hello;
        buffer hey;
        REQUIRE(client.write_hello(hello.out, waiting) == errc::none);
        first_hello = hello.message();
        REQUIRE(server.answer_hello(first_hello, hey.out, {}, half) == errc::none);
        first_hey = hey.message();
    }
    ~fixture() { breaking_group::fail_at(never); }
    fixture(const fixture&) = delete;
    fixture& operator=(const fixture&) = delete;

    errc read(byte_view hey, tscp::client_session<profile>& session) {
        return std::move(waiting).read_hey(hey, session);
    }

    void check_client_failed(errc error, errc expected, const buffer& used) {
        CHECK(error == expected);
        CHECK(used.is_rolled_back());
        CHECK_FALSE(test::contains(test::memory_of_object(waiting), byte_view{random.drawn}.first(8)));
        tscp::client_session<profile> session;
        CHECK(read(first_hey, session) == errc::state_consumed);
        CHECK_FALSE(session.channel.has_keys());
    }
    void check_server_failed(errc error, errc expected, const buffer& used) {
        CHECK(error == expected);
        CHECK(used.is_rolled_back());
        CHECK(half.ended());
        bytes record(50, 0x80);
        bytes room(50);
        CHECK_FALSE(std::move(half).open(record, room));
    }

    breaking_random random;
    directory_of_all directory;
    client_type client;
    server_type server;
    tscp::waiting_client<profile> waiting;
    tscp::half_open<profile> half;
    bytes first_hello;
    bytes first_hey;
};

/// Calls `act(keys, credential, calls of the group by write_hello, by answer_hello, by read_hey)` for a PSK and for
/// static keys with a PSK.
template <class Act>
void for_each_mode(const Act& act) {
    const both_keys keys;
    act(keys, test::credential(), 1U, 2U, 1U);
    act(keys,
        tscp::static_keys_and_psk<key>{tscp::identity_view{tscp::bytes_of("dev1")}, keys.client,
                                       tscp::public_key_view{keys.server.public_value()}, tscp::psk_view{test::psk()}},
        3U, 5U, 2U);
}

template <tscp::framing Framing>
void check_generators() {
    for_each_mode([](const both_keys& keys, const auto& credential, std::size_t, std::size_t, std::size_t) {
        fixture<Framing> one{keys, credential};
        one.random.broken = true;
        buffer hello;
        const errc error = one.client.write_hello(hello.out, one.waiting);
        one.check_client_failed(error, errc::random_failed, hello);
        buffer hey;
        one.check_server_failed(one.server.answer_hello(one.first_hello, hey.out, {}, one.half), errc::random_failed,
                                hey);
    });
}

template <tscp::framing Framing>
void check_groups() {
    for_each_mode([](const both_keys& keys, const auto& credential, std::size_t by_hello, std::size_t by_hey,
                     std::size_t by_reading) {
        for (std::size_t call = 0; call <= by_hello; ++call) {
            CAPTURE(call);
            fixture<Framing> one{keys, credential};
            breaking_group::fail_at(call);
            buffer hello;
            const errc error = one.client.write_hello(hello.out, one.waiting);
            if (call == by_hello) {
                CHECK(error == errc::none);
                CHECK(breaking_group::calls == by_hello);
            } else {
                one.check_client_failed(error, errc::backend_failed, hello);
            }
        }
        for (std::size_t call = 0; call <= by_hey; ++call) {
            CAPTURE(call);
            fixture<Framing> one{keys, credential};
            breaking_group::fail_at(call);
            buffer hey;
            const errc error = one.server.answer_hello(one.first_hello, hey.out, {}, one.half);
            if (call == by_hey) {
                CHECK(error == errc::none);
                CHECK(breaking_group::calls == by_hey);
            } else {
                one.check_server_failed(error, errc::backend_failed, hey);
            }
        }
        for (std::size_t call = 0; call <= by_reading; ++call) {
            CAPTURE(call);
            fixture<Framing> one{keys, credential};
            breaking_group::fail_at(call);
            tscp::client_session<profile_on<Framing>> session;
            const errc error = one.read(one.first_hey, session);
            CHECK(session.channel.has_keys() == (call == by_reading));
            if (call == by_reading) {
                CHECK(error == errc::none);
                CHECK(breaking_group::calls == by_reading);
                continue;
            }
            CHECK(error == errc::backend_failed);
            breaking_group::fail_at(never);
            const errc again = one.read(one.first_hey, session);
            CHECK(again == (Framing == tscp::framing::stream ? errc::state_consumed : errc::none));
        }
    });
}

}  // namespace

TEST_CASE("a generator that fails after half of the bytes leaves no message and no state") {
    check_generators<tscp::framing::stream>();
    check_generators<tscp::framing::datagram>();
}

TEST_CASE("a group that fails at any of its calls leaves no message and no state") {
    check_groups<tscp::framing::stream>();
    check_groups<tscp::framing::datagram>();
}

TEST_CASE("a Hello that is refused before anything is computed ends the state too") {
    const both_keys keys;
    for (const bool wrong_cid : {true, false}) {
        CAPTURE(wrong_cid);
        fixture<tscp::framing::datagram> one{keys, test::credential()};
        REQUIRE_FALSE(one.half.ended());
        const bytes cid(wrong_cid ? 1 : 0, 0x51);
        const bytes hello = wrong_cid ? one.first_hello : bytes(3, 0x31);
        buffer hey;
        const errc error = one.server.answer_hello(hello, hey.out, tscp::cid_view{cid}, one.half);
        one.check_server_failed(error, wrong_cid ? errc::invalid_connection_id : errc::malformed_hello, hey);
    }
}
